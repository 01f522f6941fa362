"""The orders of the review queue, held against the rule of the domain, and what is read for them."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from ascertain.domain.codes import OPEN_STATUSES, Status
from ascertain.domain.review import ReviewOrder
from ascertain.domain.review_weight import Waiting, weigh
from ascertain.domain.search import parse
from ascertain.store.queries import Queries
from ascertain.store.reading.review_order import ordering, weight
from ascertain.store.reading.steering import steered
from ascertain.store.schema import table
from ascertain.store.searching import conditions
from tests.store.reading.sample import Sample

TODAY = date(2023, 10, 20)


def _any_incident(sample: Sample, draw: random.Random) -> int:
    def figure(key: str) -> dict[str, int | None]:
        numbers = (None, 0, 1, 2, 9, 10, 11, 99, 100, 500)
        return {f"{key}_{part}": draw.choice(numbers) for part in ("low", "best", "high")}

    day = TODAY + timedelta(days=draw.randint(-12, 3))
    return sample.incident(
        status=draw.choice(list(Status)).value,
        origins=draw.randint(0, 5),
        follow_up_on=draw.choice((None, day.isoformat())),
        created_at=draw.randint(1, 6),
        updated_at=draw.randint(7, 9),
        **figure("killed"),
        **figure("injured"),
    )


@pytest.mark.parametrize("seed", range(4))
def test_the_log_weighs_as_the_rule_does(sample: Sample, queries: Queries, seed: int) -> None:
    draw = random.Random(seed)
    ids = [_any_incident(sample, draw) for _ in range(150)]
    changed = set(draw.sample(ids, 40))
    c = table("incident").c
    by_log = dict(tuple(row) for row in queries._line.all(select(c.id, weight(changed, TODAY))))
    by_rule = {
        row.id: weigh(
            Waiting(row.status, row.killed, row.injured, row.origins, row.follow_up_on, row.id in changed), TODAY
        ).points
        for row in queries.rows(ids)
    }
    assert by_log == by_rule
    assert len(set(by_rule.values())) > 8


def _ids(queries: Queries, order: ReviewOrder, changed: set[int]) -> list[int]:
    return list(queries._line.ids(select(table("incident").c.id).order_by(*ordering(order, changed, TODAY))))


def test_each_order_puts_first_what_it_says(sample: Sample, queries: Queries) -> None:
    old = sample.incident(created_at=1, updated_at=1)
    due = sample.incident(created_at=2, updated_at=2, follow_up_on="2023-10-18")
    overdue = sample.incident(created_at=3, updated_at=3, follow_up_on="2023-10-10")
    heavy = sample.incident(created_at=4, updated_at=4, killed_best=12)
    fresh = sample.incident(created_at=5, updated_at=9)
    earlier = sample.incident(created_at=6, updated_at=8)
    changed = {fresh, earlier}
    assert _ids(queries, ReviewOrder.WAITING, changed) == [old, due, overdue, heavy, fresh, earlier]
    assert _ids(queries, ReviewOrder.DUE, changed) == [overdue, due, old, heavy, fresh, earlier]
    assert _ids(queries, ReviewOrder.WEIGHT, changed) == [heavy, fresh, earlier, overdue, due, old]
    assert _ids(queries, ReviewOrder.CHANGED, changed) == [fresh, earlier, old, due, overdue, heavy]
    assert _ids(queries, ReviewOrder.NEWEST, changed) == [earlier, fresh, heavy, overdue, due, old]


@pytest.mark.parametrize("order", list(ReviewOrder))
def test_every_order_reads_the_narrow_index_alone(queries: Queries, order: ReviewOrder) -> None:
    line = queries._line
    met = conditions(parse("is:review"), line.surroundings)
    statement = select(table("incident").c.id).where(*met).order_by(*ordering(order, {1, 2}, TODAY))
    plan = line.plan(steered(statement, met, time_index=line.time_index))
    assert plan.startswith("SCAN incident USING COVERING INDEX ix_incident_time")
    assert "SEARCH incident" not in plan


def test_only_what_is_open_or_due_waits(sample: Sample, queries: Queries) -> None:
    waiting = [sample.incident(status=status.value) for status in OPEN_STATUSES]
    sample.incident(status="confirmed")
    due = sample.incident(status="confirmed", follow_up_on="2000-01-01")
    sample.incident(status="claimed", trashed_at=5)
    assert list(queries.review_queue(ReviewOrder.WAITING).ids) == [*waiting, due]
    assert list(queries.review_queue(ReviewOrder.WAITING, limit=2).ids) == waiting[:2]
