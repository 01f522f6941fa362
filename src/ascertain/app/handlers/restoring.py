"""Restoring earlier versions of records."""

from __future__ import annotations

from ascertain.app.commands import RestoreEntryVersion, RestoreIncidentVersion
from ascertain.app.handlers.desk import Desk, Done
from ascertain.domain.messages import say
from ascertain.store.writing.restoring import restore_entry
from ascertain.store.writing.restoring_incidents import restore_incident


def handle_restore_incident(command: RestoreIncidentVersion, desk: Desk) -> Done:
    """Bring an incident to an earlier version."""
    with desk.door.operation("restore_version", say("Restore an earlier version")) as op:
        ref = restore_incident(op, command.incident_id, command.operation, desk.vocabularies)
        op.label = say("Restore an earlier version of {ref}", ref=ref)
    return Done(op)


def handle_restore_entry(command: RestoreEntryVersion, desk: Desk) -> Done:
    """Bring an entry of the library to an earlier version."""
    with desk.door.operation("restore_version", say("Restore an earlier version")) as op:
        name = restore_entry(op, command.shelf, command.entry_id, command.operation)
        op.label = say("Restore an earlier version of {name}", name=name)
    return Done(op)
