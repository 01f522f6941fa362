"""Which uid the records have that incidents name, looked up for some incidents at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ascertain.domain.incoming.rows import RecordKind
from ascertain.domain.incoming.time_parts import ANCHORED
from ascertain.domain.records import Document, Incident, LibraryEntry, NamedRef, Source
from ascertain.exchange.outgoing import Library

_K = RecordKind
_SHORT_LIVED = (_K.STATEMENT, _K.INCIDENT)
"""Of these every incident has its own."""
_MOST = 200_000


class Uids:
    """Knows the uids of the records that were looked up, and which entries of the library were named at all."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: dict[RecordKind, dict[int, str]] = defaultdict(dict)
        self.named: dict[RecordKind, bytearray] = defaultdict(bytearray)

    def uid(self, kind: RecordKind, number: int) -> str | None:
        """See `Known.uid`."""
        return self._known[kind].get(number)

    def number(self, kind: RecordKind, uid: str) -> int | None:
        """See `Known.number`; what is written asks for no numbers."""
        return next((number for number, has in self._known[kind].items() if has == uid), None)

    def look_up(self, incidents: Iterable[Incident]) -> None:
        """Look up what these incidents name; what was known of others of its kind may be forgotten."""
        wanted: dict[RecordKind, set[int]] = defaultdict(set)
        for incident in incidents:
            for kind, number in _numbers_of(incident):
                wanted[kind].add(number)
        for kind in _SHORT_LIVED:
            self._known[kind].clear()
        self._learn(wanted)

    def look_up_entries(self, entries: Iterable[LibraryEntry]) -> None:
        """The same for what entries of the library name."""
        wanted: dict[RecordKind, set[int]] = defaultdict(set)
        for entry in entries:
            if isinstance(entry, Source) and entry.actor is not None and entry.actor.id is not None:
                wanted[_K.ACTOR].add(entry.actor.id)
            if isinstance(entry, Document) and entry.publisher is not None and entry.publisher.id is not None:
                wanted[_K.SOURCE].add(entry.publisher.id)
        self._learn(wanted)

    def entries_named(self, kind: RecordKind) -> Iterator[int]:
        """The numbers of the entries of this kind that were named, and of all where all of the log is written."""
        named = self.named[kind]
        for number in self._library.every(kind):
            _mark(named, number)
        yield from (number for number, is_named in enumerate(named) if is_named)

    def _learn(self, wanted: dict[RecordKind, set[int]]) -> None:
        for kind, numbers in wanted.items():
            known = self._known[kind]
            if len(known) > _MOST:
                known.clear()
            missing = [number for number in numbers if number not in known]
            known.update(self._library.uids(kind, missing) if missing else {})
            if kind not in _SHORT_LIVED:
                for number in numbers:
                    _mark(self.named[kind], number)


def _mark(named: bytearray, number: int) -> None:
    if number >= len(named):
        named.extend(bytes(number + 1 - len(named)))
    named[number] = 1


def _numbers_of(incident: Incident) -> Iterator[tuple[RecordKind, int]]:
    content = incident.content
    refs: list[tuple[RecordKind, NamedRef | None]] = [(_K.PLACE, content.place)]
    refs += [(_K.ACTOR, each.actor) for each in content.actors]
    for statement in content.statements:
        refs += [(_K.SOURCE, statement.source), (_K.SOURCE, statement.origin), (_K.DOCUMENT, statement.document)]
        if statement.id is not None:
            yield _K.STATEMENT, statement.id
    yield from ((kind, ref.id) for kind, ref in refs if ref is not None and ref.id is not None)
    anchor = content.when.anchor
    if anchor.record_id is not None and anchor.kind in ANCHORED:
        yield ANCHORED[anchor.kind], anchor.record_id
    yield from ((_K.INCIDENT, link.other_id) for link in incident.links if link.outgoing)
