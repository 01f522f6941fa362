"""What a handler works with, and what it hands back."""

from __future__ import annotations

from dataclasses import dataclass

from ascertain.domain.entry_validation import check_entry
from ascertain.domain.messages import Message
from ascertain.domain.own_fields import Fields
from ascertain.domain.problems import Refused
from ascertain.domain.records import IncidentContent, LibraryEntry
from ascertain.domain.validation import check_incident
from ascertain.domain.vocabulary import Vocabularies
from ascertain.store.door import Door, Operation


@dataclass(frozen=True, slots=True)
class Desk:
    """The write door, and the code lists and fields that content is checked against."""

    door: Door
    vocabularies: Vocabularies
    fields: Fields

    def check_incident(self, content: IncidentContent) -> None:
        """Raises `Refused` with every problem of the content."""
        problems = check_incident(content, self.vocabularies, self.fields)
        if problems:
            raise Refused(*problems)

    def check_entry(self, entry: LibraryEntry) -> None:
        """Raises `Refused` with every problem of the entry."""
        problems = check_entry(entry, self.vocabularies)
        if problems:
            raise Refused(*problems)


@dataclass(frozen=True, slots=True)
class Done:
    """A finished operation, and the ids of the records that the command itself made."""

    operation: Operation
    made: tuple[int, ...] = ()
    left: Message | None = None
    """What remains to be done by a person, although the operation is on disk."""
