"""What is attached to documents and statements."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select

from ascertain.domain.records import Attachment, StoredFile
from ascertain.store.reading.line import ReadLine
from ascertain.store.schema import table


def attachments(line: ReadLine, document_ids: Sequence[int], statement_ids: Sequence[int]) -> list[Attachment]:
    """The attachments of these documents and statements, in the order in which they were added."""
    if not document_ids and not statement_ids:
        return []
    c = table("attachment").c
    wanted = or_(c.document_id.in_(document_ids), c.statement_id.in_(statement_ids))
    query = select(c.id, c.name, c.media_type, c.size, c.sha256, c.added_at, c.document_id, c.statement_id)
    return [
        Attachment(number, StoredFile(name, kind, size, sha256), added_at, document_id, statement_id)
        for number, name, kind, size, sha256, added_at, document_id, statement_id in line.all(
            query.where(wanted).order_by(c.id)
        )
    ]
