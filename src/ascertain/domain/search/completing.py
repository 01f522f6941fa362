"""What of a search is being typed, and the search with something taken in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ascertain.domain.search.reading import CLOSING, DASHES, END_OF_VALUE, END_OF_WORD, KEY, LONGEST, OPERATOR
from ascertain.domain.search.showing import show_value

_EITHER = ("OR", "|", "||")


@dataclass(frozen=True, slots=True)
class Typing:
    """What is typed right before the cursor.

    `stem` is as much of it as stands there, without a quotation mark; it takes `text[start:end]`. `key` is the name
    before the colon where a value is typed, else None. `follows`: something is asked before it. `rest`: the search
    without the term; where it stands `alone` beside that (not left out, in no parentheses, no alternative), a value
    narrows what `rest` finds.
    """

    start: int
    end: int
    stem: str
    key: str | None
    follows: bool
    rest: str
    alone: bool


def typing_at(text: str, at: int) -> Typing | None:
    """What is typed at `at`; None within a word or a phrase, where nothing can be offered."""
    if at > min(len(text), LONGEST):
        return None
    parts = list(_parts(text))
    follows = any(part.end < at and not part.operator for part in parts)
    here = next((part for part in parts if part.start < at <= part.end), None)
    if here is None:
        between = at == len(text) or text[at].isspace() or text[at] == ")"
        return Typing(at, at, "", None, follows, text, alone=False) if between else None
    found = _in_value(text, at, here) if here.key is not None else _in_word(text, at, here)
    if found is None:
        return None
    start, end, stem = found
    after = text[end if here.open and end == at else here.end :]
    either = any(part.operator in _EITHER and not part.depth for part in parts)
    alone = not (here.depth or here.left_out or either)
    return Typing(start, end, stem, here.key, follows, text[: here.start] + after, alone)


def take_key(text: str, typing: Typing, name: str) -> tuple[str, int]:
    """The text asking of this key, and where the cursor then stands: after the colon."""
    return _put(text, typing, f"{name}:")


def take_word(text: str, typing: Typing, word: str) -> tuple[str, int]:
    """The text with a word of the language, such as OR, and where the cursor then stands: where the next begins."""
    return _put(text, typing, word, spaced=True)


def take_value(text: str, typing: Typing, value: str, *, whole: bool = True) -> tuple[str, int]:
    """The text with this value, quoted where it must be, and where the cursor then stands. `whole`: the value is
    complete, so the next part of the search begins."""
    return _put(text, typing, show_value(value), spaced=whole)


def take_written(text: str, typing: Typing, written: str, *, whole: bool = True) -> tuple[str, int]:
    """The same with a value as it is written in a search: `>0`, `none`, `2023-10`."""
    return _put(text, typing, written, spaced=whole)


def _put(text: str, typing: Typing, put: str, *, spaced: bool = False) -> tuple[str, int]:
    after = text[typing.end :]
    cursor = typing.start + len(put)
    if spaced and not after:
        after = " "
    # The space that is there already will do.
    return text[: typing.start] + put + after, cursor + (spaced and after[:1].isspace())


@dataclass(frozen=True, slots=True)
class _Part:
    """A word, phrase, operator or field of the search, from `start` to `end`. `values`: where those of a field stand;
    `open`: the last quotation of it is not closed."""

    start: int
    end: int
    depth: int
    left_out: bool
    phrase: bool = False
    operator: str = ""
    key: str | None = None
    values: tuple[tuple[int, int], ...] = ()
    open: bool = False


def _parts(text: str) -> Iterator[_Part]:
    """The parts of a search as the reader tells them apart."""
    here = depth = 0
    left_out = minus = False
    while here < len(text):
        character = text[here]
        if character in "()":
            depth = max(0, depth + (1 if character == "(" else -1))
            left_out = minus = False
        elif character in DASHES or character.isspace():
            minus = character in DASHES
        else:
            part = _part(text, here, depth, left_out or minus)
            yield part
            left_out, minus = part.operator == "NOT", False
            here = part.end
            continue
        here += 1


def _part(text: str, start: int, depth: int, left_out: bool) -> _Part:
    if text[start] in CLOSING:
        return _Part(start, _quotation(text, start)[0], depth, left_out, phrase=True)
    if operator := OPERATOR.match(text, start):
        return _Part(start, operator.end(), depth, left_out, operator=operator[1])
    key = KEY.match(text, start)
    if key is None or text.startswith("//", key.end()):
        return _Part(start, _until(END_OF_WORD, text, start), depth, left_out)
    values, closed, here = [], True, key.end()
    while True:
        if text[here : here + 1] and text[here] in CLOSING:
            end, closed = _quotation(text, here)
        else:
            end = _until(END_OF_VALUE, text, here)
        values.append((here, end))
        if end == len(text) or text[end] not in ",،":
            return _Part(start, end, depth, left_out, key=key[1], values=tuple(values), open=not closed)
        here = end + 1


def _in_word(text: str, at: int, part: _Part) -> tuple[int, int, str] | None:
    return None if part.phrase or at != part.end else (part.start, at, text[part.start : at])


def _in_value(text: str, at: int, part: _Part) -> tuple[int, int, str] | None:
    found = next(((start, end) for start, end in part.values if start <= at <= end), None)
    if found is None:
        return None
    start, end = found
    if start == end or text[start] not in CLOSING:
        return (start, end, text[start:at]) if at == end else None
    if part.open and found == part.values[-1] and at > start:
        # What stands after the cursor is another part that the quotation has swallowed.
        return start, at, _unquoted(text[start + 1 : at])
    return (start, end, _unquoted(text[start + 1 : end - 1])) if start < end - 1 <= at else None


def _quotation(text: str, start: int) -> tuple[int, bool]:
    """Where a quotation ends, and whether it is closed."""
    closing, here = CLOSING[text[start]], start + 1
    while here < len(text):
        if text[here] == "\\" and text[here + 1 : here + 2] and text[here + 1] in ("\\", *closing):
            here += 1
        elif text[here] in closing:
            return here + 1, True
        here += 1
    return len(text), False


def _unquoted(quoted: str) -> str:
    return re.sub(r"\\(.)", r"\1", quoted)


def _until(of: re.Pattern[str], text: str, start: int) -> int:
    found = of.search(text, start)
    return found.start() if found else len(text)
