"""The small language in one order of words: what follows its noun in Arabic, Persian and Hebrew stands before it."""

from __future__ import annotations

import re

from ascertain.domain.messages import say
from ascertain.domain.times.lexicon import Piece, pieces, small_words
from ascertain.domain.times.spans import NotRead

UNIT = r"(?:minute|hour|day|week|month|year)"
COUNT = r"(?:\d{1,4}|few|couple)"
MONTH = r"(?:[gjh](?:1[0-2]|[1-9]))"
SEASON = r"(?:spring|summer|autumn|winter)"
PART = r"(?:early|mid|late|dawn|morning|noon|afternoon|evening|night|midnight|daytime)"
CLOCK = r"(?:\d{1,2}:\d\d(?::\d\d)?(?:[+-]\d{2}(?:\d\d)?|z)?)"
_NAMED = rf"(?:{UNIT}|w\d|{MONTH}|{SEASON}|weekend|night)"

_RULES: tuple[tuple[str, str], ...] = tuple(
    (rf"(?<!\S){pattern}(?!\S)", new)
    for pattern, new in (
        # Hours: "the hour 2" is a time of day, "24 hour" a length. Four digits are one where the word says so.
        (r"hourat(?= (?:~ )?\d)", "oclock"),
        (r"hourat", "hour"),
        (r"([01]\d|2[0-3])([0-5]\d)(?: (?:hours?|oclock))? z", r"\1:\2z"),
        (r"([01]\d|2[0-3])([0-5]\d) hours?", r"\1:\2"),
        (rf"({CLOCK}) z", r"\1z"),
        (r"(\d{1,2}) z", r"\1:00z"),
        # The number one, and words that change nothing where they stand.
        (rf"a(?= {UNIT}| couple| few)", "1"),
        (r"a", ""),
        (r"1 (few|couple)", r"\1"),
        (rf"(?:this )?day(?= (?:w\d|\d|{MONTH}|yesterday|today|tomorrow|~))", ""),
        (rf"month(?= (?:{MONTH}))", ""),
        (rf"({MONTH}) month", r"\1"),
        (r"year(?= \d{4})", ""),
        (rf"({MONTH})(?: /)? \1", r"\1"),
        (rf"(\d{{1,2}}) /(?= \d{{1,2}} {MONTH})", r"\1 –"),
        (r"(\d{4}(?:-\d\d){0,2}) /(?= \d{4})", r"\1 –"),
        (r"earlier(?= (?:today|this|last|w\d|yesterday|on))", ""),
        # A length of time that has passed.
        (rf"({UNIT}s) ({COUNT}) (?:past|last)", r"past \2 \1"),
        (rf"({COUNT}) ({UNIT}s?) (?:past|last)", r"past \1 \2"),
        (rf"(?:past|last) ({UNIT}s) ({COUNT})", r"past \2 \1"),
        (rf"(?:late|last|past) ({COUNT}) ({UNIT}s?)", r"past \1 \2"),
        (rf"({COUNT}) (?:past|last) ({UNIT}s?)", r"past \1 \2"),
        (rf"before ({COUNT}|{UNIT}) ({UNIT}s?)(?: ago)?", r"\1 \2 ago"),
        (rf"({COUNT}) ({UNIT}s?) (?:before|earlier)", r"\1 \2 ago"),
        (rf"before ({UNIT})", r"1 \1 ago"),
        (rf"before ({UNIT}s)", r"few \1 ago"),
        (r"(early|mid|late) (week|month|year)", r"\1 this \2"),
        (rf"({UNIT}s) (?:before|earlier|ago)", r"few \1 ago"),
        (rf"({COUNT}) few ({UNIT}s) ago", r"\1 \2 ago"),
        (rf"({UNIT}s) few", r"few \1"),
        (rf"after ({COUNT}|{UNIT}) ({UNIT}s?)(?: later)?", r"\1 \2 later"),
        # "week past" is the last week, "days past" some recent days.
        (rf"(?<!\d )(?<!few )(?<!couple )({UNIT}) (?:past|last|before|earlier|ago)", r"last \1"),
        (r"last night(?= (?:w\d|from|between|\d))", "night"),
        (rf"({UNIT}s) (?:past|last)", r"past \1"),
        (rf"(w\d|{MONTH}|{SEASON}|weekend|night) (?:last|past)(?! {UNIT}| \d)", r"last \1"),
        (rf"({_NAMED}) (this|next)(?! {_NAMED})", r"\2 \1"),
        (r"earlier", ""),
    )
)


def canonical(phrase: str) -> str:
    """The small words of a phrase. Raises `NotRead` where it is empty or has other words."""
    found = pieces(phrase)
    words = small_words(found)
    if words is None:
        raise NotRead(say("This time is not understood. Write it like 2023-10-17, 17 Oct 2023 ~02:30, or yesterday."))
    if not words and not any(piece.meaning for piece in found):
        raise NotRead(say("No time is given."))
    return ordered(words)


def canonical_of(parts: list[Piece]) -> str | None:
    """The small words of a stretch of text, None where it has other words."""
    words = small_words(parts)
    return None if words is None else ordered(words)


def ordered(words: str) -> str:
    """Small words in one order."""
    for pattern, new in _RULES:
        words = " ".join(re.sub(pattern, new, words).split())
    return words
