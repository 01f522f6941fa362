"""What is proposed from a passage, and what the rules are told beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from ascertain.domain.codes import AssertionState
from ascertain.domain.messages import Message
from ascertain.domain.records import Place
from ascertain.domain.times.reckoning import Calendars

if TYPE_CHECKING:
    from ascertain.domain.proposals.cue_book import CueBook
    from ascertain.domain.proposals.known_names import NameIndex

SOURCE, ORIGIN, STANCE, SAID_ON = "source", "origin", "stance", "said_on"
STATEMENT_FIELDS = (SOURCE, STANCE, ORIGIN, SAID_ON)
"""What is proposed of the statement itself; every other field is one of `domain.fields`."""


class Certainty(StrEnum):
    """How much a rule stands on: its words leave little else to be meant, or they often mean it."""

    STRONG = "strong"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One value that a passage gives for one field.

    `field` is a key of `domain.fields` or of `STATEMENT_FIELDS`; `value` what would be typed into its box: a code, a
    count, a name, a phrase, a day as `2023-10-18`; empty for a state without a value. `start` and `end` are the words
    of the passage that it stands on. `place`: what is known of a place that the log does not have.
    """

    field: str
    value: str
    why: Message
    start: int
    end: int
    state: AssertionState = AssertionState.VALUE
    certainty: Certainty = Certainty.STRONG
    place: Place | None = None


class TimePhrase(Protocol):
    """A phrase of a text that names a time."""

    @property
    def start(self) -> int:
        """Where it begins."""
        ...

    @property
    def end(self) -> int:
        """Where it ends."""
        ...

    @property
    def phrase(self) -> str:
        """The phrase as it is typed into the box of the time."""
        ...


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a text: the name that the log or the gazetteer has for it, and its kind (`place_kind`). `place`
    is what is known of one that the log does not have."""

    start: int
    end: int
    name: str
    kind: str | None = None
    place: Place | None = None


def _no_times(text: str) -> Sequence[TimePhrase]:
    del text
    return ()


def _no_places(text: str) -> Sequence[PlaceMention]:
    del text
    return ()


@dataclass(frozen=True, slots=True)
class ProposalContext:
    """What is known beside the passage.

    `books`: the words of each language, by its BCP 47 key. `names`: the actors, sources and places of the log. `anchor`
    is the day of publication; `language` and `publisher` those of the document. `codes`: the codes that each open code
    list offers; a list that is not named offers any.
    """

    books: Mapping[str, CueBook]
    names: NameIndex
    anchor: date | None = None
    zone: str = "UTC"
    language: str = ""
    publisher: str = ""
    find_times: Callable[[str], Sequence[TimePhrase]] = _no_times
    find_places: Callable[[str], Sequence[PlaceMention]] = _no_places
    codes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    calendars: Calendars | None = None

    def offers(self, vocabulary: str, code: str) -> bool:
        """Whether a code can be proposed: the user's own lists may lack it."""
        return vocabulary not in self.codes or code in self.codes[vocabulary]
