"""Proposals from a passage, with what the open log knows: its names, its code lists, its gazetteer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from ascertain import resources
from ascertain.app.notices import LogChanged, Notices

if TYPE_CHECKING:
    from ascertain.app.log_gazetteer import LogGazetteer
    from ascertain.app.queries import Queries
    from ascertain.domain.proposals import CueBook, NameIndex, PlaceMention, Proposal
    from ascertain.domain.vocabulary import Vocabularies

_MOST = 20_000
"""Entries of each shelf that are looked for in a passage."""
_NAMED = frozenset(("source", "actor", "place", "source_name", "actor_name", "place_name"))
"""The tables that names are read from."""
_OPEN_LISTS = ("means", "kind", "outcome")


@dataclass(frozen=True, slots=True)
class PassageBeside:
    """What is known of a passage from where it stands: the day of publication, the time zone, and the document's
    language (BCP 47) and publisher."""

    anchor: date | None = None
    zone: str = "UTC"
    language: str = ""
    publisher: str = ""


class LogProposals:
    """Reads passages. The index of names is kept until the library changes. Light: what is heavy loads when asked.

    Ask on a reader lane: `asker.ask(lambda queries: session.proposals.read(queries, passage, beside), show)`.
    """

    def __init__(self, notices: Notices, gazetteer: LogGazetteer, vocabularies: Vocabularies) -> None:
        self._gazetteer, self._vocabularies = gazetteer, vocabularies
        self._lock = Lock()
        self._stamp = 0
        self._made: tuple[int, NameIndex] | None = None
        notices.subscribe(self._look_again)

    def read(self, queries: Queries, passage: str, beside: PassageBeside | None = None) -> tuple[Proposal, ...]:
        """What a passage proposes, each with its reason. Nothing leaves the computer."""
        from ascertain.app.calendars import KnownCalendars
        from ascertain.domain.proposals import ProposalContext, propose
        from ascertain.domain.time_finding import find_times

        told = beside or PassageBeside()
        gazetteer = self._gazetteer.of(queries)

        def find_places(text: str) -> list[PlaceMention]:
            from ascertain.domain.proposals import PlaceMention

            found = ((each, each.candidates[0].place) for each in gazetteer.find_in(text))
            return [
                PlaceMention(each.start, each.end, place.name, place.kind, place if place.id is None else None)
                for each, place in found
            ]

        context = ProposalContext(
            shipped_books(),
            self._names(queries),
            told.anchor,
            told.zone,
            told.language,
            told.publisher,
            find_times,
            find_places,
            {name: frozenset(code.key for code in self._vocabularies[name].current()) for name in _OPEN_LISTS},
            KnownCalendars(),
        )
        return propose(passage, context)

    def _names(self, queries: Queries) -> NameIndex:
        from ascertain.domain.proposals import index_names

        with self._lock:
            stamp, made = self._stamp, self._made
        if made is not None and made[0] == stamp:
            return made[1]
        names = queries.known_names(_MOST)
        index = index_names(names) if made is None else made[1].renewed(names)
        with self._lock:
            if self._stamp == stamp:
                self._made = (stamp, index)
        return index

    def _look_again(self, notice: LogChanged) -> None:
        if not _NAMED.isdisjoint(notice.tables):
            with self._lock:
                self._stamp += 1


@cache
def shipped_books() -> dict[str, CueBook]:
    """The words of each language, by its key. Raises `UnreadableCues` or `resources.MissingResource`."""
    import tomllib

    from ascertain.domain.proposals import read_book

    names = resources.names("cues", ".toml")
    return {name.removesuffix(".toml"): read_book(tomllib.loads(resources.text("cues", name))) for name in names}
