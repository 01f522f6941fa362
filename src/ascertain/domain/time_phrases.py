"""Phrases of reports that name a time, as spans of local time. English, and the plainest words of other languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from ascertain.domain.calendar_words import (
    MONTH,
    PARTS_OF_DAY,
    SEASONS,
    WEEKDAY,
    NotRead,
    Span,
    day,
    days,
    make_day,
    month_number,
    months,
    part_of,
    precision_of,
    take_time_of_day,
    weekday_before,
)
from ascertain.domain.codes import TimePrecision
from ascertain.domain.folding import fold
from ascertain.domain.messages import say

Match = re.Match[str]
_PASSED_OVER = {
    "on", "at", "the", "of", "in", "during", "over", "within", "local", "time", "hrs", "earlier", "for",
    "sometime", "some", "several", "a",
}  # fmt: skip
_ABOUT = {"around", "about", "approximately", "approx", "approx.", "circa", "ca.", "c.", "roughly"}
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_ELSEWHERE = {
    fold(word): english
    for english, words in {
        "today": ("اليوم", "امروز", "היום"),
        "yesterday": ("أمس", "البارحة", "دیروز", "אתמול"),
        "tomorrow": ("غدا", "فردا", "מחר"),
    }.items()
    for word in words
}
_PART = "|".join(PARTS_OF_DAY)
_COUNT = r"(?P<count>\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|few|couple)"


def read_span(phrase: str, anchor: date | None) -> Span:
    """The span that a phrase names, seen from the day `anchor`. Raises `NotRead` with the reason."""
    words = _plain(phrase)
    if not words:
        raise NotRead(say("No time is given."))
    try:
        return _read(words, anchor)
    except OverflowError:
        raise NotRead(say("There is no such day.")) from None


def _plain(phrase: str) -> str:
    """The phrase in lower case, with ASCII digits, one kind of dash, and without words that change nothing."""
    text = "".join(str(unicodedata.decimal(c)) if unicodedata.category(c) == "Nd" else c for c in phrase.casefold())
    if (elsewhere := _ELSEWHERE.get(fold(text))) is not None:
        return elsewhere
    text = re.sub(r"(?<=\d)t(?=\d\d:)", " ", re.sub(r"\s*[‐‑‒–—−]\s*|\s+-\s+|\.\.", " – ", text))
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text.replace(",", " ").replace("≈", "~"))
    words = ["~" if word in _ABOUT else word for word in text.split() if word not in _PASSED_OVER]
    return " ".join(words).replace("~ ", "~").strip(" .;")


def _read(words: str, anchor: date | None) -> Span:
    if found := re.fullmatch(r"(?:since|after) (.+)", words):
        begun = _read(found[1], anchor)
        last = _needed(anchor)
        return replace(
            days(begun.first.date(), last, precision_of(begun.first.date(), last)), start=begun.start, relative=True
        )
    if found := re.fullmatch(r"(?:until|till|before|by|up to) (.+)", words):
        ended = _read(found[1], anchor)
        end = ended.start if words.startswith(("before", "by")) else ended.end
        return Span(None, end, TimePrecision.UNKNOWN, relative=ended.relative)
    if found := re.fullmatch(r"(?:from |between )?(.+?) (?:–|to|and|until) (.+)", words):
        return _between(found[1], found[2], anchor)
    if found := re.fullmatch(r"(\d{4}-\d\d(?:-\d\d)?)/(\d{4}-\d\d(?:-\d\d)?)", words):
        return _between(found[1], found[2], anchor)
    at, rest = take_time_of_day(words)
    if at is not None:
        on = _whole(rest, anchor) if rest else _today(anchor)
        if on.precision is not TimePrecision.DAY:
            raise NotRead(say("A time of day needs one day beside it."))
        return at.on(on.first, relative=on.relative)
    return _whole(words, anchor)


def _between(first: str, second: str, anchor: date | None) -> Span:
    """From one time to another; what the first leaves out is taken from the second."""
    if re.fullmatch(r"\d{1,2}", first) and (month := re.fullmatch(rf"(\d{{1,2}} )({MONTH}.*)", second)):
        first = f"{first} {month[2]}"
    elif re.fullmatch(rf"\d{{1,2}} {MONTH}", first) and (year := re.search(r"\d{4}$", second)):
        first = f"{first} {year[0]}"
    elif re.fullmatch(r"\d{1,2}(?: \d{4})?", second) and (month := re.match(rf"{MONTH} ", first)):
        second = f"{month[0]}{second}"
        if re.search(r" \d{4}$", second) and not re.search(r" \d{4}$", first):
            first += second[-5:]
    begin, end = _read(first, anchor), _read(second, anchor)
    if end.last <= begin.first:
        raise NotRead(say("The end of the time stands before its beginning."))
    precision = (
        begin.precision if begin == end else precision_of(begin.first.date(), (end.last - timedelta(seconds=1)).date())
    )
    return Span(begin.start, end.end, precision, begin.zone, begin.relative or end.relative)


def _whole(words: str, anchor: date | None) -> Span:
    """A phrase without a time of day and without two ends."""
    if words.startswith("~"):
        about = _whole(words[1:], anchor)
        if about.precision is not TimePrecision.DAY:
            return about
        either = timedelta(days=1)
        return replace(about, start=about.first - either, end=about.last + either, precision=TimePrecision.DAYS)
    for pattern, reader in _RULES:
        if found := re.fullmatch(pattern, words):
            return reader(found, anchor)
    if found := re.fullmatch(
        rf"(?P<rest>.+?)[ ](?P<part>{_PART})|(?P<part2>{_PART})(?: hours)?[ ](?P<rest2>.+)", words
    ):
        return part_of(_whole(found["rest"] or found["rest2"], anchor), found["part"] or found["part2"])
    raise NotRead(say("This time is not understood. Write it like 2023-10-17, 17 Oct 2023 ~02:30, or yesterday."))


def _needed(anchor: date | None) -> date:
    if anchor is None:
        raise NotRead(say("This time is told from another day. Give that day, such as the day of publication."))
    return anchor


def _today(anchor: date | None, back: int = 0) -> Span:
    one = _needed(anchor) - timedelta(days=back)
    return days(one, one, TimePrecision.DAY, relative=True)


def _past(count: int, unit: str, anchor: date | None) -> Span:
    """The last so many hours, days, weeks, months or years. From an anchor that is a day, up to the end of that day."""
    last = _needed(anchor)
    back = {"hour": -(-count // 24), "day": count, "week": 7 * count, "month": 30 * count, "year": 365 * count}[unit]
    first = last - timedelta(days=back)
    return days(first, last, precision_of(first, last), relative=True)


def _past_rule(found: Match, anchor: date | None) -> Span:
    return _past(_count(found["count"]) if found["count"] else 1, found["unit"], anchor)


def _ago(found: Match, anchor: date | None) -> Span:
    count, unit = _count(found["count"] or "1"), found["unit"]
    if unit == "hour":
        return _past(count, unit, anchor)
    if unit == "day":
        return _today(anchor, count)
    to = _needed(anchor)
    if unit == "week":
        around = to - timedelta(weeks=count)
        return days(around - timedelta(days=3), around + timedelta(days=3), TimePrecision.WEEK, relative=True)
    if unit == "month":
        at = to.year * 12 + to.month - 1 - count
        return months(at // 12, at % 12 + 1, 1, TimePrecision.MONTH, relative=True)
    return months(to.year - count, 1, 12, TimePrecision.YEAR, relative=True)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else {"few": 5, "couple": 2}.get(word) or _COUNTS[word]


def _recent_days(_found: Match, anchor: date | None) -> Span:
    """Six days with the anchor: the most that UCDP codes as some days."""
    last = _needed(anchor)
    return days(last - timedelta(days=5), last, TimePrecision.DAYS, relative=True)


def _coming_days(_found: Match, anchor: date | None) -> Span:
    first = _needed(anchor)
    return days(first, first + timedelta(days=5), TimePrecision.DAYS, relative=True)


def _this(found: Match, anchor: date | None) -> Span:
    """This week, month or year, up to the anchor; or the one before it, whole."""
    to, unit, before = _needed(anchor), found["unit"], found["which"] in ("last", "previous")
    if unit == "week":
        monday = to - timedelta(days=to.weekday())
        first, last = (monday - timedelta(days=7), monday - timedelta(days=1)) if before else (monday, to)
        return days(first, last, TimePrecision.WEEK, relative=True)
    if unit == "month":
        first = to.replace(day=1)
        if not before:
            return days(first, to, TimePrecision.MONTH, relative=True)
        earlier = first - timedelta(days=1)
        return days(earlier.replace(day=1), earlier, TimePrecision.MONTH, relative=True)
    if before:
        return months(to.year - 1, 1, 12, TimePrecision.YEAR, relative=True)
    return days(make_day(to.year, 1, 1), to, TimePrecision.YEAR, relative=True)


def _weekend(_found: Match, anchor: date | None) -> Span:
    saturday = weekday_before("saturday", _needed(anchor))
    return days(saturday, saturday + timedelta(days=1), TimePrecision.DAYS, relative=True)


def _weekday(found: Match, anchor: date | None) -> Span:
    one = weekday_before(found["weekday"], _needed(anchor), strictly=bool(found["last"]))
    return days(one, one, TimePrecision.DAY, relative=True)


def _night(found: Match, anchor: date | None) -> Span:
    """Last night and overnight end on the anchor; tonight begins on it."""
    return part_of(_today(anchor, 0 if found[0] == "tonight" else 1), "night")


def _day_and_month(found: Match, anchor: date | None) -> Span:
    month, on = month_number(found["month"]), int(found["day"])
    if found["year"]:
        return day(int(found["year"]), month, on)
    to = _needed(anchor)
    for year in range(to.year, to.year - 9, -1):
        try:
            one = make_day(year, month, on)
        except NotRead:
            continue
        if one <= to:
            return days(one, one, TimePrecision.DAY, relative=True)
    raise NotRead(say("There is no such day."))


def _days_of_month(found: Match, anchor: date | None) -> Span:
    last = _day_and_month(found, anchor)
    first = make_day(last.first.year, last.first.month, int(found["first"]))
    until = last.first.date()
    return days(first, until, precision_of(first, until), relative=last.relative)


def _month(found: Match, anchor: date | None) -> Span:
    number = month_number(found["month"])
    if found["year"]:
        return months(int(found["year"]), number, 1, TimePrecision.MONTH)
    to = _needed(anchor)
    return months(to.year if number <= to.month else to.year - 1, number, 1, TimePrecision.MONTH, relative=True)


def _season(found: Match, anchor: date | None) -> Span:
    first = SEASONS[found["season"]]
    if found["year"]:
        return months(int(found["year"]), first, 3, TimePrecision.YEAR)
    to = _needed(anchor)
    return months(to.year if first <= to.month else to.year - 1, first, 3, TimePrecision.YEAR, relative=True)


def _slashes(found: Match, _anchor: date | None) -> Span:
    """A date in numbers: read where only one order is possible, never guessed."""
    one, two, year = int(found[1]), int(found[2]), int(found[3])
    if one > 12 or one == two:
        return day(year, two, one)
    if two > 12:
        return day(year, one, two)
    raise NotRead(say("This date can be read in two ways. Write the month as a word, or the date like 2023-10-17."))


_UNIT = r"(?P<unit>hour|day|week|month|year)s?"
_RULES: tuple[tuple[str, Callable[[Match, date | None], Span]], ...] = (
    ("today|this day|same day|now", lambda _, anchor: _today(anchor)),
    ("yesterday|day before|previous day|last day", lambda _, anchor: _today(anchor, 1)),
    ("day before yesterday", lambda _, anchor: _today(anchor, 2)),
    ("tomorrow", lambda _, anchor: _today(anchor, -1)),
    ("last night|overnight|tonight", _night),
    (rf"this (?P<part>{_PART})", lambda found, anchor: part_of(_today(anchor), found["part"])),
    (rf"(?:past|last|previous|preceding) {_COUNT} {_UNIT}", _past_rule),
    (rf"past (?P<count>(?!))?{_UNIT}", _past_rule),
    (rf"(?:{_COUNT} )?{_UNIT} ago", _ago),
    ("(?:recent|past few|last few|past|few|these|last) days|days|recently|few days ago|days ago", _recent_days),
    ("(?:coming|next|next few|coming few) (?:days|hours)|soon", _coming_days),
    ("(?P<which>this|last|previous) (?P<unit>week|month|year)", _this),
    ("(?:this |last |past )?weekend", _weekend),
    (rf"(?P<last>last )?{WEEKDAY}", _weekday),
    (r"(\d{4})-(\d{1,2})-(\d{1,2})", lambda found, _: day(int(found[1]), int(found[2]), int(found[3]))),
    (r"(\d{4})-(\d{1,2})", lambda found, _: months(int(found[1]), int(found[2]), 1, TimePrecision.MONTH)),
    (r"(\d{4})", lambda found, _: months(int(found[1]), 1, 12, TimePrecision.YEAR)),
    (r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", _slashes),
    (rf"(?:{WEEKDAY} )?(?P<day>\d{{1,2}})[ -]{MONTH}\.?(?:[ -](?P<year>\d{{4}}))?", _day_and_month),
    (rf"(?:{WEEKDAY} )?{MONTH}\.? (?P<day>\d{{1,2}})(?: (?P<year>\d{{4}}))?", _day_and_month),
    (rf"(?P<first>\d{{1,2}})-(?P<day>\d{{1,2}}) {MONTH}(?: (?P<year>\d{{4}}))?", _days_of_month),
    (rf"{MONTH} (?P<first>\d{{1,2}})-(?P<day>\d{{1,2}})(?: (?P<year>\d{{4}}))?", _days_of_month),
    (rf"{MONTH}(?: (?P<year>\d{{4}}))?", _month),
    (rf"(?P<season>{'|'.join(SEASONS)})(?: (?P<year>\d{{4}}))?", _season),
)
