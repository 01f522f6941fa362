"""Where and when: the place named most closely and how narrowly, the phrase of the time, and the day it was said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ascertain.domain.codes import WherePrecision
from ascertain.domain.gazetteer import proposed_precision
from ascertain.domain.messages import say
from ascertain.domain.proposals.cue_book import Cue
from ascertain.domain.proposals.known_names import NameKind
from ascertain.domain.proposals.proposal import SAID_ON, Certainty, Proposal, TimePhrase
from ascertain.domain.proposals.scene import Mode, Scene
from ascertain.domain.proposals.speakers import Speaker
from ascertain.domain.records import Place
from ascertain.domain.reported_time import local_days, read_time

_RANKS = {
    "country": 1, "sea": 2, "area": 2, "province": 3, "district": 4, "other": 5, None: 5, "town": 6, "village": 6,
    "road": 6, "port": 7, "crossing": 7, "facility": 8, "airport": 8, "base": 9,
}  # fmt: skip
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class _Place:
    name: str
    kind: str | None
    first: int
    last: int
    known: bool
    place: Place | None = None


def where_and_when(scene: Scene, speaker: Speaker | None) -> Iterator[Proposal]:
    """Place, its precision, time, and the day of the statement."""
    place = _place(scene, speaker)
    if place is not None:
        words = scene.quote(place.first, place.last)
        why = (
            say("“{words}”: a place of the log.", words=words)
            if place.known
            else say("“{words}”: a place of the gazetteer.", words=words)
        )
        certainty = Certainty.STRONG if place.known else Certainty.WEAK
        proposal = scene.propose("place", place.name, why, place.first, place.last, certainty)
        yield replace(proposal, place=place.place)
        yield from _precision(scene, place)
    yield from _times(scene)


# ---- where


def _place(scene: Scene, speaker: Speaker | None) -> _Place | None:
    modes = _telling(scene)
    found = [each for each in _places(scene) if scene.modes[scene.words[each.first].sentence] in modes]
    found = [each for each in found if not _aside(scene, each, speaker)]
    if not found:
        return None
    return min(found, key=lambda each: (-_RANKS.get(each.kind, 5), not each.known, each.first))


def _telling(scene: Scene) -> tuple[Mode, ...]:
    """The sentences that tell where and when: those of the event, else those that tell nothing else."""
    if scene.has(Mode.EVENT, Mode.DENIAL):
        return (Mode.EVENT, Mode.DENIAL, Mode.NEUTRAL)
    if scene.has(Mode.THREAT, Mode.DEMAND):
        return (Mode.THREAT, Mode.DEMAND, Mode.NEUTRAL)
    return (Mode.NEUTRAL,) if not scene.has(Mode.CONTEXT) else ()


def _places(scene: Scene) -> Iterator[_Place]:
    own = [
        _Place(each.entry.name, each.entry.kind_code, each.first, each.last, True)
        for each in scene.names(NameKind.PLACE)
    ]
    yield from own
    taken = {at for each in own for at in range(each.first, each.last + 1)}
    for found in scene.places:
        if not taken & set(range(found.first, found.last + 1)):
            what = found.what
            yield _Place(what.name, what.kind, found.first, found.last, False, what.place)


def _aside(scene: Scene, place: _Place, speaker: Speaker | None) -> bool:
    """Whether a place is named for something else: as a part of a name, as a border, as whom somebody is close to."""
    if speaker is not None and speaker.first <= place.first <= speaker.last:
        return True
    for mention in scene.mentions:
        if mention.entry.kind is NameKind.PLACE:
            continue
        longer = mention.last - mention.first > place.last - place.first
        if longer and mention.first <= place.first and place.last <= mention.last:
            return True
    for category, reach in (("border", 4), ("affinity", 3)):
        for cue in scene.of(category):
            if 0 < place.first - cue.last <= reach and scene.same_clause(cue.last, place.first):
                return True
    return any(
        cue.first - place.last == 1 and scene.same_clause(cue.first, place.last) for cue in scene.of("speaker_noun")
    )


def _precision(scene: Scene, place: _Place) -> Iterator[Proposal]:
    near = next(
        (
            cue
            for cue in scene.of("near")
            if 0 < place.first - cue.last <= 4 and scene.same_clause(cue.last, place.first)
        ),
        None,
    )
    narrow = proposed_precision(Place(place.name, kind=place.kind))
    code = narrow.value if narrow is not None else ""
    if near is not None and code in ("", WherePrecision.EXACT):
        why = say("“{words}”: near the place, not at it.", words=scene.quote(near.first, place.last))
        yield scene.propose("where_precision", WherePrecision.NEAR.value, why, near.first, place.last)
        return
    if not code:
        return
    why = say("“{words}”: what kind of place it is.", words=scene.quote(place.first, place.last))
    certainty = Certainty.WEAK if code == WherePrecision.EXACT else Certainty.STRONG
    yield scene.propose("where_precision", code, why, place.first, place.last, certainty)


# ---- when


def _times(scene: Scene) -> Iterator[Proposal]:
    modes = _telling(scene)
    here = [each for each in scene.times if scene.modes[scene.words[each.first].sentence] in modes]
    said = next((each for each in here if _of_saying(scene, each.first, each.last)), None)
    told = next((each for each in here if not _of_saying(scene, each.first, each.last)), None)
    if told is not None:
        why = say("“{words}”: the time as the passage has it.", words=scene.quote(told.first, told.last))
        yield scene.propose("t_from", told.what.phrase, why, told.first, told.last)
    if said is not None:
        yield from _said_on(scene, said.what, said.first, said.last)


def _of_saying(scene: Scene, first: int, last: int) -> bool:
    """Whether a time is that of the speaking: right beside the verb of speech."""
    for category in ("speech", "statement_noun", "told_by"):
        for cue in scene.of(category):
            behind = scene.same_clause(cue.last, first) and 0 < first - cue.last <= 2 + _named_between(
                scene, cue, first
            )
            before = cue.first - last == 1 and scene.same_clause(cue.first, last)
            if (behind or before) and not _deed_between(scene, cue.last, first):
                return True
    return False


def _named_between(scene: Scene, cue: Cue, at: int) -> int:
    """How many words of names stand between: `told Reuters on Wednesday`."""
    inside = (each for each in scene.mentions if cue.last < each.first and each.last < at)
    return next((each.last - each.first + 1 for each in inside), 0)


def _deed_between(scene: Scene, low: int, high: int) -> bool:
    return any(low < each.first < high for category in ("deed", "attack", "that") for each in scene.of(category))


def _said_on(scene: Scene, phrase: TimePhrase, first: int, last: int) -> Iterator[Proposal]:
    """The day on which it was said, where the phrase is one day; the box takes a day, not a phrase."""
    read = read_time(phrase.phrase, scene.context.anchor, scene.context.zone, scene.context.calendars)
    if read.t_from is None or read.t_to is None or not 0 < read.t_to - read.t_from <= _DAY + 3600:
        return
    day = _local_day(read.t_from, scene.context.zone)
    if day:
        why = say("“{words}”: when it was said.", words=scene.quote(first, last))
        yield scene.propose(SAID_ON, day, why, first, last)


def _local_day(instant: int, zone: str) -> str:
    number, _ = local_days(instant, None, zone)
    try:
        return (date(1970, 1, 1) + timedelta(days=number)).isoformat() if number is not None else ""
    except OverflowError:
        return ""
