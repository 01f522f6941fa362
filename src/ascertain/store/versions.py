"""Rows as they were right after an operation, found by unwinding what the journal says of them since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, func, or_, select

from ascertain.domain.messages import Message, say
from ascertain.domain.problems import Problem, Refused
from ascertain.store.journal import image, read_image
from ascertain.store.schema import table
from ascertain.store.touching import Touched

Row = Mapping[str, Any]


def row_after(core: Connection, name: str, row_id: int, operation: int) -> Row | None:
    """The journaled columns of a row right after `operation`; None where it was not there.

    Raises `Refused` where a purge has emptied what the journal knew of it.
    """
    *_, state = states_back(core, name, row_id, operation)
    return state


def states_back(core: Connection, name: str, row_id: int, operation: int) -> Iterator[Row | None]:
    """The journaled columns of a row as it is, then before each of its changes since `operation`, the latest first;
    None where it was not there. Raises as `row_after`."""
    target, change = table(name), table("change")
    current = core.execute(select(target).where(target.c.id == row_id)).mappings().first()
    state: dict[str, Any] | None = None if current is None else image(name, dict(current))
    yield state
    since = (
        select(change.c.before, change.c.after)
        .where(change.c.table_name == name, change.c.row_id == row_id, change.c.operation_id > operation)
        .order_by(change.c.id.desc())
    )
    for before, after in core.execute(since).all():
        if before is None and after is None:
            raise Refused(Problem("", "purged", _PURGED))
        earlier = read_image(before)
        state = None if earlier is None else {**(state or {}), **earlier}
        yield state


def rows_after(
    core: Connection, name: str, owners: Mapping[str, int], operation: int, within: Iterable[int] | None = None
) -> tuple[dict[int, Row], dict[int, Row]]:
    """The rows of a table that belong to a record: as they are, and as they were right after `operation`, by id.

    `owners` names the columns of which one must hold the record's id; `within` the later operations that may have
    changed them, where they are known. What a purge emptied is left out.
    """
    target = table(name)
    mine = or_(*(target.c[column] == owner for column, owner in owners.items()))
    now: dict[int, Row] = {
        row["id"]: image(name, dict(row)) for row in core.execute(select(target).where(mine)).mappings()
    }
    earlier: dict[int, Row] = {}
    for row_id in sorted({*now, *_named_since(core, name, owners, operation, within)}):
        row = row_after(core, name, row_id, operation)
        if row is not None and any(row.get(column) == owner for column, owner in owners.items()):
            earlier[row_id] = row
    return now, earlier


def _named_since(
    core: Connection, name: str, owners: Mapping[str, int], operation: int, within: Iterable[int] | None
) -> set[int]:
    change = table("change")
    told = or_(
        *(
            func.json_extract(side, f"$.{column}") == owner
            for column, owner in owners.items()
            for side in (change.c.before, change.c.after)
        )
    )
    if within is None:
        query = select(change.c.row_id).where(change.c.table_name == name, change.c.operation_id > operation, told)
        return set(core.execute(query).scalars())
    found: set[int] = set()
    for batch in Touched.batches(within):
        # Asked by operation alone: the planner would rather read every change of the table.
        query = select(change.c.row_id, change.c.table_name).where(change.c.operation_id.in_(batch), told)
        found.update(row.row_id for row in core.execute(query) if row.table_name == name)
    return found


def operations_since(core: Connection, incident_id: int, operation: int) -> list[int]:
    """The operations after `operation` that changed an incident or what belongs to it."""
    touched = table("operation_incident")
    query = select(touched.c.operation_id).where(
        touched.c.incident_id == incident_id, touched.c.operation_id > operation
    )
    return list(core.execute(query).scalars())


def last_known(core: Connection, name: str, row_id: int) -> Row:
    """What the journal last knew of a row that is gone; empty where it knows nothing, as after a purge."""
    change = table("change")
    gone = select(change.c.before).where(
        change.c.table_name == name, change.c.row_id == row_id, change.c.before.is_not(None)
    )
    return read_image(core.execute(gone.order_by(change.c.id.desc()).limit(1)).scalar()) or {}


def must_be_known(core: Connection, operation: int) -> None:
    """Raises `Refused` where the log has no such operation."""
    target = table("operation")
    if core.execute(select(target.c.id).where(target.c.id == operation)).first() is None:
        raise Refused(Problem("", "gone", say("There is no such version in the log.")))


def not_there_then(what: Message) -> Refused:
    """The record did not exist right after the operation."""
    return Refused(
        Problem("", "not_there", say("{what} was not in the log at that time. Nothing was changed.", what=what))
    )


def ids_of(rows: Iterable[Row], column: str) -> set[int]:
    """The ids that stand in a column."""
    return {int(row[column]) for row in rows if row.get(column) is not None}


_PURGED = say("This version was emptied by a purge and cannot be restored. Nothing was changed.")
