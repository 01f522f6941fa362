"""A passage of a document: taken with a little of what stands around it, and found again when the text has changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ascertain.domain.records import Passage

CONTEXT = 40
"""Characters that are kept from either side."""

_MOST_PLACES = 500
"""A quote that stands in more places is told by its context from the first of them."""
_LEAST_CONTEXT = 12
_ALIKE = 0.6
"""Share of what is common to a quote and what stands in its place now, for it to be the same passage with a word
changed (the ratio of `difflib`)."""
_LONGEST_COMPARED = 4_000
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Found:
    """Where a passage is now. `exact`: its very words stand there, and not others in their place."""

    start: int
    end: int
    exact: bool = True


@dataclass(frozen=True, slots=True)
class TakenPassage:
    """A passage of a document of the log."""

    document_id: int
    quote: str
    passage: Passage


def passage_at(text: str, start: int, end: int) -> tuple[str, Passage]:
    """The words from `start` to before `end`, without blanks around them, and where they stand."""
    start, end = max(0, min(start, end)), min(len(text), max(start, end))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return text[start:end], Passage(start, end, before, after)


def find_again(text: str, quote: str, passage: Passage) -> Found | None:
    """Where a passage stands in a text that may have changed since; None where it cannot be told.

    The very words count first; of several places the one with most of the same context, then the nearest. Then the
    same words with other blanks and marks between them, then what now stands within the same context and is alike.
    """
    if not quote.strip():
        return None
    if _stands(text, quote, passage):
        return Found(passage.start or 0, (passage.start or 0) + len(quote))
    found = _best(text, passage, _exactly(text, quote))
    if found is not None:
        return Found(*found)
    found = _best(text, passage, _same_words(text, quote))
    if found is not None:
        return Found(*found, exact=False)
    return _in_its_place(text, quote, passage)


def _stands(text: str, quote: str, passage: Passage) -> bool:
    """Whether nothing has changed where it was taken."""
    start = passage.start
    if start is None or start < 0 or not text.startswith(quote, start):
        return False
    end = start + len(quote)
    return text[max(0, start - len(passage.before)) : start] == passage.before and text.startswith(passage.after, end)


def _exactly(text: str, quote: str) -> Iterator[tuple[int, int]]:
    at = text.find(quote)
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + 1)


def _same_words(text: str, quote: str) -> Iterator[tuple[int, int]]:
    words = _WORDS.findall(quote)
    if words:
        pattern = r"\W{1,12}?".join(re.escape(word) for word in words)
        for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE):
            yield found.span()


def _best(text: str, passage: Passage, places: Iterator[tuple[int, int]]) -> tuple[int, int] | None:
    best: tuple[int, int] | None = None
    most = (-1, 0)
    for count, (start, end) in enumerate(places):
        far = abs(start - passage.start) if passage.start is not None else 0
        agreement = _before(text, start, passage.before) + _after(text, end, passage.after)
        if (agreement, -far) > most:
            best, most = (start, end), (agreement, -far)
        if count == _MOST_PLACES:
            break
    return best


def _before(text: str, start: int, before: str) -> int:
    count = 0
    while count < len(before) and count < start and text[start - 1 - count] == before[-1 - count]:
        count += 1
    return count


def _after(text: str, end: int, after: str) -> int:
    count = 0
    while count < len(after) and end + count < len(text) and text[end + count] == after[count]:
        count += 1
    return count


def _in_its_place(text: str, quote: str, passage: Passage) -> Found | None:
    """What stands between the same words before and after, where it is alike."""
    from difflib import SequenceMatcher

    before, after = passage.before.strip(), passage.after.strip()
    if len(quote) > _LONGEST_COMPARED or max(len(before), len(after)) < _LEAST_CONTEXT:
        return None
    room = 2 * len(quote) + CONTEXT
    best: Found | None = None
    most = _ALIKE
    for start, end in _windows(text, before, after, room):
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        likeness = SequenceMatcher(None, quote, text[start:end], autojunk=False).ratio() if end > start else 0.0
        if likeness > most:
            best, most = Found(start, end, exact=False), likeness
    return best


def _windows(text: str, before: str, after: str, room: int) -> Iterator[tuple[int, int]]:
    """The spans that the context still frames on both sides."""
    if len(before) < _LEAST_CONTEXT or len(after) < _LEAST_CONTEXT:
        return
    lead, tail = before[-_LEAST_CONTEXT * 2 :], after[: _LEAST_CONTEXT * 2]
    for count, (_, start) in enumerate(_exactly(text, lead)):
        end = text.find(tail, start, start + room + len(tail))
        if end >= 0:
            yield start, end
        if count == _MOST_PLACES:
            return
