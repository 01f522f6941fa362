"""The rows of a batch of new incidents with their images, gathered until they are written together."""

from __future__ import annotations

from typing import Any

from ascertain.domain.records import Assertion, IncidentContent
from ascertain.store.door import Operation
from ascertain.store.journal import quoted
from ascertain.store.writing.many_names import Known, stream_rows
from ascertain.store.writing.many_parts import (
    CODE_COLUMNS,
    COUNT_COLUMNS,
    HARM_COLUMNS,
    SAID_COLUMNS,
    STATED_COLUMNS,
    TEXT_OF_TIME,
    TIME_COLUMNS,
    CountsPiece,
    Piece,
    SaidPiece,
    TimePiece,
)

_RELATIONS = {
    "statement_incident": (
        ("statement_id", "incident_id", "position"), '{"statement_id":%d,"incident_id":%d,"position":%d}',
    ),
    "incident_actor": (
        ("incident_id", "actor_id", "role", "position"),
        '{"incident_id":%d,"actor_id":%d,"role":"%s","position":%d}',
    ),
    "incident_tag": (("incident_id", "tag_id"), '{"incident_id":%d,"tag_id":%d}'),
}  # fmt: skip
"""Tables of which an incident has many rows: their columns, and how the image of a row is written."""
_INCIDENT = (
    "id", "uid", "ref", "title", *TIME_COLUMNS, "place_id", *CODE_COLUMNS, *COUNT_COLUMNS, "day_from", "day_to",
    *HARM_COLUMNS, *STATED_COLUMNS, "country", "place_key", "title_key", "updated_at", "version",
)  # fmt: skip
_TEXT = ("id", *TEXT_OF_TIME, "place_text", "status_reason", "notes")


class BatchRows:
    """The rows of a batch, by table in the order in which they can be written."""

    def __init__(self, op: Operation) -> None:
        self._op = op
        self._stamps = (op.at, op.begin())
        self._next: dict[str, int] = {}
        self._rows: dict[str, list[tuple[Any, ...]]] = {
            name: [] for name in ("incident", "statement", *_RELATIONS, "incident_text")
        }
        self._images: dict[str, list[str]] = {name: [] for name in self._rows}
        self._others: dict[str, list[dict[str, Any]]] = {"assertion": [], "own_value": []}
        self._found: list[tuple[Any, ...]] = []

    def add_incident(
        self,
        number: int,
        uid: str,
        ref: str,
        content: IncidentContent,
        time: TimePiece,
        codes: Piece,
        counts: CountsPiece,
        place: Known | None,
    ) -> list[Any]:
        """An incident and its long texts. What follows from it is to be added to the list that comes back: what is
        stated, then country, place and title as they are compared."""
        place_id = None if place is None else place.id
        row = [
            number, uid, ref, content.title, *time.piece.values, place_id, *codes.values, *counts.piece.values,
            *time.days, *counts.harm,
        ]  # fmt: skip
        self._images["incident"].append(
            f'{{"uid":{quoted(uid)},"ref":{quoted(ref)},"title":{quoted(content.title)}{time.piece.image},'
            f'"place_id":{"null" if place_id is None else place_id}{codes.image}{counts.piece.image}}}'
        )
        where, reason, notes = content.place_text, content.status_reason, content.notes
        self._rows["incident_text"].append((number, *time.text.values, where, reason, notes))
        told = f'"place_text":{quoted(where)},' if where else ""
        if reason:
            told += f'"status_reason":{quoted(reason)},'
        self._images["incident_text"].append(f'{{{told}"notes":{quoted(notes)}{time.text.image}}}')
        return row

    def follow(self, row: list[Any], texts: tuple[str, ...]) -> None:
        """The row of an incident with what follows from it, and the texts by which it is found."""
        row.extend(self._stamps)
        self._rows["incident"].append(tuple(row))
        self._found.append((row[0], *texts))

    def relate(self, name: str, *values: int | str) -> None:
        """A row of one of the tables of `_RELATIONS`: the values of its columns, whose texts are codes."""
        self._rows[name].append((self._id(name), *values))
        self._images[name].append(_RELATIONS[name][1] % values)

    def state(self, uid: str, said: SaidPiece) -> int:
        """A statement; returns its id."""
        row_id = self._id("statement")
        self._rows["statement"].append((row_id, uid, *said.piece.values))
        self._images["statement"].append(f'{{"uid":{quoted(uid)}{said.piece.image}}}')
        return row_id

    def claim(self, statement: int, incident: int, each: Assertion) -> None:
        """What a statement says of a field."""
        self._others["assertion"].append(
            {
                "id": self._id("assertion"), "statement_id": statement, "incident_id": incident, "field": each.field,
                "state": each.state.value, "value": each.value, "adopted": int(each.adopted),
            }
        )  # fmt: skip

    def add_own(self, incident: int, field: int, values: dict[str, Any]) -> None:
        """What stands in a field of the user's own."""
        row = {"id": self._id("own_value"), "incident_id": incident, "field_id": field, **values}
        self._others["own_value"].append(row)

    def _id(self, name: str) -> int:
        row_id = self._next.get(name) or self._op.next_id(name)
        self._next[name] = row_id + 1
        return row_id

    def stream(self) -> None:
        """Write all."""
        columns = {
            "incident": _INCIDENT, "statement": ("id", "uid", *SAID_COLUMNS), "incident_text": _TEXT,
            **{name: ("id", *columns) for name, (columns, _) in _RELATIONS.items()},
        }  # fmt: skip
        for name, rows in self._rows.items():
            self._op.stream(name, columns[name], rows, self._images[name])
        for name, others in self._others.items():
            stream_rows(self._op, name, others)
        self._op.stream_found(self._found)
