"""What is alike in many incidents that are written together: a time, counts, codes, who says something. Each is made
into columns and a part of an image once, and known again by its identity or its values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from ascertain.domain.fields import HARM_FIELDS
from ascertain.domain.records import (
    ActorInRole,
    Assertion,
    Figure,
    IncidentContent,
    NamedRef,
    Passage,
    ReportedTime,
    Statement,
)
from ascertain.domain.reported_time import local_days
from ascertain.domain.rows import Shelf
from ascertain.store.blanks import without_blanks
from ascertain.store.door import Operation
from ascertain.store.following import harm, stated
from ascertain.store.journal import image, image_text
from ascertain.store.writing.incidents import anchor_values, code_values, figure_values, time_values, year_of
from ascertain.store.writing.many_names import Known, ManyNames
from ascertain.store.writing.statements import said_values

_FIGURES = ("munitions", *HARM_FIELDS)
_MOST = 50_000
"""How many of a kind are remembered."""
_BLANK, _NO_PASSAGE = IncidentContent(), Passage()
_counts: Callable[[IncidentContent], tuple[Figure, ...]] = attrgetter(*_FIGURES)
_codes: Callable[[IncidentContent], tuple[Any, ...]] = attrgetter(*code_values(_BLANK))


@dataclass(frozen=True, slots=True)
class Piece:
    """Columns of a row, and their part of its image, each with a comma before it."""

    values: tuple[Any, ...]
    image: str

    @classmethod
    def of(cls, name: str, values: dict[str, Any]) -> Piece:
        """These columns of a table."""
        held = image("", values)
        told = image_text(without_blanks(name, held))[1:-1]
        return cls(tuple(held.values()), told and f",{told}")


@dataclass(frozen=True, slots=True)
class TimePiece:
    """A time: columns of the incident and of its texts, what follows from it, the year in whose row it is numbered."""

    piece: Piece
    text: Piece
    days: tuple[int | None, int | None]
    year: int


@dataclass(frozen=True, slots=True)
class CountsPiece:
    """Counts: their columns, and what follows from them."""

    piece: Piece
    harm: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class SaidPiece:
    """A statement: its columns but for the uid, who says it and how, and the words by which it is found."""

    of: Statement
    piece: Piece
    brief: Statement
    names: tuple[str, ...]
    evidence: tuple[str, ...]
    assertions: tuple[Assertion, ...]


@dataclass(frozen=True, slots=True)
class ActorPiece:
    """An actor in its role."""

    of: ActorInRole
    key: tuple[int, str]
    names: tuple[str, ...]


TIME_COLUMNS, TEXT_OF_TIME = tuple(time_values(ReportedTime())), tuple(anchor_values(ReportedTime()))
CODE_COLUMNS = (*code_values(_BLANK), "status_at", "created_at", "trashed_at")
COUNT_COLUMNS = tuple(column for key in _FIGURES for column in figure_values(key, Figure()))
HARM_COLUMNS = tuple(harm(dict.fromkeys(COUNT_COLUMNS[4:]) | {f"{key}_unknown": False for key in HARM_FIELDS}))
STATED_COLUMNS = tuple(stated(None, ()))
SAID_COLUMNS = ("source_id", "document_id", "origin_id", *said_values(Statement(NamedRef(""))))


class ManyParts:
    """The pieces of incidents. `learn` the contents of a batch, then ask for each."""

    def __init__(self, op: Operation) -> None:
        self._at = op.at
        self._names = {shelf: ManyNames(op, shelf) for shelf in Shelf}
        self._places: dict[int, tuple[NamedRef, Known]] = {}
        self._actors: dict[int, ActorPiece] = {}
        self._said: dict[int, SaidPiece] = {}
        self._times: dict[int, tuple[ReportedTime, TimePiece]] = {}
        self._equal_times: dict[ReportedTime, TimePiece] = {}
        self._counts: dict[tuple[int, ...], tuple[tuple[Figure, ...], CountsPiece]] = {}
        self._equal_counts: dict[tuple[Figure, ...], CountsPiece] = {}
        self._equal_said: dict[tuple[Any, ...], tuple[Piece, Statement]] = {}
        self._codes: dict[tuple[Any, ...], Piece] = {}
        self._stated: dict[tuple[Any, ...], tuple[Sequence[SaidPiece], tuple[Any, ...]]] = {}

    def learn(self, contents: Sequence[IncidentContent]) -> None:
        """Find or make every record that these contents name. Raises `Refused` where one is gone or a name is empty."""
        for known in (self._places, self._actors, self._said):
            _bounded(known)
        places = [each.place for each in contents if each.place is not None and id(each.place) not in self._places]
        actors = [each for content in contents for each in content.actors if id(each) not in self._actors]
        told = [each for content in contents for each in content.statements if id(each) not in self._said]
        names = self._names
        names[Shelf.PLACES].learn(places)
        names[Shelf.ACTORS].learn(each.actor for each in actors)
        names[Shelf.SOURCES].learn(ref for each in told for ref in (each.source, each.origin) if ref is not None)
        names[Shelf.DOCUMENTS].learn(each.document for each in told if each.document is not None)
        for place in places:
            self._places[id(place)] = place, names[Shelf.PLACES][place]
        for actor in actors:
            self._actors[id(actor)] = self._actor(actor)
        for statement in told:
            self._said[id(statement)] = self._saying(statement)

    def place(self, ref: NamedRef) -> Known:
        """The place of a content that was learnt."""
        return self._places[id(ref)][1]

    def actors(self, content: IncidentContent) -> Iterable[ActorPiece]:
        """The actors of a content that was learnt, each once in a role."""
        found: dict[tuple[int, str], ActorPiece] = {}
        for each in content.actors:
            piece = self._actors[id(each)]
            found.setdefault(piece.key, piece)
        return found.values()

    def said(self, statement: Statement) -> SaidPiece:
        """A statement of a content that was learnt."""
        return self._said[id(statement)]

    def time(self, when: ReportedTime) -> TimePiece:
        """A time."""
        known = self._times.get(id(when))
        if known is None:
            piece = self._equal_times.get(when)
            if piece is None:
                piece = _bounded(self._equal_times)[when] = TimePiece(
                    Piece.of("incident", time_values(when)), Piece.of("incident_text", anchor_values(when)),
                    local_days(when.t_from, when.t_to, when.zone), year_of(when, self._at),
                )  # fmt: skip
            known = _bounded(self._times)[id(when)] = when, piece
        return known[1]

    def codes(self, content: IncidentContent) -> Piece:
        """The codes and the other short columns."""
        key = _codes(content)
        known = self._codes.get(key)
        if known is None:
            stamps = {"status_at": self._at, "created_at": self._at, "trashed_at": None}
            known = _bounded(self._codes)[key] = Piece.of("incident", {**code_values(content), **stamps})
        return known

    def counts(self, content: IncidentContent) -> CountsPiece:
        """The counts."""
        figures = _counts(content)
        key = tuple(map(id, figures))
        known = self._counts.get(key)
        if known is None:
            piece = self._equal_counts.get(figures)
            if piece is None:
                row: dict[str, Any] = {}
                for name, figure in zip(_FIGURES, figures, strict=True):
                    row |= figure_values(name, figure)
                piece = _bounded(self._equal_counts)[figures] = CountsPiece(
                    Piece.of("incident", row), tuple(harm(row).values())
                )
            known = _bounded(self._counts)[key] = figures, piece
        return known[1]

    def stated(self, kind: str | None, said: Sequence[SaidPiece]) -> tuple[Any, ...]:
        """What follows from the statements that bear on an incident of a kind."""
        key = (kind, *map(id, said))
        known = self._stated.get(key)
        if known is None:
            follows = tuple(stated(kind, [each.brief for each in said]).values())
            known = _bounded(self._stated)[key] = said, follows
        return known[1]

    def _actor(self, each: ActorInRole) -> ActorPiece:
        known = self._names[Shelf.ACTORS][each.actor]
        return ActorPiece(each, (known.id, each.role.value), (known.name, *known.names))

    def _saying(self, statement: Statement) -> SaidPiece:
        sources = self._names[Shelf.SOURCES]
        source = sources[statement.source]
        origin = None if statement.origin is None else sources[statement.origin]
        document = None if statement.document is None else self._names[Shelf.DOCUMENTS][statement.document]
        piece, brief = self._said_by(statement, source, origin, document)
        return SaidPiece(
            statement, piece, brief,
            tuple(name for each in (source, origin) if each is not None for name in (each.name, *each.names)),
            tuple(text for text in (statement.quote, statement.note, document and document.name) if text),
            tuple({each.field: each for each in statement.assertions}.values()),
        )  # fmt: skip

    def _said_by(
        self, statement: Statement, source: Known, origin: Known | None, document: Known | None
    ) -> tuple[Piece, Statement]:
        """The columns of a statement, and who says it. Many name their source and say no more."""
        brief = not (statement.quote or statement.note or statement.passage != _NO_PASSAGE)
        refs = {"source_id": source.id, "document_id": document and document.id, "origin_id": origin and origin.id}
        key = (*refs.values(), statement.stance, statement.credibility, statement.said_on)
        known = self._equal_said.get(key) if brief else None
        if known is None:
            back_to = None if origin is None else NamedRef(origin.name, origin.id)
            by = Statement(NamedRef(source.name, source.id), statement.stance, origin=back_to)
            known = Piece.of("statement", {**refs, **said_values(statement)}), by
            if brief:
                _bounded(self._equal_said)[key] = known
        return known


def _bounded(known: dict[Any, Any]) -> dict[Any, Any]:
    if len(known) > _MOST:
        known.clear()
    return known
