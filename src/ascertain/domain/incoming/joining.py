"""What several cells of a row say together: a day and a time of it, a year, a month and a day, latitude and longitude,
a total beside the counts of the sides, sources with their addresses.

Each function takes the values that the cells of a row were read as, by the keys of `incoming.meanings`, and leaves
those of targets. It raises `Unjoinable` where they cannot stand together.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, time, timedelta, timezone
from typing import Any
from urllib.parse import urlsplit

from ascertain.domain.codes import TimePrecision
from ascertain.domain.geography import Point
from ascertain.domain.incoming.days import ReadDay, whole_month, whole_year
from ascertain.domain.messages import Message, say
from ascertain.domain.reported_time import find_zone

Found = dict[str, Any]
"""What the cells of a row were read as."""
Join = Callable[[Found], None]

_OF_TIME = {"t_from", "t_to", "when_year", "when_month", "when_day", "when_clock"}
_NEED_SOURCE = {"quote": say("a quote"), "document_title": say("a document"), "origin": say("an origin")}
_SIDES = ("attacker", "target_force", "civilian")


class Unjoinable(ValueError):
    """Cells contradict each other: `key` is that of the one to mend, `message` says why and what to do."""

    def __init__(self, key: str, message: Message) -> None:
        super().__init__(str(message))
        self.key = key
        self.message = message


def joins_for(headings: Mapping[str, str], zone: str) -> tuple[Join, ...]:
    """The functions that the rows of a sheet need whose columns have these meanings, each with its heading."""
    keys = headings.keys()
    joins: list[Join] = []
    if keys & _OF_TIME:
        joins.append(_time_joiner(zone))
    if "coordinates" in keys:
        joins.append(_split_point)
    if "kind_broad" in keys:
        joins.append(_narrow_kind)
    if "claimed" in keys:
        joins.append(_claim)
    for what in ("killed", "injured"):
        if any(f"{what}_total_{head}" in keys for head in ("low", "best", "high")):
            joins.append(_totals_joiner(what, headings))
    if lines := {key: headings[key] for key in keys if key.startswith("notes_line")}:
        joins.append(_notes_joiner(lines))
    further = sorted(key for key in keys if key.startswith("more_sources"))
    if further or keys & {"source", "source_url"}:
        joins.append(_sources_joiner(further))
    if keys & set(_NEED_SOURCE):
        joins.append(_need_source)
    return tuple(joins)


# ---- time


def _time_joiner(zone: str) -> Join:
    def join(found: Found) -> None:
        first, last, clock = found.pop("t_from", None), found.get("t_to"), found.pop("when_clock", None)
        year, month, day = (found.pop(key, None) for key in ("when_year", "when_month", "when_day"))
        if first is None and year is not None:
            first = _of_parts(year, month, day)
        if first is None:
            found["t_from"] = None
            if isinstance(last, ReadDay):
                found["t_to"] = last.last or last.first
            return
        _put(found, first, last, clock, str(found.get("zone") or zone))

    return join


def _put(found: Found, first: ReadDay, last: ReadDay | None, clock: time | None, zone: str) -> None:
    """The time from the beginning of `first` to the end of `last`, in this zone."""
    start, end, precision = first.first, first.last, first.precision
    if clock is not None and not isinstance(start, datetime) and first.exact:
        start, end, precision = datetime.combine(start, clock), None, TimePrecision.MINUTE
    start = _in_zone(start, first.offset, zone)
    if last is not None:
        end = _in_zone(last.last or last.first, last.offset, zone)
        if _end_of(end) < _start_of(start):
            raise Unjoinable("t_to", say("The end of the time stands before its beginning."))
    elif found.get("precision") is None:
        found["precision"] = precision.value
    elif first.exact:
        # How long a week or a month is follows from where it begins.
        end = None
    found["t_from"], found["t_to"] = start, end
    if first.phrase and found.get("phrase") is None:
        found["phrase"] = first.phrase
    if found.get("zone") is None:
        found["zone"] = zone


def _of_parts(year: int, month: int | None, day: int | None) -> ReadDay:
    if not 1 <= year <= 9998:
        raise Unjoinable("when_year", say("“{value}” is not a year.", value=year))
    if month is None:
        return whole_year(year)
    if day is None:
        return whole_month(year, month)
    try:
        one = date(year, month, day)
    except ValueError:
        written = f"{year:04}-{month:02}-{day:02}"
        raise Unjoinable("when_day", say("There is no such day as {day}. Check its parts.", day=written)) from None
    return ReadDay(one, one, TimePrecision.DAY)


def _in_zone(local: date, offset: int | None, zone: str) -> date:
    """A moment that names its offset from UTC, as the clocks of the zone show it."""
    place = find_zone(zone)
    if offset is None or place is None or not isinstance(local, datetime):
        return local
    try:
        return local.replace(tzinfo=timezone(timedelta(minutes=offset))).astimezone(place).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return local


def _start_of(moment: date) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time.min)


def _end_of(moment: date) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time.max)


# ---- place, kind, claim


def _split_point(found: Found) -> None:
    point = found.pop("coordinates", None)
    if isinstance(point, Point):
        found["place_latitude"], found["place_longitude"] = point.latitude, point.longitude
    else:
        found.setdefault("place_latitude", None)
        found.setdefault("place_longitude", None)


def _narrow_kind(found: Found) -> None:
    broad = found.pop("kind_broad", None)
    if found.get("kind") is None:
        found["kind"] = broad


def _claim(found: Found) -> None:
    """Who is said to have claimed it is told by the same names as to whom it is attributed."""
    claimed = found.pop("claimed", None)
    if claimed and found.get("claimed_by") is None:
        found["claimed_by"] = found.get("attributed_to")


# ---- counts


def _totals_joiner(what: str, headings: Mapping[str, str]) -> Join:
    """The total is of all sides: what the sides do not account for is of unknown side. A lowest total below the sum of
    the sides has no figure of ours to stand in, and goes into the notes."""

    def join(found: Found) -> None:
        low, best, high = (found.pop(f"{what}_total_{head}", None) for head in ("low", "best", "high"))
        sides = [count for side in _SIDES if isinstance(count := found.get(f"{what}_{side}_best"), int)]
        said = found.get(f"{what}_unknown_best")
        known = sum(sides)
        unknown = said if isinstance(said, int) else None
        if unknown is None and best is not None:
            unknown = best - known
            if unknown < 0:
                raise Unjoinable(
                    f"{what}_total_best",
                    say("The total is {total}, and the sides together are {sum}. Correct one.", total=best, sum=known),
                )
            if unknown or not sides:
                found[f"{what}_unknown_best"] = unknown
        floor = unknown or 0
        if low is not None and low < known:
            _note(found, headings.get(f"{what}_total_low", ""), low)
        elif low is not None and low != known + floor:
            found[f"{what}_unknown_low"] = low - known if unknown is None else min(low - known, floor)
        if high is not None and high > known + floor:
            found[f"{what}_unknown_high"] = high - known

    return join


# ---- notes and sources


def _note(found: Found, heading: str, said: object) -> None:
    found["notes"] = "\n".join(line for line in (found.get("notes"), f"{heading}: {said}") if line)


def _notes_joiner(lines: Mapping[str, str]) -> Join:
    def join(found: Found) -> None:
        notes = [found.get("notes")]
        for key, heading in lines.items():
            line = found.pop(key, None)
            notes.append(f"{heading}: {line}" if line else None)
        found["notes"] = "\n".join(line for line in notes if line) or None

    return join


def _sources_joiner(further: Collection[str]) -> Join:
    """Each source once, with the address that belongs to it; an address by itself is told by its site."""

    def join(found: Found) -> None:
        names = [*(found.get("source") or ())]
        urls = [*(found.get("source_url") or ())]
        for key in further:
            names += found.pop(key, None) or ()
        spoken = tuple(dict.fromkeys(name for name in names if not _is_address(name)))
        given = [*(name for name in names if _is_address(name)), *urls]
        if spoken:
            pairs = dict.fromkeys(spoken, "")
            # Where they do not go in pairs, the first source has all addresses.
            pairs |= zip(spoken, given, strict=True) if len(given) == len(spoken) else {spoken[0]: "; ".join(given)}
        else:
            pairs = {urlsplit(url).netloc.removeprefix("www.") or url: url for url in reversed(given)}
            pairs = dict(reversed(pairs.items()))
        found["source"] = tuple(pairs) or None
        if any(pairs.values()):
            found["source_url"] = tuple(pairs.values())
        elif "source_url" in found:
            found["source_url"] = None

    return join


def _need_source(found: Found) -> None:
    if found.get("source") is None:
        for key, what in _NEED_SOURCE.items():
            if found.get(key) is not None:
                raise Unjoinable(key, say("The row has {what} and nobody who says so. Name a source.", what=what))


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and " " not in text
