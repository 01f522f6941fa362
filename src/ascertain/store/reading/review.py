"""The review queue, what changed since the last review, the work of a day, and the second look at what was settled.

The last review of an incident is where `status_at` says: it is journaled, so that an undo puts it back.
"""

from __future__ import annotations

import json
import random
from array import array
from collections.abc import Iterable
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, select

from ascertain.domain.conduct import heeding
from ascertain.domain.review import (
    KEEP_STATUS,
    NO_EVIDENCE,
    REVIEWS,
    SET_FOLLOW_UP,
    SETTLED_STATUSES,
    ReviewOrder,
    ReviewQueue,
    SinceReview,
    Tally,
    UsedReason,
)
from ascertain.domain.rows import SortKey
from ascertain.domain.search import parse
from ascertain.store.failures import sorting_failures
from ascertain.store.reading.line import ReadLine
from ascertain.store.reading.orders import first_of_order, whole_order
from ascertain.store.reading.review_order import ordering
from ascertain.store.reading.steering import steered
from ascertain.store.schema import table
from ascertain.store.searching import conditions

WAITING = "is:review"
"""What waits for review, in the search language."""

_BY_AGE = {ReviewOrder.WAITING: SortKey("created_at"), ReviewOrder.NEWEST: SortKey("created_at", descending=True)}
"""Orders of the queue that are those of a column."""


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


# Reverses is not indexed: both lists are made once, and looked into.
_UNDONE = """
    SELECT reverses FROM operation WHERE kind = 'undo' AND reverses IS NOT NULL
        AND id NOT IN (SELECT reverses FROM operation WHERE kind = 'redo' AND reverses IS NOT NULL)
"""
# CROSS JOIN keeps the order: there are few operations, and a million incidents. The index is named because statistics
# from when a log was loaded say that one operation changes all incidents; each would have been a scan.
_CHANGED = f"""
    SELECT DISTINCT x.incident_id
    FROM operation AS o
    CROSS JOIN operation_incident AS x INDEXED BY ix_operation_incident_operation_id ON x.operation_id = o.id
    CROSS JOIN incident AS i ON i.id = x.incident_id
    WHERE o.kind NOT IN ({_listed(NO_EVIDENCE)}) AND o.id NOT IN ({_UNDONE})
        AND o.at > coalesce(i.status_at, i.created_at)
"""
_REGRADED = f"""
    SELECT c.row_id, o.at, json_extract(c.before, '$.reliability'), json_extract(c.after, '$.reliability')
    FROM change AS c INDEXED BY ix_change_row
    CROSS JOIN operation AS o ON o.id = c.operation_id
    WHERE c.table_name = 'source' AND c.before IS NOT NULL AND c.after IS NOT NULL
        AND json_extract(c.before, '$.reliability') IS NOT json_extract(c.after, '$.reliability')
        AND o.kind NOT IN ('undo', 'redo') AND o.id NOT IN ({_UNDONE})
    ORDER BY c.id
"""
_REGRADED_TOLD = """
    SELECT x.incident_id, regraded.value ->> 1
    FROM json_each(?) AS regraded
    CROSS JOIN statement AS s INDEXED BY ix_statement_{column} ON s.{column} = regraded.value ->> 0
    CROSS JOIN statement_incident AS x ON x.statement_id = s.id
"""
# One pass over the table: looked up one by one, the incidents of a few large sources would take as long as ten.
_SETTLED = f"""
    SELECT id, coalesce(status_at, created_at) FROM incident NOT INDEXED
    WHERE trashed_at IS NULL AND status IN ({_listed(SETTLED_STATUSES)})
"""
_SINCE = f"""
    SELECT o.id
    FROM operation_incident AS x
    CROSS JOIN operation AS o ON o.id = x.operation_id
    WHERE x.incident_id = ? AND o.at > ? AND o.kind NOT IN ({_listed(NO_EVIDENCE)}) AND o.id NOT IN ({_UNDONE})
"""
_NEW_STATEMENTS = """
    SELECT x.statement_id
    FROM statement_incident AS x
    CROSS JOIN change AS c INDEXED BY ix_change_row
        ON c.table_name = 'statement_incident' AND c.row_id = x.id AND c.before IS NULL
    WHERE x.incident_id = ? AND c.operation_id IN (SELECT value FROM json_each(?))
"""
_REVIEWED = f"""
    SELECT x.incident_id, max(x.operation_id)
    FROM operation AS o
    CROSS JOIN operation_incident AS x INDEXED BY ix_operation_incident_operation_id ON x.operation_id = o.id
    WHERE o.at >= ? AND o.author = ? AND o.kind IN ({_listed(REVIEWS)}) AND o.id NOT IN ({_UNDONE})
    GROUP BY x.incident_id
"""
_GIVEN = """
    SELECT o.kind, (
        SELECT json_extract(c.after, '$.status') FROM change AS c
        WHERE c.operation_id = o.id AND c.table_name = 'incident' AND json_extract(c.after, '$.status') IS NOT NULL
        LIMIT 1)
    FROM operation AS o WHERE o.id = ?
"""
_REASONS = f"""
    SELECT o.id, o.reason FROM operation AS o
    WHERE o.kind IN ({_listed(REVIEWS)}) AND o.reason != '' ORDER BY o.id DESC LIMIT 200
"""


def review_queue(line: ReadLine, order: ReviewOrder, today: date, limit: int | None = None) -> ReviewQueue:
    """What waits, in order; `limit`: its head alone."""
    changed = changed_ids(line)
    if order in _BY_AGE:
        asked = parse(WAITING), (_BY_AGE[order],)
        return ReviewQueue(whole_order(line, *asked) if limit is None else first_of_order(line, *asked, limit), changed)
    met = conditions(parse(WAITING), line.surroundings)
    statement = select(table("incident").c.id).where(*met).order_by(*ordering(order, changed, today)).limit(limit)
    return ReviewQueue(line.ids(steered(statement, met, time_index=line.time_index)), changed)


def changed_ids(line: ReadLine) -> frozenset[int]:
    """The incidents with something new since their last review. As many at most as people have changed since."""
    return frozenset(chain.from_iterable(_asked(line, _CHANGED)))


def second_look(line: ReadLine, size: int, seed: int, leave_out: frozenset[int]) -> ReviewQueue:
    """Settled incidents: those with new evidence or a source of another grade since, the latest settled first, and then
    a sample of `size` of the others without `leave_out`, the same one for the same `seed`."""
    changed = (changed_ids(line) | _regraded(line)) - leave_out
    incident = table("incident").c
    met: list[ColumnElement[Any]] = [
        incident.trashed_at.is_(None),
        incident.status.in_([status.value for status in SETTLED_STATUSES]),
    ]
    statement = select(incident.id).where(*met).order_by(incident.id)
    settled = line.ids(steered(statement, met, time_index=line.time_index))
    first = [each for each in settled if each in changed]
    others = [each for each in settled if each not in changed and each not in leave_out]
    # For a draw to look at, not to keep secrets by.
    drawn = random.Random(seed).sample(others, min(size, len(others)))
    return ReviewQueue(array("q", [*reversed(first), *drawn]), frozenset(first))


def since_review(line: ReadLine, incident_id: int) -> SinceReview:
    """What came since the last review of an incident."""
    found = _asked(line, "SELECT coalesce(status_at, created_at) FROM incident WHERE id = ?", (incident_id,))
    if not found:
        return SinceReview(0)
    at = found[0][0]
    operations = [row[0] for row in _asked(line, _SINCE, (incident_id, at))]
    statements = _asked(line, _NEW_STATEMENTS, (incident_id, json.dumps(operations))) if operations else []
    return SinceReview(
        at,
        frozenset(operations),
        frozenset(row[0] for row in statements),
        tuple(_regrades_of(line, incident_id, at)),
    )


def tally(line: ReadLine, author: str, since: int) -> Tally:
    """What `author` has reviewed since an instant."""
    last = dict(_asked(line, _REVIEWED, (since, author)))
    given = {operation: _asked(line, _GIVEN, (operation,))[0] for operation in set(last.values())}
    by_status: dict[str, int] = {}
    kept = put_off = 0
    for operation in last.values():
        kind, status = given[operation]
        if kind == SET_FOLLOW_UP:
            put_off += 1
        elif kind == KEEP_STATUS or status is None:
            kept += 1
        else:
            by_status[status] = by_status.get(status, 0) + 1
    return Tally(frozenset(last), tuple(sorted(by_status.items())), kept, put_off)


def used_reasons(line: ReadLine, limit: int) -> list[UsedReason]:
    """The reasons that were given last, each once with its status; empty for a look that changed none."""
    found: dict[UsedReason, None] = {}
    for operation, reason in _asked(line, _REASONS):
        status = _asked(line, _GIVEN, (operation,))[0][1] or ""
        found.setdefault(UsedReason(status, reason))
        if len(found) >= limit:
            break
    return list(found)


def _regraded(line: ReadLine) -> frozenset[int]:
    """The settled incidents of which a source was graded anew since."""
    last = json.dumps(list({source: at for source, at, *_ in _asked(line, _REGRADED)}.items()))
    if last == "[]":
        return frozenset()
    settled = dict(_asked(line, _SETTLED))
    told = (_asked(line, _REGRADED_TOLD.format(column=column), (last,)) for column in ("source_id", "origin_id"))
    pairs = heeding(chain.from_iterable(told), line.pause())
    return frozenset(number for number, at in pairs if number in settled and at > settled[number])


def _regrades_of(line: ReadLine, incident_id: int, since: int) -> Iterable[tuple[str, str, str]]:
    told = """
        SELECT DISTINCT source.id, source.name FROM statement_incident AS x
        CROSS JOIN statement AS s ON s.id = x.statement_id
        CROSS JOIN source ON source.id = s.source_id OR source.id = s.origin_id
        WHERE x.incident_id = ?
    """
    names = dict(_asked(line, told, (incident_id,)))
    ends: dict[int, tuple[str, str]] = {}
    for source, at, before, after in _asked(line, _REGRADED):
        if source in names and at > since:
            ends[source] = (ends[source][0] if source in ends else before or "", after or "")
    return [(names[source], before, after) for source, (before, after) in ends.items() if before != after]


def _asked(line: ReadLine, sql: str, values: tuple[Any, ...] = ()) -> list[Any]:
    with sorting_failures(line.path):
        return line.raw.execute(sql, values).fetchall()
