"""Some incidents of a log with all that they need, as rows of its tables."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ascertain.domain.conduct import Conduct
from ascertain.store.touching import Touched

Row = dict[str, Any]


class Subset:
    """Reads incidents by their ids, and what they lead to: statements with their documents and sources, actors, places,
    tags, own fields, attachments, and the links among them. The journal, drafts and everything else stays behind.

    `connection` is one to a log that reads only; use it on the thread that made it.
    """

    def __init__(self, connection: sqlite3.Connection, ids: Sequence[int], conduct: Conduct) -> None:
        connection.row_factory = sqlite3.Row
        self._connection, self._conduct = connection, conduct
        self._incidents = list(ids)
        self._statements = self._lead("statement_incident", "incident_id", self._incidents, "statement_id")
        self._documents = self._lead("statement", "id", self._statements, "document_id")
        sources = self._lead("statement", "id", self._statements, "source_id")
        sources |= self._lead("statement", "id", self._statements, "origin_id")
        self._sources = sources | self._lead("document", "id", self._documents, "publisher_id")
        actors = self._lead("incident_actor", "incident_id", self._incidents, "actor_id")
        self._actors = actors | self._lead("source", "id", self._sources, "actor_id")
        self._places = self._lead("incident", "id", self._incidents, "place_id")
        self._tags = self._lead("incident_tag", "incident_id", self._incidents, "tag_id")
        self._fields = self._lead("own_value", "incident_id", self._incidents, "field_id")

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Table and row, each after those that it refers to. Raises Cancelled."""
        for name, column, ids in self._parts():
            for row in self._read(name, column, ids):
                yield name, row

    def attachments(self) -> Iterator[Row]:
        """The rows of the files that are attached to what goes along."""
        yield from self._read("attachment", "document_id", self._documents)
        yield from self._read("attachment", "statement_id", self._statements)

    def _parts(self) -> Iterator[tuple[str, str, Iterable[int]]]:
        for name, ids in (("place", self._places), ("actor", self._actors), ("source", self._sources)):
            yield name, "id", ids
        for name, ids in (("place", self._places), ("actor", self._actors), ("source", self._sources)):
            yield f"{name}_name", f"{name}_id", ids
        yield "document", "id", self._documents
        yield "incident", "id", self._incidents
        yield "statement", "id", self._statements
        yield "statement_incident", "incident_id", self._incidents
        yield "assertion", "incident_id", self._incidents
        yield "incident_actor", "incident_id", self._incidents
        yield "tag", "id", self._tags
        yield "incident_tag", "incident_id", self._incidents
        yield "link", "from_id", self._incidents
        yield "attachment", "document_id", self._documents
        yield "attachment", "statement_id", self._statements
        yield "incident_text", "id", self._incidents
        yield "document_mark", "document_id", self._documents
        yield "source_grade", "source_id", self._sources
        yield "own_field", "id", self._fields
        yield "own_value", "incident_id", self._incidents

    def _lead(self, name: str, by: str, ids: Iterable[int], to: str) -> set[int]:
        """The ids in column `to` of the rows whose column `by` is one of `ids`."""
        found: set[int] = set()
        for batch in Touched.batches(ids):
            self._conduct.heed()
            query = f"SELECT DISTINCT {to} FROM {name} WHERE {by} IN (SELECT value FROM json_each(?))"
            found.update(row[0] for row in self._connection.execute(query, (json.dumps(batch),)) if row[0] is not None)
        return found

    def _read(self, name: str, by: str, ids: Iterable[int]) -> Iterator[Row]:
        for batch in Touched.batches(ids):
            self._conduct.heed()
            query = f"SELECT * FROM {name} WHERE {by} IN (SELECT value FROM json_each(?)) ORDER BY id"
            for row in self._connection.execute(query, (json.dumps(batch),)).fetchall():
                yield dict(row)
