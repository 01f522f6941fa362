"""Everything that belongs to a batch of incidents, in nine statements at most."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, literal_column, select, union_all

from ascertain.domain.fields import HARM_FIELDS
from ascertain.store.reading.line import ReadLine
from ascertain.store.schema import table

Rows = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """Plain rows by kind; the first column is the incident that they belong to (of `bears_on` the statement)."""

    incidents: Rows
    statements: Rows
    assertions: Rows
    bears_on: Rows
    actors: Rows
    tags: Rows
    links: Rows
    own: Rows = ()


def read_batch(line: ReadLine, ids: str) -> Batch:
    """The batch of incidents whose ids are in the JSON list `ids`, from one state of the log."""
    with line.one_state():
        # A log from before there were own fields has no table of them.
        return batch_of(line.all, ids, own=bool(line.fields().made))


def batch_of(ask: Callable[[Any, dict[str, str]], Rows], ids: str, *, own: bool) -> Batch:
    """The same by another way to ask: `ask` is given a statement and its values."""
    return Batch(*(ask(statement, {"ids": ids}) for statement in (*parts(), *((own_part(),) if own else ()))))


def wanted() -> Any:
    """The ids of a JSON list given as the value `ids`: one statement for any number of them, so it is compiled once."""
    listed = func.json_each(bindparam("ids")).table_valued("value", name="wanted")
    return select(listed.c.value)


@cache
def parts() -> tuple[Any, ...]:
    """The questions for all but own fields, in the order of `Batch`, each of the ids in a JSON list `ids`."""
    return (_incidents(), _told(), _asserted(), _bears_on(), _actors(), _tags(), _links())


def _incidents() -> Select[Any]:
    i, t, p = table("incident"), table("incident_text"), table("place")
    figures = [
        i.c[f"{key}_{part}"] for key in ("munitions", *HARM_FIELDS) for part in ("low", "best", "high", "unknown")
    ]
    c = i.c
    return (
        select(
            c.id,
            c.uid,
            c.ref,
            c.version,
            c.country,
            c.origins,
            c.status_at,
            c.created_at,
            c.updated_at,
            c.trashed_at,
            c.title,
            c.kind,
            c.means,
            c.outcome,
            c.is_aggregate,
            c.t_from,
            c.t_to,
            c.precision,
            c.zone,
            c.place_id,
            p.c.name,
            c.where_precision,
            c.status,
            c.follow_up_on,
            c.draft,
            t.c.phrase,
            t.c.anchor_kind,
            t.c.anchor_on,
            t.c.anchor_id,
            t.c.place_text,
            t.c.status_reason,
            t.c.notes,
            *figures,
        )
        .select_from(i.outerjoin(t, t.c.id == c.id).outerjoin(p, p.c.id == c.place_id))
        .where(c.id.in_(wanted()))
    )


def _told() -> Select[Any]:
    x, s, source = table("statement_incident"), table("statement"), table("source")
    origin, document = source.alias("origin"), table("document")
    c = s.c
    joined = x.join(s, c.id == x.c.statement_id).join(source, source.c.id == c.source_id)
    return (
        select(
            x.c.incident_id,
            c.id,
            c.source_id,
            source.c.name,
            c.document_id,
            document.c.title,
            c.origin_id,
            origin.c.name,
            c.stance,
            c.credibility,
            c.quote,
            c.quote_start,
            c.quote_end,
            c.quote_before,
            c.quote_after,
            c.said_on,
            c.note,
        )
        .select_from(
            joined.outerjoin(origin, origin.c.id == c.origin_id).outerjoin(document, document.c.id == c.document_id)
        )
        .where(x.c.incident_id.in_(wanted()))
        .order_by(x.c.position, x.c.id)
    )


def _asserted() -> Select[Any]:
    a = table("assertion").c
    return (
        select(a.incident_id, a.statement_id, a.id, a.field, a.state, a.value, a.adopted)
        .where(a.incident_id.in_(wanted()))
        .order_by(a.id)
    )


def _bears_on() -> Select[Any]:
    x = table("statement_incident").c
    told = table("statement_incident").alias("told").c
    return (
        select(x.statement_id, x.incident_id)
        .where(x.statement_id.in_(select(told.statement_id).where(told.incident_id.in_(wanted()))))
        .order_by(x.incident_id)
    )


def _actors() -> Select[Any]:
    x, a = table("incident_actor"), table("actor")
    joined = x.join(a, a.c.id == x.c.actor_id)
    return (
        select(x.c.incident_id, x.c.role, a.c.id, a.c.name)
        .select_from(joined)
        .where(x.c.incident_id.in_(wanted()))
        .order_by(x.c.position, x.c.id)
    )


def _tags() -> Select[Any]:
    x, g = table("incident_tag"), table("tag")
    return (
        select(x.c.incident_id, g.c.name)
        .select_from(x.join(g, g.c.id == x.c.tag_id))
        .where(x.c.incident_id.in_(wanted()))
        .order_by(x.c.id)
    )


@cache
def own_part() -> Select[Any]:
    """The question for what own fields hold."""
    x, f = table("own_value"), table("own_field")
    return (
        select(x.c.incident_id, f.c.key, x.c.value)
        .select_from(x.join(f, f.c.id == x.c.field_id))
        .where(x.c.incident_id.in_(wanted()))
        .order_by(f.c.position, f.c.id)
    )


def _links() -> Any:
    return union_all(_links_from("from_id", "to_id", outgoing=1), _links_from("to_id", "from_id", outgoing=0)).order_by(
        "id"
    )


def _links_from(near: str, far: str, *, outgoing: int) -> Select[Any]:
    link, other = table("link"), table("incident").alias("other")
    c = link.c
    return (
        select(
            c[near].label("owner"),
            literal_column(str(outgoing)),
            c.id.label("id"),
            c.type,
            other.c.id.label("other_id"),
            other.c.ref,
            other.c.title,
            other.c.trashed_at.is_not(None),
            c.shared_low,
            c.shared_high,
            c.note,
        )
        .select_from(link.join(other, other.c.id == c[far]))
        .where(c[near].in_(wanted()))
    )
