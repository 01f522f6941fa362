"""What a purge takes away: the rows that go, and those that went before and live on in the journal.

One rule for what hangs on a purged record: it goes where nothing that stays uses it. Reads only.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, func, or_, select, union

from ascertain.domain.drafts import INCIDENT_FORM, VERDICT_FORM
from ascertain.domain.rows import Shelf
from ascertain.store.schema import metadata, table

NAMED_SHELVES = (Shelf.SOURCES, Shelf.ACTORS, Shelf.PLACES)
_OF_AN_INCIDENT = ("incident_actor", "incident_tag", "statement_incident", "assertion", "own_value")
_LOOSE = {
    Shelf.PLACES: (("incident", "place_id"),),
    Shelf.ACTORS: (("source", "actor_id"), ("incident_actor", "actor_id")),
    Shelf.SOURCES: (("document", "publisher_id"),),
    Shelf.DOCUMENTS: (("statement", "document_id"),),
}
_USES: dict[Shelf, tuple[tuple[str, str], ...]] = {
    Shelf.PLACES: (("incident", "place_id"),),
    Shelf.ACTORS: (("incident_actor", "actor_id"), ("source", "actor_id")),
    Shelf.SOURCES: (("statement", "source_id"), ("statement", "origin_id"), ("document", "publisher_id")),
    Shelf.DOCUMENTS: (("statement", "document_id"),),
}
_TOLD = {Shelf.SOURCES: ("source_id", "origin_id"), Shelf.DOCUMENTS: ("document_id",)}


@dataclass(slots=True)
class PurgePlan:
    """`rows`: by table, the ids of all rows whose every image goes, whether they stand in the log or did once.
    `loose`: (table, column, row id) of rows that stay and no longer name what is purged. `drafts`: ids of unfinished
    forms. `lone`: (shelf, id) of entries that nothing would use any more."""

    core: Connection
    rows: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    loose: list[tuple[str, str, int]] = field(default_factory=list)
    drafts: set[int] = field(default_factory=set)
    lone: set[tuple[Shelf, int]] = field(default_factory=set)

    def standing(self, name: str) -> set[int]:
        """The ids of `rows` of a table that stand in the log now."""
        return _standing(self.core, name, self.rows.get(name, ()))

    def operations(self) -> set[int]:
        """The operations that wrote one of `rows`."""
        change = table("change")
        found: set[int] = set()
        for name, ids in self.rows.items():
            met = (change.c.table_name == name) & change.c.row_id.in_(listed())
            found |= _ids(self.core, select(change.c.operation_id).where(met).distinct(), ids)
        return found

    def entangled(self) -> set[int]:
        """The operations that wrote a row which names one of `rows`: what they found or left cannot come again."""
        found: set[int] = set()
        change = table("change")
        for name, target in metadata.tables.items():
            for column in target.c:
                for key in column.foreign_keys:
                    gone = self.rows.get(key.column.table.name)
                    if not gone or column.name == "id" or name in _NOT_JOURNALED:
                        continue
                    met = (change.c.table_name == name) & _names(column.name)
                    found |= _ids(self.core, select(change.c.operation_id).where(met).distinct(), gone)
        return found


_NOT_JOURNALED = frozenset({"operation", "change", "operation_incident", "scrubbed_operation"})


def plan_incidents(core: Connection, incident_ids: Iterable[int], *, library: bool = False) -> PurgePlan:
    """What goes with incidents. With `library` also the entries that nothing else uses."""
    plan = PurgePlan(core)
    ids = set(incident_ids)
    plan.rows["incident"] |= ids
    plan.rows["incident_text"] |= ids
    for name in _OF_AN_INCIDENT:
        plan.rows[name] |= _ever(core, name, "incident_id", ids)
    plan.rows["link"] |= _ever(core, "link", "from_id", ids) | _ever(core, "link", "to_id", ids)
    told = _values(core, "statement_incident", "statement_id", plan.rows["statement_incident"])
    _add_statements(plan, told - _used_elsewhere(plan, "statement_incident", "statement_id", told))
    tags = _values(core, "incident_tag", "tag_id", plan.rows["incident_tag"])
    plan.rows["tag"] |= tags - _used_elsewhere(plan, "incident_tag", "tag_id", tags)
    plan.drafts |= _drafts(core, INCIDENT_FORM, ids) | _drafts(core, VERDICT_FORM, ids)
    _find_lone(plan)
    if library:
        for shelf, entry_id in plan.lone:
            _add_entry(plan, shelf, entry_id)
        plan.lone.clear()
    return plan


def plan_entry(core: Connection, shelf: Shelf, entry_id: int, *, statements: bool) -> PurgePlan:
    """What goes with an entry of the library. With `statements` also those that use it: a source cannot be purged
    without; of a document they otherwise stay, without naming it."""
    plan = PurgePlan(core)
    _add_entry(plan, shelf, entry_id)
    if statements:
        _add_statements(plan, standing_statements(core, shelf, entry_id))
    for name, column in _LOOSE[shelf]:
        left = _using(core, name, column, {entry_id}) - plan.rows[name]
        plan.loose += [(name, column, row_id) for row_id in sorted(left)]
    return plan


def standing_statements(core: Connection, shelf: Shelf, entry_id: int) -> set[int]:
    """The statements that use a source or a document now."""
    return set().union(*(_using(core, "statement", column, {entry_id}) for column in _TOLD.get(shelf, ())))


def named_now(core: Connection, name: str, column: str, row_ids: set[int]) -> set[int]:
    """What stands in a column of these rows of a table now."""
    target = table(name)
    query = select(target.c[column]).where(target.c.id.in_(listed()), target.c[column].is_not(None))
    return _ids(core, query.distinct(), row_ids)


def incidents_of_statements(core: Connection, statement_ids: set[int]) -> set[int]:
    """The incidents that statements bear on now."""
    bears = table("statement_incident")
    return _ids(core, select(bears.c.incident_id).where(bears.c.statement_id.in_(listed())).distinct(), statement_ids)


def listed() -> Any:
    """The whole numbers of a JSON list given as the value `ids`: any number of them in one statement."""
    numbers = func.json_each(bindparam("ids")).table_valued("value", name="listed")
    return select(numbers.c.value)


def _add_statements(plan: PurgePlan, ids: set[int]) -> None:
    plan.rows["statement"] |= ids
    for name in ("statement_incident", "assertion", "attachment"):
        plan.rows[name] |= _ever(plan.core, name, "statement_id", ids)


def _add_entry(plan: PurgePlan, shelf: Shelf, entry_id: int) -> None:
    core = plan.core
    plan.rows[shelf.value].add(entry_id)
    if shelf in NAMED_SHELVES:
        plan.rows[f"{shelf.value}_name"] |= _ever(core, f"{shelf.value}_name", f"{shelf.value}_id", {entry_id})
    else:
        plan.rows["attachment"] |= _ever(core, "attachment", "document_id", {entry_id})
    plan.rows["document_mark"] |= _ever(core, "document_mark", f"{shelf.value}_id", {entry_id})
    if shelf is Shelf.SOURCES:
        plan.rows["source_grade"] |= _ever(core, "source_grade", "source_id", {entry_id})
    # A statement that went before holds its words in the journal alone; one that stands may be another's by now.
    told = set().union(*(_ever(core, "statement", column, {entry_id}) for column in _TOLD.get(shelf, ())))
    _add_statements(plan, told - _standing(core, "statement", told))
    plan.drafts |= _drafts(core, shelf.value, {entry_id})
    for merged in _merged_into(core, shelf, entry_id) - plan.rows[shelf.value]:
        _add_entry(plan, shelf, merged)


def _merged_into(core: Connection, shelf: Shelf, entry_id: int) -> set[int]:
    """The entries that were merged into one, and live on in the journal alone."""
    change, operation = table("change"), table("operation")
    merges = select(operation.c.id).where(operation.c.kind == "merge_entries")
    kept = [(change.c.table_name == shelf.value) & change.c.row_id.in_(listed())]
    owned = (
        (f"{shelf.value}_name", f"{shelf.value}_id"), ("attachment", "document_id"),
        ("document_mark", f"{shelf.value}_id"), ("source_grade", "source_id"),
    )  # fmt: skip
    for name, column in (*_USES[shelf], *owned):
        named = func.json_extract(change.c.after, f"$.{column}").in_(listed())
        kept.append((change.c.table_name == name) & named)
    into = select(change.c.operation_id).where(change.c.operation_id.in_(merges), or_(*kept))
    went = select(change.c.row_id).where(
        change.c.operation_id.in_(into),
        change.c.table_name == shelf.value,
        change.c.before.is_not(None),
        change.c.after.is_(None),
    )
    found = _ids(core, went.distinct(), {entry_id})
    return found - _standing(core, shelf.value, found)


def _find_lone(plan: PurgePlan) -> None:
    """Add to `lone` the entries that the rows use and nothing else does; those that only such an entry uses, too."""
    gone: dict[str, set[int]] = {name: plan.rows[name] for name in ("incident", "incident_actor", "statement")}
    gone |= {shelf.value: set() for shelf in Shelf}
    while True:
        found = {
            (shelf, entry_id)
            for shelf, uses in _USES.items()
            for name, column in uses
            for entry_id in named_now(plan.core, name, column, gone[name])
            if entry_id not in gone[shelf.value]
        }
        found = {(shelf, number) for shelf, number in found if not _is_used(plan.core, shelf, number, gone)}
        if not found:
            return
        plan.lone |= found
        for shelf, entry_id in found:
            gone[shelf.value].add(entry_id)


def _is_used(core: Connection, shelf: Shelf, entry_id: int, gone: dict[str, set[int]]) -> bool:
    return any(_using(core, name, column, {entry_id}) - gone[name] for name, column in _USES[shelf])


def _used_elsewhere(plan: PurgePlan, name: str, column: str, values: set[int]) -> set[int]:
    """Those of `values` that a row names which stays."""
    target = table(name)
    query = select(target.c[column], target.c.id).where(target.c[column].in_(listed()))
    rows = plan.core.execute(query, {"ids": _json(values)}).all()
    return {value for value, row_id in rows if row_id not in plan.rows[name]}


def _drafts(core: Connection, form: str, ids: set[int]) -> set[int]:
    draft = table("draft")
    return _ids(core, select(draft.c.id).where(draft.c.form == form, draft.c.record_id.in_(listed())), ids)


def _using(core: Connection, name: str, column: str, values: set[int]) -> set[int]:
    target = table(name)
    return _ids(core, select(target.c.id).where(target.c[column].in_(listed())), values)


def _standing(core: Connection, name: str, ids: Iterable[int]) -> set[int]:
    target = table(name)
    return _ids(core, select(target.c.id).where(target.c.id.in_(listed())), ids)


def _ever(core: Connection, name: str, column: str, values: set[int]) -> set[int]:
    """The rows of a table that name one of `values`, or did so once."""
    target, change = table(name), table("change")
    now = select(target.c.id).where(target.c[column].in_(listed()))
    once = select(change.c.row_id).where(change.c.table_name == name, _names(column))
    return _ids(core, union(now, once), values)


def _values(core: Connection, name: str, column: str, row_ids: set[int]) -> set[int]:
    """What stands in a column of these rows, or stood there once."""
    change = table("change")
    met = (change.c.table_name == name) & change.c.row_id.in_(listed())
    stood = [
        select(func.json_extract(image, f"$.{column}")).where(met, func.json_extract(image, f"$.{column}").is_not(None))
        for image in (change.c.before, change.c.after)
    ]
    return _ids(core, union(*stood), row_ids) | named_now(core, name, column, row_ids)


def _names(column: str) -> ColumnElement[bool]:
    change = table("change")
    return or_(*(func.json_extract(image, f"$.{column}").in_(listed()) for image in (change.c.before, change.c.after)))


def _ids(core: Connection, query: Any, ids: Iterable[int]) -> set[int]:
    wanted = _json(ids)
    return set() if wanted == "[]" else set(core.execute(query, {"ids": wanted}).scalars().all())


def _json(ids: Iterable[int]) -> str:
    return json.dumps(sorted(ids))
