"""The parts of a search as it is typed, and where they stand: told apart by the reader's signs, and read no further."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ascertain.domain.search.reading import CLOSING, DASHES, END_OF_VALUE, END_OF_WORD, KEY, OPERATOR


@dataclass(frozen=True, slots=True)
class Part:
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


def parts_of(text: str) -> Iterator[Part]:
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


def _part(text: str, start: int, depth: int, left_out: bool) -> Part:
    if text[start] in CLOSING:
        return Part(start, _quotation(text, start)[0], depth, left_out, phrase=True)
    if operator := OPERATOR.match(text, start):
        return Part(start, operator.end(), depth, left_out, operator=operator[1])
    key = KEY.match(text, start)
    if key is None or text.startswith("//", key.end()):
        return Part(start, _until(END_OF_WORD, text, start), depth, left_out)
    values, closed, here = [], True, key.end()
    while True:
        if text[here : here + 1] and text[here] in CLOSING:
            end, closed = _quotation(text, here)
        else:
            end = _until(END_OF_VALUE, text, here)
        values.append((here, end))
        if end == len(text) or text[end] not in ",،":
            return Part(start, end, depth, left_out, key=key[1], values=tuple(values), open=not closed)
        here = end + 1


def with_keys(text: str, names: Mapping[str, str]) -> str:
    """The search asking of other keys: those of `names` for those that it asks of now. All else stays as typed."""
    wanted = {_plain(old): new for old, new in names.items()}
    here, written = 0, []
    for part in parts_of(text):
        new = wanted.get(_plain(part.key)) if part.key is not None else None
        if new is not None and part.key is not None:
            written += [text[here : part.start], new]
            here = part.start + len(part.key)
    return "".join((*written, text[here:]))


def _plain(key: str) -> str:
    return key.casefold().replace("-", "_")


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


def unquoted(quoted: str) -> str:
    """What stands between quotation marks, without the signs that keep it together."""
    return re.sub(r"\\(.)", r"\1", quoted)


def _until(of: re.Pattern[str], text: str, start: int) -> int:
    found = of.search(text, start)
    return found.start() if found else len(text)
