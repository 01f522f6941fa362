"""What accounts assert, and taking it into the finding."""

from __future__ import annotations

from ascertain.app.commands import AccountCommand, AdoptAssertion, SetAssertion, UnadoptAssertion
from ascertain.app.handlers.desk import Desk, Done
from ascertain.domain.codes import AssertionState
from ascertain.domain.fields import BY_KEY
from ascertain.domain.incident_validation import check_assertion
from ascertain.domain.messages import Message, say
from ascertain.domain.problems import Refused
from ascertain.domain.records import Assertion
from ascertain.store.door import Operation
from ascertain.store.writing import bulk
from ascertain.store.writing.accounts import Cell, adopt, set_assertion, unadopt


def handle_account(command: AccountCommand, desk: Desk) -> Done:
    """Do what one cell of the grid asks."""
    match command:
        case AdoptAssertion():
            return handle_adopt(command, desk)
        case UnadoptAssertion():
            return handle_unadopt(command, desk)
        case SetAssertion():
            return handle_set(command, desk)


def handle_adopt(command: AdoptAssertion, desk: Desk) -> Done:
    """Take a value into the finding."""
    with desk.door.operation("adopt", say("Adopt")) as op:
        adopt(op, Cell(command.incident_id, command.statement_id, command.field), despite=command.despite)
        op.label = _label(op, say("Adopt {field} in {ref}"), command.incident_id, command.field)
    return Done(op)


def handle_unadopt(command: UnadoptAssertion, desk: Desk) -> Done:
    """Take the mark of a citation away."""
    with desk.door.operation("unadopt", say("No longer adopt")) as op:
        unadopt(op, Cell(command.incident_id, command.statement_id, command.field))
        op.label = _label(op, say("No longer adopt {field} in {ref}"), command.incident_id, command.field)
    return Done(op)


def handle_set(command: SetAssertion, desk: Desk) -> Done:
    """Note what an account says of a field."""
    wanted = None
    if command.state is not None:
        text = command.value.strip() if command.state is AssertionState.VALUE else ""
        wanted = Assertion(command.field, command.state, text)
        problems = check_assertion(wanted, desk.vocabularies)
        if problems:
            raise Refused(*problems)
    with desk.door.operation("assert", say("Note")) as op:
        set_assertion(op, Cell(command.incident_id, command.statement_id, command.field), wanted)
        op.label = _label(op, say("Note what is said of {field} in {ref}"), command.incident_id, command.field)
    return Done(op)


def _label(op: Operation, message: Message, incident_id: int, field: str) -> Message:
    label = BY_KEY[field].label if field in BY_KEY else field
    return say(message.text, field=label, ref=bulk.ref_of(op, incident_id))
