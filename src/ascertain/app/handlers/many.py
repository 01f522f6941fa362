"""Changing fields and texts of many incidents at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ascertain.app.commands import EditFields, ManyCommand, ReplaceText
from ascertain.app.handlers.desk import Desk, Done
from ascertain.app.many import edit_of, reach_of_edits, reach_of_texts, replacement_of
from ascertain.domain.field_edits import ZONE, check_edits, new_problems
from ascertain.domain.firewall import barrier_of_many
from ascertain.domain.messages import Message, say
from ascertain.domain.own_fields import Fields
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.records import IncidentContent
from ascertain.domain.text_replacing import NotAnExpression, replaceable
from ascertain.store.reading.contents import Reach
from ascertain.store.writing import bulk
from ascertain.store.writing.field_edits import Edit, Edited, edit_many, note_reviews

EDIT_FIELDS, REPLACE_TEXT = "edit_fields", "replace_text"
_MOST_NAMED = 8


def handle_many(command: ManyCommand, desk: Desk) -> Done:
    """Change fields, or find and replace."""
    if isinstance(command, EditFields):
        return handle_edit_fields(command, desk)
    return handle_replace(command, desk)


def handle_edit_fields(command: EditFields, desk: Desk) -> Done:
    """Change fields of incidents."""
    problems = check_edits(command.edits, desk.fields, reason=command.reason)
    if problems:
        raise Refused(*problems)
    barrier = barrier_of_many(command.edits, len(command.incident_ids))
    if barrier is not None and not (barrier.passable and command.despite):
        raise Refused(Problem("", "firewall", barrier.question))
    label = say(
        "Change {fields} of {count} incidents",
        singular="Change {fields} of {ref}",
        fields=_names(dict.fromkeys(each.field for each in command.edits), desk.fields),
        count=len(command.incident_ids),
    )
    edit = edit_of(command.edits, command.reason, desk.fields)
    reach = reach_of_edits(command.edits, desk.fields)
    return _carry_out(desk, EDIT_FIELDS, label, command.reason, command, edit, reach)


def handle_replace(command: ReplaceText, desk: Desk) -> Done:
    """Find and replace in texts."""
    unknown = set(command.texts) - set(replaceable(desk.fields))
    if unknown or not command.texts:
        raise Refused(Problem("texts", "needed", say("Choose the texts to look in.")))
    try:
        edit = replacement_of(command.search, command.texts, desk.fields)
    except NotAnExpression as wrong:
        raise Refused(Problem("find", "expression", wrong.message)) from None
    label = say(
        "Replace “{find}” in {count} incidents",
        singular="Replace “{find}” in {ref}",
        find=command.search.find,
        count=len(command.incident_ids),
    )
    reach = reach_of_texts(command.texts, desk.fields)
    return _carry_out(desk, REPLACE_TEXT, label, "", command, edit, reach)


def _carry_out(
    desk: Desk, kind: str, label: Message, reason: str, command: ManyCommand, edit: Edit, reach: Reach
) -> Done:
    ids = command.incident_ids

    def faults(before: IncidentContent, after: IncidentContent) -> Sequence[Problem]:
        return new_problems(before, after, desk.vocabularies, desk.fields)

    with desk.door.operation(kind, label, reason) as op:
        op.expected = len(ids)
        found = edit_many(op, ids, edit, faults, reach, desk.fields, leave_out=command.leave_out_unfit)
        if found.refused and not command.leave_out_unfit:
            raise _refused(found)
        if op.changed("incident_text", "status_reason") and kind == EDIT_FIELDS:
            note_reviews(op, found.changed)
        bulk.name_by(op, label, found.changed)
    return Done(op)


def _refused(found: Edited) -> Refused:
    named = ", ".join(f"{ref}" for _, ref, _ in found.faults[:_MOST_NAMED])
    first = found.faults[0][2]
    text = say(
        "{count} incidents could not be kept like that, and nothing was changed: {refs}. {why}",
        singular="{refs} could not be kept like that, and nothing was changed. {why}",
        count=found.refused,
        refs=named if found.refused <= _MOST_NAMED else f"{named} …",
        why=first.text,
    )
    return Refused(Problem(first.field, "would_be_invalid", text))


def _names(keys: Iterable[str], fields: Fields) -> str:
    labels = {ZONE: "Time zone"}
    return ", ".join(labels.get(key) or fields[key].label for key in keys)
