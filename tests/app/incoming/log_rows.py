"""The rows of a log as its own sheets have them, each cell with its fingerprint, and rows as other people have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ascertain.app.incoming.file_rows import ReadRow, ToldRows
from ascertain.domain.incoming.fingerprints import fingerprint
from ascertain.domain.incoming.mapping import Mapping as Understood
from ascertain.domain.incoming.outcome import Look
from ascertain.domain.incoming.rows import IncomingRow, RecordKind, Spot, Standing, Value
from ascertain.domain.incoming.targets import rest_of, targets_of
from ascertain.domain.incoming.told_rows import ToldAssertion, ToldLink, ToldStatement
from ascertain.store.reading.asked_log import SHELVES, AskedLog
from ascertain.store.replaying import JOURNALED

OWN = Understood("own", ())
PLAIN = Understood("plain", ())
CASE: dict[str, Value] = {
    "title": "Drone over the base",
    "t_from": date(2024, 3, 5),
    "place": "North base",
    "killed_civilian": 2,
}


def rows_of(log: Any) -> list[IncomingRow]:
    """Every record of a log, as rows that another log can take in."""
    found: list[IncomingRow] = log.ask(lambda queries: list(_rows(queries, queries.asked(), log.session.fields)))
    return found


def _rows(queries: Any, known: AskedLog, fields: Any) -> Iterator[IncomingRow]:
    number = 1

    def row(kind: RecordKind, record: Any, uid: str, of: str = "") -> IncomingRow:
        nonlocal number
        number += 1
        values = {each.key: each.get(record) for each in targets_of(kind, fields) if each.column}
        base = {key: fingerprint(value) for key, value in values.items()}
        return IncomingRow(kind, Spot(kind.value, number), values, uid, of, base, rest_of(record, known))

    for kind in (RecordKind.ACTOR, RecordKind.PLACE, RecordKind.SOURCE, RecordKind.DOCUMENT):
        shelf = SHELVES[kind]
        for entry in queries.shelf_order(shelf):
            found = queries.entry(shelf, entry)
            yield row(kind, found, known.uid(kind, entry) or "")
    incidents = list(queries.incidents(queries.order(None, ())))
    for each in incidents:
        yield row(RecordKind.INCIDENT, each, each.uid)
    for each in incidents:
        for said in each.content.statements:
            uid = known.uid(RecordKind.STATEMENT, said.id or 0) or ""
            yield row(RecordKind.STATEMENT, ToldStatement(said, each.ref, each.uid, uid), uid, each.uid)
            for assertion in said.assertions:
                told = ToldAssertion(assertion, said, each.ref, each.uid, uid)
                yield row(RecordKind.ASSERTION, told, uid, each.uid)
        for link in each.links:
            if link.outgoing:
                other = known.uid(RecordKind.INCIDENT, link.other_id) or ""
                yield row(RecordKind.LINK, ToldLink(link, each.ref, each.uid, other), "", each.uid)


def foreign(number: int, values: Mapping[str, Value], uid: str = "") -> IncomingRow:
    """A row as other people's files have them."""
    return IncomingRow(RecordKind.INCIDENT, Spot("", number), values, uid or f"00000000-0000-5000-8000-{number:012}")


def edited(row: IncomingRow, **values: Value) -> IncomingRow:
    """The row after somebody typed into its cells in a spreadsheet."""
    return replace(row, values={**row.values, **values})


def told(rows: list[Any], mapping: Understood = OWN) -> ToldRows:
    """Rows to be taken in."""
    given: list[ReadRow] = rows
    return ToldRows(mapping, given)


def tables(log: Any) -> dict[str, list[Any]]:
    return {name: log.values(f"SELECT * FROM {name} ORDER BY id") for name in JOURNALED}


def counted(look: Look) -> dict[str, int]:
    return {each.value: look.count(each) for each in Standing if look.count(each)}


def only(rows: list[Any], kind: RecordKind) -> Any:
    return next(row for row in rows if row.kind is kind)
