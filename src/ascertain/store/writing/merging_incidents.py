"""Making one incident of several: it takes over what they hold, and they go to the trash with a link to it.

The others keep their own rows. What bears on them bears on the kept one too, so that nothing is lost with them, nor
when the kept one is brought back to an earlier version. Their links and the times told from them move.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from ascertain.domain.codes import LinkType
from ascertain.domain.merging import Choices, merged
from ascertain.domain.messages import say
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.records import Incident
from ascertain.store.door import Operation
from ascertain.store.reading.batches import batch_of
from ascertain.store.reading.incidents import of_batch
from ascertain.store.schema import table
from ascertain.store.writing.anchored_times import tell_from
from ascertain.store.writing.incidents import edit_incident, standing
from ascertain.store.writing.links import BOTH_WAYS

_STATED = ("shared_low", "shared_high")


def merge_incidents(
    op: Operation, keep_id: int, other_ids: Sequence[int], choices: Choices, reason: str
) -> tuple[str, list[str]]:
    """Make one incident of several; returns the number of the kept one and those of the others.

    `choices` as in `domain.merging`; `reason`, where given, stands as the reason of the status. Raises `Refused` where
    one is gone or in the trash, or none is left to merge.
    """
    others = [each for each in dict.fromkeys(other_ids) if each != keep_id]
    if not others:
        raise Refused(Problem("", "needed", say("Choose at least two incidents to merge.")))
    rows = [standing(op, each) for each in (keep_id, *others)]
    for row in rows:
        if row["trashed_at"] is not None:
            text = say("{ref} is in the trash. Restore it first, or leave it out.", ref=row["ref"])
            raise Refused(Problem("", "trashed", text))
    incidents = _read(op, (keep_id, *others))
    content = merged(incidents, choices)
    if reason.strip():
        content = replace(content, status_reason=reason.strip())
    edit_incident(op, keep_id, rows[0]["version"], content)
    for row in rows[1:]:
        _move_links(op, row["id"], keep_id)
    tell_from(op, rows[1:], keep_id)
    op.update_all("incident", others, {"trashed_at": op.at})
    return str(rows[0]["ref"]), [str(row["ref"]) for row in rows[1:]]


def _read(op: Operation, ids: Sequence[int]) -> list[Incident]:
    """The incidents in this order, as they stand within the operation."""

    def ask(statement: Any, values: dict[str, str]) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in op.core.execute(statement, values)]

    found = {each.id: each for each in of_batch(batch_of(ask, json.dumps(list(ids)), own=True))}
    return [found[each] for each in ids]


def _move_links(op: Operation, other_id: int, keep_id: int) -> None:
    """What linked the other one links the kept one; between the two stands that they are the same, and no more."""
    link = table("link")
    query = select(link.c.id).where((link.c.from_id == other_id) | (link.c.to_id == other_id)).order_by(link.c.id)
    told = []
    for row_id in op.core.execute(query).scalars().all():
        row = op.row("link", row_id)
        if row is None:
            continue
        ends = tuple(keep_id if row[end] == other_id else row[end] for end in ("from_id", "to_id"))
        if ends[0] == ends[1]:
            told += [row["note"].strip()] if row["note"].strip() else []
            op.delete("link", row_id)
            continue
        there = _present(op, ends[0], ends[1], row["type"])
        if there is None:
            op.update("link", row_id, {"from_id": ends[0], "to_id": ends[1]})
        else:
            _add_to(op, there, row)
            op.delete("link", row_id)
    same = {"from_id": other_id, "to_id": keep_id, "type": LinkType.SAME_AS.value, "note": "\n".join(told)}
    op.insert("link", {**same, "shared_low": None, "shared_high": None})


def _present(op: Operation, from_id: int, to_id: int, kind: str) -> dict[str, Any] | None:
    link = table("link")
    there = (link.c.from_id == from_id) & (link.c.to_id == to_id)
    if kind in BOTH_WAYS:
        there = there | ((link.c.from_id == to_id) & (link.c.to_id == from_id))
    found = op.core.execute(select(link.c.id).where(there, link.c.type == kind).limit(1)).scalar()
    return None if found is None else op.row("link", found)


def _add_to(op: Operation, there: dict[str, Any], row: dict[str, Any]) -> None:
    """The kept one is linked in this way already: what the other link says besides is added to it."""
    notes = dict.fromkeys(each["note"].strip() for each in (there, row))
    values: dict[str, Any] = {"note": "\n".join(note for note in notes if note)}
    if all(there[column] is None for column in _STATED):
        values |= {column: row[column] for column in _STATED}
    op.update("link", there["id"], values)
