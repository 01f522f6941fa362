"""How many: the numbers in the sidebar."""

from __future__ import annotations

from datetime import date

from sqlalchemy import case, func, or_, select

from ascertain.domain.codes import OPEN_STATUSES
from ascertain.domain.rows import Counts
from ascertain.store.reading.line import ReadLine
from ascertain.store.schema import table


def counts(line: ReadLine, today: date) -> Counts:
    """The numbers in the sidebar, of one state of the log. Due: to be looked at again by `today` or before."""
    incident = table("incident").c
    due = incident.follow_up_on <= today.isoformat()
    in_review = or_(incident.status.in_([status.value for status in OPEN_STATUSES]), due)
    by_status = (
        select(
            incident.status,
            func.count(),
            func.sum(case((in_review, 1), else_=0)),
            func.sum(case((due, 1), else_=0)),
            func.sum(incident.draft),
        )
        .where(incident.trashed_at.is_(None))
        .group_by(incident.status)
        .with_hint(table("incident"), "INDEXED BY ix_incident_counts", "sqlite")
    )
    with line.one_state():
        found = line.all(by_status)
        trash = line.scalar(select(func.count()).select_from(table("incident")).where(incident.trashed_at.is_not(None)))
        shelves = {
            shelf: line.scalar(select(func.count()).select_from(table(shelf)))
            for shelf in ("document", "source", "actor", "place")
        }
    return Counts(
        all=sum(row[1] for row in found),
        by_status=tuple((row[0], row[1]) for row in sorted(found)),
        open=sum(row[2] or 0 for row in found),
        due=sum(row[3] or 0 for row in found),
        drafts=sum(row[4] or 0 for row in found),
        trash=trash,
        documents=shelves["document"],
        sources=shelves["source"],
        actors=shelves["actor"],
        places=shelves["place"],
    )
