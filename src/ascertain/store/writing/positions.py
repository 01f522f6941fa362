"""Rows of which each has its place among all of its table."""

from __future__ import annotations

from sqlalchemy import func, select

from ascertain.store.operation import Operation
from ascertain.store.schema import table


def last_position(op: Operation, name: str) -> int:
    """The place behind all rows of the table."""
    last = op.core.execute(select(func.max(table(name).c.position))).scalar()
    return 0 if last is None else int(last) + 1


def put_at(op: Operation, name: str, row_id: int, to: int) -> None:
    """Bring a row of the table to another place, counted from 0."""
    own = table(name).c
    order = list(op.core.execute(select(own.id).order_by(own.position, own.id)).scalars())
    order.remove(row_id)
    order.insert(max(0, min(to, len(order))), row_id)
    for position, number in enumerate(order):
        op.update(name, number, {"position": position})
