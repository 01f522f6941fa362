"""Actors that the log knows, in the part that the words give them. A claim never makes an attribution."""

from __future__ import annotations

from collections.abc import Iterator

from ascertain.domain.codes import Role, Stance
from ascertain.domain.folding import fold
from ascertain.domain.messages import say
from ascertain.domain.proposals.cue_book import Cue
from ascertain.domain.proposals.known_names import KnownName, Mention, NameKind
from ascertain.domain.proposals.proposal import Certainty, Proposal
from ascertain.domain.proposals.scene import Mode, Scene
from ascertain.domain.proposals.speakers import Speaker

_REACH = {"after": 9, "before": 6, "beside": 1}
"""How far an actor may stand from the words that give its part: behind them, before them, right before them."""
_ROLES = (Role.TARGET, Role.INTERCEPTOR, Role.HOST)
_BELONGS = ("speech", "blame", "by", "according", "interceptor", "affinity")


def who_is_in_it(scene: Scene, speaker: Speaker | None) -> Iterator[Proposal]:
    """Claimed by, target, host, intercepted by, and whom the statement holds responsible."""
    yield from _claimed_by(scene, speaker)
    blamed = list(_blamed(scene, speaker))
    given = {(Role.TARGET.value, each.value) for each in blamed}
    yield from blamed
    for proposal in _beside(scene, speaker):
        if (proposal.field, proposal.value) not in given:
            given.add((proposal.field, proposal.value))
            yield proposal


def _claimed_by(scene: Scene, speaker: Speaker | None) -> Iterator[Proposal]:
    """Who claims it, where the log knows the actor: itself, or the one that the source speaks for."""
    if speaker is None or speaker.entry is None:
        return
    cue = speaker.cue
    if cue.value != Stance.CLAIMS_RESPONSIBILITY or scene.mode(cue) is not Mode.EVENT:
        return
    name = _actor_name(scene, speaker, speaker.entry)
    if name:
        why = say("“{words}”: it says so of itself.", words=scene.quote(*speaker.around))
        yield scene.propose(Role.CLAIMED_BY.value, name, why, *speaker.around)


def _actor_name(scene: Scene, speaker: Speaker, entry: KnownName) -> str:
    if entry.kind is NameKind.ACTOR:
        return entry.name
    same = (each for each in scene.names(NameKind.ACTOR) if each.first <= speaker.last and speaker.first <= each.last)
    return next((each.entry.name for each in same), entry.speaks_for)


def _beside(scene: Scene, speaker: Speaker | None) -> Iterator[Proposal]:
    """The actors that stand behind or before words such as "attack on", "shot down by"."""
    modes = (Mode.EVENT, Mode.DENIAL) if scene.has(Mode.EVENT, Mode.DENIAL) else (Mode.THREAT, Mode.DEMAND)
    for role in _ROLES:
        for side in _REACH:
            for cue in scene.of(role.value, side):
                if scene.mode(cue) not in modes or scene.negated(cue):
                    continue
                # Who speaks may have stopped it, and is hardly its own target.
                left_out = speaker if role is Role.TARGET else None
                for mention in _actors_near(scene, cue, side, left_out):
                    yield _in_role(scene, role, cue, mention)


def _actors_near(scene: Scene, cue: Cue, side: str, left_out: Speaker | None) -> list[Mention]:
    """The actors on one side of a cue: the nearest, and those that are joined to it by "and"."""
    near: list[Mention] = []
    after = side == "after"
    actors = [each for each in scene.names(NameKind.ACTOR) if not _speaks(left_out, each)]
    for mention in sorted(actors, key=lambda each: each.first, reverse=not after):
        distance = mention.first - cue.last if after else cue.first - mention.last
        if after and cue.first < mention.first <= cue.last:
            distance = 1
        if distance <= 0 or not scene.same_clause(mention.first, cue.first) or _blocked(scene, cue, mention):
            continue
        if near and not _joined(scene, near[-1], mention):
            break
        if distance <= (_REACH["after"] if scene.book.verb_last else _REACH[side]) or near:
            near.append(mention)
    return near


def _blocked(scene: Scene, cue: Cue, mention: Mention) -> bool:
    """Whether the name belongs to another word between: `attack on the base, claimed by X`."""
    low, high = min(cue.last, mention.last), max(cue.first, mention.first)
    return any(
        low < each.first and each.last < high and (each.first, each.last) != (cue.first, cue.last)
        for category in _BELONGS
        for each in scene.of(category)
    )


def _joined(scene: Scene, one: Mention, other: Mention) -> bool:
    low, high = sorted((one, other), key=lambda each: each.first)
    joins = any(low.last < each.first <= high.first for each in scene.of("and"))
    return high.first - low.last <= 2 and joins


def _speaks(speaker: Speaker | None, mention: Mention) -> bool:
    if speaker is None:
        return False
    return speaker.first <= mention.first <= speaker.last or fold(speaker.name) == fold(mention.entry.name)


def _in_role(scene: Scene, role: Role, cue: Cue, mention: Mention) -> Proposal:
    first, last = min(cue.first, mention.first), max(cue.last, mention.last)
    why = {
        Role.TARGET: say("“{words}”: whom it was aimed at.", words=scene.quote(first, last)),
        Role.INTERCEPTOR: say("“{words}”: who stopped it.", words=scene.quote(first, last)),
        Role.HOST: say("“{words}”: whose ground it is.", words=scene.quote(first, last)),
    }[role]
    certainty = Certainty.STRONG if last - first <= 5 else Certainty.WEAK
    return scene.propose(role.value, mention.entry.name, why, first, last, certainty)


def _blamed(scene: Scene, speaker: Speaker | None) -> Iterator[Proposal]:
    """Whom the statement holds responsible for this event. Blame for earlier ones is context, and a claim is none."""
    for cue in scene.of("blame"):
        if scene.mode(cue) is not Mode.EVENT or scene.negated(cue):
            continue
        side = "before" if scene.book.verb_last else "after"
        for mention in _actors_near(scene, cue, side, speaker):
            first, last = min(cue.first, mention.first), max(cue.last, mention.last)
            why = say("“{words}”: whom the speaker holds responsible.", words=scene.quote(first, last))
            yield scene.propose(Role.ATTRIBUTED_TO.value, mention.entry.name, why, first, last)
