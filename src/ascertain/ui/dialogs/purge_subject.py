"""What a purge is about: incidents or an entry of the library, how it is asked, told and carried out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication

from ascertain.domain.purges import PurgeOutline
from ascertain.domain.rows import Shelf
from ascertain.ui.wording import code, isolated, number_text

if TYPE_CHECKING:
    from ascertain.app.commands import PurgeEntry, PurgeIncidents
    from ascertain.app.queries import Queries

translate = QCoreApplication.translate


class Subject(Protocol):
    """One thing to purge, with at most one choice to make. `chosen` is the answer to it."""

    chosen_first: bool
    """What the choice is at first."""

    @property
    def title(self) -> str:
        """What is going to be done."""

    def ask(self, queries: Queries, chosen: bool) -> PurgeOutline:
        """What would go."""

    def choice(self, outline: PurgeOutline) -> str:
        """The words of the choice, with a mnemonic; empty where there is none."""

    def staying(self, outline: PurgeOutline) -> str:
        """A sentence on statements that stay; empty where none do."""

    def command(self, reason: str, chosen: bool) -> PurgeIncidents | PurgeEntry:
        """What carries it out."""


class Incidents:
    """Incidents; the choice is whether entries that nothing else uses go too."""

    chosen_first = False

    def __init__(self, ids: Sequence[int]) -> None:
        self._ids = tuple(ids)
        self._lone = 0

    @property
    def title(self) -> str:
        """What is going to be done."""
        return counted(
            len(self._ids),
            translate("PurgeSubject", "Purge 1 incident"),
            translate("PurgeSubject", "Purge {count} incidents"),
        )

    def ask(self, queries: Queries, chosen: bool) -> PurgeOutline:
        """What would go."""
        return queries.purge_of_incidents(self._ids, library=chosen)

    def choice(self, outline: PurgeOutline) -> str:
        """Entries that nothing else uses."""
        self._lone = max(self._lone, outline.staying_entries)
        if not self._lone:
            return ""
        one = translate("PurgeSubject", "Also purge the one &entry of the library that nothing else uses")
        return counted(
            self._lone,
            one,
            translate("PurgeSubject", "Also purge the {count} &entries of the library that nothing else uses"),
        )

    def staying(self, outline: PurgeOutline) -> str:
        """Statements that bear on other incidents."""
        one = translate("PurgeSubject", "1 statement stays, since it bears on another incident too.")
        many = translate("PurgeSubject", "{count} statements stay, since they bear on other incidents too.")
        return counted(outline.staying_statements, one, many) if outline.staying_statements else ""

    def command(self, reason: str, chosen: bool) -> PurgeIncidents:
        """What carries it out."""
        from ascertain.app.commands import PurgeIncidents

        return PurgeIncidents(self._ids, reason, chosen)


class Entry:
    """A source, actor, place or document; the choice is whether the statements that name a document go too."""

    def __init__(self, shelf: Shelf, entry_id: int, name: str) -> None:
        self._shelf, self._id, self._name = shelf, entry_id, name
        self._told = 0
        self.chosen_first = shelf in (Shelf.SOURCES, Shelf.DOCUMENTS)

    @property
    def title(self) -> str:
        """What is going to be done."""
        return translate("PurgeSubject", "Purge {name}").replace("{name}", isolated(self._name))

    def ask(self, queries: Queries, chosen: bool) -> PurgeOutline:
        """What would go."""
        return queries.purge_of_entry(self._shelf, self._id, statements=chosen)

    def choice(self, outline: PurgeOutline) -> str:
        """Statements that name a document."""
        if self._shelf is not Shelf.DOCUMENTS:
            return ""
        self._told = max(self._told, outline.statements, outline.staying_statements)
        one, many = (
            translate("PurgeSubject", "Also purge the &statement that quotes it"),
            translate("PurgeSubject", "Also purge the {count} &statements that quote it"),
        )
        return counted(self._told, one, many) if self._told else ""

    def staying(self, outline: PurgeOutline) -> str:
        """Statements that stay without naming the document; of a source, that they go."""
        if self._shelf is Shelf.SOURCES and outline.statements:
            one = translate(
                "PurgeSubject", "A source goes only together with what it said: the statement that uses it goes too."
            )
            many = translate(
                "PurgeSubject",
                "A source goes only together with what it said: the {count} statements that use it go too.",
            )
            return counted(outline.statements, one, many)
        one = translate(
            "PurgeSubject", "1 statement stays with the passage that it quotes, and no longer names the document."
        )
        many = translate(
            "PurgeSubject",
            "{count} statements stay with the passages that they quote, and no longer name the document.",
        )
        return counted(outline.staying_statements, one, many) if outline.staying_statements else ""

    def command(self, reason: str, chosen: bool) -> PurgeEntry:
        """What carries it out."""
        from ascertain.app.commands import PurgeEntry

        return PurgeEntry(self._shelf, self._id, reason, chosen)


def counted(count: int, one: str, many: str) -> str:
    """The words that fit a number."""
    return one if count == 1 else many.replace("{count}", code(number_text(count)))
