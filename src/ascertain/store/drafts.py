"""Writing unfinished forms. They stand beside the journal: no operation, no history, nothing to undo.

A part of the door, used by nobody else.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select, update

from ascertain.domain.drafts import Draft
from ascertain.store.schema import table


def put(core: Connection, draft: Draft) -> None:
    """Keep a draft, in place of what was kept under its uid."""
    kept = table("draft")
    values = {
        "uid": draft.uid, "form": draft.form, "record_id": draft.record_id, "version": draft.version,
        "title": draft.title, "content": draft.content, "author": draft.author, "updated_at": draft.updated_at,
    }  # fmt: skip
    there = core.execute(select(kept.c.id).where(kept.c.uid == draft.uid)).scalar()
    if there is None:
        core.execute(insert(kept), values)
    else:
        core.execute(update(kept).where(kept.c.id == there), values)


def take_away(core: Connection, uid: str) -> bool:
    """Take a draft away; whether there was one."""
    kept = table("draft")
    return bool(core.execute(delete(kept).where(kept.c.uid == uid)).rowcount)
