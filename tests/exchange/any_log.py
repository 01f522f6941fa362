"""Any log, as it is put together by the commands that people give."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import strategies as st

from ascertain.app.commands import KeepCode, KeepEntry, KeepOwnField, LinkIncidents, LogIncident
from ascertain.app.session import LogSession
from ascertain.domain.entry_validation import check_entry
from ascertain.domain.folding import fold
from ascertain.domain.incident_validation import check_incident
from ascertain.domain.records import Document, IncidentContent, LibraryEntry, Link, NamedRef, Source, Statement
from tests.any_incident import ACTORS, CONTENTS, DOCUMENTS, LINKS, LISTS, OWN, PLACES, SOURCES


@dataclass(frozen=True)
class AnyLog:
    """What is put into a log: entries of the library, incidents, and links from an incident to one before it."""

    entries: tuple[LibraryEntry, ...]
    contents: tuple[IncidentContent, ...]
    links: tuple[tuple[int, int, Link], ...]

    def put_into(self, session: LogSession) -> None:
        """Put all into an empty log."""
        prepared(session)
        for entry in self.entries:
            session.ledger.run(KeepEntry(entry)).result()
        made = [session.ledger.run(LogIncident(content)).result().made[0] for content in self.contents]
        for later, earlier, link in self.links:
            session.ledger.run(LinkIncidents(made[later], replace(link, other_id=made[earlier]))).result()


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


@st.composite
def _logs(draw: st.DrawFn) -> AnyLog:
    contents = tuple(map(_by_name, draw(st.lists(CONTENTS.filter(_is_kept), min_size=1, max_size=4))))
    later = [at for at in range(1, len(contents)) if draw(st.booleans())]
    links = tuple((at, draw(st.integers(0, at - 1)), draw(LINKS)) for at in later)
    entries = draw(st.lists(_ENTRIES, max_size=4, unique_by=_name))
    return AnyLog(tuple(map(_alone, entries)), contents, links)


def _name(entry: LibraryEntry) -> tuple[type, str]:
    return type(entry), fold(entry.title if isinstance(entry, Document) else entry.name)


def _alone(entry: LibraryEntry) -> LibraryEntry:
    """The same with nothing that is known by its number."""
    if isinstance(entry, Source):
        return replace(entry, actor=_named(entry.actor))
    return replace(entry, publisher=_named(entry.publisher)) if isinstance(entry, Document) else entry


LOGS = _logs()
