"""Changes of many incidents at once, in a few statements each. Ids that the log does not have are passed over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from ascertain.domain.codes import Status
from ascertain.domain.messages import Message, say
from ascertain.store.door import Operation
from ascertain.store.schema import table
from ascertain.store.touching import Touched
from ascertain.store.writing.incidents import drop_unused_tag, find_tag, tag_id


def set_status(
    op: Operation, ids: Sequence[int], status: Status, reason: str, follow_up_on: date | None, today: date
) -> set[int]:
    """Set status, reason and follow-up. Without a new day, one that is still to come stays and one that has come is
    cleared. Where another reason is given for the same status, that too is a review."""
    incident = table("incident")
    changed: set[int] = set()
    for batch in Touched.batches(set(ids)):
        other_reason = op.update_all("incident_text", batch, {"status_reason": reason})
        differing = (
            op.core.execute(select(incident.c.id).where(incident.c.id.in_(batch), incident.c.status != status.value))
            .scalars()
            .all()
        )
        reviewed = other_reason.union(differing)
        changed |= reviewed | op.update_all("incident", reviewed, {"status": status.value, "status_at": op.at})
        changed |= _look_again_on(op, batch, follow_up_on, today)
    return changed


def keep_status(op: Operation, ids: Sequence[int], follow_up_on: date | None, today: date) -> set[int]:
    """Note that the status was looked at and left as it is. The day to look again as in `set_status`."""
    kept: set[int] = set()
    for batch in Touched.batches(set(ids)):
        kept |= op.update_all("incident", batch, {"status_at": op.at})
        kept |= _look_again_on(op, batch, follow_up_on, today)
    return kept


def _look_again_on(op: Operation, batch: Sequence[int], on: date | None, today: date) -> set[int]:
    if on is not None:
        return op.update_all("incident", batch, {"follow_up_on": on.isoformat()})
    incident = table("incident")
    come = select(incident.c.id).where(incident.c.id.in_(batch), incident.c.follow_up_on <= today.isoformat())
    return op.update_all("incident", op.core.execute(come).scalars().all(), {"follow_up_on": None})


def set_follow_up(op: Operation, ids: Sequence[int], on: date | None) -> set[int]:
    """Set or clear the day on which to look again."""
    return op.update_all("incident", set(ids), {"follow_up_on": on.isoformat() if on else None})


def trash(op: Operation, ids: Sequence[int]) -> set[int]:
    """Move to the trash what is not there yet."""
    return op.update_all("incident", _where_trashed(op, ids, trashed=False), {"trashed_at": op.at})


def restore(op: Operation, ids: Sequence[int]) -> set[int]:
    """Bring back what is in the trash."""
    return op.update_all("incident", _where_trashed(op, ids, trashed=True), {"trashed_at": None})


def change_tags(op: Operation, ids: Sequence[int], add: Sequence[str], remove: Sequence[str]) -> set[int]:
    """Add tags and take tags away; a tag named in both is added."""
    tagged, incident = table("incident_tag"), table("incident")
    adding = [tag_id(op, name) for name in add if name.strip()] if _any_there(op, ids) else []
    adding = list(dict.fromkeys(adding))
    removing = {found for name in remove if (found := find_tag(op, name)) is not None}.difference(adding)
    changed: set[int] = set()
    for batch in Touched.batches(set(ids)):
        op.pause(len(op.touched.changed))
        known = op.core.execute(select(incident.c.id).where(incident.c.id.in_(batch)).order_by(incident.c.id)).scalars()
        query = select(tagged.c.id, tagged.c.incident_id, tagged.c.tag_id).where(
            tagged.c.incident_id.in_(batch), tagged.c.tag_id.in_([*adding, *removing])
        )
        rows = op.core.execute(query.order_by(tagged.c.id)).all()
        gone = [row for row in rows if row.tag_id in removing]
        present = {(row.incident_id, row.tag_id) for row in rows}
        new = [
            {"incident_id": incident_id, "tag_id": each}
            for incident_id in known
            for each in adding
            if (incident_id, each) not in present
        ]
        op.delete_all("incident_tag", [row.id for row in gone])
        op.insert_all("incident_tag", new)
        changed.update(row.incident_id for row in gone)
        changed.update(row["incident_id"] for row in new)
    for each in sorted(removing):
        drop_unused_tag(op, each)
    return changed


def name_by(op: Operation, label: Message, changed: set[int]) -> None:
    """Name the operation by what it really changed: one incident by its ref."""
    ref = ref_of(op, next(iter(changed))) if len(changed) == 1 else ""
    values = {**dict(label.values), "count": len(changed), "ref": ref}
    op.label = say(label.text, singular=label.singular, **values)


def ref_of(op: Operation, incident_id: int) -> str:
    """The ref of an incident; empty where there is none."""
    row = op.row("incident", incident_id)
    return "" if row is None else str(row["ref"])


def _any_there(op: Operation, ids: Sequence[int]) -> bool:
    incident = table("incident")
    queries = (select(incident.c.id).where(incident.c.id.in_(batch)).limit(1) for batch in Touched.batches(set(ids)))
    return any(op.core.execute(query).first() is not None for query in queries)


def _where_trashed(op: Operation, ids: Sequence[int], *, trashed: bool) -> list[int]:
    incident = table("incident")
    state = incident.c.trashed_at.is_not(None) if trashed else incident.c.trashed_at.is_(None)
    found: list[int] = []
    for batch in Touched.batches(set(ids)):
        found.extend(op.core.execute(select(incident.c.id).where(incident.c.id.in_(batch), state)).scalars())
    return found
