"""Words that stand beside the names of places, in English, Arabic, Persian and Hebrew, and what is attached to them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ascertain.domain.folding import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


ARTICLES = _words("al el ul as es ash esh at et ad ed adh edh an en ar er az ez ath eth א ה אל")

_BEFORE = _words(
    "in near at from to around outside inside within towards toward into via across over between beyond off "
    "north south east west northern southern eastern western northeast northwest southeast southwest central "
    "city town village district province governorate region suburb outskirts port airport border area "
    "في من الى قرب محيط مدينة بلدة قرية محافظة ريف قضاء ناحية منطقة شمال جنوب شرق غرب شمالي جنوبي شرقي غربي "
    "باتجاه نحو مطار معبر حي ضواحي "
    "در از به شهر استان شهرستان بخش روستای نزدیک نزدیکی حومه سوی فرودگاه بندر منطقه "
    "ליד העיר באזור מצפון מדרום ממזרח ממערב לעבר בעיר הכפר מחוז"
)
_BEFORE_WEAKLY = _words("of")
_AFTER = _words(
    "city town village district province governorate region airport border port countryside area neighborhood "
    "neighbourhood suburb suburbs"
)
DIVISION_AFTER = _words("province governorate region state oblast muhafazah")
DIVISION_BEFORE = _words("محافظة استان ولاية ولایت מחוז اقليم province governorate")

_NOT_A_PLACE_AFTER = _words(
    "television tv network channel agency news newspaper times post brigade brigades battalion movement army "
    "الفضائية الاخبارية"
)

_ARABIC_ATTACHED = re.compile("(?:[وف]?(?:[بكل]|لل)|[وف])(?=..)")
_HEBREW_ATTACHED = re.compile("ו?(?:ש?[בלמה]|ש)|ו")
_LEAST_LEFT = 3


def attached(word: str) -> tuple[int, ...]:
    """How many letters at the beginning of a word may be particles written together with it (`بالرطبة`, `בדמשק`),
    the fewest first."""
    pattern = _ARABIC_ATTACHED if "\u0600" <= word[0] <= "\u06ff" else _HEBREW_ATTACHED
    found = pattern.match(word)
    if found is None or not "\u0590" <= word[0] <= "\u06ff":
        return ()
    return tuple(size for size in range(1, found.end() + 1) if len(word) - size >= _LEAST_LEFT)


def speaks_of_places_before(words: Sequence[str], *, known: bool = True) -> bool:
    """Whether the words before a name say that it is one of a place; "of" does where the name is `known`."""
    left = list(words)
    while left and left[-1] == "the":
        left.pop()
    return bool(left) and (left[-1] in _BEFORE or (known and left[-1] in _BEFORE_WEAKLY))


def speaks_of_places_after(word: str) -> bool:
    """Whether the word after a name says so."""
    return word in _AFTER


def speaks_of_others_after(word: str) -> bool:
    """Whether the word after a name says that it is one of an outlet or a force, called after a place."""
    return word in _NOT_A_PLACE_AFTER
