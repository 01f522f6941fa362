"""Attaching files, and taking them away."""

from __future__ import annotations

from ascertain.app.commands import AttachFiles, RemoveAttachment
from ascertain.app.handlers.desk import Desk, Done
from ascertain.domain.file_names import shown_name
from ascertain.domain.messages import say
from ascertain.store.writing.attachments import attach_files, owner_name, remove_attachment


def handle_attach(command: AttachFiles, desk: Desk) -> Done:
    """Attach files to a document or a statement."""
    with desk.door.operation("attach", say("Attach")) as op:
        made = attach_files(desk.door, op, command.files, command.document_id, command.statement_id)
        first = op.row("attachment", made[0]) if made else None
        op.label = say(
            "Attach {count} files to {owner}",
            singular="Attach {name} to {owner}",
            count=len(made),
            name=shown_name(first["name"]) if first else "",
            owner=owner_name(op, command.document_id, command.statement_id),
        )
    return Done(op, tuple(made))


def handle_remove(command: RemoveAttachment, desk: Desk) -> Done:
    """Take an attachment away."""
    with desk.door.operation("remove_attachment", say("Remove attachment")) as op:
        op.label = say("Remove attachment {name}", name=shown_name(remove_attachment(op, command.attachment_id)))
    return Done(op)
