"""What is written of a log, record by record: each incident with its statements, assertions and links, then what they
name of the library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from ascertain.domain.incoming.rows import RecordKind
from ascertain.domain.incoming.told_rows import ToldAssertion, ToldLink, ToldStatement
from ascertain.domain.records import Incident, LibraryEntry
from ascertain.exchange.outgoing import Outgoing
from ascertain.exchange.own_sheets.uids import Uids

T = TypeVar("T")
_K = RecordKind
_LIBRARY = (_K.DOCUMENT, _K.SOURCE, _K.ACTOR, _K.PLACE)
"""In this order: a document names its publisher, a source its actor."""
_AT_ONCE = 100


class OwnWalk:
    """A walk through all records. It can be taken once, the incidents first."""

    def __init__(self, outgoing: Outgoing) -> None:
        self._outgoing = outgoing
        self.uids = Uids(outgoing.library)

    def incidents(self) -> Iterator[Incident]:
        """The incidents, once the uids of what each names are known."""
        for some in _some(self._outgoing.incidents, _AT_ONCE):
            self.uids.look_up(some)
            yield from some

    def of_incident(self, incident: Incident) -> Iterator[tuple[RecordKind, object, str]]:
        """The incident and what belongs to it: kind, record and uid."""
        ref, uid = incident.ref, incident.uid
        yield _K.INCIDENT, incident, uid
        for statement in incident.content.statements:
            said_by = self.uids.uid(_K.STATEMENT, statement.id) or "" if statement.id is not None else ""
            yield _K.STATEMENT, ToldStatement(statement, ref, uid, said_by), said_by
            for said in statement.assertions:
                yield _K.ASSERTION, ToldAssertion(said, statement, ref, uid, said_by), said_by
        for link in incident.links:
            if link.outgoing:
                yield _K.LINK, ToldLink(link, ref, uid, self.uids.uid(_K.INCIDENT, link.other_id) or ""), ""

    def library(self) -> Iterator[tuple[RecordKind, list[tuple[str, LibraryEntry]]]]:
        """The entries that were named, some at once, each with its uid."""
        for kind in _LIBRARY:
            for some in _some(self._outgoing.library.entries(kind, self.uids.entries_named(kind)), _AT_ONCE):
                self.uids.look_up_entries(entry for _, entry in some)
                yield kind, some


def _some(items: Iterable[T], most: int) -> Iterator[list[T]]:
    remaining = iter(items)
    while some := list(islice(remaining, most)):
        yield some
