"""Reading a phrase: open ends, two ends, a time of day, and what `dates` and `relative` read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from ascertain.domain.codes import TimePrecision
from ascertain.domain.messages import say
from ascertain.domain.times import dates, relative
from ascertain.domain.times.canon import COUNT, MONTH, PART, SEASON, canonical
from ascertain.domain.times.clock import TimeOfDay, take_time_of_day
from ascertain.domain.times.compact import read_compact
from ascertain.domain.times.reckoning import Told
from ascertain.domain.times.spans import (
    PARTS_OF_DAY,
    NotRead,
    Span,
    days,
    part_of,
    precision_of,
    precision_within,
)

_Match = re.Match[str]
_MOST_WORDS = 24


def read_span(phrase: str, told: Told) -> Span:
    """The span that a phrase names. Raises `NotRead` with the reason."""
    try:
        compact = read_compact(phrase, told)
        return compact if compact is not None else read_small(canonical(phrase), told)
    except OverflowError:
        raise NotRead(say("There is no such day.")) from None


def read_small(words: str, told: Told) -> Span:
    """The span that small words name. Raises `NotRead` and OverflowError."""
    if not words or words.count(" ") >= _MOST_WORDS:
        raise _not_understood()
    if found := re.fullmatch(r"(?:since|after) (.+)", words):
        return _since(read_small(found[1], told), told)
    if found := re.fullmatch(r"(until|before|by) (.+)", words):
        ended = read_small(found[2], told)
        end = ended.end if found[1] == "until" else ended.start
        return Span(None, end, TimePrecision.UNKNOWN, ended.zone, ended.relative)
    if found := re.fullmatch(r"(.+) equals (.+)", words):
        return _same_day(read_small(found[1], told), read_small(found[2], told), apart=1)
    if night := _night_between(words, told):
        return night
    if found := re.fullmatch(r"(?:from |between )?(.+?) (?:–|to|and|until) (.+)", words):
        return _between(found[1], found[2], told)
    if words.startswith("from "):
        return _since(read_small(words[5:], told), told)
    at, rest = take_time_of_day(words)
    if at is not None:
        on = _whole(rest, told) if rest else relative.today(told)
        if on.precision is TimePrecision.PART_OF_DAY:
            return _within_part(at, on)
        if on.precision is not TimePrecision.DAY:
            raise NotRead(say("A time of day needs one day beside it."))
        return at.on(on.first, relative=on.relative)
    return _whole(words, told)


def _not_understood() -> NotRead:
    return NotRead(say("This time is not understood. Write it like 2023-10-17, 17 Oct 2023 ~02:30, or yesterday."))


def _since(begun: Span, told: Told) -> Span:
    last = told.needed()
    whole = days(begun.first.date(), last, precision_of(begun.first.date(), last))
    return replace(whole, start=begun.start, zone=begun.zone, relative=True)


def _within_part(at: TimeOfDay, part: Span) -> Span:
    """`02:30` of a night is on the day after that on which the night begins."""
    for day in (part.first, part.first + timedelta(days=1)):
        if part.first <= at.sharp(day) < part.last:
            return at.on(day, relative=part.relative)
    raise NotRead(say("The hour and the part of the day do not go together."))


def _same_day(one: Span, other: Span, *, apart: int = 0) -> Span:
    """What two names of one day mean: the second, or the narrower. The months of the Islamic calendar begin when the
    moon is seen, so they may be a day apart."""
    first, second = one.first.date(), other.first.date()
    fine = (TimePrecision.DAY, TimePrecision.PART_OF_DAY)
    if one.precision not in fine or other.precision not in fine:
        raise _not_understood()
    if abs((first - second).days) > apart:
        text = say(
            "The phrase names two days, {first} and {second}.", first=first.isoformat(), second=second.isoformat()
        )
        raise NotRead(text, named=True)
    narrower = one if one.precision is TimePrecision.PART_OF_DAY else other
    return replace(narrower, relative=one.relative and other.relative)


def _night_between(words: str, told: Told) -> Span | None:
    """`night w1 – w2` is one night, if the second day follows the first."""
    found = re.fullmatch(
        r"night (?:between |from )?(.+?) (?:–|to|and) (.+)|night (w\d) (w\d)|(?:from )?(.+?) (?:–|to) (.+) night", words
    )
    if found is None:
        return None
    first, second = (part for part in found.groups() if part)
    both = _between(first, second, told)
    if both.precision is not TimePrecision.DAYS or both.last - both.first != timedelta(days=2):
        return None
    return part_of(replace(both, end=both.first + timedelta(days=1), precision=TimePrecision.DAY), "night")


def _between(first: str, second: str, told: Told) -> Span:
    """From one time to another; what the first leaves out is taken from the second."""
    first, second = _filled(first, second)
    by_clock = _between_hours(first, second, told)
    if by_clock is not None:
        return by_clock
    begin, end = read_small(first, told), read_small(second, told)
    if end.last <= begin.first and re.match(r"w\d", second) and begin.relative:
        # From Tuesday to Wednesday, told on a Wednesday before the second is over, is one stretch.
        begin = replace(begin, start=begin.first - timedelta(days=7))
    if end.last <= begin.first:
        raise NotRead(say("The end of the time stands before its beginning."))
    kind = begin.precision if begin == end else _precision(begin.first, end.last)
    return Span(begin.start, end.end, kind, begin.zone, begin.relative or end.relative)


def _precision(start: datetime, end: datetime) -> TimePrecision:
    if start.time() == end.time() == datetime.min.time():
        return precision_of(start.date(), (end - timedelta(microseconds=1)).date())
    return precision_within(start, end)


def _filled(first: str, second: str) -> tuple[str, str]:
    """Both ends with the month, year or week that only one of them names."""
    if re.fullmatch(r"\d{1,2}", first) and (month := re.fullmatch(rf"\d{{1,2}} ({MONTH}.*)", second)):
        first = f"{first} {month[1]}"
    elif re.fullmatch(r"\d{1,2}(?: \d{4})?", second) and (month := re.match(rf"({MONTH}) \d", first)):
        second = f"{month[1]} {second}"
        if re.search(r" \d{4}$", second) and not re.search(r" \d{4}$", first):
            first += second[-5:]
    elif re.fullmatch(rf"\d{{1,2}} {MONTH}|{MONTH}(?: \d{{1,2}})?|{SEASON}", first) and (
        year := re.search(r" (\d{4}(?: [hj]| ce)?|(?:last|this) year)$", second)
    ):
        first = f"{first} {year[1]}"
    elif re.fullmatch(r"w\d", first) and (week := re.search(r" (?:last|this|next) week$", second)):
        first += week[0]
    elif re.fullmatch(PART, first) and (day := re.fullmatch(rf"(?:{PART}) (.+)|(.+) (?:{PART})", second)):
        first = f"{first} {day[1] or day[2]}"
    return first, second


def _between_hours(first: str, second: str, told: Told) -> Span | None:
    """From one time of day to another, on the day that either names; past midnight where the second is the earlier."""
    if re.fullmatch(r"(?:~ )?(?:oclock )?\d{1,2}", first) and (
        half := re.search(r"\d (am|pm|early|dawn|morning|noon|afternoon|evening|night)(?!\S)", second)
    ):
        first += f" {half[1]}"
    begun, before = take_time_of_day(first)
    ended, after = take_time_of_day(second)
    if ended is None and begun is not None and re.match(r"\d{1,2}(?!\S)", second):
        ended, after = take_time_of_day(f"oclock {second}")
    if begun is None or ended is None:
        return None
    day = _whole(before or after, told) if before or after else relative.today(told)
    last = _whole(after, told) if after else day
    if day.precision is not TimePrecision.DAY or last.precision is not TimePrecision.DAY:
        raise NotRead(say("A time of day needs one day beside it."))
    start, end = begun.sharp(day.first), ended.sharp(last.first)
    if end <= start and not before:
        start -= timedelta(days=1)
    elif end <= start and not after:
        end += timedelta(days=1)
    if end <= start:
        raise NotRead(say("The end of the time stands before its beginning."))
    return Span(start, end, precision_within(start, end), begun.zone or ended.zone, day.relative or last.relative)


def _whole(words: str, told: Told) -> Span:
    """A phrase without a time of day and without two ends."""
    if words.startswith("~ "):
        about = _whole(words[2:], told)
        if about.precision is not TimePrecision.DAY:
            return about
        either = timedelta(days=1)
        return replace(about, start=about.first - either, end=about.last + either, precision=TimePrecision.DAYS)
    for pattern, reader in _RULES:
        if found := re.fullmatch(pattern, words):
            return reader(found, told)
    for composed in (_fraction, _part, _week_around, _weekday_beside, _two_names):
        span = composed(words, told)
        if span is not None:
            return span
    raise _not_understood()


def _fraction(words: str, told: Told) -> Span | None:
    nth, what = "first|second|third|fourth|last|late", "half|week|quarter"
    for pattern in (rf"(?P<nth>{nth}) (?P<what>{what}) (?P<rest>.+)", rf"(?P<what>{what}) (?P<nth>{nth}) (?P<rest>.+)"):
        if found := re.fullmatch(pattern, words):
            return dates.read_fraction(found, _whole(found["rest"], told))
    return None


_PAIR = "|".join(part for part in PARTS_OF_DAY if " " in part)


def _part(words: str, told: Told) -> Span | None:
    """A part of what is beside it. `late w1 night` is the late part of that night."""
    if found := re.fullmatch(rf"(early|late) (.+) ({PART})", words):
        words = f"{found[1]} {found[3]} {found[2]}"
    for pattern in (rf"({_PAIR}) (.+)", rf"(.+) ({_PAIR})", rf"({PART}) (.+)", rf"(.+) ({PART})"):
        if found := re.fullmatch(pattern, words):
            part, rest = (found[1], found[2]) if pattern.startswith(("(" + _PAIR, "(" + PART)) else (found[2], found[1])
            return part_of(_whole(rest, told), part)
    return None


def _week_around(words: str, told: Told) -> Span | None:
    if not words.startswith("week "):
        return None
    day = _whole(words[5:], told)
    return dates.week_of(day.first.date(), relative=day.relative) if day.precision is TimePrecision.DAY else None


def _weekday_beside(words: str, told: Told) -> Span | None:
    """`w1 17 g10 2023`: the day must be of that name."""
    found = re.fullmatch(r"(?P<name>w\d) (?P<rest>(?!w).*\d.*)|(?P<rest2>(?!w).*\d.*) (?P<name2>w\d)", words)
    if found is None:
        return None
    day, name = _whole(found["rest"] or found["rest2"], told), found["name"] or found["name2"]
    if day.precision is TimePrecision.DAY and day.first.weekday() != int(name[1]):
        raise NotRead(say("{day} is not that day of the week.", day=day.first.date().isoformat()), named=True)
    return day if day.precision is TimePrecision.DAY else None


def _two_names(words: str, told: Told) -> Span | None:
    """Two names of one day beside each other: `today w2`, `25 j7 1402 17 g10 2023`."""
    parts = words.split()
    for at in range(1, len(parts)):
        halves = (" ".join(parts[:at]).removesuffix(" /"), " ".join(parts[at:]).removeprefix("/ "))
        weekdays = all(re.fullmatch(r"w\d", half) for half in halves)
        if not weekdays and all(any(re.fullmatch(pattern, half) for pattern, _ in _RULES) for half in halves):
            return _same_day(_whole(halves[0], told), _whole(halves[1], told))
    return None


_UNIT = r"(?P<unit>minute|hour|day|week|month|year)s?"
_YEAR = r"(?: (?P<year>\d{4}))?(?: (?:h|j|ce|h j))?(?: (?P<which>last|this) year)?"
_ERA = r"(?: (?P<era>h|j|ce))?"
_WHICH = "(?:(?P<which>last|this|next|past) )?"
_RULES: tuple[tuple[str, Callable[[_Match, Told], Span]], ...] = (
    ("today|this day", lambda _, told: relative.today(told)),
    ("yesterday|last day", lambda _, told: relative.today(told, 1)),
    ("tomorrow|next day", lambda _, told: relative.today(told, -1)),
    ("last night|tonight|this night", relative.read_night),
    (rf"this (?P<part>{PART}|{_PAIR})", relative.read_this_part),
    ("last (?P<part>evening|afternoon|morning)", relative.read_last_part),
    ("(?P<part>early|dawn|morning|noon|afternoon|evening|night)", relative.read_this_part),
    (rf"past (?P<count>{COUNT}) {_UNIT}", relative.read_past),
    (r"past (?P<count>(?!))?(?P<unit>hour|day|week|month|year)", relative.read_past),
    (rf"(?P<count>{COUNT}) {_UNIT} ago", relative.read_ago),
    (rf"(?:(?P<count>{COUNT}) )?{_UNIT} later", relative.read_later),
    ("(?:recent |past |past few |few |this |last )?days|recent|few days", relative.read_recent_days),
    ("(?:past|recent|last) (?P<unit>hour|week|month|year)s", relative.read_past_many),
    ("next (?:few )?(?:days|hours)|soon", relative.read_coming_days),
    ("(?P<which>this|last|next) (?P<unit>week|month|year)", relative.read_this),
    (f"{_WHICH}weekend", relative.read_weekend),
    (rf"{_WHICH}(?P<weekday>w\d)", relative.read_weekday),
    (r"(?P<weekday>w\d) (?P<which>last|this|next) week", relative.read_weekday_of_week),
    (rf"(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}}){_ERA}", dates.read_year_first),
    (r"(?P<year>\d{4})-(?P<month>\d{1,2})", dates.read_year_month),
    (rf"(?P<year>\d{{4}}){_ERA}", dates.read_year),
    (rf"(?P<one>\d{{1,2}})(?P<mark>[-/.])(?P<two>\d{{1,2}})(?P=mark)(?P<year>\d{{4}}){_ERA}", dates.read_year_last),
    (rf"(?P<day>\d{{1,2}}|first|second|third|fourth) (?:last )?(?P<month>{MONTH}){_YEAR}", dates.read_day_and_month),
    (rf"(?P<month>{MONTH}) (?P<day>\d{{1,2}}){_YEAR}", dates.read_day_and_month),
    (rf"(?P<last>last )?(?P<month>{MONTH}){_YEAR}", dates.read_month),
    (rf"(?P<last>last )?(?P<season>{SEASON}){_YEAR}", dates.read_season),
)
