"""Which handler carries out which command."""

from __future__ import annotations

from ascertain.app import commands as c
from ascertain.app.handlers import (
    accounts,
    attachments,
    code_lists,
    importing,
    incidents,
    incoming,
    library,
    many,
    marks,
    merging,
    own_fields,
    purging,
    restoring,
    templates,
)
from ascertain.app.handlers.desk import Desk, Done
from ascertain.store import undoing


def carry_out(command: c.Command, desk: Desk) -> Done:
    """Carry out `command` as one operation. Raises `Refused` or `LogUnavailable`; then nothing was written."""
    if isinstance(command, c.AccountCommand):
        return accounts.handle_account(command, desk)
    if isinstance(command, c.CodeCommand):
        return _change_codes(command, desk)
    if isinstance(command, c.EnteringCommand):
        return templates.handle_templates(command, desk)
    if isinstance(command, c.IncomingCommand):
        return _take_in(command, desk)
    if isinstance(command, c.IncidentCommand):
        return _change_incidents(command, desk)
    if isinstance(command, c.LibraryCommand):
        return _change_library(command, desk)
    if isinstance(command, c.ManyCommand):
        return many.handle_many(command, desk)
    if isinstance(command, c.MarkCommand):
        return _change_marks(command, desk)
    if isinstance(command, c.MergeCommand):
        return merging.handle_merge_incidents(command, desk)
    if isinstance(command, c.OwnFieldCommand):
        return own_fields.handle_own_fields(command, desk)
    if isinstance(command, c.PurgeCommand):
        return _purge(command, desk)
    return _turn(command, desk)


def _change_codes(command: c.CodeCommand, desk: Desk) -> Done:
    match command:
        case c.KeepCode():
            return code_lists.handle_keep_code(command, desk)
        case c.MoveCode():
            return code_lists.handle_move_code(command, desk)
        case c.RemoveCode():
            return code_lists.handle_remove_code(command, desk)
        case c.MergeCodes():
            return code_lists.handle_merge_codes(command, desk)


def _change_incidents(command: c.IncidentCommand, desk: Desk) -> Done:
    match command:
        case c.LogIncident():
            return incidents.handle_log(command, desk)
        case c.EditIncident():
            return incidents.handle_edit(command, desk)
        case c.SetStatus():
            return incidents.handle_status(command, desk)
        case c.KeepStatus():
            return incidents.handle_keep_status(command, desk)
        case c.SetFollowUp():
            return incidents.handle_follow_up(command, desk)
        case c.TagIncidents():
            return incidents.handle_tags(command, desk)
        case c.TrashIncidents():
            return incidents.handle_trash(command, desk)
        case c.RestoreIncidents():
            return incidents.handle_restore(command, desk)
        case c.LinkIncidents():
            return library.handle_link(command, desk)
        case c.RemoveLink():
            return library.handle_remove_link(command, desk)
        case c.RestoreIncidentVersion():
            return restoring.handle_restore_incident(command, desk)


def _take_in(command: c.IncomingCommand, desk: Desk) -> Done:
    match command:
        case c.ImportRecords():
            return importing.handle_import(command, desk)
        case c.TakeRows():
            return incoming.handle_rows(command, desk)


def _change_library(command: c.LibraryCommand, desk: Desk) -> Done:
    match command:
        case c.KeepEntry():
            return library.handle_keep_entry(command, desk)
        case c.RemoveEntry():
            return library.handle_remove_entry(command, desk)
        case c.MergeEntries():
            return library.handle_merge(command, desk)
        case c.RestoreEntryVersion():
            return restoring.handle_restore_entry(command, desk)
        case c.AttachFiles():
            return attachments.handle_attach(command, desk)
        case c.RemoveAttachment():
            return attachments.handle_remove(command, desk)
        case c.KeepView():
            return library.handle_keep_view(command, desk)
        case c.MoveView():
            return library.handle_move_view(command, desk)
        case c.RemoveView():
            return library.handle_remove_view(command, desk)


def _change_marks(command: c.MarkCommand, desk: Desk) -> Done:
    match command:
        case c.MarkPassage():
            return marks.handle_mark(command, desk)
        case c.UnmarkPassages():
            return marks.handle_unmark(command, desk)


def _purge(command: c.PurgeCommand, desk: Desk) -> Done:
    match command:
        case c.PurgeIncidents():
            return purging.handle_purge_incidents(command, desk)
        case c.PurgeEntry():
            return purging.handle_purge_entry(command, desk)


def _turn(command: c.TurnCommand, desk: Desk) -> Done:
    match command:
        case c.Undo():
            return Done(undoing.undo(desk.door))
        case c.Redo():
            return Done(undoing.redo(desk.door))
