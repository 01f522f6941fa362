"""Writing many statements, and what they assert, to incidents that are in the log already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from ascertain.domain.records import Assertion, Statement
from ascertain.domain.rows import Shelf
from ascertain.store.door import Operation
from ascertain.store.schema import table
from ascertain.store.touching import Touched
from ascertain.store.writing.many_names import ManyNames, stream_rows
from ascertain.store.writing.statements import said_values


@dataclass(frozen=True, slots=True)
class NewStatement:
    """A statement that bears on an incident from now on. Where it has an id, the log has it already; `uid` where it
    brings one."""

    statement: Statement
    incident_id: int
    uid: str = ""


@dataclass(frozen=True, slots=True)
class NewAssertion:
    """What a statement of the log says of one field of an incident."""

    assertion: Assertion
    statement_id: int
    incident_id: int


class ManyStatements:
    """Writes statements within one operation. They must be checked."""

    def __init__(self, op: Operation) -> None:
        self._op = op
        self._sources, self._documents = ManyNames(op, Shelf.SOURCES), ManyNames(op, Shelf.DOCUMENTS)
        self._made: dict[str, int] = {}

    def write(self, batch: Sequence[NewStatement]) -> None:
        """Write statements, each after those that its incident has. Raises `Refused` where a record that is named is
        gone."""
        self._learn(each.statement for each in batch)
        positions = self._positions({each.incident_id for each in batch})
        number, place = self._op.next_id("statement"), self._op.next_id("statement_incident")
        rows: list[dict[str, Any]] = []
        borne: list[dict[str, Any]] = []
        for at, each in enumerate(batch):
            made = each.statement.id or self._made.get(each.uid)
            if made is None:
                made = number + len(rows)
                rows.append({"id": made, "uid": each.uid or self._op.ids.new(), **self._values(each.statement)})
                if each.uid:
                    self._made[each.uid] = made
            position = positions[each.incident_id] = positions.get(each.incident_id, -1) + 1
            borne.append(
                {"id": place + at, "statement_id": made, "incident_id": each.incident_id, "position": position}
            )
        stream_rows(self._op, "statement", rows)
        stream_rows(self._op, "statement_incident", borne, {each.incident_id for each in batch})

    def change(self, statement: Statement) -> None:
        """Bring a statement of the log to what this one says; its assertions stay."""
        self._learn([statement])
        self._op.update("statement", statement.id or 0, self._values(statement))

    def assert_all(self, batch: Sequence[NewAssertion]) -> None:
        """Write what statements assert, of which the log says nothing yet."""
        number = self._op.next_id("assertion")
        rows = [
            {
                "id": number + at, "statement_id": each.statement_id, "incident_id": each.incident_id,
                **_asserted(each.assertion),
            }
            for at, each in enumerate(batch)
        ]  # fmt: skip
        stream_rows(self._op, "assertion", rows, {each.incident_id for each in batch})

    def change_assertion(self, assertion: Assertion) -> None:
        """Bring an assertion of the log to what this one says."""
        self._op.update("assertion", assertion.id or 0, _asserted(assertion))

    def _learn(self, statements: Iterable[Statement]) -> None:
        told = list(statements)
        self._sources.learn(ref for each in told for ref in (each.source, each.origin) if ref is not None)
        self._documents.learn(each.document for each in told if each.document is not None)

    def _values(self, statement: Statement) -> dict[str, Any]:
        return {
            "source_id": self._sources[statement.source].id,
            "document_id": None if statement.document is None else self._documents[statement.document].id,
            "origin_id": None if statement.origin is None else self._sources[statement.origin].id,
            **said_values(statement),
        }

    def _positions(self, incidents: set[int]) -> dict[int, int]:
        bears = table("statement_incident").c
        found: dict[int, int] = {}
        for batch in Touched.batches(incidents):
            query = select(bears.incident_id, func.max(bears.position)).where(bears.incident_id.in_(batch))
            found.update((row[0], row[1]) for row in self._op.core.execute(query.group_by(bears.incident_id)))
        return found


def _asserted(assertion: Assertion) -> dict[str, Any]:
    return {
        "field": assertion.field, "state": assertion.state.value, "value": assertion.value,
        "adopted": int(assertion.adopted),
    }  # fmt: skip
