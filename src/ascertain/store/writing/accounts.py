"""Writing single cells of the grid of accounts: what one statement asserts of one field, and what the finding takes
over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from ascertain.domain.adopting import Place, adopted_text, can_adopt, in_place, marks, names_in
from ascertain.domain.codes import AnchorKind, AssertionState, Stance
from ascertain.domain.fields import BY_KEY, FieldType
from ascertain.domain.figures import NotAFigure, read_figure
from ascertain.domain.firewall import Telling, barrier
from ascertain.domain.messages import say
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.records import Anchor, Assertion, NamedRef, ReportedTime
from ascertain.domain.reported_time import read_time
from ascertain.domain.rows import Shelf
from ascertain.store.door import Operation
from ascertain.store.schema import table
from ascertain.store.writing.incidents import standing
from ascertain.store.writing.naming import resolve


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the incident, the statement, the field."""

    incident_id: int
    statement_id: int
    field: str


def set_assertion(op: Operation, cell: Cell, wanted: Assertion | None) -> None:
    """Let a statement assert this of a field, or nothing. Raises `Refused` where the statement does not bear on the
    incident."""
    standing(op, cell.incident_id)
    _bearing(op, cell)
    row_id, present = _present(op, cell)
    if wanted is None:
        if row_id is not None:
            op.delete("assertion", row_id)
        return
    kept = in_place(() if present is None else (present,), wanted, cell.field)[0]
    values = {"state": kept.state.value, "value": kept.value, "adopted": kept.adopted}
    if row_id is not None:
        op.update("assertion", row_id, values)
        return
    key = {"statement_id": cell.statement_id, "incident_id": cell.incident_id, "field": cell.field}
    op.insert("assertion", {**key, **values})


def adopt(op: Operation, cell: Cell, *, despite: bool) -> None:
    """Bring the finding to what a statement asserts, and mark that as adopted.

    Raises `Refused` where nothing can be taken over, and where the firewall has a question that is not answered.
    """
    row = standing(op, cell.incident_id)
    _bearing(op, cell)
    _, assertion = _present(op, cell)
    if assertion is None or not can_adopt(assertion):
        raise Refused(Problem(cell.field, "no_value", say("This account gives no value that can be adopted.")))
    when = _when(op, row)
    found = barrier(cell.field, _telling(op, cell), when, op.calendars)
    if found is not None and not (despite and found.passable):
        code = "another_time" if found.passable else "no_attribution"
        raise Refused(Problem(cell.field, code, found.question))
    _take_over(op, cell, adopted_text(assertion), when)
    _mark(op, cell)


def unadopt(op: Operation, cell: Cell) -> None:
    """Take the mark away. What the finding says is the analyst's own from here on."""
    standing(op, cell.incident_id)
    row_id, _ = _present(op, cell)
    if row_id is not None:
        op.update("assertion", row_id, {"adopted": False})


def _take_over(op: Operation, cell: Cell, text: str, when: ReportedTime) -> None:
    field = BY_KEY[cell.field]
    incident = cell.incident_id
    match field.type:
        case FieldType.FIGURE:
            op.update("incident", incident, _figure(field.key, text))
        case FieldType.TIME:
            read = read_time(text, when.anchor.on, when.zone, op.calendars)
            op.update("incident_text", incident, {"phrase": text})
            op.update(
                "incident", incident, {"t_from": read.t_from, "t_to": read.t_to, "precision": read.precision.value}
            )
        case FieldType.PLACE:
            op.update("incident", incident, {"place_id": resolve(op, Shelf.PLACES, NamedRef(text), field.key)})
        case FieldType.ACTORS:
            for name in names_in(text):
                _add_actor(op, incident, field.key, resolve(op, Shelf.ACTORS, NamedRef(name), field.key))
        case FieldType.CODE:
            op.update("incident", incident, {field.key: text})
        case _:
            op.update("incident_text", incident, {field.key: text})


def _figure(key: str, text: str) -> dict[str, Any]:
    try:
        figure = read_figure(text)
    except NotAFigure as wrong:
        raise Refused(Problem(key, "figure", wrong.message)) from None
    return {
        f"{key}_low": figure.low,
        f"{key}_best": figure.best,
        f"{key}_high": figure.high,
        f"{key}_unknown": figure.unknown,
    }


def _add_actor(op: Operation, incident_id: int, role: str, actor_id: int) -> None:
    there = table("incident_actor")
    mine = (there.c.incident_id == incident_id) & (there.c.role == role)
    if op.core.execute(select(there.c.id).where(mine, there.c.actor_id == actor_id)).first() is None:
        last = op.core.execute(select(func.max(there.c.position)).where(there.c.incident_id == incident_id)).scalar()
        values = {"incident_id": incident_id, "actor_id": actor_id, "role": role}
        op.insert("incident_actor", {**values, "position": 0 if last is None else last + 1})


def _mark(op: Operation, cell: Cell) -> None:
    said = table("assertion")
    query = select(said.c.id, said.c.statement_id, said.c.adopted).where(
        said.c.incident_id == cell.incident_id, said.c.field == cell.field
    )
    rows = {Place(row.statement_id, cell.field): row for row in op.core.execute(query)}
    wanted = marks(((place, bool(row.adopted)) for place, row in rows.items()), Place(cell.statement_id, cell.field))
    for place, adopted in wanted.items():
        op.update("assertion", rows[place].id, {"adopted": adopted})


def _present(op: Operation, cell: Cell) -> tuple[int | None, Assertion | None]:
    said = table("assertion")
    row = op.core.execute(
        select(said.c.id, said.c.state, said.c.value, said.c.adopted).where(
            said.c.incident_id == cell.incident_id,
            said.c.statement_id == cell.statement_id,
            said.c.field == cell.field,
        )
    ).first()
    if row is None:
        return None, None
    return row.id, Assertion(cell.field, AssertionState(row.state), row.value, bool(row.adopted), row.id)


def _bearing(op: Operation, cell: Cell) -> None:
    bears = table("statement_incident")
    mine = (bears.c.statement_id == cell.statement_id) & (bears.c.incident_id == cell.incident_id)
    if op.core.execute(select(bears.c.id).where(mine)).first() is None:
        raise Refused(Problem("statements", "gone", say("This statement no longer speaks of the incident.")))


def _telling(op: Operation, cell: Cell) -> Telling:
    statement, source, document = table("statement"), table("source"), table("document")
    said = table("assertion").alias("time")
    joined = statement.join(source, source.c.id == statement.c.source_id).outerjoin(
        document, document.c.id == statement.c.document_id
    )
    when = (
        (said.c.statement_id == statement.c.id) & (said.c.incident_id == cell.incident_id) & (said.c.field == "t_from")
    )
    row = op.core.execute(
        select(source.c.name, statement.c.stance, statement.c.said_on, document.c.published_on, said.c.value)
        .select_from(joined.outerjoin(said, when))
        .where(statement.c.id == cell.statement_id)
    ).one()
    day = row.said_on or row.published_on
    return Telling(row.name, Stance(row.stance), date.fromisoformat(day) if day else None, row.value or "")


def _when(op: Operation, incident: dict[str, Any]) -> ReportedTime:
    text = op.row("incident_text", incident["id"]) or {}
    on = text.get("anchor_on")
    kind = AnchorKind(text.get("anchor_kind") or AnchorKind.DATE.value)
    anchor = Anchor(kind, date.fromisoformat(on) if on else None, text.get("anchor_id"))
    return ReportedTime(text.get("phrase", ""), anchor, incident["zone"], incident["t_from"], incident["t_to"])
