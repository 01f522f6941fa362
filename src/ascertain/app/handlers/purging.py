"""Taking records away for good, out of the history too."""

from __future__ import annotations

from ascertain.app.commands import PurgeEntry, PurgeIncidents
from ascertain.app.handlers.desk import Desk, Done
from ascertain.domain.messages import say
from ascertain.domain.problems import LogUnavailable, Problem, Refused
from ascertain.domain.rows import Shelf
from ascertain.store.door import Operation
from ascertain.store.purge_plan import plan_entry, plan_incidents, standing_statements
from ascertain.store.purging import purge

_LABELS = {
    Shelf.SOURCES: say("Purge {count} sources", singular="Purge 1 source", count=1),
    Shelf.ACTORS: say("Purge {count} actors", singular="Purge 1 actor", count=1),
    Shelf.PLACES: say("Purge {count} places", singular="Purge 1 place", count=1),
    Shelf.DOCUMENTS: say("Purge {count} documents", singular="Purge 1 document", count=1),
}


def handle_purge_incidents(command: PurgeIncidents, desk: Desk) -> Done:
    """Purge incidents."""
    ids = frozenset(command.incident_ids)
    label = say("Purge {count} incidents", singular="Purge 1 incident", count=len(ids))
    with desk.door.operation("purge", label, command.reason) as op:
        purge(op, plan_incidents(op.core, ids, library=command.library))
    return _cleared(desk, op)


def handle_purge_entry(command: PurgeEntry, desk: Desk) -> Done:
    """Purge an entry of the library. Raises `Refused` for a source that statements use, without them."""
    shelf, entry_id = command.shelf, command.entry_id
    with desk.door.operation("purge", _LABELS[shelf], command.reason) as op:
        if shelf is Shelf.SOURCES and not command.statements:
            _refuse_in_use(len(standing_statements(op.core, shelf, entry_id)))
        purge(op, plan_entry(op.core, shelf, entry_id, statements=command.statements))
    return _cleared(desk, op)


def _cleared(desk: Desk, op: Operation) -> Done:
    if not op.number:
        return Done(op)
    try:
        return Done(op, left=desk.door.clear_traces())
    except LogUnavailable as fault:
        # The purge is on disk; only its traces wait for the next one, or to be finished by hand.
        return Done(op, left=fault.message)


def _refuse_in_use(count: int) -> None:
    if count:
        text = say(
            "{count} statements use this source. It can be purged only together with them.",
            singular="One statement uses this source. It can be purged only together with it.",
            count=count,
        )
        raise Refused(Problem("statements", "in_use", text))
