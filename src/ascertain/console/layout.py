"""Answers as plain text for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime

from ascertain.domain.codes import TimePrecision
from ascertain.domain.incoming.rows import RecordKind
from ascertain.domain.incoming.time_parts import local_start
from ascertain.domain.own_fields import Fields
from ascertain.domain.records import Incident, Link, Statement
from ascertain.domain.rows import IncidentRow
from ascertain.domain.vocabulary import Vocabularies
from ascertain.exchange.own_sheets.columns import SeenCells
from ascertain.exchange.sheets import Cell


def list_lines(rows: Sequence[IncidentRow], vocabularies: Vocabularies) -> Iterator[str]:
    """One line for each incident: ref, when, status, where, what."""
    yield from columns_of_text(
        [
            (
                row.ref,
                _day_or_time(row),
                vocabularies.label("status", row.status),
                row.place or row.place_text,
                row.title,
            )
            for row in rows
        ]
    )


def incident_lines(incident: Incident, vocabularies: Vocabularies, fields: Fields) -> Iterator[str]:
    """An incident whole: what is known of it, who says what, how it stands to others."""
    yield f"{incident.ref}  {incident.content.title}"
    facts = [(heading, _text(cell)) for heading, cell in _facts(incident, vocabularies, fields)]
    yield from columns_of_text([(f"  {heading}", text) for heading, text in facts if text])
    for statement in incident.content.statements:
        yield from _statement_lines(statement, vocabularies)
    for link in incident.links:
        yield _link_line(link, vocabularies)


def _facts(incident: Incident, vocabularies: Vocabularies, fields: Fields) -> Iterator[tuple[str, Cell]]:
    seen = SeenCells(RecordKind.INCIDENT, vocabularies, fields)
    for column, cell in zip(seen.columns, seen.cells(incident), strict=True):
        if column.key not in ("ref", "title"):
            yield column.heading, cell


def _statement_lines(statement: Statement, vocabularies: Vocabularies) -> Iterator[str]:
    grade = f", credibility {statement.credibility}" if statement.credibility else ""
    origin = f", goes back to {statement.origin.name}" if statement.origin else ""
    yield f"  * {statement.source.name}: {vocabularies.label('stance', statement.stance.value).lower()}{grade}{origin}"
    if statement.quote:
        yield f"      {' '.join(statement.quote.split())}"


def _link_line(link: Link, vocabularies: Vocabularies) -> str:
    kind = vocabularies.label("link_type", link.type.value).lower()
    if link.outgoing:
        return f"  -> {kind} {link.other_ref}: {link.other_title}"
    return f"  <- {link.other_ref} {kind} this: {link.other_title}"


def _day_or_time(row: IncidentRow) -> str:
    if row.t_from is None:
        return row.phrase
    start = local_start(row.t_from, row.zone, TimePrecision(row.precision))
    return _text(start)


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    return " ".join(str(cell).split())


def columns_of_text(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lines with columns set in line by the width that letters have on a terminal; the last column runs free."""
    if not rows:
        return
    widths = [max(_width(row[at]) for row in rows) for at in range(len(rows[0]) - 1)]
    for row in rows:
        cells = [cell + " " * (width - _width(cell)) for cell, width in zip(row[:-1], widths, strict=True)]
        yield "  ".join([*cells, row[-1]]).rstrip()


def _width(text: str) -> int:
    return sum(_cells(letter) for letter in text)


def _cells(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1
