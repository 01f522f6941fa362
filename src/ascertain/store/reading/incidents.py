"""Whole incidents with everything that belongs to them, in batches."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any

from ascertain.domain.codes import AnchorKind, AssertionState, LinkType, Role, Stance, Status, TimePrecision
from ascertain.domain.conduct import heeding
from ascertain.domain.fields import HARM_FIELDS
from ascertain.domain.records import (
    ActorInRole,
    Anchor,
    Assertion,
    Incident,
    IncidentContent,
    Link,
    NamedRef,
    OwnValue,
    Passage,
    ReportedTime,
    Statement,
)
from ascertain.store.pages import figures_of
from ascertain.store.reading.batches import Batch, read_batch
from ascertain.store.reading.line import ReadLine

BATCH = 500
"""How many incidents are read at once."""
_STANCES = {stance.value: stance for stance in Stance}
_STATES = {state.value: state for state in AssertionState}
"""By what the log has of them: to look up takes a fifth of the time of asking the class."""


def incidents(line: ReadLine, ids: Iterable[int]) -> Iterator[Incident]:
    """The incidents in the order of `ids`; an id that the log does not have is left out. Each batch is of one state
    of the log."""
    remaining, pause = iter(ids), line.pause()
    while wanted := list(islice(remaining, BATCH)):
        batch = read_batch(line, json.dumps(wanted))
        found = {incident.id: incident for incident in heeding(of_batch(batch), pause)}
        yield from (found[incident] for incident in wanted if incident in found)


def of_batch(batch: Batch) -> Iterator[Incident]:
    """The incidents of a batch, in no order."""
    statements = _statements(batch)
    links: dict[int, list[Link]] = defaultdict(list)
    for owner, outgoing, number, kind, other, ref, title, gone, low, high, note in batch.links:
        link = Link(LinkType(kind), other, ref, title, low, high, note, bool(outgoing), number, bool(gone))
        links[owner].append(link)
    actors: dict[int, list[ActorInRole]] = defaultdict(list)
    for owner, role, actor, name in batch.actors:
        actors[owner].append(ActorInRole(NamedRef(name, actor), Role(role)))
    tags: dict[int, list[str]] = defaultdict(list)
    for owner, name in batch.tags:
        tags[owner].append(name)
    own: dict[int, list[OwnValue]] = defaultdict(list)
    for owner, key, value in batch.own:
        own[owner].append(OwnValue(key, value))
    for row in batch.incidents:
        found = _incident(row, statements[row[0]], actors[row[0]], tags[row[0]], links[row[0]])
        yield replace(found, content=replace(found.content, own=tuple(own[row[0]]))) if row[0] in own else found


def _statements(batch: Batch) -> dict[int, list[Statement]]:
    asserted: dict[tuple[int, int], list[Assertion]] = defaultdict(list)
    for owner, statement, number, field, state, value, adopted in batch.assertions:
        asserted[owner, statement].append(Assertion(field, _STATES[state], value, bool(adopted), number))
    others: dict[int, list[int]] = defaultdict(list)
    for statement, incident in batch.bears_on:
        others[statement].append(incident)
    statements: dict[int, list[Statement]] = defaultdict(list)
    for row in batch.statements:
        owner, number = row[0], row[1]
        bears_on = tuple(other for other in others[number] if other != owner)
        statements[owner].append(_statement(row[1:], tuple(asserted[owner, number]), bears_on))
    return statements


def _statement(row: Sequence[Any], assertions: tuple[Assertion, ...], bears_on: tuple[int, ...]) -> Statement:
    (
        number,
        source_id,
        source,
        document_id,
        document,
        origin_id,
        origin,
        stance,
        credibility,
        quote,
        start,
        end,
        before,
        after,
        said_on,
        note,
    ) = row
    return Statement(
        source=NamedRef(source, source_id),
        stance=_STANCES[stance],
        document=named(document_id, document),
        origin=named(origin_id, origin),
        credibility=credibility,
        quote=quote,
        passage=Passage(start, end, before, after),
        said_on=day(said_on),
        note=note,
        assertions=assertions,
        id=number,
        bears_on=bears_on,
    )


def _incident(
    row: Sequence[Any],
    statements: Sequence[Statement],
    actors: Sequence[ActorInRole],
    tags: Sequence[str],
    links: Sequence[Link],
) -> Incident:
    (
        number, uid, ref, version, country, origins, status_at, created_at, updated_at, trashed_at, title, kind, means,
        outcome, is_aggregate, t_from, t_to, precision, zone, place_id, place, where_precision, status, follow_up_on,
        draft, phrase, anchor_kind, anchor_on, anchor_id, place_text, status_reason, notes,
    ) = row[:32]  # fmt: skip
    figures = figures_of(row[32:])
    harm: dict[str, Any] = dict(zip(HARM_FIELDS, figures[1:], strict=True))
    anchor = Anchor(AnchorKind(anchor_kind) if anchor_kind else AnchorKind.DATE, day(anchor_on), anchor_id)
    content = IncidentContent(
        title=title,
        kind=kind,
        means=means,
        outcome=outcome,
        munitions=figures[0],
        is_aggregate=bool(is_aggregate),
        when=ReportedTime(phrase or "", anchor, zone, t_from, t_to, TimePrecision(precision)),
        place=named(place_id, place),
        place_text=place_text or "",
        where_precision=where_precision,
        actors=tuple(actors),
        **harm,
        statements=tuple(statements),
        status=Status(status),
        status_reason=status_reason or "",
        follow_up_on=day(follow_up_on),
        tags=tuple(tags),
        notes=notes or "",
        draft=bool(draft),
    )
    return Incident(
        number, uid, ref, version, content, tuple(links), country, origins, status_at, created_at, updated_at,
        trashed_at,
    )  # fmt: skip


def named(number: int | None, name: str | None) -> NamedRef | None:
    """A reference to a record of the library, where there is one."""
    return None if number is None else NamedRef(name or "", number)


def day(text: str | None) -> date | None:
    """A day from its ISO text."""
    return date.fromisoformat(text) if text else None
