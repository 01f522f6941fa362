"""In which order the review queue stands. Every order reads the narrow index by time alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal, select
from sqlalchemy.sql.elements import UnaryExpression

from ascertain.domain import review_weight as rule
from ascertain.domain.review import ReviewOrder
from ascertain.store.schema import table

Ordering = list[UnaryExpression[Any]]


def ordering(order: ReviewOrder, changed: Iterable[int], today: date) -> Ordering:
    """The ORDER BY of an order; `changed` are the incidents with something new since their last review."""
    c = table("incident").c
    oldest_first = [c.created_at.asc(), c.id.asc()]
    made: dict[ReviewOrder, Callable[[], Ordering]] = {
        ReviewOrder.WAITING: lambda: oldest_first,
        ReviewOrder.DUE: lambda: [c.follow_up_on.asc().nulls_last(), *oldest_first],
        ReviewOrder.WEIGHT: lambda: [weight(changed, today).desc(), *oldest_first],
        ReviewOrder.CHANGED: lambda: _changed_first(changed, oldest_first),
        ReviewOrder.NEWEST: lambda: [c.created_at.desc(), c.id.desc()],
    }
    return made[order]()


def weight(changed: Iterable[int], today: date) -> ColumnElement[int]:
    """The points of `domain.review_weight.weigh` as an expression."""
    c = table("incident").c
    parts = (
        _steps(rule.KILLED, func.coalesce(c.killed_best, c.killed_low, c.killed_high)),
        _steps(rule.INJURED, func.coalesce(c.injured_best, c.injured_low, c.injured_high)),
        _steps(rule.ORIGINS, c.origins),
        case({status.value: points for status, points in rule.STATUS.items()}, value=c.status, else_=0),
        _overdue(c.follow_up_on, today),
        case((_is_among(changed), rule.NEW_EVIDENCE), else_=0),
    )
    total: ColumnElement[int] = literal(0)
    for part in parts:
        total = total + part
    return total


def _steps(steps: rule.Steps, number: ColumnElement[Any]) -> ColumnElement[int]:
    return case(*((number >= least, points) for least, points in reversed(steps)), else_=0)


def _overdue(column: ColumnElement[Any], today: date) -> ColumnElement[int]:
    """Days are ISO text, so that so many days ago is a day to be before."""
    met = ((column <= (today - timedelta(days=days)).isoformat(), points) for days, points in reversed(rule.OVERDUE))
    return case(*met, else_=0)


def _changed_first(changed: Iterable[int], then: Ordering) -> Ordering:
    updated = case((_is_among(changed), table("incident").c.updated_at), else_=None)
    return [updated.desc().nulls_last(), *then]


def _is_among(ids: Iterable[int]) -> ColumnElement[bool]:
    # One JSON list: the statement is the same for any number of them.
    listed = func.json_each(json.dumps(sorted(ids))).table_valued("value", name="changed")
    return table("incident").c.id.in_(select(listed.c.value))
