"""What an incident or a statement begins with when it is taken from a passage. Knows no widgets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ascertain.domain.codes import AnchorKind
from ascertain.domain.marks import Coverage, Mark, MarkKind
from ascertain.domain.passages import TakenPassage, passage_at
from ascertain.domain.records import Anchor, Document, IncidentContent, NamedRef, ReportedTime, Statement

if TYPE_CHECKING:
    from ascertain.app.queries import Queries

_LONGEST_NAME = 80
_ENDS = (".", "!", "?", "؟", "۔", "…")


def taken_from(document: Document, start: int, end: int) -> TakenPassage | None:
    """A passage of a document of the log; None where nothing stands there."""
    quote, passage = passage_at(document.text, start, end)
    return TakenPassage(document.id, quote, passage) if quote and document.id is not None else None


def statement_from(document: Document, taken: TakenPassage) -> Statement:
    """What the publisher says in a passage on the day of publication; another speaker is named by hand."""
    return Statement(
        source=document.publisher or NamedRef(""),
        document=NamedRef(document.title, document.id),
        quote=taken.quote,
        passage=taken.passage,
        said_on=document.published_on,
    )


def incident_from(document: Document, taken: TakenPassage, zone: str) -> IncidentContent:
    """A new incident with the passage as its statement; its time is told from the publication."""
    anchor = Anchor(AnchorKind.PUBLICATION, document.published_on, document.id)
    when = ReportedTime(anchor=anchor if document.published_on is not None else Anchor(), zone=zone)
    return IncidentContent(when=when, statements=(statement_from(document, taken),))


def told_in(known: Coverage, taken: TakenPassage, incident_id: int) -> Mark | None:
    """The statement that the log has from just this passage: one that does not bear on an incident yet before one that
    does."""
    span = (taken.passage.start, taken.passage.end)
    met = [
        each.mark
        for each in known.placed
        if each.mark.kind is MarkKind.STATEMENT and each.mark.incidents and (each.at.start, each.at.end) == span
    ]
    return min(met, key=lambda each: each.bears_on(incident_id), default=None)


def kept_statement(queries: Queries, told: Mark) -> Statement | None:
    """The statement of a mark as it can bear on a further incident: what it asserts of another stays there."""
    incident = queries.incident(told.incidents[0].id)
    statements = incident.content.statements if incident is not None else ()
    kept = next((each for each in statements if each.id == told.id), None)
    return replace(kept, assertions=(), bears_on=()) if kept is not None else None


def added_to(content: IncidentContent, statement: Statement) -> IncidentContent:
    """The content of an incident with one more statement."""
    return replace(content, statements=(*content.statements, statement))


def name_from(taken: TakenPassage) -> str:
    """The name of an entry that is made from a passage: its words where they are few, and no sentence."""
    line = " ".join(taken.quote.split())
    name = line.strip(" .,;:«»“”\"'")
    sentence = line.rstrip("»”\"'").endswith(_ENDS) and " " in name
    return name if len(name) <= _LONGEST_NAME and not sentence else ""
