"""Where the sentences of a text are, in scripts with capital letters and without.

A sentence is a span of the text without the blanks around it. Together they hold every character that is no blank, each
in one of them. A line break ends a sentence, but in a text whose lines were all broken to a width.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ENDS = ".!?…؟۔。！？"
_CLOSERS = "\"'”’»›)\\]}」』\u200e\u200f\u202c\u2069"
_OPENERS = "\"'“”‘’«‹»›([{「『\u200e\u200f\u202a\u202b\u2066\u2067\u2068"
_STOP = re.compile(
    rf"(?P<mark>(?<![{_ENDS}])[{_ENDS}]++)[{_CLOSERS}]*+(?=\s|$)|[。！？]++|(?P<line>[\n\r\u2028\u2029]\s*)"
)
_NEXT = re.compile(rf"[^\S\n\r\u2028\u2029]+[{re.escape(_OPENERS)}]*(\S)")
_NEXT_OF_WRAPPED = re.compile(
    rf"[^\S\n\r\u2028\u2029]*[\n\r\u2028\u2029]?[^\S\n\r\u2028\u2029]*[{re.escape(_OPENERS)}]*(\S)"
)
_WORD_BEFORE = re.compile(rf"[^\s{re.escape(_OPENERS)}]+$")
_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_SAYING = re.compile(r"[^\W_]")

_WIDEST = 100
"""No line of a text that was broken to a width is longer."""

_LONGEST_WORD = 64


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_NEVER = _words(
    "mr mrs ms dr prof gen lt col sgt cpl capt cmdr maj adm brig gov sen rep rev hon st mt ft messrs pres supt insp"
    " vs cf eg ie viz approx est ca fig vol pp art sec para ch د أ م ص ج ت"
)
"""Short forms after which a sentence goes on: titles, and what stands before a number or an example."""
_BEFORE_NUMBERS = _words("no nos nr jan feb mar apr jun jul aug sep sept oct nov dec art sec fig vol")
_STARTERS = _words(
    "a an and another as at but by for from he her his however i if in it its meanwhile no on one our she some that the"
    " their then there these they this those two we what when while who with"
)
"""Words that begin a sentence where they are capital after `U.S.`; a name there goes on with it."""


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """A span of a text, from `start` to before `end`, in characters."""

    start: int
    end: int


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, in order."""
    found: list[Sentence] = []
    start = 0
    width = _width(text)
    for stop in _STOP.finditer(text):
        if stop["line"] is not None:
            ended = not width or _line_ends(text, start, stop, width)
        else:
            ended = _mark_ends(text, start, stop, _NEXT_OF_WRAPPED if width else _NEXT)
        if ended:
            _take(found, text, start, stop.end())
            start = stop.end()
    _take(found, text, start, len(text))
    return tuple(found)


def says_something(text: str, sentence: Sentence) -> bool:
    """Whether a sentence has a letter or a digit: a line of stars has nothing to be logged."""
    return _SAYING.search(text, sentence.start, sentence.end) is not None


def _take(found: list[Sentence], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        found.append(Sentence(start, end))


def _width(text: str) -> int:
    """The width to which the lines of a text were broken; 0 where its lines are paragraphs."""
    widest = count = 0
    for count, line in enumerate(_LINE.finditer(text), 1):  # noqa: B007 - how many there are is asked below
        widest = max(widest, line.end() - line.start())
        if widest > _WIDEST:
            return 0
    return widest if count > 2 else 0


def _line_ends(text: str, start: int, stop: re.Match[str], width: int) -> bool:
    """Whether a sentence ends with its line where lines are broken to a width: the next word had found room in it."""
    if len(_BREAK.findall(stop.group())) > 1 or stop.end() == len(text):
        return True
    near = max(start, stop.start() - width)
    before = _BREAK.split(text[near : stop.start()])[-1].strip()
    if not before or before[-1] in ":;":
        return True
    if before[-1] in _ENDS:
        return False  # the mark was looked at by itself
    following = text[stop.end() : stop.end() + _LONGEST_WORD].split(maxsplit=1)[0]
    return not following[0].islower() and len(before) + 1 + len(following) <= width


def _mark_ends(text: str, start: int, stop: re.Match[str], next_word: re.Pattern[str]) -> bool:
    """Whether the mark at `stop` ends the sentence that begins at `start`."""
    follows = next_word.match(text, stop.end())
    if follows is None:
        return True
    if follows[1].islower():
        return False
    if stop["mark"] != ".":
        return True
    begun = text[max(start, stop.start() - _LONGEST_WORD) : stop.start()]
    before = _WORD_BEFORE.search(begun)
    at = follows.start(1)
    if before is None:
        return True
    word = before.group()
    if word.isdigit() and begun.strip() == word:
        return False  # the number of a list
    return _word_ends(word, follows[1], text[at : at + _LONGEST_WORD])


def _word_ends(word: str, first: str, following: str) -> bool:
    """Whether a full stop after this word ends the sentence; `first` is what comes next, of `following`."""
    short = word.casefold()
    if short in _NEVER or (short in _BEFORE_NUMBERS and first.isdigit()):
        return False
    letters = word.split(".")
    if not all(len(part) == 1 and part.isalpha() for part in letters):
        return True
    if len(letters) == 1:
        return word == "I" or (word.isascii() and word.islower() and not first.isdigit())
    return short in ("a.m", "p.m") or _next_word(following) in _STARTERS


def _next_word(following: str) -> str:
    found = re.match(r"\w+", following)
    return found.group().casefold() if found is not None else ""
