"""Bringing a record back to an earlier version, as a new operation: its rows are taken to what they were then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import IntegrityError

from ascertain.domain.fields import BY_KEY
from ascertain.domain.messages import say
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.rows import Shelf
from ascertain.domain.vocabulary import Vocabularies
from ascertain.store.door import Operation
from ascertain.store.versions import Row, last_known, must_be_known, not_there_then, row_after, rows_after
from ascertain.store.writing.naming import exists, find_by_name, name_column

_ENTRY_REFERENCES = {Shelf.SOURCES: ("actor_id", Shelf.ACTORS), Shelf.DOCUMENTS: ("publisher_id", Shelf.SOURCES)}
_CODED = ("kind", "means", "outcome", "where_precision")
_MISSING = {
    Shelf.SOURCES: say("a source that was purged"),
    Shelf.ACTORS: say("an actor that was purged"),
    Shelf.PLACES: say("a place that was purged"),
    Shelf.DOCUMENTS: say("a document that was purged"),
}


_OF_ENTRIES: dict[Shelf, tuple[str, ...]] = {
    Shelf.SOURCES: ("source_name", "source_grade"),
    Shelf.ACTORS: ("actor_name",),
    Shelf.PLACES: ("place_name",),
    Shelf.DOCUMENTS: (),
}
"""The tables whose rows make up an entry, beside its own."""


@dataclass(frozen=True, slots=True)
class Target:
    """The rows of one table that belong to a record: as they are and as they are to be, by id."""

    name: str
    now: Mapping[int, Row]
    then: Mapping[int, Row]

    def take_away(self, op: Operation) -> None:
        """Take away what was not there then."""
        for row_id in self.now:
            if row_id not in self.then:
                op.delete(self.name, row_id)

    def bring(self, op: Operation) -> None:
        """Bring back what was there, as it was."""
        for row_id, row in self.then.items():
            bring_row(op, self.name, row_id, row)


def restore_entry(op: Operation, shelf: Shelf, entry_id: int, operation: int) -> str:
    """Bring an entry of the library to what it was right after `operation`; returns its name.

    Raises `Refused` where it was not there then, where a purge emptied that version, or where something that it needs
    is gone.
    """
    must_be_known(op.core, operation)
    row = row_after(op.core, shelf.value, entry_id, operation)
    if row is None:
        raise not_there_then(say("The entry"))
    name = str(row[name_column(shelf)])
    column, of = _ENTRY_REFERENCES.get(shelf, ("", shelf))
    if column and row.get(column) is not None:
        row = {**row, column: still_there(op, of, int(row[column]), name)}
    owner = {f"{shelf.value}_id": entry_id}
    targets = [Target(owned, *rows_after(op.core, owned, owner, operation)) for owned in _OF_ENTRIES[shelf]]
    for target in targets:
        target.take_away(op)
    bring_row(op, shelf.value, entry_id, row)
    for target in targets:
        target.bring(op)
    return name


def bring_row(op: Operation, name: str, row_id: int, row: Row) -> None:
    """Let a row hold these values, whether it is there or not. Raises `Refused` where another has taken its place."""
    try:
        if op.row(name, row_id) is None:
            op.insert(name, row, row_id)
        else:
            op.update(name, row_id, row)
    except IntegrityError as error:
        # What was undone or removed can come again by an import, as another row.
        text = (
            "This version cannot be brought back: what belongs to it came into the log again since. "
            "Nothing was changed."
        )
        raise Refused(Problem("", "came_again", say(text))) from error


def still_there(op: Operation, shelf: Shelf, entry_id: int, of: str) -> int:
    """The entry that a row points to, or the one that has taken its name (as after a merge). Raises `Refused` where
    there is neither, naming it."""
    if exists(op.core, shelf.value, entry_id):
        return entry_id
    name = str(last_known(op.core, shelf.value, entry_id).get(name_column(shelf), ""))
    found = find_by_name(op.core, shelf, name) if name else None
    if found is not None:
        return found
    if not name:
        text = say("This version of {what} needs {missing}. Nothing was changed.", what=of, missing=_MISSING[shelf])
        raise Refused(Problem("", "purged", text))
    text = say(
        "This version of {what} needs “{name}”, which was removed since. Undo its removal first. Nothing was changed.",
        what=of,
        name=name,
    )
    raise Refused(Problem("", "gone", text))


def known_codes(row: Row, vocabularies: Vocabularies, of: str) -> None:
    """Raises `Refused` where an incident's row holds a code that was removed from its list since."""
    for column in _CODED:
        vocabulary = BY_KEY[column].vocabulary
        if row.get(column) is None or vocabulary is None or vocabularies[vocabulary].find(row[column]):
            continue
        text = say(
            "This version of {what} needs the code “{key}” of the list “{list}”, which was removed since. "
            "Add it again first. Nothing was changed.",
            what=of,
            key=row[column],
            list=vocabularies[vocabulary].label,
        )
        raise Refused(Problem("", "unknown_code", text))


def with_references(
    op: Operation, rows: Mapping[int, Row], columns: Iterable[tuple[str, Shelf]], of: str
) -> dict[int, dict[str, Any]]:
    """The rows, each pointing to entries that are there."""
    found = {}
    for row_id, row in rows.items():
        kept = dict(row)
        for column, shelf in columns:
            if kept.get(column) is not None:
                kept[column] = still_there(op, shelf, int(kept[column]), of)
        found[row_id] = kept
    return found
