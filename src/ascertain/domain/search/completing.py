"""What of a search is being typed, and the search with something taken in its place."""

from __future__ import annotations

from dataclasses import dataclass

from ascertain.domain.search.parts import Part, parts_of, unquoted
from ascertain.domain.search.reading import CLOSING, LONGEST
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
    parts = list(parts_of(text))
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


def _in_word(text: str, at: int, part: Part) -> tuple[int, int, str] | None:
    return None if part.phrase or at != part.end else (part.start, at, text[part.start : at])


def _in_value(text: str, at: int, part: Part) -> tuple[int, int, str] | None:
    found = next(((start, end) for start, end in part.values if start <= at <= end), None)
    if found is None:
        return None
    start, end = found
    if start == end or text[start] not in CLOSING:
        return (start, end, text[start:at]) if at == end else None
    if part.open and found == part.values[-1] and at > start:
        # What stands after the cursor is another part that the quotation has swallowed.
        return start, at, unquoted(text[start + 1 : at])
    return (start, end, unquoted(text[start + 1 : end - 1])) if start < end - 1 <= at else None
