"""Any log, as it is put together by the commands that people give."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from ascertain.app.commands import EditIncident, KeepCode, KeepEntry, KeepOwnField, LinkIncidents, LogIncident
from ascertain.app.queries import Queries, open_queries
from ascertain.app.session import LogSession
from ascertain.domain.codes import AnchorKind
from ascertain.domain.entry_validation import check_entry
from ascertain.domain.folding import fold
from ascertain.domain.incident_validation import check_incident
from ascertain.domain.records import (
    Anchor,
    Document,
    Incident,
    IncidentContent,
    LibraryEntry,
    Link,
    NamedRef,
    ReportedTime,
    Source,
    Statement,
)
from ascertain.domain.reported_time import read_time
from ascertain.domain.rows import Shelf
from ascertain.domain.texts import Findings
from ascertain.exchange.coded_table import days_of
from tests.any_incident import ACTORS, CONTENTS, DOCUMENTS, LINKS, LISTS, OWN, PLACES, SOURCES


@dataclass(frozen=True)
class AnyTime:
    """A time that is told from a record which stands in the log: from the incident at the place `of`, or from its first
    statement or document. Without an `extent` in seconds it is the one that its phrase says."""

    kind: AnchorKind
    of: int
    phrase: str
    extent: int | None

    def give(self, session: LogSession, to: int, of: int) -> None:
        """Give it to an incident, if there is such a record."""
        with closing(open_queries(session.path)) as queries:
            held, other = queries.incident(to), queries.incident(of)
            assert held is not None
            assert other is not None
            anchor = self._anchor(other, queries)
        if anchor is None:
            return
        zone = held.content.when.zone
        read = read_time(self.phrase, anchor.on, zone)
        start, end = read.t_from, read.t_to
        if start is not None and self.extent is not None:
            start, end = start + 3_600, start + 3_600 + self.extent
        when = ReportedTime(self.phrase, anchor, zone, start, end, read.precision)
        session.ledger.run(EditIncident(to, held.version, replace(held.content, when=when))).result()

    def _anchor(self, other: Incident, queries: Queries) -> Anchor | None:
        first = other.content.statements[0] if other.content.statements else None
        if self.kind is AnchorKind.INCIDENT:
            return Anchor(self.kind, days_of(other.content.when)[0], other.id)
        if first is not None and self.kind is AnchorKind.STATEMENT:
            return Anchor(self.kind, first.said_on, first.id)
        if first is not None and first.document is not None and first.document.id is not None:
            document = queries.entry(Shelf.DOCUMENTS, first.document.id)
            assert isinstance(document, Document)
            return Anchor(self.kind, document.published_on, document.id)
        return None


@dataclass(frozen=True)
class AnyLog:
    """What is put into a log: entries of the library, incidents, and links from an incident to one before it."""

    entries: tuple[LibraryEntry, ...]
    contents: tuple[IncidentContent, ...]
    links: tuple[tuple[int, int, Link], ...]
    shared: Mapping[int, int]
    """By the place of an incident, one before it on which its statements bear as well."""
    times: Mapping[int, AnyTime]
    """By the place of an incident, a time that it gets once all are there."""

    def put_into(self, session: LogSession) -> None:
        """Put all into an empty log."""
        prepared(session)
        for entry in self.entries:
            session.ledger.run(KeepEntry(entry)).result()
        made: list[int] = []
        for at, content in enumerate(self.contents):
            earlier = (made[self.shared[at]],) if at in self.shared else ()
            statements = tuple(replace(each, bears_on=earlier) for each in content.statements)
            made += session.ledger.run(LogIncident(replace(content, statements=statements))).result().made[:1]
        for later, earlier_one, link in self.links:
            session.ledger.run(LinkIncidents(made[later], replace(link, other_id=made[earlier_one]))).result()
        for at, time in self.times.items():
            time.give(session, made[at], made[time.of])


def prepared(session: LogSession) -> None:
    """Make the own fields that the incidents have, and the codes of those that are chosen from."""
    for own in OWN.made:
        codes = LISTS[own.vocabulary].codes if own.vocabulary else ()
        made = replace(own, key="", id=None)
        session.ledger.run(KeepOwnField(made, tuple(code.key.title() for code in codes))).result()
        for code in codes:
            session.ledger.run(KeepCode(own.vocabulary or "", code)).result()


def _named(ref: NamedRef | None) -> NamedRef | None:
    return None if ref is None else NamedRef(ref.name)


def _statement(said: Statement) -> Statement:
    return replace(
        said, source=NamedRef(said.source.name), origin=_named(said.origin), document=_named(said.document)
    )  # fmt: skip


def _by_name(content: IncidentContent) -> IncidentContent:
    """The same with nothing that is known by its number."""
    return replace(
        content,
        place=_named(content.place),
        actors=tuple(replace(each, actor=NamedRef(each.actor.name)) for each in content.actors),
        statements=tuple(map(_statement, content.statements)),
    )


def _is_kept(content: IncidentContent) -> bool:
    return not check_incident(content, LISTS, OWN)


_ENTRIES: st.SearchStrategy[LibraryEntry] = (SOURCES | ACTORS | PLACES | DOCUMENTS).filter(
    lambda entry: not check_entry(entry, LISTS)
)


def _long() -> st.SearchStrategy[str]:
    """Texts that no cell of a spreadsheet holds, and some that just fit."""
    piece = st.sampled_from(("x", "long ", "نص ", "=1 ", "_x0041_", "\U0001d11e", "a\n"))
    return st.builds(lambda piece, length: (piece * length)[:length], piece, st.integers(32_765, 70_000))


def _is_held(sign: str) -> bool:
    found = Findings()
    found.text("", sign)
    return not found.problems


_ODD_SIGNS = st.characters(codec="utf-8", categories=["Cc", "Cf", "Zl", "Zp", "Zs", "Lu"]).filter(_is_held)
"""Signs that change what stands beside them, or cannot be seen: those that a text may hold."""
_ODD_TEXTS = st.text(_ODD_SIGNS, max_size=20) | _long()


@st.composite
def _odd(draw: st.DrawFn, content: IncidentContent) -> IncidentContent:
    """The same with other texts, now and then."""
    notes, reason = (
        draw(_ODD_TEXTS) if draw(st.booleans()) else text for text in (content.notes, content.status_reason)
    )
    statements = tuple(
        replace(each, quote=draw(_ODD_TEXTS), note=draw(_ODD_TEXTS)) if draw(st.booleans()) else each
        for each in content.statements
    )
    title = draw(st.text(_ODD_SIGNS, max_size=9).map(lambda odd: f"a{odd}b"))
    return replace(content, title=title, notes=notes, status_reason=reason, statements=statements)


_CONTENTS = st.one_of(CONTENTS, CONTENTS.flatmap(_odd)).filter(_is_kept).map(_by_name)


def _times(of: st.SearchStrategy[int]) -> st.SearchStrategy[AnyTime]:
    kinds = st.sampled_from((AnchorKind.INCIDENT, AnchorKind.STATEMENT, AnchorKind.PUBLICATION))
    phrases = st.sampled_from(("yesterday", "last night", "أمس", "in the past 24 hours", "17 Oct 2023", "some day"))
    return st.builds(AnyTime, kinds, of, phrases, st.none() | st.sampled_from((60, 3_600, 86_400, 90_061)))


@st.composite
def _logs(draw: st.DrawFn) -> AnyLog:
    contents = tuple(draw(st.lists(_CONTENTS, min_size=1, max_size=4)))
    later = range(1, len(contents))
    links = tuple((at, draw(st.integers(0, at - 1)), draw(LINKS)) for at in later if draw(st.booleans()))
    shared = {at: draw(st.integers(0, at - 1)) for at in later if draw(st.booleans())}
    places = st.integers(0, len(contents) - 1)
    entries = draw(st.lists(_ENTRIES, max_size=4, unique_by=_name))
    times = draw(st.dictionaries(places, _times(places), max_size=2))
    return AnyLog(tuple(map(_alone, entries)), contents, links, shared, times)


def _name(entry: LibraryEntry) -> tuple[type, str]:
    return type(entry), fold(entry.title if isinstance(entry, Document) else entry.name)


def _alone(entry: LibraryEntry) -> LibraryEntry:
    """The same with nothing that is known by its number."""
    if isinstance(entry, Source):
        return replace(entry, actor=_named(entry.actor))
    return replace(entry, publisher=_named(entry.publisher)) if isinstance(entry, Document) else entry


LOGS = _logs()
