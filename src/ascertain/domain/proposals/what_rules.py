"""What happened: the means, how many, what became of them, the type of event, and whether one number stands for
several events."""

from __future__ import annotations

from collections.abc import Iterator

from ascertain.domain.figure import Figure
from ascertain.domain.messages import say
from ascertain.domain.proposals.counting import Count, count_at, number_at
from ascertain.domain.proposals.cue_book import Cue
from ascertain.domain.proposals.proposal import Certainty, Proposal
from ascertain.domain.proposals.scene import Mode, Scene

KIND_OF_MEANS = {
    "uas_one_way": "air_drone_strike",
    "uas_armed": "air_drone_strike",
    "uas_unknown": "air_drone_strike",
    "ballistic": "shelling_artillery_missile",
    "cruise": "shelling_artillery_missile",
    "missile_unknown": "shelling_artillery_missile",
    "rocket": "shelling_artillery_missile",
    "mortar": "shelling_artillery_missile",
    "ied": "remote_explosive",
    "small_arms": "armed_clash",
}
"""The type of event (after ACLED's sub-event types) that a weapon usually makes."""

_GENERAL = frozenset({"uas_unknown", "missile_unknown"})
_NEAR = 3
_COUNTED = ("counts_on", "people", "person", "people_dual", "attack", "harm")
"""What a number before it counts, rather than the weapons behind."""


def what_happened(scene: Scene) -> Iterator[Proposal]:
    """Means, munitions, outcome, type and aggregate of the event."""
    means = _means(scene)
    if means is not None:
        cue, certainty = means
        why = say("“{words}” names the weapon.", words=scene.quote(cue.first, cue.last))
        yield scene.propose("means", cue.value, why, cue.first, cue.last, certainty)
    munitions = _munitions(scene)
    if munitions is not None:
        yield munitions
    yield from _outcome(scene)
    yield from _kind(scene, means[0] if means is not None else None)
    yield from _aggregate(scene, munitions is not None)


def _means(scene: Scene) -> tuple[Cue, Certainty] | None:
    """The weapon that is named most closely; where several are, the first one, and that is uncertain."""
    told = [cue for cue in scene.told("means") if scene.context.offers("means", cue.value)]
    if not told:
        return None
    exact = [cue for cue in told if cue.value not in _GENERAL] or told
    families = {KIND_OF_MEANS.get(cue.value, "") + cue.value[:3] for cue in told}
    chosen = exact[0] if len(families) == 1 else told[0]
    if len(families) > 1:
        chosen = next((cue for cue in exact if _family(cue) == _family(chosen)), chosen)
    return chosen, Certainty.STRONG if len(families) == 1 else Certainty.WEAK


def _family(cue: Cue) -> str:
    return KIND_OF_MEANS.get(cue.value, "") + cue.value[:3]


def _munitions(scene: Scene) -> Proposal | None:
    """How many weapons: a number before one, or its dual; a single one where an article says so and no attack
    follows."""
    several: Proposal | None = None
    for cue in scene.told("means"):
        for dual in scene.of("dual"):
            if dual.first <= cue.first and cue.first <= dual.last:
                why = say("“{words}”: the form of two.", words=scene.quote(dual.first, cue.last))
                return scene.propose("munitions", "2", why, dual.first, max(dual.last, cue.last))
        count = _count_before(scene, cue) or _count_after(scene, cue)
        if count is not None and not _counts_attacks(scene, cue):
            first, last = min(count.first, cue.first), max(count.last, cue.last)
            why = say("“{words}”: a number of weapons.", words=scene.quote(first, last))
            return scene.propose("munitions", count.text, why, first, last)
        if several is None and _single(scene, cue):
            why = say("“{words}”: one, and no attack follows.", words=scene.quote(cue.first - 1, cue.last))
            several = scene.propose("munitions", "1", why, cue.first - 1, cue.last, Certainty.WEAK)
    return several


def _count_before(scene: Scene, cue: Cue) -> Count | None:
    """A number before the weapon, with no more than two words between that describe it."""
    for at in range(cue.first - 1, max(-1, cue.first - 1 - _NEAR), -1):
        if not scene.same_clause(at, cue.first):
            return None
        if number_at(scene, at) is not None:
            return count_at(scene, at)
        if any(_stands_at(scene, category, at) for category in _COUNTED):
            return None
    return None


def _stands_at(scene: Scene, category: str, at: int) -> bool:
    return any(each.first <= at <= each.last for each in scene.of(category))


def _count_after(scene: Scene, cue: Cue) -> Count | None:
    """A number right behind the weapon, where the language puts "one" there."""
    at = cue.last + 1
    if not scene.book.one_follows or at >= len(scene.words) or not scene.same_clause(cue.last, at):
        return None
    return count_at(scene, at) if number_at(scene, at) == 1 else None


def _counts_attacks(scene: Scene, cue: Cue) -> bool:
    """Whether it is attacks that are counted: `two drone attacks`."""
    return any(each.first == cue.last + 1 and scene.same_clause(cue.last, each.first) for each in scene.of("attack"))


def _single(scene: Scene, cue: Cue) -> bool:
    before = cue.first - 1
    if before < 0 or not scene.same_clause(before, cue.first):
        return False
    one = scene.words[before].text in scene.book.articles
    plural = any(each.first <= cue.last <= each.last for each in scene.of("plural"))
    return one and not plural and not _counts_attacks(scene, cue)


def _outcome(scene: Scene) -> Iterator[Proposal]:
    told = [cue for cue in scene.told("outcome") if scene.context.offers("outcome", cue.value)]
    told = [cue for cue in told if not _possible(scene, cue)]
    if not told:
        return
    first = told[0]
    certainty = Certainty.STRONG if len({cue.value for cue in told}) == 1 else Certainty.WEAK
    why = say("“{words}” says what became of it.", words=scene.quote(first.first, first.last))
    yield scene.propose("outcome", first.value, why, first.first, first.last, certainty)


def _possible(scene: Scene, cue: Cue) -> bool:
    return any(0 < cue.first - each.last <= 3 and scene.same_clause(each.last, cue.first) for each in scene.of("modal"))


def _kind(scene: Scene, means: Cue | None) -> Iterator[Proposal]:
    offers = scene.context.offers
    named = next((cue for cue in scene.told("kind") if offers("kind", cue.value)), None)
    if named is not None:
        why = say("“{words}” names this type of event.", words=scene.quote(named.first, named.last))
        yield scene.propose("kind", named.value, why, named.first, named.last)
        return
    if means is not None and offers("kind", KIND_OF_MEANS.get(means.value, "")) and means.value in KIND_OF_MEANS:
        why = say("“{words}”: the type follows from the weapon.", words=scene.quote(means.first, means.last))
        yield scene.propose("kind", KIND_OF_MEANS[means.value], why, means.first, means.last)
        return
    if scene.has(Mode.EVENT, Mode.DENIAL):
        return
    for mode, kind, category, why in (
        (Mode.THREAT, "threat", "speech", say("It threatens; it tells of no attack.")),
        (Mode.DEMAND, "demand", "demand", say("It demands; it tells of no attack.")),
        (Mode.CONTEXT, "context", "context", say("It tells of how things are or were, not of one event.")),
    ):
        cue = next((each for each in scene.of(category) if scene.mode(each) is mode), None)
        if cue is not None and offers("kind", kind):
            yield scene.propose("kind", kind, why, cue.first, cue.last)
            return


def _aggregate(scene: Scene, counted: bool) -> Iterator[Proposal]:
    """Several attacks told as one number, or several weapons within a span of time."""
    for cue in scene.told("attack"):
        at = _number_of_attacks(scene, cue) if cue.value == "several" else None
        if at is not None:
            why = say("“{words}”: several attacks in one number.", words=scene.quote(at, cue.last))
            yield scene.propose("is_aggregate", "yes", why, at, cue.last)
            return
    span = next(iter(scene.told("span")), None)
    if span is None or not counted:
        return
    for cue in scene.told("means"):
        count = _count_before(scene, cue)
        if count is not None and count.figure != Figure.exactly(1) and scene.same_sentence(cue.first, span.first):
            why = say(
                "“{words}” within “{span}”: one number for what may be several events.",
                words=scene.quote(count.first, cue.last),
                span=scene.quote(span.first, span.last),
            )
            yield scene.propose("is_aggregate", "yes", why, count.first, cue.last)
            return


def _number_of_attacks(scene: Scene, cue: Cue) -> int | None:
    """Where a number of two or more stands before attacks, with nothing between that it counts instead."""
    for at in range(cue.first - 1, max(-1, cue.first - 5), -1):
        between = ("people", "person", "people_dual", "counts_on", "harm", "oblique", "outcome")
        if not scene.same_clause(at, cue.first) or any(_stands_at(scene, category, at) for category in between):
            return None
        number = number_at(scene, at)
        if number is not None:
            return at if number > 1 else None
    return None
