"""Logging, editing, settling, tagging and trashing incidents."""

from __future__ import annotations

from ascertain.app.commands import (
    EditIncident,
    KeepStatus,
    LogIncident,
    RestoreIncidents,
    SetFollowUp,
    SetStatus,
    TagIncidents,
    TrashIncidents,
)
from ascertain.app.handlers.desk import Desk, Done
from ascertain.domain.messages import say
from ascertain.domain.review import KEEP_STATUS, SET_FOLLOW_UP, SET_STATUS
from ascertain.store.writing import bulk
from ascertain.store.writing.incidents import edit_incident, log_incident
from ascertain.store.writing.links import keep_link


def handle_log(command: LogIncident, desk: Desk) -> Done:
    """Write a new incident with its links."""
    desk.check_incident(command.content)
    with desk.door.operation("log", say("Log"), command.content.status_reason) as op:
        incident_id, ref = log_incident(op, command.content)
        op.settle(command.draft)
        for link in command.links:
            keep_link(op, incident_id, link)
        op.label = say("Log {ref}", ref=ref)
    return Done(op, (incident_id,))


def handle_edit(command: EditIncident, desk: Desk) -> Done:
    """Bring an incident to a content."""
    desk.check_incident(command.content)
    with desk.door.operation("edit", say("Edit")) as op:
        ref = edit_incident(op, command.incident_id, command.version, command.content)
        op.settle(command.draft)
        op.label = say("Edit {ref}", ref=ref)
        if op.changed("incident", "status"):
            op.reason = command.content.status_reason
    return Done(op)


def handle_status(command: SetStatus, desk: Desk) -> Done:
    """Set the status of incidents."""
    label = say("Set status of {count} incidents", singular="Set status of {ref}", count=len(command.incident_ids))
    with desk.door.operation(SET_STATUS, label, command.reason) as op:
        op.expected = len(command.incident_ids)
        changed = bulk.set_status(
            op, command.incident_ids, command.status, command.reason, command.follow_up_on, desk.door.clock.today()
        )
        op.settle(command.draft)
        bulk.name_by(op, label, changed)
    return Done(op)


def handle_keep_status(command: KeepStatus, desk: Desk) -> Done:
    """Note that incidents were looked at again."""
    label = say("Look at {count} incidents again", singular="Look at {ref} again", count=len(command.incident_ids))
    with desk.door.operation(KEEP_STATUS, label, command.reason) as op:
        op.expected = len(command.incident_ids)
        kept = bulk.keep_status(op, command.incident_ids, command.follow_up_on, desk.door.clock.today())
        op.settle(command.draft)
        bulk.name_by(op, label, kept)
    return Done(op)


def handle_follow_up(command: SetFollowUp, desk: Desk) -> Done:
    """Set the day on which to look at incidents again."""
    label = say(
        "Set follow-up of {count} incidents", singular="Set follow-up of {ref}", count=len(command.incident_ids)
    )
    with desk.door.operation(SET_FOLLOW_UP, label, command.reason) as op:
        op.expected = len(command.incident_ids)
        bulk.name_by(op, label, bulk.set_follow_up(op, command.incident_ids, command.on))
        op.settle(command.draft)
    return Done(op)


def handle_tags(command: TagIncidents, desk: Desk) -> Done:
    """Add tags and take tags away."""
    label = say("Change tags of {count} incidents", singular="Change tags of {ref}", count=len(command.incident_ids))
    with desk.door.operation("tag", label) as op:
        op.expected = len(command.incident_ids)
        bulk.name_by(op, label, bulk.change_tags(op, command.incident_ids, command.add, command.remove))
    return Done(op)


def handle_trash(command: TrashIncidents, desk: Desk) -> Done:
    """Move incidents to the trash."""
    label = say(
        "Move {count} incidents to the trash", singular="Move {ref} to the trash", count=len(command.incident_ids)
    )
    with desk.door.operation("trash", label) as op:
        op.expected = len(command.incident_ids)
        bulk.name_by(op, label, bulk.trash(op, command.incident_ids))
    return Done(op)


def handle_restore(command: RestoreIncidents, desk: Desk) -> Done:
    """Bring incidents back from the trash."""
    label = say("Restore {count} incidents", singular="Restore {ref}", count=len(command.incident_ids))
    with desk.door.operation("restore", label) as op:
        op.expected = len(command.incident_ids)
        bulk.name_by(op, label, bulk.restore(op, command.incident_ids))
    return Done(op)
