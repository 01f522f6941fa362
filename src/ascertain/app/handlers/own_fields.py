"""Making and changing the user's own fields."""

from __future__ import annotations

from dataclasses import replace

from ascertain.app.commands import (
    KeepOwnField,
    MoveOwnField,
    OwnFieldCommand,
    RemoveOwnField,
    RetireOwnField,
)
from ascertain.app.handlers.desk import Desk, Done
from ascertain.domain.messages import Message, say
from ascertain.domain.own_fields import OwnField, check_own_field, new_key
from ascertain.domain.problems import Refused
from ascertain.domain.search import taken_names
from ascertain.store.writing import own_fields as writing


def handle_own_fields(command: OwnFieldCommand, desk: Desk) -> Done:
    """Make, change, move, retire or remove a field."""
    match command:
        case KeepOwnField():
            return _keep(command, desk)
        case MoveOwnField():
            return _move(command, desk)
        case RetireOwnField():
            return _retire(command, desk)
    return _remove(command, desk)


def _keep(command: KeepOwnField, desk: Desk) -> Done:
    """Make a field, or change the one of its key."""
    own = command.field
    problems = check_own_field(desk.fields, own)
    if problems:
        raise Refused(*problems)
    name = own.label.strip()
    if own.key:
        with desk.door.operation("keep_own_field", say("Change the field {name}", name=name)) as op:
            op.label = _changed(writing.change_own_field(op, own), own)
        return Done(op)
    key = new_key(own.label, (*taken_names(), *(each.key for each in desk.fields.made)))
    with desk.door.operation("keep_own_field", say("Make the field {name}", name=name)) as op:
        made = writing.make_own_field(op, replace(own, key=key), command.choices)
    return Done(op, (made,))


def _move(command: MoveOwnField, desk: Desk) -> Done:
    """Bring a field to another place."""
    with desk.door.operation("move_own_field", say("Move")) as op:
        moved = writing.move_own_field(op, command.key, command.to)
        op.label = say("Move the field {name}", name=moved.label)
    return Done(op)


def _retire(command: RetireOwnField, desk: Desk) -> Done:
    """Offer a field no longer, or again."""
    with desk.door.operation("retire_own_field", say("Retire")) as op:
        before = writing.retire_own_field(op, command.key, retired=command.retired)
        text = "Retire the field {name}" if command.retired else "Bring back the field {name}"
        op.label = say(text, name=before.label)
    return Done(op)


def _remove(command: RemoveOwnField, desk: Desk) -> Done:
    """Take a field away."""
    with desk.door.operation("remove_own_field", say("Remove")) as op:
        gone = writing.remove_own_field(op, command.key)
        op.label = say("Remove the field {name}", name=gone.label)
    return Done(op)


def _changed(before: OwnField, after: OwnField) -> Message:
    if before.label != after.label.strip():
        return say("Rename the field {name} to {new}", name=before.label, new=after.label.strip())
    return say("Change the field {name}", name=before.label)
