"""Changing the code lists of a log."""

from __future__ import annotations

from ascertain.app.commands import KeepCode, MergeCodes, MoveCode, RemoveCode
from ascertain.app.handlers.desk import Desk, Done
from ascertain.domain.code_lists import check_code, check_code_merge
from ascertain.domain.messages import Message, say
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.vocabulary import Code, Vocabulary
from ascertain.store.writing.codes import keep_code, move_code, remove_code
from ascertain.store.writing.merging_codes import merge_codes


def handle_keep_code(command: KeepCode, desk: Desk) -> Done:
    """Add or change a code."""
    vocabulary = _list(desk, command.vocabulary)
    problems = check_code(vocabulary, command.code)
    if problems:
        raise Refused(*problems)
    with desk.door.operation("keep_code", _name(vocabulary.find(command.code.key), command.code)) as op:
        keep_code(op, command.vocabulary, command.code)
    return Done(op)


def handle_move_code(command: MoveCode, desk: Desk) -> Done:
    """Bring a code to another place in its list."""
    label = _list(desk, command.vocabulary).label_of(command.key)
    with desk.door.operation("move_code", say("Move {name} in its list", name=label)) as op:
        move_code(op, command.vocabulary, command.key, command.to)
    return Done(op)


def handle_remove_code(command: RemoveCode, desk: Desk) -> Done:
    """Take a code away."""
    vocabulary = _list(desk, command.vocabulary)
    if vocabulary.closed:
        raise Refused(*check_code(vocabulary, Code(command.key, vocabulary.label_of(command.key), retired=True)))
    with desk.door.operation("remove_code", say("Remove")) as op:
        name = remove_code(op, command.vocabulary, command.key)
        op.label = say("Remove {name} from its list", name=name)
    return Done(op)


def handle_merge_codes(command: MergeCodes, desk: Desk) -> Done:
    """Make one code of several."""
    vocabulary = _list(desk, command.vocabulary)
    others = tuple(dict.fromkeys(command.others))
    problems = check_code_merge(vocabulary, command.keep, others)
    if problems:
        raise Refused(*problems)
    named = " · ".join(vocabulary.label_of(key) for key in others)
    label = say("Merge {other} into {name}", other=named, name=vocabulary.label_of(command.keep))
    with desk.door.operation("merge_codes", label) as op:
        merge_codes(op, command.vocabulary, command.keep, others)
    return Done(op)


def _list(desk: Desk, name: str) -> Vocabulary:
    try:
        return desk.vocabularies[name]
    except KeyError:
        raise Refused(Problem("", "gone", say("There is no such list in the log."))) from None


def _name(before: Code | None, code: Code) -> Message:
    label = code.label.strip()
    if before is None:
        return say("Add {name} to its list", name=label)
    if before.retired != code.retired:
        return say("Retire {name}", name=label) if code.retired else say("Bring back {name}", name=label)
    if before.label == label and before.note != code.note:
        return say("Change the note of {name}", name=label)
    return say("Rename {name} to {new}", name=before.label, new=label)
