"""Links, library entries and saved views."""

from __future__ import annotations

from ascertain.app.commands import (
    KeepEntry,
    KeepView,
    LinkIncidents,
    MergeEntries,
    MoveView,
    RemoveEntry,
    RemoveLink,
    RemoveView,
)
from ascertain.app.handlers.desk import Desk, Done
from ascertain.domain.messages import say
from ascertain.store.writing import bulk
from ascertain.store.writing.entries import entry_name, keep_entry, remove_entry, shelf_of
from ascertain.store.writing.links import keep_link, remove_link
from ascertain.store.writing.marks import mark_passage
from ascertain.store.writing.merging import merge_entries, merge_label
from ascertain.store.writing.views import keep_view, move_view, remove_view


def handle_link(command: LinkIncidents, desk: Desk) -> Done:
    """Say how one incident stands to another."""
    with desk.door.operation("link", say("Link"), command.link.note) as op:
        link_id = keep_link(op, command.incident_id, command.link)
        refs = (bulk.ref_of(op, command.incident_id), bulk.ref_of(op, command.link.other_id))
        op.label = say("Link {ref} to {other}", ref=refs[0], other=refs[1])
    return Done(op, (link_id,))


def handle_remove_link(command: RemoveLink, desk: Desk) -> Done:
    """Take a link away."""
    with desk.door.operation("remove_link", say("Remove link")) as op:
        one, other = remove_link(op, command.link_id)
        op.label = say("Remove link of {ref} to {other}", ref=bulk.ref_of(op, one), other=bulk.ref_of(op, other))
    return Done(op)


def handle_keep_entry(command: KeepEntry, desk: Desk) -> Done:
    """Add or replace a library entry."""
    desk.check_entry(command.entry)
    name = entry_name(command.entry).strip()
    if command.entry.id is None:
        kind, label = "add_entry", say("Add {name}", name=name)
    else:
        kind, label = "edit_entry", say("Edit {name}", name=name)
    with desk.door.operation(kind, label) as op:
        entry_id = keep_entry(op, command.entry)
        if command.taken is not None:
            mark_passage(op, command.taken, shelf_of(command.entry), entry_id)
        op.settle(command.draft)
    return Done(op, (entry_id,))


def handle_remove_entry(command: RemoveEntry, desk: Desk) -> Done:
    """Take a library entry away."""
    with desk.door.operation("remove_entry", say("Remove")) as op:
        op.label = say("Remove {name}", name=remove_entry(op, command.shelf, command.entry_id))
    return Done(op)


def handle_merge(command: MergeEntries, desk: Desk) -> Done:
    """Make one library entry of several."""
    with desk.door.operation("merge_entries", say("Merge")) as op:
        op.label = merge_label(*merge_entries(op, command.shelf, command.keep_id, command.other_ids))
    return Done(op, (command.keep_id,))


def handle_keep_view(command: KeepView, desk: Desk) -> Done:
    """Add or replace a saved view."""
    with desk.door.operation("keep_view", say("Save view {name}", name=command.view.name.strip())) as op:
        view_id = keep_view(op, command.view)
    return Done(op, (view_id,))


def handle_move_view(command: MoveView, desk: Desk) -> Done:
    """Bring a saved view to another place."""
    with desk.door.operation("move_view", say("Move view")) as op:
        op.label = say("Move view {name}", name=move_view(op, command.view_id, command.to))
    return Done(op)


def handle_remove_view(command: RemoveView, desk: Desk) -> Done:
    """Take a saved view away."""
    with desk.door.operation("remove_view", say("Remove view")) as op:
        op.label = say("Remove view {name}", name=remove_view(op, command.view_id))
    return Done(op)
