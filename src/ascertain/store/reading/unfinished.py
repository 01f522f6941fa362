"""The unfinished forms of a log, with how the records that they edit stand now."""

from __future__ import annotations

from sqlalchemy import select

from ascertain.domain.drafts import INCIDENT_FORM, VERDICT_FORM, Draft, Standing, UnfinishedForm
from ascertain.domain.rows import Shelf
from ascertain.store.reading.line import ReadLine
from ascertain.store.schema import table


def drafts(line: ReadLine) -> list[UnfinishedForm]:
    """All unfinished forms, the one that was typed in last first."""
    c = table("draft").c
    columns = (c.uid, c.form, c.title, c.content, c.record_id, c.version, c.author, c.updated_at)
    rows = line.all(select(*columns).order_by(c.updated_at.desc(), c.id.desc()))
    return [_with_record(line, Draft(*row)) for row in rows]


def _with_record(line: ReadLine, draft: Draft) -> UnfinishedForm:
    if draft.record_id is None:
        return UnfinishedForm(draft, "", Standing.NEW)
    if draft.form in (INCIDENT_FORM, VERDICT_FORM):
        return _with_incident(line, draft)
    entry = table(draft.form).c if draft.form in set(Shelf) else None
    if entry is None:
        return UnfinishedForm(draft, "", Standing.GONE)
    name = entry.title if draft.form == Shelf.DOCUMENTS else entry.name
    found = line.all(select(name).where(entry.id == draft.record_id))
    if not found:
        return UnfinishedForm(draft, "", Standing.GONE)
    return UnfinishedForm(draft, found[0][0], Standing.AS_IT_WAS)


def _with_incident(line: ReadLine, draft: Draft) -> UnfinishedForm:
    incident = table("incident").c
    found = line.all(select(incident.ref, incident.version, incident.trashed_at).where(incident.id == draft.record_id))
    if not found:
        return UnfinishedForm(draft, "", Standing.GONE)
    ref, version, trashed_at = found[0]
    if trashed_at is not None:
        standing = Standing.TRASHED
    else:
        standing = Standing.AS_IT_WAS if version == draft.version else Standing.CHANGED
    return UnfinishedForm(draft, ref, standing)
