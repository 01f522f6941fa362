"""The dated grades of a source, and what another grade would do to the suggestions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import islice

from sqlalchemy import select

from ascertain.domain.conduct import heeding
from ascertain.domain.grades import ChangedSuggestion, GradeEffect, SourceGrade, weighs_the_same
from ascertain.domain.records import Incident, Source
from ascertain.domain.rows import Shelf
from ascertain.domain.suggestion import evidence_of, suggest_status
from ascertain.domain.times.reckoning import Calendars
from ascertain.store.reading.entries import entry
from ascertain.store.reading.incidents import day
from ascertain.store.reading.line import ReadLine
from ascertain.store.reading.shelves import used_by
from ascertain.store.schema import table

LOOKED_AT = 2_000
"""So many of the newest incidents are looked at: about two seconds."""

Incidents = Callable[[Iterable[int]], Iterator[Incident]]


def grades(line: ReadLine, source_id: int) -> list[SourceGrade]:
    """The grades that a source was given, newest first."""
    own = table("source_grade").c
    query = select(own.reliability, own.basis, own.graded_on, own.id).where(own.source_id == source_id)
    found = line.all(query.order_by(own.id.desc()))
    return [SourceGrade(reliability, basis, day(graded_on), number) for reliability, basis, graded_on, number in found]


def grade_effect(
    line: ReadLine,
    source_id: int,
    reliability: str | None,
    incidents: Incidents,
    today: date,
    calendars: Calendars | None = None,
) -> GradeEffect:
    """For which incidents another status would be suggested if the source had this grade."""
    source = entry(line, Shelf.SOURCES, source_id)
    ids = used_by(line, Shelf.SOURCES, source_id)
    if not isinstance(source, Source) or weighs_the_same(source.reliability, reliability):
        return GradeEffect(len(ids), len(ids), ())
    known: dict[int, Source] = {}
    changed = []
    looked_at = min(len(ids), LOOKED_AT)
    for incident in heeding(incidents(islice(ids, looked_at)), line.pause()):
        _learn(line, incident, known)
        before = suggest_status(evidence_of(incident, known, today, calendars)).status
        regraded: Mapping[int, Source] = {**known, source_id: replace(source, reliability=reliability)}
        after = suggest_status(evidence_of(incident, regraded, today, calendars)).status
        if before is not after:
            content = incident.content
            changed.append(ChangedSuggestion(incident.id, incident.ref, content.title, content.status, before, after))
    return GradeEffect(len(ids), looked_at, tuple(changed))


def _learn(line: ReadLine, incident: Incident, known: dict[int, Source]) -> None:
    for statement in incident.content.statements:
        for ref in (statement.source, statement.origin):
            if ref is not None and ref.id is not None and ref.id not in known:
                found = entry(line, Shelf.SOURCES, ref.id)
                if isinstance(found, Source):
                    known[ref.id] = found
