"""The day that stands at the head of a text: the proposal for when it was published.

Whole dates with a year only, in the calendars of Gregory, of Iran (Solar Hijri) and of Islam (Umm al-Qura), as
English, Arabic, Persian, Hebrew, French, German, Spanish, Italian, Turkish and Russian write them. What can be read in
two ways is said to be doubtful.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from ascertain.domain.folding import fold
from ascertain.exchange.documents.facts import Doubt

_HEAD_LINES, _HEAD_CHARACTERS = 14, 1_600
_NEAR = 90
"""Characters into a line from which on a date is rather part of what is told."""
_OLDEST = 1900

_GREGORIAN = {
    1: "january jan janvier januar enero gennaio ocak января ינואר ژانویه يناير كانون_الثاني كانون_ثاني جانفي",
    2: "february feb fevrier februar febrero febbraio subat февраля פברואר فوریه فبراير شباط فيفري",
    3: "march mar mars marz maerz marzo mart марта מרץ مرץ مارس اذار",
    4: "april apr avril abril aprile nisan апреля אפריל آوریل ابريل نيسان افريل",
    5: "may mai mayo maggio mayis мая מאי مه می مايو ايار ماي",
    6: "june jun juin juni junio giugno haziran июня יוני ژوئن يونيو حزيران جوان",
    7: "july jul juillet juli julio luglio temmuz июля יולי ژوئیه جولای يوليو تموز جويلية",
    8: "august aug aout agosto agustos августа אוגוסט اوت آگوست اغسطس اب",
    9: "september sept sep septembre septiembre settembre eylul сентября ספטמבר سپتامبر سبتمبر ايلول",
    10: "october oct octobre oktober octubre ottobre ekim октября אוקטובר اکتبر اكتوبر تشرين_الاول تشرين_اول",
    11: "november nov novembre noviembre kasim ноября נובמבר نوامبر نوفمبر تشرين_الثاني تشرين_ثاني",
    12: "december dec decembre dezember diciembre dicembre aralik декабря דצמבר دسامبر ديسمبر كانون_الاول كانون_اول",
}
_SOLAR = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
_ISLAMIC = {
    1: "محرم", 2: "صفر", 3: "ربيع_الاول ربيع_اول", 4: "ربيع_الاخر ربيع_الثاني ربيع_ثاني",
    5: "جمادي_الاولي جمادى_الأولى",
    6: "جمادي_الاخرة جمادي_الثانية", 7: "رجب", 8: "شعبان", 9: "رمضان", 10: "شوال", 11: "ذو_القعدة ذي_القعدة",
    12: "ذو_الحجة ذي_الحجة",
}  # fmt: skip


def _named(lists: dict[int, str]) -> dict[str, int]:
    return {fold(name.replace("_", " ")): month for month, names in lists.items() for name in names.split()}


_MONTHS: dict[str, tuple[str, int]] = {
    **{name: ("islamic", month) for name, month in _named(_ISLAMIC).items()},
    **{name: ("solar", month) for name, month in _named(dict(enumerate(_SOLAR.split(), 1))).items()},
    **{name: ("gregorian", month) for name, month in _named(_GREGORIAN).items()},
}
_NAMES = "|".join(re.escape(name) for name in sorted(_MONTHS, key=len, reverse=True))
_AND = r"(?:\s*[/\\]\s*(?:" + _NAMES + r"))?"
_DAY_MONTH_YEAR = re.compile(
    rf"(?<!\w)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)?\.?,?\s+(?:of\s+|de\s+|من\s+|ב\s*)?ב?(?P<month>{_NAMES}){_AND}\.?,?"
    rf"\s+(?:de\s+|سنه\s+|عام\s+)?(?P<year>\d{{4}})(?!\d)"
)
_MONTH_DAY_YEAR = re.compile(
    rf"(?<!\w)(?P<month>{_NAMES})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)"
)
_YEAR_FIRST = re.compile(r"(?<![\d/.-])(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<![\d/.-])(?P<one>\d{1,2})(?P<sign>[-/.])(?P<two>\d{1,2})(?P=sign)(?P<year>\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A day that is told in a text, with the words that tell it, and why it may be another."""

    day: date
    phrase: str
    doubt: Doubt = Doubt.NONE


def find_dateline(text: str) -> FoundDay | None:
    """The day at the head of a text; None where none with a year is told."""
    found = [each for line in _head(text) for each in days_in(line)]
    if not found:
        return None
    first = found[0]
    alone = all(each.day == first.day for each in found)
    return first if alone or first.doubt else FoundDay(first.day, first.phrase, Doubt.OTHER_DAY)


def days_in(line: str) -> list[FoundDay]:
    """The whole dates of a line, in their order. One far into running text is doubtful: it may be of what is told."""
    plain = _plain(line)
    found = sorted(_matches(plain), key=lambda each: each[0])
    return [
        FoundDay(day, _as_written(line, phrase), doubt or (Doubt.OTHER_DAY if at > _NEAR else Doubt.NONE))
        for at, day, phrase, doubt in found
    ]


def _as_written(line: str, phrase: str) -> str:
    """The words of a line that were read as `phrase`: the fewest that hold it."""
    words = line.split()
    for length in range(1, 9):
        for at in range(len(words) - length + 1):
            piece = " ".join(words[at : at + length])
            if phrase in _plain(piece):
                return piece.strip("()[]،,;:. –—")
    return phrase


def _head(text: str) -> Iterator[str]:
    left = _HEAD_CHARACTERS
    for line in [line for line in text.split("\n") if line][:_HEAD_LINES]:
        yield line[:left]
        left -= len(line)
        if left <= 0:
            return


def _plain(line: str) -> str:
    """A line as dates are looked for in it: letters folded as for search, signs kept."""
    words = (_plain_word(word) for word in re.split(r"([\s\d/.,:;()\-–—]+)", unicodedata.normalize("NFKC", line)))
    return " ".join("".join(words).split())


def _plain_word(word: str) -> str:
    if any(map(str.isdigit, word)) or not any(map(str.isalpha, word)):
        return "".join(str(unicodedata.decimal(sign, sign)) for sign in word)
    return fold(word)


def _matches(plain: str) -> Iterator[tuple[int, date, str, Doubt]]:
    for pattern in (_DAY_MONTH_YEAR, _MONTH_DAY_YEAR):
        for found in pattern.finditer(plain):
            calendar, month = _MONTHS[found["month"]]
            if (day := _day(calendar, int(found["year"]), month, int(found["day"]))) is not None:
                yield found.start(), day, found[0], Doubt.NONE
    for found in _YEAR_FIRST.finditer(plain):
        year = int(found["year"])
        calendar = "gregorian" if year > 1700 else "solar" if 1300 <= year <= 1420 else "islamic"
        if (day := _day(calendar, year, int(found["month"]), int(found["day"]))) is not None:
            unclear = calendar == "islamic" or 1415 <= year <= 1420
            yield found.start(), day, found[0], Doubt.TWO_WAYS if unclear else Doubt.NONE
    for found in _YEAR_LAST.finditer(plain):
        one, two, year = int(found["one"]), int(found["two"]), int(found["year"])
        # The day comes first nearly everywhere; where the month could, it is said.
        day = _day("gregorian", year, two, one) or _day("gregorian", year, one, two)
        if day is not None:
            unclear = one <= 12 and two <= 12 and one != two and found["sign"] != "."
            yield found.start(), day, found[0], Doubt.TWO_WAYS if unclear else Doubt.NONE


def _day(calendar: str, year: int, month: int, on: int) -> date | None:
    from hijridate import Hijri
    from persiantools.jdatetime import JalaliDate

    make_solar: Any = JalaliDate  # published without types

    try:
        if calendar == "solar":
            found: date = make_solar(year, month, on).to_gregorian()
        elif calendar == "islamic":
            found = Hijri(year, month, on).to_gregorian()
        else:
            found = date(year, month, on)
    except (ValueError, OverflowError):
        return None
    return date(found.year, found.month, found.day) if found.year >= _OLDEST else None
