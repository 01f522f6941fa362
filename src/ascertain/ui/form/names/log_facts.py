"""What the log knows of the names and entries in a form: asked for in one question, kept until the library changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal

from ascertain.app.notices import LogChanged
from ascertain.app.queries import Queries
from ascertain.domain.folding import fold
from ascertain.domain.records import Document, LibraryEntry, NamedRef, Place, Source
from ascertain.domain.rows import Shelf
from ascertain.ui.bridge import Bridge
from ascertain.ui.form.names.choices import means_the_same

_LOOKED_AT = 50


@dataclass
class _Known:
    names: dict[tuple[Shelf, str], NamedRef | None] = field(default_factory=dict)
    entries: dict[tuple[Shelf, int], LibraryEntry | None] = field(default_factory=dict)


class LogFacts(QObject):
    """Tells whether the log has a name, and what it holds of a source or document. `changed`: more is known."""

    changed = Signal()

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("log_facts")
        self._asker = bridge.asker(self)
        self._known = _Known()
        self._names: set[tuple[Shelf, str]] = set()
        self._entries: set[tuple[Shelf, int]] = set()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._ask)
        bridge.changed.connect(self._look_again)

    def of_name(self, shelf: Shelf, name: str) -> NamedRef | None:
        """The entry of this name, where the log has it and has answered; asks for it otherwise."""
        key = (shelf, fold(name).strip())
        if key[1] and key not in self._known.names:
            self._names.add((shelf, name))
            self._soon.start()
        return self._known.names.get(key)

    def is_new(self, shelf: Shelf, name: str) -> bool:
        """Whether the log is known not to have this name."""
        self.of_name(shelf, name)
        return self._known.names.get((shelf, fold(name).strip()), name) is None

    def sources(self, wanted: set[int]) -> Mapping[int, Source]:
        """The sources of these ids that are known by now; the others are asked for."""
        found = self._of_ids(Shelf.SOURCES, wanted)
        return {number: entry for number, entry in found.items() if isinstance(entry, Source)}

    def places(self, wanted: set[int]) -> Mapping[int, Place]:
        """The places of these ids that are known by now; the others are asked for."""
        found = self._of_ids(Shelf.PLACES, wanted)
        return {number: entry for number, entry in found.items() if isinstance(entry, Place)}

    def documents(self, wanted: set[int]) -> Mapping[int, Document]:
        """The documents of these ids that are known by now; the others are asked for."""
        found = self._of_ids(Shelf.DOCUMENTS, wanted)
        return {number: entry for number, entry in found.items() if isinstance(entry, Document)}

    def _of_ids(self, shelf: Shelf, wanted: set[int]) -> dict[int, LibraryEntry | None]:
        missing = {(shelf, number) for number in wanted} - self._known.entries.keys()
        if missing:
            self._entries |= missing
            self._soon.start()
        return {
            number: self._known.entries[shelf, number] for number in wanted if (shelf, number) in self._known.entries
        }

    def _ask(self) -> None:
        names, entries = frozenset(self._names), frozenset(self._entries)
        if names or entries:
            self._asker.ask(lambda queries: _look_up(queries, names, entries), self._learn)

    def _learn(self, found: _Known) -> None:
        self._known.names |= found.names
        self._known.entries |= found.entries
        self._names = {each for each in self._names if (each[0], fold(each[1]).strip()) not in found.names}
        self._entries -= found.entries.keys()
        self.changed.emit()

    def _look_again(self, notice: LogChanged) -> None:
        if notice.library or notice.incident_ids:
            self._known = _Known()
            self.changed.emit()


def _look_up(queries: Queries, names: frozenset[tuple[Shelf, str]], entries: frozenset[tuple[Shelf, int]]) -> _Known:
    known = _Known()
    for shelf, name in names:
        hits = queries.suggest(shelf, name, _LOOKED_AT)
        same = next((hit for hit in hits if means_the_same(name, hit.name)), None)
        same = same or next((hit for hit in hits if means_the_same(name, hit.matched)), None)
        known.names[shelf, fold(name).strip()] = NamedRef(same.name, same.id) if same else None
    for shelf, number in entries:
        known.entries[shelf, number] = queries.entry(shelf, number)
    return known
