"""iCalendar (RFC 5545): a day in the calendar for each incident that is to be looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import Message, say
from ascertain.domain.records import Incident
from ascertain.exchange.entries_of import place_of, point_of
from ascertain.exchange.loss_tally import LossTally
from ascertain.exchange.outgoing import Choice, Loss, Option, Outgoing
from ascertain.exchange.sheets import Shortened

_LABEL = say("Calendar of follow-ups")
_PURPOSE = say("For calendars: the days on which incidents are to be looked at again.")
_NO_DAY = say("Not in the calendar: no day to follow up on.")
_REST = say("The calendar tells what, where, the status and why. All else is left out.")
_OPTIONS = (
    Option(
        "entries",
        say("Follow-ups become"),
        (Choice("events", say("Events of a whole day")), Choice("tasks", say("Tasks with a due day"))),
    ),
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_OCTETS = 75
_LEFT_OUT = dict.fromkeys((*range(9), *range(11, 32), 127))
_ESCAPES = {ord("\\"): "\\\\", ord(";"): "\\;", ord(","): "\\,", ord("\n"): "\\n", **_LEFT_OUT}
# A calendar must have a part (RFC 5545, section 3.6); the one zone that it may name serves where nothing is due.
_NOTHING_DUE = (
    "BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000", "TZNAME:UTC", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CalendarExporter:
    """See `Exporter`. The uid of an incident is that of its entry, so that a calendar that takes in a newer file moves
    the entry and adds none."""

    name: str = "ics"
    suffix: str = ".ics"
    label: Message = _LABEL
    purpose: Message = _PURPOSE
    most_records: int | None = None
    chooses_columns: bool = False
    options: tuple[Option, ...] = _OPTIONS

    def losses(self, outgoing: Outgoing, conduct: Conduct) -> tuple[Loss, ...]:
        """See `Exporter.losses`."""
        tally = LossTally()
        for incident in outgoing.walk(conduct):
            tally.note(_NO_DAY if incident.content.follow_up_on is None else _REST, incident.ref)
        return tally.losses()

    def write(self, outgoing: Outgoing, out: Path, conduct: Conduct) -> tuple[Shortened, ...]:
        """See `Exporter.write`."""
        with out.open("wb") as target:
            for line in _lines(outgoing, conduct):
                target.write(folded(line))
        return ()


def _lines(outgoing: Outgoing, conduct: Conduct) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Ascertain//Ascertain//EN", "CALSCALE:GREGORIAN")
    if outgoing.title:
        yield f"NAME:{_text(outgoing.title)}"
    tasks, due = outgoing.options.get("entries") == "tasks", 0
    for incident in outgoing.walk(conduct):
        if incident.content.follow_up_on is not None:
            due += 1
            yield from _entry(incident, incident.content.follow_up_on, outgoing, tasks=tasks)
    if not due:
        yield from _NOTHING_DUE
    yield "END:VCALENDAR"


def _entry(incident: Incident, day: date, outgoing: Outgoing, *, tasks: bool) -> Iterator[str]:
    content, status = incident.content, outgoing.vocabularies.label("status", incident.content.status.value)
    kind = "VTODO" if tasks else "VEVENT"
    yield f"BEGIN:{kind}"
    yield f"UID:{_text(incident.uid)}"
    yield f"DTSTAMP:{_instant(outgoing.at)}"
    yield f"CREATED:{_instant(incident.created_at)}"
    yield f"LAST-MODIFIED:{_instant(incident.updated_at)}"
    if tasks:
        yield f"DUE;VALUE=DATE:{_day(day)}"
        yield "STATUS:NEEDS-ACTION"
    else:
        yield f"DTSTART;VALUE=DATE:{_day(day)}"
        if day < date.max:
            yield f"DTEND;VALUE=DATE:{_day(day + timedelta(days=1))}"
        yield "TRANSP:TRANSPARENT"
    yield f"SUMMARY:{_text(f'{incident.ref} {content.title}')}"
    about = "\n".join(each for each in (status, content.status_reason, content.when.phrase) if each)
    yield f"DESCRIPTION:{_text(about)}"
    place = place_of(incident, outgoing.library)
    where = content.place.name if content.place else content.place_text
    if where:
        yield f"LOCATION:{_text(where)}"
    if (point := point_of(place)) is not None:
        yield f"GEO:{point.latitude:.6f};{point.longitude:.6f}"
    yield f"CATEGORIES:{','.join(map(_text, (status, *content.tags)))}"
    yield f"END:{kind}"


def _text(text: str) -> str:
    """A value of type TEXT (RFC 5545, section 3.3.11). What a line cannot hold is left out."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_ESCAPES)


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _instant(seconds: int) -> str:
    at = _EPOCH + timedelta(seconds=seconds)
    return f"{_day(at.date())}T{at:%H%M%S}Z"


def folded(line: str) -> bytes:
    """The line as octets, broken so that none has more than 75 (RFC 5545, section 3.1), and no character is torn."""
    left, pieces = line.encode("utf-8", "replace"), []
    room = _OCTETS
    while len(left) > room:
        end = room
        while left[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(left[:end])
        left, room = left[end:], _OCTETS - 1
    return b"\r\n ".join((*pieces, left)) + b"\r\n"


EXPORTER = CalendarExporter()
