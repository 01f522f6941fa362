"""Who speaks, what the statement does, and whom it goes back to."""

from __future__ import annotations

from collections.abc import Iterator

from ascertain.domain.codes import Stance
from ascertain.domain.folding import fold
from ascertain.domain.messages import say
from ascertain.domain.proposals.cue_book import Cue
from ascertain.domain.proposals.proposal import ORIGIN, SOURCE, STANCE, Proposal
from ascertain.domain.proposals.scene import Mode, Scene
from ascertain.domain.proposals.speakers import Speaker, named_at

_BY_WEIGHT = (
    Stance.CLAIMS_RESPONSIBILITY,
    Stance.DENIES,
    Stance.THREATENS,
    Stance.ATTRIBUTES,
    Stance.CONFIRMS_IN_PART,
    Stance.CONFIRMS,
    Stance.NO_COMMENT,
    Stance.DECLINES_TO_ATTRIBUTE,
)
_MEDIA = frozenset({"outlet", "agency", "broadcaster", "channel"})
_SAYS_NOTHING = (Stance.NO_COMMENT, Stance.DECLINES_TO_ATTRIBUTE)


def who_says_it(scene: Scene, speaker: Speaker | None) -> Iterator[Proposal]:
    """Source, origin and stance."""
    stance = _find_stance(scene)
    if stance is not None:
        yield stance
    origin = _origin(scene, speaker)
    if speaker is not None:
        words = scene.quote(*speaker.around)
        publisher = scene.context.publisher
        if origin is None and publisher and _is_relay(scene, speaker) and fold(publisher) != fold(speaker.name):
            why = say("“{words}”: the document relays it.", words=words)
            yield scene.propose(ORIGIN, speaker.name, why, *speaker.around, certainty=speaker.certainty)
            why = say("“{words}”: the document's publisher relays it.", words=words)
            yield scene.propose(SOURCE, publisher, why, *speaker.around)
            return
        why = say("“{words}” says who speaks.", words=words)
        yield scene.propose(SOURCE, speaker.name, why, *speaker.around, certainty=speaker.certainty)
    if origin is not None:
        why = say("“{words}”: it goes back to another.", words=scene.quote(*origin.around))
        yield scene.propose(ORIGIN, origin.name, why, *origin.around, certainty=origin.certainty)


# ---- what the statement does


def _find_stance(scene: Scene) -> Proposal | None:
    """The weightiest of what its words do."""
    told = _stances(scene)
    for stance in _BY_WEIGHT:
        cue = told.get(stance)
        if cue is None or (stance is Stance.THREATENS and scene.has(Mode.EVENT)):
            continue
        if stance is Stance.DECLINES_TO_ATTRIBUTE and Stance.REPORTS in told:
            continue
        return _stance(scene, stance, cue)
    return _plain_stance(scene, told)


def _stances(scene: Scene) -> dict[Stance, Cue]:
    told: dict[Stance, Cue] = {}
    for category in ("speech", "told_by"):
        for cue in scene.of(category):
            stance = Stance(cue.value)
            if stance is Stance.REPORTS and scene.right_behind("infinitive", cue):
                continue
            if (stance in _SAYS_NOTHING or not scene.negated(cue)) and _counts(scene, cue):
                told.setdefault(stance, cue)
    if Stance.CONFIRMS in told and _in_part(scene, told[Stance.CONFIRMS]):
        told.setdefault(Stance.CONFIRMS_IN_PART, told.pop(Stance.CONFIRMS))
    for cue in scene.of("blame"):
        if scene.mode(cue) is not Mode.CONTEXT and not scene.negated(cue):
            told.setdefault(Stance.ATTRIBUTES, cue)
    silent = next((cue for cue in scene.of("silence", "declined.attributed_to") if _counts(scene, cue)), None)
    if silent is not None:
        told.setdefault(Stance.DECLINES_TO_ATTRIBUTE, silent)
    return told


def _plain_stance(scene: Scene, told: dict[Stance, Cue]) -> Proposal | None:
    """A stance that no verb names: a demand threatens, context gives context, any other speech reports."""
    if not scene.has(Mode.EVENT):
        for category, mode, stance in (
            ("demand", Mode.DEMAND, Stance.THREATENS),
            ("context", Mode.CONTEXT, Stance.GIVES_CONTEXT),
        ):
            found = next((each for each in scene.of(category) if scene.mode(each) is mode), None)
            if found is not None:
                return _stance(scene, stance, found)
    cue = told.get(Stance.REPORTS)
    if cue is None:
        cue = next((each for category in ("according", "citing") for each in scene.of(category)), None)
    return _stance(scene, Stance.REPORTS, cue) if cue is not None else None


def _counts(scene: Scene, cue: Cue) -> bool:
    """Whether the words speak of what the passage is about: beside an event, context does not."""
    return scene.mode(cue) is not Mode.CONTEXT or not scene.has(Mode.EVENT, Mode.THREAT, Mode.DENIAL)


def _in_part(scene: Scene, cue: Cue) -> bool:
    return any(scene.same_sentence(each.first, cue.first) for each in scene.of("in_part"))


def _stance(scene: Scene, stance: Stance, cue: Cue) -> Proposal:
    why = say("“{words}” is what the statement does.", words=scene.quote(cue.first, cue.last))
    return scene.propose(STANCE, stance.value, why, cue.first, cue.last)


# ---- whom it goes back to


def _origin(scene: Scene, speaker: Speaker | None) -> Speaker | None:
    for cue in scene.of("citing"):
        origin = named_at(scene, cue, after=True)
        if origin is not None and (speaker is None or fold(origin.name) != fold(speaker.name)):
            return origin
    return None


def _is_relay(scene: Scene, speaker: Speaker) -> bool:
    """Whether an outlet is quoted by the document: by its kind in the log, or by what it is called."""
    if speaker.entry is not None and speaker.entry.kind_code in _MEDIA:
        return True
    low, high = speaker.around
    return any(low - 4 <= each.first <= high + 4 and scene.same_sentence(each.first, low) for each in scene.of("media"))
