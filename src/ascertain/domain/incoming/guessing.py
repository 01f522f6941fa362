"""Which column of a table that is not known is for what: headings are weighed, cells bear them out or speak alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ascertain.domain.fields import FieldType
from ascertain.domain.incoming.heading_words import headings_of
from ascertain.domain.incoming.looks import Looks
from ascertain.domain.incoming.meanings import Meaning
from ascertain.domain.incoming.target import KEY
from ascertain.domain.messages import Message, say

LEAST = 0.4
"""The score below which a column is left to a person."""

_WITHIN = 0.6
"""Of a heading that holds the words for something among others."""
_F = FieldType
_OF_A_DAY = ("when_year", "when_month", "when_day")
_WHOLE_BEFORE_PARTS = 0.9
"""Of a year, a month or a day of the month: where the table has the whole day, that is taken."""
_SAYS_LITTLE = {
    "event", "incident", "what", "when", "where", "from", "text", "name", "time", "hour", "state", "land", "link",
    "code", "year", "month", "reason", "effect", "result", "type", "until", "media", "force",
}  # fmt: skip
"""Words that are a heading by themselves, and among others may be anything."""
_KILLED = {"killed", "dead", "deaths", "death", "fatalities", "kills", "slain", "kia"}
_INJURED = {"injured", "wounded", "injuries", "hurt", "wia"}
_SIDES = {
    "civilian": {"civilian", "civilians", "civ", "noncombatants"},
    "attacker": {"attacker", "attackers", "perpetrator", "perpetrators", "assailants"},
    "target_force": {"military", "soldiers", "troops", "forces", "servicemen", "force", "police"},
}
_HEADS = {
    "low": {"min", "minimum", "low", "lowest", "least"},
    "high": {"max", "maximum", "high", "highest", "most"},
    "best": {"best", "estimate"},
}
_NOT_TOGETHER = (
    ("t_from", "when_year"), ("t_from", "when_month"), ("t_from", "when_day"),
    ("place_latitude", "coordinates"), ("place_longitude", "coordinates"),
)  # fmt: skip
"""Meanings of which a table has the first or the second: the first goes before."""


_NOTHING = say("Nothing tells what this column is.")


@dataclass(frozen=True, slots=True)
class Guess:
    """What one column is taken for: nothing where nothing speaks for it."""

    target: str = ""
    score: float = 0.0
    why: Message = _NOTHING


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: float
    at: int
    meaning: Meaning
    why: Message


def guess_columns(headings: Sequence[str], looks: Sequence[Looks], meanings: Sequence[Meaning]) -> tuple[Guess, ...]:
    """A guess for each column, by its heading as `heading_key` gives it and by what it looks like. No two columns get
    the same meaning; the surest goes first."""
    known = {meaning.key: meaning for meaning in meanings if not meaning.retired}
    words = headings_of(known.values())
    candidates: list[_Candidate] = []
    for at, (heading, look) in enumerate(zip(headings, looks, strict=True)):
        candidates += _by_heading(at, heading, look, words, known)
        candidates += _by_cells(at, look, known)
    candidates += _degrees_side_by_side(looks, known)
    guesses = [Guess()] * len(headings)
    given: set[str] = set()
    for candidate in sorted(candidates, key=lambda each: (-each.score, each.at)):
        key = candidate.meaning.key
        if candidate.score < LEAST or guesses[candidate.at].target or _is_taken(key, given):
            continue
        given.add(key)
        guesses[candidate.at] = Guess(key, round(candidate.score, 2), candidate.why)
    return tuple(guesses)


def _is_taken(key: str, given: set[str]) -> bool:
    """Whether another column has this meaning, or one that says the same in another way."""
    if key in given or any({first, second} == {key, other} for first, second in _NOT_TOGETHER for other in given):
        return True
    whole, _, head = key.rpartition("_")
    if head in _HEADS:
        return whole in given
    return any(f"{key}_{each}" in given for each in _HEADS)


def _by_heading(
    at: int, heading: str, look: Looks, words: dict[str, tuple[str, float]], known: dict[str, Meaning]
) -> Iterator[_Candidate]:
    if not heading:
        return
    exact = words.get(heading)
    if exact is not None:
        meaning = known[exact[0]]
        why = say("The heading is one for “{label}”.", label=meaning.label)
        lessened = _WHOLE_BEFORE_PARTS if meaning.key in _OF_A_DAY else 1.0
        yield _Candidate(exact[1] * lessened * _fit(meaning, look), at, meaning, why)
        return
    if (key := _count_of(heading)) and key in known:
        why = say("The heading names “{label}”.", label=known[key].label)
        yield _Candidate(0.85 * _fit(known[key], look), at, known[key], why)
        return
    for within in _inside(heading):
        if within in words and known[words[within][0]].key != KEY:
            meaning = known[words[within][0]]
            why = say("The heading holds the words for “{label}”.", label=meaning.label)
            share = len(within) / len(heading)
            yield _Candidate((_WITHIN + 0.2 * share) * _fit(meaning, look), at, meaning, why)
            return


def _inside(heading: str) -> Iterator[str]:
    """Runs of words of a heading, the longest first."""
    parts = heading.split()
    for length in range(len(parts) - 1, 0, -1):
        for start in range(len(parts) - length + 1):
            run = " ".join(parts[start : start + length])
            if len(run) > 3 and run not in _SAYS_LITTLE:
                yield run


def _count_of(heading: str) -> str:
    """The key of a count that a heading tells in some words: `Civilians reported killed (min)`."""
    words = set(heading.split())
    what = "killed" if words & _KILLED else "injured" if words & _INJURED else ""
    if not what:
        return ""
    side = next((side for side, names in _SIDES.items() if words & names), "unknown")
    head = next((head for head, names in _HEADS.items() if words & names), "")
    return f"{what}_{side}_{head}" if head else f"{what}_{side}"


def _fit(meaning: Meaning, look: Looks) -> float:
    """How well the cells bear a heading out: 1 where they do or where there are none, little where they contradict."""
    if not look.filled:
        return 1.0
    if meaning.key in ("place_latitude", "place_longitude"):
        share = look.within_90 if meaning.key == "place_latitude" else look.within_180
    elif meaning.key == "t_from" or meaning.is_day:
        share = max(look.days, look.numbers)
    elif meaning.type in (_F.INTEGER, _F.NUMBER) and meaning.key != "when_month":
        share = look.numbers
    elif meaning.key in ("title", "place", "source", "target"):
        share = 1 - max(look.days, look.numbers)
    else:
        return 1.0
    return 1.0 if share >= 0.5 else 0.4 + share


def _by_cells(at: int, look: Looks, known: dict[str, Meaning]) -> Iterator[_Candidate]:
    if not look.filled:
        return
    if look.days >= 0.8 and "t_from" in known:
        yield _Candidate(0.5 * look.days, at, known["t_from"], say("The cells are days."))
    if look.addresses >= 0.8 and "source_url" in known:
        yield _Candidate(0.5, at, known["source_url"], say("The cells are addresses of the web."))
    for name, share in look.codes.items():
        meaning = next((each for each in known.values() if each.vocabulary == name and not each.part), None)
        if meaning is not None and share >= 0.8 and look.numbers < 0.5:
            why = say("The cells are words of the list “{label}”.", label=meaning.label)
            yield _Candidate(0.65 * share, at, meaning, why)
    if look.long >= 0.5 and "notes" in known:
        yield _Candidate(0.45, at, known["notes"], say("The cells are long texts."))


def _degrees_side_by_side(looks: Sequence[Looks], known: dict[str, Meaning]) -> Iterator[_Candidate]:
    """Two columns of fractions side by side, the first within 90 degrees, are latitude and longitude."""
    if "place_latitude" not in known or "place_longitude" not in known:
        return
    for at in range(len(looks) - 1):
        one, two = looks[at], looks[at + 1]
        if min(one.fractions, two.fractions) >= 0.5 and one.within_90 == 1 and two.within_180 == 1:
            why = say("Two columns of degrees stand side by side.")
            yield _Candidate(0.5, at, known["place_latitude"], why)
            yield _Candidate(0.5, at + 1, known["place_longitude"], why)
            return
