"""Making and changing the user's own fields, and setting what incidents hold in them."""

from __future__ import annotations

from dataclasses import replace

from ascertain.app.commands import (
    KeepOwnField,
    MoveOwnField,
    OwnFieldCommand,
    RemoveOwnField,
    RetireOwnField,
    SetOwnValues,
)
from ascertain.app.handlers.desk import Desk, Done
from ascertain.domain.messages import Message, say
from ascertain.domain.own_fields import OwnField, check_own_field, new_key
from ascertain.domain.own_values import check_own_values
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.records import OwnValue
from ascertain.domain.search import taken_names
from ascertain.domain.texts import Findings
from ascertain.store.writing import bulk
from ascertain.store.writing import own_fields as writing
from ascertain.store.writing.own_values import set_own_value


def handle_own_fields(command: OwnFieldCommand, desk: Desk) -> Done:
    """Make, change, move, retire or remove a field, or set what incidents hold in fields."""
    match command:
        case KeepOwnField():
            return _keep(command, desk)
        case MoveOwnField():
            return _move(command, desk)
        case RetireOwnField():
            return _retire(command, desk)
        case RemoveOwnField():
            return _remove(command, desk)
    return _set_values(command, desk)


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


def _set_values(command: SetOwnValues, desk: Desk) -> Done:
    """Set or clear what incidents hold in own fields."""
    _check(command.values, desk)
    names = [desk.fields[each.field].label for each in command.values]
    label = say(
        "Set {fields} of {count} incidents",
        singular="Set {fields} of {ref}",
        fields=", ".join(names),
        count=len(command.incident_ids),
    )
    with desk.door.operation("set_own_values", label) as op:
        op.expected = len(command.incident_ids)
        changed = set_own_value(op, command.incident_ids, desk.fields, command.values)
        bulk.name_by(op, label, changed)
    return Done(op)


def _check(values: tuple[OwnValue, ...], desk: Desk) -> None:
    """Raises `Refused` for what no field can hold."""
    found = Findings()
    check_own_values(found, (each for each in values if each.value), desk.fields, desk.vocabularies)
    for each in values:
        if not each.value and desk.fields.find_made(each.field) is None:
            found.add(each.field, "unknown_field", say("There is no field “{field}” in the log.", field=each.field))
    if found.problems:
        raise Refused(*found.problems)
    if not values:
        raise Refused(Problem("", "needed", say("Choose a field.")))


def _changed(before: OwnField, after: OwnField) -> Message:
    if before.label != after.label.strip():
        return say("Rename the field {name} to {new}", name=before.label, new=after.label.strip())
    return say("Change the field {name}", name=before.label)
