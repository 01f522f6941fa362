"""Writing the statements that bear on an incident. A statement is one record however many incidents it bears on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from ascertain.domain.messages import say
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.records import Assertion, Statement
from ascertain.domain.rows import Shelf
from ascertain.store.door import Operation
from ascertain.store.schema import table
from ascertain.store.writing.attachments import remove_attachments_of
from ascertain.store.writing.naming import exists, resolve, resolve_optional


def write_statements(op: Operation, incident_id: int, statements: Sequence[Statement]) -> None:
    """Let exactly these statements bear on an incident, in this order.

    One with an id is changed wherever it bears; one without is new. `bears_on` adds incidents to a statement; a
    statement is taken
    from an incident by leaving it out there, and goes for good when it bears on none.
    """
    bears = table("statement_incident")
    query = select(bears.c.statement_id, bears.c.id).where(bears.c.incident_id == incident_id)
    present: dict[int, int] = {row.statement_id: row.id for row in op.core.execute(query)}
    kept = {statement.id for statement in statements}
    for statement_id, row_id in present.items():
        if statement_id not in kept:
            take_away(op, incident_id, statement_id, row_id)
    for position, statement in enumerate(statements):
        where = f"statements[{position}]"
        statement_id = _write_statement(op, statement, where)
        _place(op, statement_id, incident_id, position, present.get(statement_id))
        _write_assertions(op, statement_id, incident_id, statement.assertions)
        _bear_on(op, statement_id, incident_id, statement.bears_on, where)


def _write_statement(op: Operation, statement: Statement, where: str) -> int:
    values = _values(op, statement, where)
    if statement.id is None:
        return op.insert("statement", {"uid": op.ids.new(), **values})
    if not exists(op.core, "statement", statement.id):
        raise Refused(
            Problem(where, "gone", say("This statement is no longer in the log. Take it away and add it again."))
        )
    op.update("statement", statement.id, values)
    return statement.id


def _values(op: Operation, statement: Statement, where: str) -> dict[str, Any]:
    return {
        "source_id": resolve(op, Shelf.SOURCES, statement.source, f"{where}.source"),
        "document_id": resolve_optional(op, Shelf.DOCUMENTS, statement.document, f"{where}.document"),
        "origin_id": resolve_optional(op, Shelf.SOURCES, statement.origin, f"{where}.origin"),
        **said_values(statement),
    }


def said_values(statement: Statement) -> dict[str, Any]:
    """The columns of a statement but for those that refer to other records."""
    passage = statement.passage
    return {
        "stance": statement.stance.value,
        "credibility": statement.credibility,
        "quote": statement.quote,
        "quote_start": passage.start,
        "quote_end": passage.end,
        "quote_before": passage.before,
        "quote_after": passage.after,
        "said_on": statement.said_on.isoformat() if statement.said_on else None,
        "note": statement.note,
    }


def _place(op: Operation, statement_id: int, incident_id: int, position: int, row_id: int | None) -> None:
    if row_id is None:
        op.insert(
            "statement_incident", {"statement_id": statement_id, "incident_id": incident_id, "position": position}
        )
    else:
        op.update("statement_incident", row_id, {"position": position})


def _write_assertions(op: Operation, statement_id: int, incident_id: int, assertions: Sequence[Assertion]) -> None:
    target = table("assertion")
    query = select(target.c.field, target.c.id).where(
        target.c.statement_id == statement_id, target.c.incident_id == incident_id
    )
    present: dict[str, int] = {row.field: row.id for row in op.core.execute(query)}
    wanted = {assertion.field: assertion for assertion in assertions}
    for field, row_id in present.items():
        if field not in wanted:
            op.delete("assertion", row_id)
    for field, assertion in wanted.items():
        values = {"state": assertion.state.value, "value": assertion.value, "adopted": assertion.adopted}
        if field in present:
            op.update("assertion", present[field], values)
        else:
            op.insert("assertion", {"statement_id": statement_id, "incident_id": incident_id, "field": field, **values})


def _bear_on(op: Operation, statement_id: int, incident_id: int, others: Sequence[int], where: str) -> None:
    bears = table("statement_incident")
    for other in dict.fromkeys(others):
        known = op.core.execute(
            select(bears.c.id).where(bears.c.statement_id == statement_id, bears.c.incident_id == other)
        ).first()
        if other == incident_id or known is not None:
            continue
        if not exists(op.core, "incident", other):
            raise Refused(
                Problem(where, "gone", say("An incident that this statement bears on is no longer in the log."))
            )
        last = op.core.execute(select(func.max(bears.c.position)).where(bears.c.incident_id == other)).scalar()
        position = 0 if last is None else last + 1
        op.insert("statement_incident", {"statement_id": statement_id, "incident_id": other, "position": position})


def take_away(op: Operation, incident_id: int, statement_id: int, row_id: int) -> None:
    """Let a statement no longer bear on an incident (`row_id` of `statement_incident`); on none, it goes for good."""
    assertion, bears = table("assertion"), table("statement_incident")
    query = select(assertion.c.id).where(
        assertion.c.statement_id == statement_id, assertion.c.incident_id == incident_id
    )
    for assertion_id in op.core.execute(query).scalars().all():
        op.delete("assertion", assertion_id)
    op.delete("statement_incident", row_id)
    if op.core.execute(select(bears.c.id).where(bears.c.statement_id == statement_id).limit(1)).first() is None:
        remove_attachments_of(op, statement_id)
        op.delete("statement", statement_id)
