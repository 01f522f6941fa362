"""Writing an incident: its rows are brought to its content; only what differs is changed, and so journaled."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select

from ascertain.domain.fields import HARM_FIELDS
from ascertain.domain.messages import say
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.records import Figure, IncidentContent, ReportedTime
from ascertain.domain.rows import Shelf
from ascertain.store.door import Operation
from ascertain.store.schema import table
from ascertain.store.writing.naming import name_key, resolve, resolve_optional
from ascertain.store.writing.own_values import write_own_values
from ascertain.store.writing.statements import write_statements


def log_incident(op: Operation, content: IncidentContent) -> tuple[int, str]:
    """Write a new incident; returns its id and its ref."""
    ref = next_ref(op, year_of(content.when, op.at))
    row = {
        **_incident_values(op, content),
        "uid": op.ids.new(),
        "ref": ref,
        "status": content.status.value,
        "status_at": op.at,
        "created_at": op.at,
        "updated_at": op.at,
        "trashed_at": None,
        "version": 0,
    }
    incident_id = op.insert("incident", row)
    op.insert("incident_text", text_values(content), incident_id)
    _write_relations(op, incident_id, content)
    return incident_id, ref


def edit_incident(op: Operation, incident_id: int, version: int, content: IncidentContent) -> str:
    """Bring an incident to `content`; returns its ref. Raises `Refused` where the log holds another version, or
    none."""
    current = standing(op, incident_id)
    if current["version"] != version:
        text = say(
            "{ref} was changed since you opened it. Keep your text, open the incident again and compare.",
            ref=current["ref"],
        )
        raise Refused(Problem("", "edited_elsewhere", text))
    values = _incident_values(op, content)
    if content.status.value != current["status"]:
        values |= {"status": content.status.value, "status_at": op.at}
    op.update("incident", incident_id, values)
    op.update("incident_text", incident_id, text_values(content))
    _write_relations(op, incident_id, content)
    return str(current["ref"])


def standing(op: Operation, incident_id: int) -> dict[str, Any]:
    """The row of an incident. Raises `Refused` where there is none."""
    row = op.row("incident", incident_id)
    if row is None:
        raise Refused(Problem("", "gone", say("The incident is no longer in the log.")))
    return row


def write_tags(op: Operation, incident_id: int, tags: tuple[str, ...]) -> None:
    """Give an incident these tags and no others."""
    tagged = table("incident_tag")
    rows = op.core.execute(select(tagged.c.tag_id, tagged.c.id).where(tagged.c.incident_id == incident_id)).all()
    present = {row.tag_id: row.id for row in rows}
    wanted = dict.fromkeys(tag_id(op, name) for name in tags if name.strip())
    for each, row_id in present.items():
        if each not in wanted:
            op.delete("incident_tag", row_id)
            drop_unused_tag(op, each)
    for each in wanted:
        if each not in present:
            op.insert("incident_tag", {"incident_id": incident_id, "tag_id": each})


def tag_id(op: Operation, name: str) -> int:
    """The tag of this name, made where the log has none."""
    found = find_tag(op, name)
    return found if found is not None else op.insert("tag", {"name": name.strip(), "name_key": name_key(name.strip())})


def find_tag(op: Operation, name: str) -> int | None:
    """The tag of this name, or None."""
    tag = table("tag")
    found: int | None = op.core.execute(
        select(tag.c.id).where(tag.c.name_key == name_key(name.strip())).limit(1)
    ).scalar()
    return found


def drop_unused_tag(op: Operation, unused: int) -> None:
    """Take away a tag that nothing has any more."""
    tagged = table("incident_tag")
    if op.core.execute(select(tagged.c.id).where(tagged.c.tag_id == unused).limit(1)).first() is None:
        op.delete("tag", unused)


def _incident_values(op: Operation, content: IncidentContent) -> dict[str, Any]:
    place_id = resolve_optional(op, Shelf.PLACES, content.place, "place")
    values = plain_values(content, place_id)
    for key in ("munitions", *HARM_FIELDS):
        values |= figure_values(key, getattr(content, key))
    return values


def plain_values(content: IncidentContent, place_id: int | None) -> dict[str, Any]:
    """The columns of the table that is scanned, but for the counts and the status."""
    values = code_values(content)
    del values["status"]
    return {"title": content.title, **time_values(content.when), "place_id": place_id, **values}


def time_values(when: ReportedTime) -> dict[str, Any]:
    """The columns of a time in the table that is scanned."""
    return {"t_from": when.t_from, "t_to": when.t_to, "precision": when.precision.value, "zone": when.zone}


def code_values(content: IncidentContent) -> dict[str, Any]:
    """The columns of codes, flags and of the day to come back to it. They bear the names of the fields."""
    return {
        "kind": content.kind,
        "means": content.means,
        "outcome": content.outcome,
        "where_precision": content.where_precision,
        "is_aggregate": content.is_aggregate,
        "draft": content.draft,
        "follow_up_on": content.follow_up_on.isoformat() if content.follow_up_on else None,
        "status": content.status.value,
    }


def figure_values(key: str, figure: Figure) -> dict[str, Any]:
    """The columns of a count."""
    return {
        f"{key}_low": figure.low,
        f"{key}_best": figure.best,
        f"{key}_high": figure.high,
        f"{key}_unknown": figure.unknown,
    }


def text_values(content: IncidentContent) -> dict[str, Any]:
    """The columns of the long and rarely scanned part."""
    return {
        **anchor_values(content.when),
        "place_text": content.place_text,
        "status_reason": content.status_reason,
        "notes": content.notes,
    }


def anchor_values(when: ReportedTime) -> dict[str, Any]:
    """The columns of a time in the long part."""
    anchor = when.anchor
    return {
        "phrase": when.phrase,
        "anchor_kind": anchor.kind.value,
        "anchor_on": anchor.on.isoformat() if anchor.on else None,
        "anchor_id": anchor.record_id,
    }


def _write_relations(op: Operation, incident_id: int, content: IncidentContent) -> None:
    _write_actors(op, incident_id, content)
    write_tags(op, incident_id, content.tags)
    write_own_values(op, incident_id, content.own)
    write_statements(op, incident_id, content.statements)


def _write_actors(op: Operation, incident_id: int, content: IncidentContent) -> None:
    link = table("incident_actor")
    query = (
        select(link.c.id, link.c.actor_id, link.c.role)
        .where(link.c.incident_id == incident_id)
        .order_by(link.c.position, link.c.id)
    )
    present = {(row.actor_id, row.role): row.id for row in op.core.execute(query)}
    wanted = dict.fromkeys(
        (resolve(op, Shelf.ACTORS, each.actor, each.role.value), each.role.value) for each in content.actors
    )
    for pair, row_id in present.items():
        if pair not in wanted:
            op.delete("incident_actor", row_id)
    for position, pair in enumerate(wanted):
        if pair in present:
            op.update("incident_actor", present[pair], {"position": position})
        else:
            op.insert(
                "incident_actor",
                {"incident_id": incident_id, "actor_id": pair[0], "role": pair[1], "position": position},
            )


def year_of(when: ReportedTime, logged_at: int) -> int:
    """The year in whose row of numbers an incident stands."""
    try:
        zone: ZoneInfo | Any = ZoneInfo(when.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = UTC
    try:
        return datetime.fromtimestamp(logged_at if when.t_from is None else when.t_from, zone).year
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(logged_at, UTC).year


def next_ref(op: Operation, year: int) -> str:
    """The next number of a year."""
    return f"{year:04d}-{op.count_on(ref_counter(year)):04d}"


def ref_counter(year: int) -> str:
    """The key in `log_info` under which the last number given in a year is kept."""
    return f"ref:{year:04d}"
