"""What the form of a library entry decides: from what is typed to a record and its problems. Knows no widgets."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from ascertain.domain.codes import Affiliation
from ascertain.domain.entry_validation import check_entry
from ascertain.domain.folding import fold
from ascertain.domain.problems import Problem
from ascertain.domain.records import Actor, AlternateName, Document, LibraryEntry, NamedRef, Place, Source
from ascertain.domain.rows import Shelf
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.form.typed import NotReadable, read_day, read_degrees, show_day, show_degrees

_BLANK: dict[Shelf, LibraryEntry] = {
    Shelf.SOURCES: Source(""), Shelf.ACTORS: Actor(""), Shelf.PLACES: Place(""), Shelf.DOCUMENTS: Document(""),
}  # fmt: skip
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_KEPT = frozenset({"id", "sha256"})
_DAYS = frozenset({"published_on", "graded_on"})
_NAMED = frozenset({"actor", "publisher"})


class EntryPresenter:
    """Holds what is typed, by attribute; days, degrees and other names as text, all else as the record holds it."""

    def __init__(self, shelf: Shelf, vocabularies: Vocabularies, today: Callable[[], date]) -> None:
        self.shelf = shelf
        self._vocabularies, self._today = vocabularies, today
        self._entry = _BLANK[shelf]
        self._values: dict[str, object] = {}
        self._started: dict[str, object] = {}
        self.start(self._entry)

    @property
    def entry_id(self) -> int | None:
        """The id of the entry that is edited; None for a new one."""
        return self._entry.id

    def blank(self) -> LibraryEntry:
        """An empty entry of the shelf."""
        return _BLANK[self.shelf]

    def start(self, entry: LibraryEntry) -> None:
        """Begin with an entry."""
        self._entry = entry
        self._values = {
            each.name: _shown(each.name, getattr(entry, each.name)) for each in fields(entry) if each.name not in _KEPT
        }
        self._started = dict(self._values)

    def resume(self, values: Mapping[str, object], entry: LibraryEntry) -> None:
        """Go on with what was typed before, of an entry as it stands now. A value of another kind is left out."""
        self.start(entry)
        for key, value in values.items():
            if key in self._values and _fits(value, getattr(_BLANK[self.shelf], key), key in _NAMED):
                self._values[key] = value

    def typed(self) -> dict[str, object]:
        """All that stands in the boxes, by attribute."""
        return dict(self._values)

    def started(self) -> dict[str, object]:
        """What stood in the boxes before anything was typed."""
        return dict(self._started)

    def get(self, key: str) -> object:
        """What stands in the box of an attribute."""
        return self._values[key]

    def put(self, key: str, value: object) -> None:
        """Take what was typed."""
        self._values[key] = value

    def propose(self, key: str, value: object) -> None:
        """Begin with a value that nobody typed."""
        self._values[key] = self._started[key] = value

    def is_dirty(self) -> bool:
        """Whether anything was changed. That a name was found in the log meanwhile is no change."""
        return any(not _says_the_same(value, self._started[key]) for key, value in self._values.items())

    def read(self) -> tuple[LibraryEntry, tuple[Problem, ...]]:
        """The entry as typed, and what is wrong with it. What cannot be read keeps its former value."""
        values: dict[str, Any] = {}
        unread: list[Problem] = []
        for key, typed in self._values.items():
            try:
                values[key] = self._value(key, typed)
            except NotReadable as wrong:
                unread.append(Problem(key, "unread", wrong.message))
        entry = replace(self._entry, **values)
        told = {problem.field for problem in unread}
        return entry, (*unread, *(each for each in check_entry(entry, self._vocabularies) if each.field not in told))

    def _value(self, key: str, typed: object) -> object:
        if key in _DAYS:
            return read_day(str(typed), self._today())
        if key in ("latitude", "longitude"):
            return read_degrees(str(typed))
        if key == "names":
            return read_names(str(typed))
        if key == "affiliation":
            return Affiliation(str(typed)) if typed else None
        if isinstance(typed, str) and key not in ("text", "notes"):
            return typed.strip() or (None if getattr(_BLANK[self.shelf], key) is None else "")
        return typed


def read_names(text: str) -> tuple[AlternateName, ...]:
    """Other names, one a line; a language code may stand behind a bar: `عين الأسد | ar`."""
    names = []
    for line in text.splitlines():
        name, bar, language = line.rpartition("|")
        whole = not bar or not _LANGUAGE.fullmatch(language.strip())
        name, language = (line, "") if whole else (name, language)
        if name.strip():
            names.append(AlternateName(name.strip(), language.strip()))
    return tuple(names)


def show_names(names: tuple[AlternateName, ...]) -> str:
    """Other names as they are typed."""
    return "\n".join(f"{each.name} | {each.language}" if each.language else each.name for each in names)


def field_of(problem: Problem) -> str:
    """The attribute whose box shows a problem: `names[2].name` stands at the other names."""
    return re.split(r"[.\[]", problem.field, maxsplit=1)[0]


def _fits(value: object, blank: object, named: bool) -> bool:
    """Whether a value is of the kind that its box holds."""
    if named:
        return value is None or isinstance(value, NamedRef)
    if isinstance(blank, bool):
        return isinstance(value, bool)
    return isinstance(value, str) or (value is None and isinstance(blank, type(None)))


def _says_the_same(value: object, before: object) -> bool:
    if isinstance(value, NamedRef) and isinstance(before, NamedRef) and None in (value.id, before.id):
        return fold(value.name) == fold(before.name)
    return value == before


def _shown(key: str, value: Any) -> object:
    if key in _DAYS:
        return show_day(value)
    if key in ("latitude", "longitude"):
        return show_degrees(value)
    if key == "names":
        return show_names(value)
    return value
