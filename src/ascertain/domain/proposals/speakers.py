"""Who speaks in a passage: found beside the words that say that somebody speaks."""

from __future__ import annotations

from dataclasses import dataclass

from ascertain.domain.codes import Stance
from ascertain.domain.proposals.cue_book import Cue
from ascertain.domain.proposals.known_names import KnownName, Mention, NameKind
from ascertain.domain.proposals.proposal import Certainty
from ascertain.domain.proposals.scene import Mode, Scene

_REACH = 14
_REACH_AFTER = 5
_LONGEST_PHRASE = 9
_SAYS_NOTHING = (Stance.NO_COMMENT, Stance.DECLINES_TO_ATTRIBUTE)
_TURNED = (Stance.REPORTS, Stance.CONFIRMS, Stance.DENIES)
"""What can stand on the other side of its speaker: `said the ministry`. Of other verbs that is whom they are about."""
_ENDS = (
    "that",
    "deed",
    "speech",
    "negation",
    "phrase_end",
    "according",
    "means",
    "citing",
    "time_word",
    "attack",
    "harm",
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: an entry of the log, or words of the passage; and the words it was found by."""

    name: str
    first: int
    last: int
    cue: Cue
    entry: KnownName | None = None

    @property
    def certainty(self) -> Certainty:
        """A name of the log is strong."""
        return Certainty.STRONG if self.entry is not None else Certainty.WEAK

    @property
    def around(self) -> tuple[int, int]:
        """From the first to the last of the words that it stands on."""
        return min(self.first, self.cue.first), max(self.last, self.cue.last)


def find_speaker(scene: Scene) -> Speaker | None:
    """Who speaks: of the event where the passage tells of one, by name where the log has it."""
    found = [speaker for cue in scene.cues if (speaker := _speaker_by(scene, cue)) is not None]
    return min(found, key=lambda each: _rank(scene, each)) if found else None


def named_at(scene: Scene, cue: Cue, *, after: bool) -> Speaker | None:
    """Who is named on one side of a cue: an entry of the log, or words such as "the ministry of defence"."""
    known = _known(scene, cue, after=after)
    if known is not None:
        return Speaker(known.entry.name, known.first, known.last, cue, known.entry)
    span = _phrase(scene, cue, after=after)
    return Speaker(scene.quote(*span), *span, cue) if span is not None else None


def _rank(scene: Scene, speaker: Speaker) -> tuple[bool, bool, bool, int]:
    cue, mode = speaker.cue, scene.mode(speaker.cue)
    aside = mode is Mode.CONTEXT and scene.has(Mode.EVENT, Mode.THREAT, Mode.DENIAL, Mode.DEMAND)
    beside = mode in (Mode.THREAT, Mode.DEMAND) and scene.has(Mode.EVENT)
    heavy = cue.value in (Stance.CLAIMS_RESPONSIBILITY, Stance.DENIES)
    return aside or beside, not heavy, speaker.entry is None, cue.first


def _speaker_by(scene: Scene, cue: Cue) -> Speaker | None:
    if cue.category in ("according", "told_by"):
        return named_at(scene, cue, after=True)
    if not _can_be_said(scene, cue):
        return None
    first = scene.book.subject_first
    inside = _inside(scene, cue)
    if inside is not None:
        return Speaker(inside.entry.name, inside.first, inside.last, cue, inside.entry)
    found = named_at(scene, cue, after=not first)
    if found is None and (not first or cue.value in _TURNED):
        found = named_at(scene, cue, after=first)
    return found


def _can_be_said(scene: Scene, cue: Cue) -> bool:
    """Whether it is somebody who does what the cue tells of."""
    if cue.category == "silence":
        return cue.value.startswith(("declined", "not_stated"))
    if cue.category == "blame":
        return cue.value == "active" and not scene.negated(cue)
    if cue.category == "speech" and (scene.right_behind("passive", cue) or scene.right_behind("infinitive", cue)):
        return False
    if cue.category not in ("speech", "demand"):
        return False
    return cue.value in _SAYS_NOTHING or not scene.negated(cue)


def _inside(scene: Scene, cue: Cue) -> Mention | None:
    """A name between the words of the cue, where the verb comes first."""
    if scene.book.subject_first:
        return None
    inside = (each for each in _voices(scene) if cue.first < each.first and each.last < cue.last)
    # Of two names behind a verb of blame the second is blamed: one that is not right behind it does not speak.
    return next((each for each in inside if cue.category != "blame" or each.first == cue.first + 1), None)


def _voices(scene: Scene) -> list[Mention]:
    return [each for each in scene.mentions if each.entry.kind is not NameKind.PLACE]


def _known(scene: Scene, cue: Cue, *, after: bool) -> Mention | None:
    """The source, else the actor, of the log that is named on one side of the cue."""
    sentence = scene.words[cue.first].sentence
    here = [each for each in _voices(scene) if scene.words[each.first].sentence == sentence]
    if not after and here and (scene.book.verb_last or _pronoun_before(scene, cue)):
        opening = [each for each in here if each.last < cue.first and not _cited(scene, each)]
        if opening and (not scene.book.verb_last or _opens(scene, opening[0])):
            return opening[0]
    best: tuple[bool, int, Mention] | None = None
    for mention in here:
        distance = mention.first - cue.last if after else cue.first - mention.last
        if not 0 < distance <= (_REACH_AFTER if after else _REACH) or _cut_off(scene, cue, mention, after=after):
            continue
        rank = (mention.entry.kind is NameKind.ACTOR, distance, mention)
        if best is None or rank[:2] < best[:2]:
            best = rank
    return best[2] if best is not None else None


def _opens(scene: Scene, mention: Mention) -> bool:
    """Whether a name begins its sentence, but for a time."""
    sentence = scene.words[mention.first].sentence
    start = next(at for at, word in enumerate(scene.words) if word.sentence == sentence)
    times = {at for each in scene.times for at in range(each.first, each.last + 1)}
    return all(at in times or _is(scene, "phrase_end", at) for at in range(start, mention.first))


def _pronoun_before(scene: Scene, cue: Cue) -> bool:
    at = cue.first - 1
    while at >= 0 and scene.same_sentence(at, cue.first) and _is(scene, "aux", at):
        at -= 1
    return at >= 0 and scene.same_sentence(at, cue.first) and _is(scene, "pronoun", at)


def _cut_off(scene: Scene, cue: Cue, mention: Mention, *, after: bool) -> bool:
    """Whether the name belongs to something else than the verb of speech."""
    if _cited(scene, mention) and cue.category != "citing":
        return True
    low, high = (cue.last, mention.first) if after else (mention.last, cue.first)
    stops = ("that", "deed", "attack", "target", "speech") if after else ("that", "deed", "attack", "target")
    if any(low < each.first and each.last < high for category in stops for each in scene.of(category)):
        return True
    # `in X`, `against X`: a name behind a preposition is not who speaks.
    return not after and any(each.last == mention.first - 1 for each in scene.of("oblique"))


def _cited(scene: Scene, mention: Mention) -> bool:
    return any(
        0 < mention.first - each.last <= 3 and scene.same_clause(each.last, mention.first)
        for each in scene.of("citing")
    )


# ---- a speaker whom the log does not have


def _phrase(scene: Scene, cue: Cue, *, after: bool) -> tuple[int, int] | None:
    """Words on one side of the cue that stand for a speaker: they hold a word such as "ministry" or "officials"."""
    step = 1 if after else -1
    edge = cue.last if after else cue.first
    at = edge + step
    while not after and at >= 0 and scene.same_clause(at, edge) and _is(scene, "aux", at):
        at += step
    taken: list[int] = []
    times = {at for each in scene.times for at in range(each.first, each.last + 1)}
    while 0 <= at < len(scene.words) and len(taken) < _LONGEST_PHRASE and scene.same_clause(at, edge):
        if at in times or any(_is(scene, category, at) for category in _ENDS):
            break
        taken.append(at)
        at += step
    taken.sort()
    if not any(_is(scene, "speaker", place) for place in taken):
        return None
    first, last = taken[0], taken[-1]
    while first < last and _is(scene, "the", first):
        first += 1
    return first, last


def _is(scene: Scene, category: str, at: int) -> bool:
    return any(each.first <= at <= each.last for each in scene.of(category))
