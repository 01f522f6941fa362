"""KML 2.2 (OGC 07-147r2): one placemark for each incident, in the style of its status."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from pathlib import Path

from ascertain.domain.codes import Status, TimePrecision
from ascertain.domain.conduct import Conduct
from ascertain.domain.incoming.rows import RecordKind
from ascertain.domain.incoming.time_parts import local_end, local_start
from ascertain.domain.messages import Message, say
from ascertain.domain.records import Incident, ReportedTime
from ascertain.exchange.entries_of import note_map_losses, note_statements, place_of, point_of
from ascertain.exchange.incident_json import instant
from ascertain.exchange.loss_tally import LossTally
from ascertain.exchange.outgoing import Loss, Option, Outgoing
from ascertain.exchange.own_sheets.columns import SeenCells
from ascertain.exchange.sheets import Cell, Column, Shortened

_LABEL = say("KML map")
_PURPOSE = say("For Google Earth and other globes: placemarks by status, along time.")
# Opaque, then blue, green and red; the colors of the statuses in the charts.
_COLORS = {
    Status.UNCONFIRMED: "ff007fb9",
    Status.CLAIMED: "fff65c8b",
    Status.PARTLY_CONFIRMED: "ffd08f2f",
    Status.CONFIRMED: "ff559d1f",
    Status.DISPUTED: "ff1f43d1",
    Status.REFUTED: "ff8c7a6f",
    Status.UNVERIFIABLE: "ff8f8a3c",
}
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FINE = (TimePrecision.MINUTE, TimePrecision.HOUR, TimePrecision.PART_OF_DAY)


@dataclass(frozen=True, slots=True)
class KmlExporter:
    """See `Exporter`. A placemark without a point is kept: it stands in the list, and not on the map."""

    name: str = "kml"
    suffix: str = ".kml"
    label: Message = _LABEL
    purpose: Message = _PURPOSE
    most_records: int | None = None
    chooses_columns: bool = True
    options: tuple[Option, ...] = ()

    def losses(self, outgoing: Outgoing, conduct: Conduct) -> tuple[Loss, ...]:
        """See `Exporter.losses`."""
        tally = LossTally()
        for incident in outgoing.walk(conduct):
            note_map_losses(tally, incident, outgoing.library)
            note_statements(tally, incident)
        return tally.losses()

    def write(self, outgoing: Outgoing, out: Path, conduct: Conduct) -> tuple[Shortened, ...]:
        """See `Exporter.write`."""
        with out.open("w", encoding="utf-8", newline="\n") as target:
            target.write('<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n')
            target.write(f"<Document>\n<name>{_xml(outgoing.title)}</name>\n")
            target.writelines(_styles())
            target.writelines(_placemarks(outgoing, conduct))
            target.write("</Document>\n</kml>\n")
        return ()


def _styles() -> Iterator[str]:
    """A style for each status. What the balloon says is the description alone, which is escaped for it: a globe would
    take any other text for a page of the web."""
    for status, color in _COLORS.items():
        yield (
            f'<Style id="{status.value}"><IconStyle><color>{color}</color></IconStyle>'
            "<BalloonStyle><text>$[description]</text></BalloonStyle></Style>\n"
        )


def _placemarks(outgoing: Outgoing, conduct: Conduct) -> Iterator[str]:
    seen = SeenCells(RecordKind.INCIDENT, outgoing.vocabularies, outgoing.fields, outgoing.keys)
    for incident in outgoing.walk(conduct):
        point = point_of(place_of(incident, outgoing.library))
        yield f'<Placemark id="i-{_xml(incident.uid)}"><name>{_xml(incident.content.title)}</name>'
        yield f"<description>{_xml(_balloon(incident, outgoing))}</description>"
        yield _time(incident.content.when)
        yield f"<styleUrl>#{incident.content.status.value}</styleUrl>"
        yield f"<ExtendedData>{''.join(_data(seen.columns, seen.cells(incident)))}</ExtendedData>"
        if point is not None:
            yield f"<Point><coordinates>{_degrees(point.longitude)},{_degrees(point.latitude)}</coordinates></Point>"
        yield "</Placemark>\n"


def _data(columns: tuple[Column, ...], row: tuple[Cell, ...]) -> Iterator[str]:
    for column, cell in zip(columns, row, strict=True):
        if cell is None or cell == "":
            continue
        text = cell.isoformat() if isinstance(cell, date) else str(cell)
        yield (
            f'<Data name="{_xml(column.key)}"><displayName>{_xml(column.heading)}</displayName>'
            f"<value>{_xml(text)}</value></Data>"
        )


def _balloon(incident: Incident, outgoing: Outgoing) -> str:
    """What a globe shows of an incident: a page of the web, so that every text in it is escaped."""
    content = incident.content
    where = content.place.name if content.place else content.place_text
    lines = (
        f"{incident.ref} · {outgoing.vocabularies.label('status', content.status.value)}",
        content.title,
        where,
        content.when.phrase,
        content.status_reason,
    )
    return "<br>".join(f'<span dir="auto">{escape(line)}</span>' for line in lines if line)


def _time(when: ReportedTime) -> str:
    """A moment or a day as a stamp, anything longer as a span; nothing where no time is known."""
    if when.t_from is None:
        return ""
    if when.precision is TimePrecision.MINUTE:
        return f"<TimeStamp><when>{instant(when.t_from)}</when></TimeStamp>"
    if when.precision in _FINE:
        end = instant(when.t_to if when.t_to is not None else when.t_from)
        return f"<TimeSpan><begin>{instant(when.t_from)}</begin><end>{end}</end></TimeSpan>"
    first = _day(local_start(when.t_from, when.zone, when.precision))
    last = _day(local_end(when.t_to, when.zone, when.precision)) or first
    if first == last:
        return f"<TimeStamp><when>{first}</when></TimeStamp>"
    return f"<TimeSpan><begin>{first}</begin><end>{last}</end></TimeSpan>"


def _day(cell: Cell) -> str:
    return cell.isoformat() if isinstance(cell, date) and not isinstance(cell, datetime) else ""


def _degrees(value: float) -> str:
    """Without an exponent, which not every reader understands; to a tenth of a millimetre."""
    return f"{value:.9f}".rstrip("0").rstrip(".")


def _xml(text: str) -> str:
    """As the text of an element or of an attribute. What XML cannot hold becomes U+FFFD."""
    return escape(_NO_XML.sub("\ufffd", text)).replace("\r", "&#13;")


EXPORTER = KmlExporter()
