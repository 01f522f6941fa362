"""The reported time as it is typed, and as it is read. Knows no widgets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ascertain.app.calendars import KnownCalendars
from ascertain.domain.codes import AnchorKind, TimePrecision
from ascertain.domain.messages import Message
from ascertain.domain.problems import Problem
from ascertain.domain.records import Anchor, ReportedTime
from ascertain.domain.reported_time import find_zone, read_time
from ascertain.ui.form.typed import NotReadable, read_day, read_moment, show_day, show_moment

FIELD = "t_from"
ANCHOR_ON, ZONE, FROM, TO = "t_from.anchor_on", "t_from.zone", "t_from.from", "t_from.to"
"""The parts of the time that can have a problem of their own."""


@dataclass(frozen=True, slots=True)
class TypedTime:
    """A reported time in its boxes. `by_hand`: begin, end and precision are typed, not read from the phrase."""

    phrase: str = ""
    anchor_kind: str = AnchorKind.DATE.value
    anchor_on: str = ""
    anchor_id: int | None = None
    zone: str = "UTC"
    by_hand: bool = False
    t_from: str = ""
    t_to: str = ""
    precision: str = TimePrecision.UNKNOWN.value


@dataclass(frozen=True, slots=True)
class Reading:
    """How a phrase is read now: the time, or why there is none; `choices` are phrases that it may mean."""

    time: ReportedTime
    note: Message | None
    choices: tuple[str, ...] = ()


def show_time(time: ReportedTime) -> TypedTime:
    """A reported time as it stands in its boxes. It is by hand where its phrase is not read as what is kept."""
    anchor = time.anchor
    read = read_time(time.phrase, anchor.on, time.zone, KnownCalendars())
    kept = (time.t_from, time.t_to, time.precision)
    by_hand = time.t_from is not None and kept != (read.t_from, read.t_to, read.precision)
    return TypedTime(
        time.phrase,
        anchor.kind.value,
        show_day(anchor.on),
        anchor.record_id,
        time.zone,
        by_hand,
        show_moment(time.t_from, time.zone),
        show_moment(time.t_to, time.zone),
        time.precision.value,
    )


def read_typed_time(typed: TypedTime, today: date) -> tuple[ReportedTime, tuple[Problem, ...]]:
    """The reported time as typed, and what cannot be read of it. A phrase without a reading is kept, and no problem."""
    problems: list[Problem] = []
    on = _anchor_day(typed, today, problems)
    anchor = Anchor(AnchorKind(typed.anchor_kind), on, typed.anchor_id)
    phrase, zone = typed.phrase.strip(), typed.zone.strip() or "UTC"
    if not typed.by_hand:
        read = read_time(phrase, on, zone, KnownCalendars())
        if read.t_from is None:
            return ReportedTime(phrase, anchor, zone), tuple(problems)
        return ReportedTime(phrase, anchor, zone, read.t_from, read.t_to, read.precision), tuple(problems)
    t_from = _moment(FROM, typed.t_from, zone, problems)
    t_to = _moment(TO, typed.t_to, zone, problems)
    return ReportedTime(phrase, anchor, zone, t_from, t_to, TimePrecision(typed.precision)), tuple(problems)


def reading_of(typed: TypedTime, today: date) -> Reading:
    """What is said beside the phrase while it is typed: the time that it is read as, or why there is none."""
    time, problems = read_typed_time(typed, today)
    if problems:
        return Reading(time, problems[0].text)
    if time.t_from is None and time.phrase:
        read = read_time(time.phrase, time.anchor.on, time.zone, KnownCalendars())
        return Reading(time, read.note, read.choices)
    return Reading(time, None)


def taken_over(typed: TypedTime, today: date) -> TypedTime:
    """The same, ready to be changed by hand: what the phrase is read as stands in the boxes."""
    time, _ = read_typed_time(typed, today)
    zone = time.zone if find_zone(time.zone) is not None else "UTC"
    return TypedTime(
        typed.phrase,
        typed.anchor_kind,
        typed.anchor_on,
        typed.anchor_id,
        typed.zone,
        True,
        show_moment(time.t_from, zone),
        show_moment(time.t_to, zone),
        time.precision.value,
    )


def _anchor_day(typed: TypedTime, today: date, problems: list[Problem]) -> date | None:
    try:
        return read_day(typed.anchor_on, today)
    except NotReadable as wrong:
        problems.append(Problem(ANCHOR_ON, "unread", wrong.message))
        return None


def _moment(field: str, text: str, zone: str, problems: list[Problem]) -> int | None:
    try:
        return read_moment(text, zone)
    except NotReadable as wrong:
        problems.append(Problem(field, "unread", wrong.message))
        return None
