"""Marking what came of the passages of a document, where that is no statement."""

from __future__ import annotations

from ascertain.app.commands import MarkPassage, UnmarkPassages
from ascertain.app.handlers.desk import Desk, Done
from ascertain.domain.messages import say
from ascertain.store.writing.marks import mark_passage, unmark_passages


def handle_mark(command: MarkPassage, desk: Desk) -> Done:
    """Mark a passage."""
    with desk.door.operation("mark_passage", say("Mark a passage")) as op:
        mark_id, title, entry = mark_passage(op, command.taken, command.shelf, command.entry_id, command.note)
        if entry:
            op.label = say("Mark {name} in {title}", name=entry, title=title)
        else:
            op.label = say("Mark nothing to log in {title}", title=title)
    return Done(op, (mark_id,))


def handle_unmark(command: UnmarkPassages, desk: Desk) -> Done:
    """Take marks back."""
    with desk.door.operation("unmark_passages", say("Take back a mark")) as op:
        op.label = say("Take back a mark in {title}", title=unmark_passages(op, command.mark_ids))
    return Done(op)
