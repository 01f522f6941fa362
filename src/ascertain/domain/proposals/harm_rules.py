"""Who was killed and injured: counts by side, none, and not known."""

from __future__ import annotations

from collections.abc import Iterator

from ascertain.domain.codes import AssertionState
from ascertain.domain.figure import Figure
from ascertain.domain.messages import Message, say
from ascertain.domain.proposals.counting import Count, count_at, number_at
from ascertain.domain.proposals.cue_book import Cue
from ascertain.domain.proposals.proposal import Certainty, Proposal
from ascertain.domain.proposals.scene import Mode, Scene

_SIDES = ("attacker", "target_force", "civilian", "unknown")
_REACH = 6


def harm_done(scene: Scene) -> Iterator[Proposal]:
    """The casualties that the passage tells of, each field once."""
    given: set[str] = set()
    for proposal in _all(scene):
        if proposal.field not in given:
            given.add(proposal.field)
            yield proposal


def _all(scene: Scene) -> Iterator[Proposal]:
    silent = [cue for cue in scene.of("silence") if cue.value.partition(".")[2] in ("harm", "killed", "injured")]
    for cue in scene.of("harm"):
        told = scene.mode(cue) is Mode.EVENT and not _left_open(scene, cue)
        if not told or any(_silenced(scene, each, cue) for each in silent):
            continue
        if _is_none(scene, cue):
            yield from _none(scene, cue)
        else:
            yield from _counted(scene, cue)


def _left_open(scene: Scene, cue: Cue) -> bool:
    """Whether it is asked rather than told: `whether anyone was hurt`."""
    return any(
        0 < cue.first - each.last <= 4 and scene.same_clause(each.last, cue.first) for each in scene.of("whether")
    )


def _silenced(scene: Scene, silence: Cue, cue: Cue) -> bool:
    """Whether the word of harm belongs to a silence: within it, or shortly behind it."""
    return scene.same_clause(silence.last, cue.first) and silence.first <= cue.first <= silence.last + 4


def _fields(value: str, side: str) -> tuple[str, ...]:
    kinds = ("killed", "injured") if value == "both" else (value,)
    return tuple(f"{kind}_{side}" for kind in kinds)


def _is_none(scene: Scene, cue: Cue) -> bool:
    return scene.negated(cue) or any(
        abs(each.first - cue.first) <= _REACH and scene.same_clause(each.first, cue.first) for each in scene.of("none")
    )


def _none(scene: Scene, cue: Cue) -> Iterator[Proposal]:
    clause = [at for at in range(len(scene.words)) if scene.same_clause(at, cue.first)]
    first = max(min(clause), cue.first - _REACH)
    side = _side(scene, first, min(max(clause), cue.last + 2)) or "unknown"
    negations = [each for each in (*scene.of("negation"), *scene.of("none")) if first <= each.first <= max(clause)]
    begin = min((each.first for each in negations), default=cue.first)
    end = max((each.last for each in negations), default=cue.last)
    first, last = min(begin, cue.first), max(end, cue.last)
    why = say("“{words}” says that there were none.", words=scene.quote(first, last))
    start, stop = scene.span(first, last)
    for field in _fields(cue.value, side):
        yield Proposal(field, "0", why, start, stop, AssertionState.EXPLICIT_ZERO)


def _counted(scene: Scene, cue: Cue) -> Iterator[Proposal]:
    dual = next((each for each in scene.of("people_dual") if _within(scene, cue, each.first)), None)
    count = _count_near(scene, cue)
    if count is None and dual is not None:
        count = Count(Figure.exactly(2), dual.first, dual.last)
    if count is None:
        count = _single(scene, cue)
    if count is None or cue.value == "both":
        return
    first, last = min(count.first, cue.first), max(count.last, cue.last)
    side = _side(scene, count.first, count.last + 3)
    if side is None and dual is not None:
        side = dual.value
    certainty = Certainty.STRONG if side not in (None, "unknown") else Certainty.WEAK
    for field in _fields(cue.value, side or "unknown"):
        yield scene.propose(field, count.text, _why(scene, first, last, side), first, last, certainty)


def _why(scene: Scene, first: int, last: int, side: str | None) -> Message:
    words = scene.quote(first, last)
    if side in (None, "unknown"):
        return say("“{words}”: a count; whose side they were on is not said.", words=words)
    return say("“{words}”: a count, and whose side they were on.", words=words)


def _within(scene: Scene, cue: Cue, at: int) -> bool:
    return scene.same_clause(at, cue.first) and abs(at - cue.first) <= _REACH


def _count_near(scene: Scene, cue: Cue) -> Count | None:
    """The number that belongs to the word: right behind it, else before it, else somewhat behind it; never past
    another word of harm, nor one that counts something else."""
    after = range(cue.last + 1, min(len(scene.words), cue.last + 1 + _REACH))
    before = range(cue.first - 1, max(-1, cue.first - 1 - _REACH), -1)
    near, far = after[:2], after[2:4]
    for places in (before, near, far) if scene.book.verb_last else (near, before, far):
        for at in places:
            low, high = min(at, cue.first), max(at, cue.last)
            other = any(low <= each.first and each.last <= high for each in scene.of("harm") if each is not cue)
            if not scene.same_clause(at, cue.first) or other:
                break
            if number_at(scene, at) is not None and not _counts_other(scene, at):
                return count_at(scene, at)
    return None


def _counts_other(scene: Scene, at: int) -> bool:
    """Whether the number counts weapons, attacks, hours or money rather than people."""
    return any(
        0 < each.first - at <= 2 and scene.same_clause(at, each.first) and not _people_between(scene, at, each.first)
        for category in ("means", "attack", "unit", "dual")
        for each in scene.of(category)
    ) or any(each.first <= at <= each.last for each in scene.of("span"))


def _people_between(scene: Scene, at: int, other: int) -> bool:
    return any(at < each.first < other for each in scene.of("people"))


def _single(scene: Scene, cue: Cue) -> Count | None:
    """`a soldier was killed`: one of a kind of people, named in the singular with an article."""
    for each in scene.of("person"):
        before = each.first - 1
        if _within(scene, cue, each.first) and before >= 0 and scene.words[before].text in scene.book.articles:
            return Count(Figure.exactly(1), before, each.last)
        if scene.book.bare_singular and _within(scene, cue, each.first) and abs(each.first - cue.last) == 1:
            return Count(Figure.exactly(1), each.first, each.last)
    return None


def _side(scene: Scene, first: int, last: int) -> str | None:
    """The side of the people named within some words; the first that are."""
    for category in ("people", "people_dual", "person"):
        for each in scene.of(category):
            if first <= each.first <= last and each.value in _SIDES:
                return each.value
    return None
