"""What came of the passages of documents, and how far documents are worked through."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, select

from ascertain.domain.codes import Stance
from ascertain.domain.conduct import heeding
from ascertain.domain.marks import CoverageCount, DocumentMarks, Logged, Mark, MarkKind, OpenDocument, coverage
from ascertain.domain.records import Document, NamedRef, Passage
from ascertain.domain.rows import Shelf
from ascertain.store.reading.batches import wanted
from ascertain.store.reading.entries import entry
from ascertain.store.reading.finding import not_in_trash
from ascertain.store.reading.line import ReadLine
from ascertain.store.reading.steering import by_index
from ascertain.store.schema import table

_LOOKED_THROUGH = 400
"""So many of the latest documents are looked through for those that are not worked through."""
_AT_ONCE = 50
_LONGEST = 1_000_000
"""A text of more characters is a book, and is found in the library."""


def document_marks(line: ReadLine, document_id: int) -> DocumentMarks | None:
    """A document with all marks; None where the log has none of this id."""
    with line.one_state():
        document = entry(line, Shelf.DOCUMENTS, document_id)
        if not isinstance(document, Document):
            return None
        return DocumentMarks(document, _marks(line, (document_id,)).get(document_id, ()))


def coverage_counts(
    line: ReadLine, document_ids: Iterable[int], longest: int | None = None
) -> dict[int, CoverageCount]:
    """For each of these documents that has a text, of at most `longest` characters: how many sentences, and how many
    of them are open."""
    listed = list(document_ids)
    document = table("document").c
    texts = select(document.id, document.text).where(document.id.in_(wanted()), document.text != "")
    if longest is not None:
        texts = texts.where(func.length(document.text) <= longest)
    pause = line.pause()
    with line.one_state():
        found = dict(line.all(texts, {"ids": json.dumps(listed)}))
        marks = _marks(line, tuple(found))
        return {number: _counted(text, marks.get(number, ())) for number, text in heeding(found.items(), pause)}


def open_documents(line: ReadLine, limit: int) -> list[OpenDocument]:
    """The latest documents that have sentences of which nothing came, newest first."""
    document, source = table("document"), table("source")
    c = document.c
    latest = (
        select(c.id, c.title, source.c.name, c.published_on)
        .select_from(document.outerjoin(source, source.c.id == c.publisher_id))
        .where(c.text != "")
        .order_by(c.id.desc())
        .limit(_LOOKED_THROUGH)
    )
    found: list[OpenDocument] = []
    with line.one_state():
        rows = line.all(latest)
        for start in range(0, len(rows), _AT_ONCE):
            part = rows[start : start + _AT_ONCE]
            counts = coverage_counts(line, (row[0] for row in part), _LONGEST)
            found += [
                OpenDocument(number, title, publisher or "", published or "", counts[number])
                for number, title, publisher, published in part
                if number in counts and counts[number].open_
            ]
            if len(found) >= limit:
                break
    return found[:limit]


def _counted(text: str, marks: tuple[Mark, ...]) -> CoverageCount:
    known = coverage(text, marks)
    incidents = {each.id for mark in marks for each in mark.incidents}
    return CoverageCount(len(known.sentences), len(known.open_), len(incidents))


def _marks(line: ReadLine, document_ids: Sequence[int]) -> dict[int, tuple[Mark, ...]]:
    """By document: what its statements bear on, then its own marks; a statement that bears only on incidents in the
    trash is no longer one of them."""
    found: dict[int, list[Mark]] = defaultdict(list)
    for document_id, mark in (*_told(line, document_ids), *_marked(line, document_ids)):
        found[document_id].append(mark)
    return {number: tuple(marks) for number, marks in found.items()}


def _told(line: ReadLine, document_ids: Sequence[int]) -> list[tuple[int, Mark]]:
    statement, bears, incident, source = (table(n) for n in ("statement", "statement_incident", "incident", "source"))
    c = statement.c
    query = (
        select(
            c.id, c.document_id, c.stance, c.quote, c.quote_start, c.quote_end, c.quote_before, c.quote_after,
            source.c.id, source.c.name, incident.c.id, incident.c.ref, incident.c.title, incident.c.status,
        )
        .select_from(
            statement.join(source, source.c.id == c.source_id)
            .join(bears, bears.c.statement_id == c.id)
            .join(incident, incident.c.id == bears.c.incident_id)
        )
        .where(c.document_id.in_(wanted()), not_in_trash(incident.c.id))
        .order_by(c.id, incident.c.id)
    )  # fmt: skip
    rows: dict[int, list[Any]] = defaultdict(list)
    for row in line.all(by_index(query, "statement", "document_id"), {"ids": json.dumps(list(document_ids))}):
        rows[row[0]].append(row)
    made = []
    for number, same in rows.items():
        _, document_id, stance, quote, start, end, before, after, source_id, name, *_ = same[0]
        logged = tuple(Logged(*row[10:]) for row in same)
        passage = Passage(start, end, before, after)
        speaker = NamedRef(name, source_id)
        made.append((document_id, Mark(MarkKind.STATEMENT, number, quote, passage, logged, speaker, Stance(stance))))
    return made


def _marked(line: ReadLine, document_ids: Sequence[int]) -> list[tuple[int, Mark]]:
    mark, source, actor, place = (table(n) for n in ("document_mark", "source", "actor", "place"))
    c = mark.c
    query = (
        select(
            c.id, c.document_id, c.kind, c.quote, c.quote_start, c.quote_end, c.quote_before, c.quote_after, c.note,
            c.source_id, source.c.name, c.actor_id, actor.c.name, c.place_id, place.c.name,
        )
        .select_from(
            mark.outerjoin(source, source.c.id == c.source_id)
            .outerjoin(actor, actor.c.id == c.actor_id)
            .outerjoin(place, place.c.id == c.place_id)
        )
        .where(c.document_id.in_(wanted()))
        .order_by(c.id)
    )  # fmt: skip
    made = []
    for row in line.all(query, {"ids": json.dumps(list(document_ids))}):
        number, document_id, kind, quote, start, end, before, after, note = row[:9]
        named = zip((Shelf.SOURCES, Shelf.ACTORS, Shelf.PLACES), row[9::2], row[10::2], strict=True)
        shelf, entry_id, name = next((each for each in named if each[1] is not None), (None, None, None))
        entry_ref = None if entry_id is None else NamedRef(name or "", entry_id)
        at = Passage(start, end, before, after)
        made.append((document_id, Mark(MarkKind(kind), number, quote, at, shelf=shelf, entry=entry_ref, note=note)))
    return made
