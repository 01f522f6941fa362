"""Writing links between incidents."""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_, select

from ascertain.domain.messages import say
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.records import Link
from ascertain.store.door import Operation
from ascertain.store.schema import table
from ascertain.store.writing.incidents import standing


def keep_link(op: Operation, incident_id: int, link: Link) -> int:
    """Write how an incident stands to another; returns the id of the link.

    A link of the same type between the two is replaced. Raises `Refused` for a link to itself or to an incident that
    is gone.
    """
    if incident_id == link.other_id:
        raise Refused(Problem("link", "itself", say("An incident cannot be linked to itself. Choose another one.")))
    standing(op, incident_id)
    standing(op, link.other_id)
    ends = (incident_id, link.other_id) if link.outgoing else (link.other_id, incident_id)
    values = {
        "from_id": ends[0],
        "to_id": ends[1],
        "type": link.type.value,
        "shared_low": link.shared_low,
        "shared_high": link.shared_high,
        "note": link.note,
    }
    present = link.id if link.id is not None else _same(op, ends, link)
    if present is None:
        return op.insert("link", values)
    if op.row("link", present) is None:
        raise _gone()
    op.update("link", present, values)
    return present


def remove_link(op: Operation, link_id: int) -> tuple[int, int]:
    """Take a link away; returns the ids of both incidents. Raises `Refused` where it is gone."""
    row = op.row("link", link_id)
    if row is None:
        raise _gone()
    op.delete("link", link_id)
    return row["from_id"], row["to_id"]


BOTH_WAYS = ("same_as", "possibly_same", "overlaps", "distinct_from")
"""The types that say the same from either end."""


def _same(op: Operation, ends: tuple[int, int], link: Link) -> int | None:
    links = table("link")
    there: ColumnElement[bool] = (links.c.from_id == ends[0]) & (links.c.to_id == ends[1])
    if link.type.value in BOTH_WAYS:
        there = or_(there, (links.c.from_id == ends[1]) & (links.c.to_id == ends[0]))
    found: int | None = op.core.execute(
        select(links.c.id).where(there, links.c.type == link.type.value).limit(1)
    ).scalar()
    return found


def _gone() -> Refused:
    return Refused(Problem("", "gone", say("The link is no longer in the log.")))
