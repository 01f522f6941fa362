"""Bringing an incident back to an earlier version: row and text, actors, tags, statements, assertions and links."""

from __future__ import annotations

from collections.abc import Mapping

from ascertain.domain.messages import say
from ascertain.domain.rows import Shelf
from ascertain.domain.vocabulary import Vocabularies
from ascertain.store.door import Operation
from ascertain.store.versions import (
    Row,
    ids_of,
    last_known,
    must_be_known,
    not_there_then,
    operations_since,
    row_after,
    rows_after,
    states_back,
)
from ascertain.store.writing.incidents import standing, write_tags
from ascertain.store.writing.naming import exists
from ascertain.store.writing.restoring import Target, bring_row, known_codes, still_there, with_references
from ascertain.store.writing.statements import take_away

_STATEMENT = (("source_id", Shelf.SOURCES), ("origin_id", Shelf.SOURCES), ("document_id", Shelf.DOCUMENTS))


def restore_incident(op: Operation, incident_id: int, operation: int, vocabularies: Vocabularies) -> str:
    """Bring an incident to what it was right after `operation`; returns its ref. Links come back where the other
    incident is still there.

    Raises `Refused` where it was not there then, where a purge emptied that version, or where something that it needs
    is gone, naming it.
    """
    must_be_known(op.core, operation)
    ref = str(standing(op, incident_id)["ref"])
    row = row_after(op.core, "incident", incident_id, operation)
    texts = row_after(op.core, "incident_text", incident_id, operation)
    if row is None or texts is None:
        raise not_there_then(say("{ref}", ref=ref))
    known_codes(row, vocabularies, ref)
    if row.get("place_id") is not None:
        row = {**row, "place_id": still_there(op, Shelf.PLACES, int(row["place_id"]), ref)}
    version = _Version(op, incident_id, operation, ref)
    bring_row(op, "incident", incident_id, row)
    bring_row(op, "incident_text", incident_id, texts)
    version.bring_actors()
    version.bring_tags()
    version.bring_own_values()
    version.bring_statements()
    version.bring_links()
    return ref


class _Version:
    """What belonged to an incident right after an operation, and the way to it from what belongs to it now."""

    def __init__(self, op: Operation, incident_id: int, operation: int, ref: str) -> None:
        self._op, self._incident, self._operation, self._ref = op, incident_id, operation, ref
        self._within = operations_since(op.core, incident_id, operation)

    def bring_actors(self) -> None:
        """The actors in their roles. Two that have become one since stand once."""
        actors = self._owned("incident_actor")
        then = with_references(self._op, actors.then, (("actor_id", Shelf.ACTORS),), self._ref)
        once: dict[tuple[object, object], int] = {}
        for row_id, row in then.items():
            once.setdefault((row["actor_id"], row["role"]), row_id)
        target = Target(actors.name, actors.now, {row_id: then[row_id] for row_id in once.values()})
        target.take_away(self._op)
        target.bring(self._op)

    def bring_tags(self) -> None:
        """The tags, by their names: one that was dropped since is made again."""
        names = []
        for row in self._owned("incident_tag").then.values():
            there = self._op.row("tag", row["tag_id"])
            name = there["name"] if there else last_known(self._op.core, "tag", row["tag_id"]).get("name")
            if name:
                names.append(str(name))
        write_tags(self._op, self._incident, tuple(names))

    def bring_own_values(self) -> None:
        """What the user's own fields held. One that holds a value is never taken away, so it is there."""
        own = self._owned("own_value")
        then = {row_id: row for row_id, row in own.then.items() if exists(self._op.core, "own_field", row["field_id"])}
        target = Target(own.name, own.now, then)
        target.take_away(self._op)
        target.bring(self._op)

    def bring_statements(self) -> None:
        """The statements and what they assert of this incident. A statement is one record wherever it bears."""
        op = self._op
        bears, assertions = self._owned("statement_incident"), self._owned("assertion")
        wanted = ids_of(bears.then.values(), "statement_id")
        was = {each: row for each in sorted(wanted) if (row := row_after(op.core, "statement", each, self._operation))}
        then = with_references(op, was, _STATEMENT, self._ref)
        assertions = Target(assertions.name, assertions.now, _of_statements(assertions.then, then))
        bears = Target(bears.name, bears.now, _of_statements(bears.then, then))
        assertions.take_away(op)
        for row_id, row in bears.now.items():
            if row["statement_id"] not in then:
                take_away(op, self._incident, row["statement_id"], row_id)
            elif row_id not in bears.then:
                op.delete(bears.name, row_id)
        for statement_id, row in then.items():
            gone = not exists(op.core, "statement", statement_id)
            bring_row(op, "statement", statement_id, row)
            if gone:
                self._bring_attachments(statement_id)
        bears.bring(op)
        assertions.bring(op)

    def bring_links(self) -> None:
        """The links to incidents that are still there."""
        links = self._owned("link", "from_id", "to_id")
        then = {
            row_id: row
            for row_id, row in links.then.items()
            if all(exists(self._op.core, "incident", row[end]) for end in ("from_id", "to_id"))
        }
        elsewhere = {row_id: row for row_id in links.now if row_id not in then and (row := self._moved(row_id))}
        target = Target("link", {row_id: links.now[row_id] for row_id in links.now if row_id not in elsewhere}, then)
        target.take_away(self._op)
        target.bring(self._op)
        Target("link", {}, elsewhere).bring(self._op)

    def _moved(self, link_id: int) -> Row | None:
        """Where a link stood before a merge moved it to this incident, if both its ends are still there."""
        for row in states_back(self._op.core, "link", link_id, self._operation):
            ends = None if row is None else {row["from_id"], row["to_id"]}
            if ends is None:
                return None
            if self._incident not in ends:
                return row if all(exists(self._op.core, "incident", end) for end in ends) else None
        return None

    def _bring_attachments(self, statement_id: int) -> None:
        """The files of a statement that went with it; they lie beside the log still."""
        _, then = rows_after(self._op.core, "attachment", {"statement_id": statement_id}, self._operation)
        for row_id, row in then.items():
            bring_row(self._op, "attachment", row_id, row)

    def _owned(self, name: str, *columns: str) -> Target:
        owners = dict.fromkeys(columns or ("incident_id",), self._incident)
        return Target(name, *rows_after(self._op.core, name, owners, self._operation, self._within))


def _of_statements(rows: Mapping[int, Row], statements: Mapping[int, Row]) -> dict[int, Row]:
    return {row_id: row for row_id, row in rows.items() if row["statement_id"] in statements}
