"""Writing which files belong to which documents and statements. The files themselves lie beside the log already."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from ascertain.domain.file_names import shown_name
from ascertain.domain.messages import Message, say
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.records import StoredFile
from ascertain.store.attachment_files import is_stored
from ascertain.store.door import Door, Operation
from ascertain.store.schema import table


def attach_files(
    door: Door, op: Operation, files: Sequence[StoredFile], document_id: int | None, statement_id: int | None
) -> list[int]:
    """Attach stored files to one document or one statement; returns the ids of the attachments. What is attached there
    already, under the same name, stays once.

    Raises `Refused` where the record is gone, or where a file does not lie beside the log.
    """
    owner, owner_id = ("document", document_id) if document_id is not None else ("statement", statement_id)
    if owner_id is None or (document_id is not None and statement_id is not None):
        raise ValueError("an attachment belongs to one document or one statement")
    if op.row(owner, owner_id) is None:
        raise Refused(Problem("", "gone", say("What the files were to be attached to is no longer in the log.")))
    made = []
    for file in files:
        if not is_stored(door.path, file):
            text = say("{name} was not stored beside the log. Attach it again.", name=shown_name(file.name))
            raise Refused(Problem("", "not_stored", text))
        if not _is_attached(op, file, owner, owner_id):
            made.append(_insert(op, file, document_id, statement_id))
    return made


def remove_attachment(op: Operation, attachment_id: int) -> str:
    """Take an attachment away; returns the name of its file, which stays beside the log so that this can be undone.
    Raises `Refused` where it is gone."""
    row = op.row("attachment", attachment_id)
    if row is None:
        raise Refused(Problem("", "gone", say("The attachment is no longer in the log.")))
    op.delete("attachment", attachment_id)
    return str(row["name"])


def remove_attachments_of(op: Operation, statement_id: int) -> None:
    """Take away what is attached to a statement that goes."""
    attached = table("attachment")
    query = select(attached.c.id).where(attached.c.statement_id == statement_id)
    for row_id in op.core.execute(query).scalars().all():
        op.delete("attachment", row_id)


def owner_name(op: Operation, document_id: int | None, statement_id: int | None) -> Message:
    """What files are attached to, in words: the title of a document, or a statement by its source."""
    if document_id is not None:
        row = op.row("document", document_id)
        return say("{name}", name=row["title"] if row else "")
    statement = op.row("statement", statement_id or 0)
    source = op.row("source", statement["source_id"]) if statement else None
    return say("a statement of {name}", name=source["name"] if source else "")


def _is_attached(op: Operation, file: StoredFile, owner: str, owner_id: int) -> bool:
    attached = table("attachment").c
    same = (attached[f"{owner}_id"] == owner_id) & (attached.sha256 == file.sha256) & (attached.name == file.name)
    return op.core.execute(select(attached.id).where(same).limit(1)).first() is not None


def _insert(op: Operation, file: StoredFile, document_id: int | None, statement_id: int | None) -> int:
    values = {
        "uid": op.ids.new(), "document_id": document_id, "statement_id": statement_id, "name": file.name,
        "media_type": file.media_type, "size": file.size, "sha256": file.sha256, "added_at": op.at,
    }  # fmt: skip
    return op.insert("attachment", values)
