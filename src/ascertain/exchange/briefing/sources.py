"""Who says what, and the footnotes that tell where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ascertain.domain.addresses import NoAddress, read_address
from ascertain.domain.messages import say
from ascertain.domain.records import Incident, Statement
from ascertain.exchange.briefing.direction import isolated
from ascertain.exchange.briefing.structure import Account, Note
from ascertain.exchange.briefing.words import day_words
from ascertain.exchange.entries_of import document_of
from ascertain.exchange.outgoing import Outgoing

_Key = tuple[str, str, str, date | None, str]


class Footnotes:
    """The notes in the order in which they are first cited; what is cited again keeps its number."""

    def __init__(self, outgoing: Outgoing) -> None:
        self._library, self._vocabularies = outgoing.library, outgoing.vocabularies
        self._numbers: dict[_Key, int] = {}

    def accounts(self, incident: Incident) -> tuple[Account, ...]:
        """What each source says of an incident: only that, since a claim, blame and a report are three things."""
        return tuple(self._account(statement) for statement in incident.content.statements)

    def notes(self) -> Iterator[Note]:
        """All of them."""
        return (_note(number, key) for key, number in self._numbers.items())

    def _account(self, statement: Statement) -> Account:
        stance = self._vocabularies.label("stance", statement.stance.value)
        source = isolated(statement.source.name)
        if statement.origin is not None:
            text = say(
                "{source}, going back to {origin}: {stance}",
                source=source,
                origin=isolated(statement.origin.name),
                stance=stance,
            )
        else:
            text = say("{source}: {stance}", source=source, stance=stance)
        return Account(str(text), self._number(statement))

    def _number(self, statement: Statement) -> int:
        document = document_of(statement.document, self._library)
        title = statement.document.name if statement.document else ""
        day = statement.said_on or (document.published_on if document else None)
        publisher = document.publisher.name if document and document.publisher else ""
        key = (statement.source.name, publisher, title, day, document.url if document else "")
        return self._numbers.setdefault(key, len(self._numbers) + 1)


def _note(number: int, key: _Key) -> Note:
    source, publisher, title, day, address = key
    try:
        followed = read_address(address).url
    except NoAddress:
        followed = ""
    parts = [
        isolated(source),
        isolated(publisher) if publisher != source else "",
        f"“{isolated(title)}”" if title else "",
        str(day_words(day)) if day else "",
        "" if followed else isolated(address),
    ]
    return Note(number, ", ".join(part for part in parts if part), followed)
