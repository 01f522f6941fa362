"""A passage as the rules see it: its words, the cues and names in it, and what each sentence does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Generic, Protocol, TypeVar

from ascertain.domain.messages import Message
from ascertain.domain.proposals.cue_book import Cue, CueBook
from ascertain.domain.proposals.known_names import Mention, NameKind
from ascertain.domain.proposals.proposal import Certainty, PlaceMention, Proposal, ProposalContext, TimePhrase
from ascertain.domain.proposals.words import Word, quote_of, read_words

_NEGATION_REACH = 5
_TELLING = ("attack", "outcome", "harm", "means", "silence", "kind")


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """What somebody else found in the passage, and the words that it covers."""

    what: T
    first: int
    last: int


class Mode(Enum):
    """What a sentence does."""

    EVENT = auto()
    DENIAL = auto()
    THREAT = auto()
    DEMAND = auto()
    CONTEXT = auto()
    NEUTRAL = auto()


@dataclass(frozen=True, slots=True)
class Scene:
    """What was read of a passage. `modes` stand by the number of the sentence."""

    text: str
    context: ProposalContext
    book: CueBook
    words: tuple[Word, ...]
    cues: tuple[Cue, ...]
    by_category: Mapping[str, tuple[Cue, ...]]
    mentions: tuple[Mention, ...]
    modes: tuple[Mode, ...]
    times: tuple[Found[TimePhrase], ...] = ()
    places: tuple[Found[PlaceMention], ...] = ()

    # ---- looking about

    def of(self, category: str, value: str | None = None) -> Iterator[Cue]:
        """The cues of a category, and of one value where it is named, in their order."""
        return (cue for cue in self.by_category.get(category, ()) if value in (None, cue.value))

    def mode(self, cue: Cue | Mention) -> Mode:
        """What the sentence does in which something stands."""
        return self.modes[self.words[cue.first].sentence]

    def told(self, category: str, *modes: Mode) -> Iterator[Cue]:
        """The cues of a category that are told of this event: in a sentence of these modes, and not negated."""
        wanted = modes or (Mode.EVENT,)
        return (cue for cue in self.of(category) if self.mode(cue) in wanted and not self.negated(cue))

    def names(self, kind: NameKind) -> Iterator[Mention]:
        """The entries of one kind that are named, in their order."""
        return (each for each in self.mentions if each.entry.kind is kind)

    def has(self, *modes: Mode) -> bool:
        """Whether a sentence has one of these modes."""
        return any(mode in modes for mode in self.modes)

    def negated(self, cue: Cue) -> bool:
        """Whether a word that negates stands before it in its clause (or behind it, where the language does so)."""
        unclaimed = self.of("silence", "explicit_zero.claimed_by")
        if cue.category == "speech" and any(each.first <= cue.first <= each.last for each in unclaimed):
            return True
        return any(self._negates(negation, cue) for negation in self.of("negation"))

    def _negates(self, negation: Cue, cue: Cue) -> bool:
        """Whether it does. "Without" takes its noun alone; and what a silence denies ends with the silence."""
        if not self.same_clause(negation.first, cue.first):
            return False
        if negation.value == "after":
            return 0 < negation.first - cue.last <= _NEGATION_REACH
        if not 0 < cue.first - negation.last <= _NEGATION_REACH:
            return False
        if negation.value == "without" and cue.category != "harm":
            return False
        if any(negation.last < each.first < cue.first for each in self.of("subordinate")):
            return False
        if any(each.first <= negation.first <= each.last < cue.first for each in self.of("silence")):
            return False
        if cue.category == "means" and any(
            each.first <= negation.first and cue.last <= each.last for each in self.of("silence")
        ):
            # `did not say how many drones`: there were some.
            return False
        return not any(each.first <= negation.first <= each.last for each in self.of("not_negation"))

    def right_behind(self, category: str, cue: Cue) -> bool:
        """Whether a cue of a category stands right before this one: `to say`, `was reported`."""
        return any(each.last == cue.first - 1 for each in self.of(category))

    def same_clause(self, one: int, other: int) -> bool:
        """Whether two words stand in one clause."""
        return self.words[one].clause == self.words[other].clause

    def same_sentence(self, one: int, other: int) -> bool:
        """Whether two words stand in one sentence."""
        return self.words[one].sentence == self.words[other].sentence

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where words stand in the passage."""
        return self.words[first].start, self.words[last].end

    def quote(self, first: int, last: int) -> str:
        """Some words as they are cited."""
        return quote_of(self.text, *self.span(first, last))

    def words_in(self, start: int, end: int) -> tuple[int, int] | None:
        """The first and the last word that lie within two places of the passage."""
        inside = [at for at, word in enumerate(self.words) if word.start >= start and word.end <= end]
        return (inside[0], inside[-1]) if inside else None

    # ---- proposing

    def propose(
        self,
        field: str,
        value: str,
        why: Message,
        first: int,
        last: int,
        certainty: Certainty = Certainty.STRONG,
    ) -> Proposal:
        """A value that the words from `first` to `last` give."""
        start, end = self.span(first, last)
        return Proposal(field, value, why, start, end, certainty=certainty)


def read_scene(passage: str, context: ProposalContext, book: CueBook) -> Scene:
    """Read a passage with the words of one language."""
    words = read_words(passage, book.prefixes, book.breaks)
    cues = tuple(book.find(words))
    masked = [cue for cue in cues if cue.category == "not_weapon"]
    cues = tuple(cue for cue in cues if cue.category != "means" or not any(_overlap(cue, each) for each in masked))
    mentions = tuple(context.names.find(words))
    by_category: dict[str, list[Cue]] = {}
    for cue in cues:
        by_category.setdefault(cue.category, []).append(cue)
    sorted_out = {category: tuple(each) for category, each in by_category.items()}
    bare = Scene(passage, context, book, words, cues, sorted_out, mentions, ())
    count = words[-1].sentence + 1 if words else 0
    modes = tuple(_mode(bare, number) for number in range(count))
    times = tuple(_placed(bare, context.find_times(passage))) if words else ()
    places = tuple(_placed(bare, context.find_places(passage))) if words else ()
    return replace(bare, modes=modes, times=times, places=places)


class _Span(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=_Span)


def _placed(scene: Scene, found: Iterable[S]) -> Iterator[Found[S]]:
    """What was found, with the words that it covers; what covers none is left out."""
    for each in found:
        inside = scene.words_in(each.start, each.end)
        if inside is not None:
            yield Found(each, *inside)


def _mode(scene: Scene, sentence: int) -> Mode:
    """What a sentence does. A trend is a trend whatever it tells of; a finite event outweighs a threat beside it."""
    here = [cue for cue in scene.cues if scene.words[cue.first].sentence == sentence]

    def has(category: str, value: str | None = None) -> bool:
        return any(cue.category == category and value in (None, cue.value) and not scene.negated(cue) for cue in here)

    happened = any(_happened(scene, cue) for cue in here)
    if has("context", "trend") or (has("blame") and has("context", "earlier")):
        return Mode.CONTEXT
    if has("speech", "denies"):
        return Mode.DENIAL
    if has("speech", "claims_responsibility") or has("told_by", "claims_responsibility"):
        return Mode.EVENT
    if has("speech", "threatens") and not happened:
        return Mode.THREAT
    if has("demand") and not happened:
        return Mode.DEMAND
    if happened or any(cue.category in _TELLING for cue in here):
        return Mode.EVENT
    return Mode.CONTEXT if has("context") else Mode.NEUTRAL


def _happened(scene: Scene, cue: Cue) -> bool:
    """Whether a cue tells of something done: a finite verb that is neither negated nor a mere possibility."""
    if cue.category not in ("deed", "outcome", "harm") or scene.negated(cue):
        return False
    return not any(
        0 < cue.first - each.last <= 3 and scene.same_clause(each.last, cue.first) for each in scene.of("modal")
    )


def _overlap(one: Cue, other: Cue) -> bool:
    return one.first <= other.last and other.first <= one.last
