"""GeoJSON (RFC 7946): one feature for each incident, longitude before latitude, WGS 84."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ascertain.domain.conduct import Conduct
from ascertain.domain.incoming.rows import RecordKind
from ascertain.domain.incoming.told_rows import ToldStatement
from ascertain.domain.messages import Message, say
from ascertain.domain.records import Incident
from ascertain.exchange.entries_of import note_map_losses, note_statements, place_of, point_of
from ascertain.exchange.loss_tally import LossTally
from ascertain.exchange.outgoing import Choice, Loss, Option, Outgoing
from ascertain.exchange.own_sheets.columns import SeenCells
from ascertain.exchange.sheets import Cell, Column, Shortened

_LABEL = say("GeoJSON map")
_PURPOSE = say("For maps and map programs: one point for each incident.")
_OPTIONS = (
    Option(
        "names",
        say("Properties are called"),
        (Choice("keys", say("As in the log")), Choice("labels", say("As on the screen"))),
    ),
    Option(
        "statements",
        say("What sources say"),
        (Choice("out", say("Leave out")), Choice("in", say("Add as a list"))),
    ),
)


@dataclass(frozen=True, slots=True)
class GeoJsonExporter:
    """See `Exporter`. A feature has the uid as its `id`, null as its geometry where the place has no coordinates, and
    the cells of the sheet of incidents as its properties: days and moments as ISO 8601, codes by their labels."""

    name: str = "geojson"
    suffix: str = ".geojson"
    label: Message = _LABEL
    purpose: Message = _PURPOSE
    most_records: int | None = None
    chooses_columns: bool = True
    options: tuple[Option, ...] = _OPTIONS

    def losses(self, outgoing: Outgoing, conduct: Conduct) -> tuple[Loss, ...]:
        """See `Exporter.losses`."""
        tally = LossTally()
        for incident in outgoing.walk(conduct):
            note_map_losses(tally, incident, outgoing.library)
            if outgoing.options.get("statements") != "in":
                note_statements(tally, incident)
        return tally.losses()

    def write(self, outgoing: Outgoing, out: Path, conduct: Conduct) -> tuple[Shortened, ...]:
        """See `Exporter.write`."""
        # A half of a character that stands alone becomes its escape, which JSON reads as the same again.
        with out.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as target:
            target.write(f'{{"type":"FeatureCollection","name":{_text(outgoing.title)},"features":[')
            between = "\n"
            for feature in _features(outgoing, conduct):
                target.write(between + feature)
                between = ",\n"
            target.write("\n]}\n")
        return ()


def _features(outgoing: Outgoing, conduct: Conduct) -> Iterator[str]:
    seen = SeenCells(RecordKind.INCIDENT, outgoing.vocabularies, outgoing.fields, outgoing.keys)
    said = SeenCells(RecordKind.STATEMENT, outgoing.vocabularies)
    named = outgoing.options.get("names") == "labels"
    names = _names(seen.columns, named=named)
    told = [column.heading if named else column.key for column in said.columns[1:]]
    whole = outgoing.options.get("statements") == "in"
    for incident in outgoing.walk(conduct):
        cells = map(_value, seen.cells(incident))
        properties: dict[str, object] = dict(zip(names, cells, strict=True))
        if whole:
            properties["Statements" if named else "statements_said"] = [
                dict(zip(told, map(_value, said.cells(ToldStatement(each))[1:]), strict=True))
                for each in incident.content.statements
            ]
        yield _text(
            {
                "type": "Feature",
                "id": incident.uid,
                "geometry": _geometry(incident, outgoing),
                "properties": properties,
            }
        )


def _names(columns: Sequence[Column], *, named: bool) -> list[str]:
    """A name for each column, no two alike: people may call a field of their own like one of the program."""
    taken = Counter(column.heading for column in columns)
    return [
        column.key
        if not named
        else column.heading
        if taken[column.heading] == 1
        else f"{column.heading} ({column.key})"
        for column in columns
    ]


def _geometry(incident: Incident, outgoing: Outgoing) -> dict[str, object] | None:
    point = point_of(place_of(incident, outgoing.library))
    return None if point is None else {"type": "Point", "coordinates": [point.longitude, point.latitude]}


def _value(cell: Cell) -> str | int | float | None:
    return cell.isoformat() if isinstance(cell, date) else cell


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


EXPORTER = GeoJsonExporter()
