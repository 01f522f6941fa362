"""What a purge would take from the log, in numbers, to be shown before it is done."""

from __future__ import annotations

from collections.abc import Iterable

from ascertain.domain.purges import PurgeOutline
from ascertain.domain.rows import Shelf
from ascertain.store.purge_plan import (
    PurgePlan,
    incidents_of_statements,
    named_now,
    plan_entry,
    plan_incidents,
    standing_statements,
)
from ascertain.store.reading.line import ReadLine

_SHELVES = tuple(shelf.value for shelf in Shelf)


def incidents_outline(line: ReadLine, incident_ids: Iterable[int], *, library: bool) -> PurgeOutline:
    """What the purge of incidents would take."""
    with line.one_state():
        plan = plan_incidents(line.core, incident_ids, library=library)
        bearing = named_now(line.core, "statement_incident", "statement_id", plan.rows["statement_incident"])
        return _outline(plan, len(bearing - plan.rows["statement"]))


def entry_outline(line: ReadLine, shelf: Shelf, entry_id: int, *, statements: bool) -> PurgeOutline:
    """What the purge of an entry would take. A source is always purged with the statements that use it."""
    with line.one_state():
        plan = plan_entry(line.core, shelf, entry_id, statements=statements or shelf is Shelf.SOURCES)
        using = standing_statements(line.core, shelf, entry_id)
        return _outline(plan, len(using - plan.rows["statement"]))


def _outline(plan: PurgePlan, staying_statements: int) -> PurgeOutline:
    standing = {name: plan.standing(name) for name in ("incident", "statement", "attachment", "link", *_SHELVES)}
    return PurgeOutline(
        incidents=len(standing["incident"]),
        entries=sum(len(standing[name]) for name in _SHELVES),
        statements=len(standing["statement"]),
        attachments=len(standing["attachment"]),
        links=len(standing["link"]),
        drafts=len(plan.drafts),
        operations=len(plan.operations() | plan.entangled()),
        staying_incidents=len(_staying(plan) - plan.rows["incident"]),
        staying_statements=staying_statements,
        staying_entries=len(plan.lone),
    )


def _staying(plan: PurgePlan) -> set[int]:
    """The incidents that lose a statement, a link, or a name."""
    found: set[int] = set()
    for column in ("from_id", "to_id"):
        found |= named_now(plan.core, "link", column, plan.rows["link"])
    found |= named_now(plan.core, "statement_incident", "incident_id", plan.rows["statement_incident"])
    loose: dict[str, set[int]] = {}
    for name, _, row_id in plan.loose:
        loose.setdefault(name, set()).add(row_id)
    found |= loose.get("incident", set())
    found |= named_now(plan.core, "incident_actor", "incident_id", loose.get("incident_actor", set()))
    return found | incidents_of_statements(plan.core, loose.get("statement", set()))
