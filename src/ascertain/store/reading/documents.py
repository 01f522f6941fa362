"""Documents of the log that may be the one that is given, and the source that published it.

Every question is answered through an index: the log may hold hundreds of thousands of texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, func, or_, select

from ascertain.domain.document_proposals import KnownSource, TwinCandidate, TwinQuestion
from ascertain.domain.folding import fold
from ascertain.domain.rows import Shelf
from ascertain.store.reading.incidents import day
from ascertain.store.reading.line import ReadLine
from ascertain.store.reading.naming import named_like
from ascertain.store.schema import table

_DAYS_APART = 3
_OF_EACH = 40
"""Candidates that one way of looking may bring, the newest first."""
_SOURCES = 20


def twin_candidates(line: ReadLine, question: TwinQuestion) -> list[TwinCandidate]:
    """The documents with the same text, title or address, or of the same publisher within a few days."""
    found: dict[int, TwinCandidate] = {}
    with line.one_state():
        for statement in ways(question):
            for number, title, publisher, published_on, sha256, url in line.all(statement):
                found[number] = TwinCandidate(number, title, publisher or "", day(published_on), sha256, url)
    return list(found.values())


def ways(question: TwinQuestion) -> Iterator[Select[Any]]:
    """One statement for each way of looking, the surest first."""
    c = table("document").c
    if question.sha256:
        yield _documents().where(c.sha256 == question.sha256)
    if key := fold(question.title).strip() or question.title:
        yield _documents().where(c.title_key == key)
    if question.address_part:
        unsaid = c.publisher_id.is_(None)
        of_it = unsaid if question.publisher_id is None else or_(c.publisher_id == question.publisher_id, unsaid)
        yield _documents().where(of_it, func.instr(c.url, question.address_part) > 0)
    if question.publisher_id is not None and question.published_on is not None:
        around = timedelta(days=_DAYS_APART)
        first, last = question.published_on - around, question.published_on + around
        same = c.published_on.between(first.isoformat(), last.isoformat())
        yield _documents().where(c.publisher_id == question.publisher_id, same)


def known_sources(line: ReadLine, name: str, hosts: Sequence[str]) -> list[KnownSource]:
    """The sources that have a name, their own or another, then those whose address holds one of the hosts."""
    source = table("source")
    c = source.c
    found: dict[int, KnownSource] = {}
    key = fold(name).strip() or name
    with line.one_state():
        if key:
            by_name = select(c.id, c.name, c.url).where(named_like(Shelf.SOURCES, lambda column: column == key))
            for number, known, url in line.all(by_name.order_by(c.id).limit(_SOURCES)):
                found[number] = KnownSource(number, known, url, True)
        if hosts:
            held = or_(*(func.instr(func.lower(c.url), host) > 0 for host in hosts))
            by_host = select(c.id, c.name, c.url).where(held)
            for number, known, url in line.all(by_host.order_by(c.id).limit(_SOURCES)):
                found.setdefault(number, KnownSource(number, known, url, False))
    return list(found.values())


def _documents() -> Select[Any]:
    document, source = table("document"), table("source")
    c = document.c
    joined = document.outerjoin(source, source.c.id == c.publisher_id)
    columns = (c.id, c.title, source.c.name, c.published_on, c.sha256, c.url)
    return select(*columns).select_from(joined).order_by(c.id.desc()).limit(_OF_EACH)
