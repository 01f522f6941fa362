"""In each respect, how two incidents stand to each other; None where one of them says nothing of it."""

from __future__ import annotations

from collections.abc import Mapping

from ascertain.domain.codes import Role, WherePrecision
from ascertain.domain.duplicates import weights as w
from ascertain.domain.duplicates.described import Described
from ascertain.domain.duplicates.weights import Level
from ascertain.domain.figure import Figure
from ascertain.domain.geography import distance_km

COARSE = frozenset(
    (
        WherePrecision.ADMIN2, WherePrecision.ADMIN1, WherePrecision.VAGUE, WherePrecision.COUNTRY,
        WherePrecision.SEA_OR_AIR,
    )
)  # fmt: skip
"""The precisions that name an area and no spot."""
_WIDE = frozenset((WherePrecision.VAGUE, WherePrecision.COUNTRY, WherePrecision.SEA_OR_AIR))
_DAY = 86_400
_MOST_ALIKE, _ALIKE = 0.7, 0.34
_LARGE = 3
"""From how many munitions on the same number says something."""

_FAMILY: Mapping[str, str] = {
    "uas_one_way": "uas", "uas_armed": "uas", "uas_unknown": "uas",
    "ballistic": "missile", "cruise": "missile", "missile_unknown": "missile", "rocket": "missile", "mortar": "missile",
}  # fmt: skip
_OPEN = frozenset(("uas_unknown", "missile_unknown"))
_NOT_KNOWN = frozenset((None, "unknown", "other"))


def time(one: Described, other: Described) -> Level | None:
    """By how far the times, which are intervals, overlap or lie apart."""
    if one.t_from is None or one.t_to is None or other.t_from is None or other.t_to is None:
        return None
    gap = max(one.t_from, other.t_from) - min(one.t_to, other.t_to)
    longest = max(one.t_to - one.t_from, other.t_to - other.t_from)
    if gap >= _DAY:
        return w.DAYS_APART
    if gap >= w.HOURS:
        return w.NEXT_DAY
    if gap >= 0:
        # An hour is often told wrong by one or two, so two narrow times that nearly meet are no contradiction.
        return w.HOURS_APART
    if longest <= w.HOURS:
        return w.SAME_HOURS
    return w.SAME_DAY if longest <= w.A_DAY_OR_TWO else w.VAGUE_OVERLAP


def place(one: Described, other: Described) -> tuple[Level, float | None] | None:
    """By place, area and distance; with the distance in km where it is told."""
    coarse = one.where_precision in COARSE, other.where_precision in COARSE
    if one.place_id is not None and one.place_id == other.place_id:
        return (w.SAME_AREA if all(coarse) else w.SAME_PLACE), None
    if one.country is not None and other.country is not None and one.country != other.country:
        return w.OTHER_COUNTRY, None
    if one.place_id is None or other.place_id is None or not one.country or not other.country:
        return None
    if _holds(one, other) or _holds(other, one):
        return w.NESTED, None
    if one.point is not None and other.point is not None:
        km = distance_km(one.point, other.point)
        if km <= w.NEAR_KM:
            return (w.NEXT_TO if km <= w.NEXT_TO_KM else w.NEAR), km
    return (w.SAME_PROVINCE if one.admin1 and one.admin1 == other.admin1 else w.SAME_COUNTRY), None


def _holds(area: Described, spot: Described) -> bool:
    """Whether the place of `area` is an area in which the place of `spot` lies."""
    if area.where_precision in _WIDE:
        return True
    return area.where_precision in COARSE and bool(area.admin1) and area.admin1 == spot.admin1


def kind(one: Described, other: Described) -> Level | None:
    """By type, as it stands or as its group."""
    if one.kind is None or other.kind is None:
        return None
    if one.kind == other.kind:
        return w.SAME_KIND
    return w.SAME_KIND_GROUP if one.group is not None and one.group == other.group else w.OTHER_KIND


def means(one: Described, other: Described) -> Level | None:
    """By means and its family; `unknown` contradicts nothing."""
    if one.means in _NOT_KNOWN or other.means in _NOT_KNOWN:
        return None
    if one.means == other.means:
        return w.SAME_MEANS
    families = _FAMILY.get(str(one.means)), _FAMILY.get(str(other.means))
    if families[0] is None or families[0] != families[1]:
        return w.OTHER_MEANS
    return w.MEANS_MAY_AGREE if one.means in _OPEN or other.means in _OPEN else w.LIKE_MEANS


def outcome(one: Described, other: Described) -> Level | None:
    """By what became of it."""
    if one.outcome in _NOT_KNOWN or other.outcome in _NOT_KNOWN:
        return None
    return w.SAME_OUTCOME if one.outcome == other.outcome else w.OTHER_OUTCOME


def munitions(one: Described, other: Described) -> Level | None:
    """By the number of munitions."""
    spans = _span(one.munitions), _span(other.munitions)
    if spans[0] is None or spans[1] is None:
        return None
    if spans[0] == spans[1] and spans[0][0] == spans[0][1]:
        return w.SAME_LARGE_COUNT if spans[0][0] >= _LARGE else w.SAME_COUNT
    if _meet(spans[0], spans[1]):
        return w.COUNTS_OVERLAP
    return w.COUNT_MAY_HOLD if one.is_aggregate != other.is_aggregate else w.OTHER_COUNT


def harm(one: Figure, other: Figure) -> Level | None:
    """By the number of killed or of injured."""
    spans = _span(one), _span(other)
    if spans[0] is None or spans[1] is None:
        return None
    if spans[0] == spans[1] and spans[0][0] == spans[0][1]:
        return w.SAME_HARM if spans[0][0] else w.NO_HARM
    return w.HARM_OVERLAPS if _meet(spans[0], spans[1]) else w.OTHER_HARM


def _span(figure: Figure) -> tuple[int, float] | None:
    """The numbers that a figure can be: without a low its best, else 0; without a high and a best it is open."""
    if not figure.stated:
        return None
    low = figure.low if figure.low is not None else (figure.best or 0)
    most = figure.high if figure.high is not None else figure.best
    return low, float("inf") if most is None or (figure.high is None and figure.low is not None) else most


def least(figure: Figure) -> int:
    """The least number that a stated figure can be."""
    span = _span(figure)
    return 0 if span is None else span[0]


def _meet(one: tuple[int, float], other: tuple[int, float]) -> bool:
    return max(one[0], other[0]) <= min(one[1], other[1])


def party(one: Described, other: Described, role: Role) -> Level | None:
    """By who has a role, each role for itself: a claim is never held against an attribution."""
    there = _of_role(one, role), _of_role(other, role)
    if not (there[0] and there[1]):
        return None
    shared = bool(there[0] & there[1])
    return _PARTIES[role][0 if shared else 1]


_PARTIES: Mapping[Role, tuple[Level, Level]] = {
    Role.TARGET: (w.SHARED_TARGET, w.OTHER_TARGET),
    Role.CLAIMED_BY: (w.SHARED_CLAIM, w.OTHER_CLAIM),
    Role.ATTRIBUTED_TO: (w.SHARED_BLAME, w.OTHER_BLAME),
}
COMPARED_ROLES = tuple(_PARTIES)


def _of_role(of: Described, role: Role) -> set[int]:
    return {actor for held, actor in of.parties if held == role}


def title(one: Described, other: Described) -> Level | None:
    """By the words of the title, in any script. Words of two scripts that share none say nothing."""
    if not one.words or not other.words:
        return None
    share = max(_dice(one.words, other.words), _dice(one.keys, other.keys))
    if share >= _MOST_ALIKE:
        return w.MOST_WORDS
    if share >= _ALIKE:
        return w.SOME_WORDS
    return w.NO_WORDS if share == 0 and _one_script(one.words | other.words) else None


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    """Twice what is shared, of all (Dice 1945)."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _one_script(words: frozenset[str]) -> bool:
    return len({word.isascii() for word in words}) == 1


def told(one: Described, other: Described) -> Level | None:
    """By where it comes from: one statement, one passage, one document that tells of both, or one origin."""
    if {each.statement for each in one.tellings} & {each.statement for each in other.tellings} - {None}:
        return w.SAME_STATEMENT
    if _passages(one) & _passages(other):
        return w.SAME_PASSAGE
    documents = _documents(one) & _documents(other)
    if documents:
        return w.SAME_DOCUMENT
    origins = {each.origin for each in one.tellings} & {each.origin for each in other.tellings}
    return w.SAME_ORIGIN if origins - {None} else None


def _documents(of: Described) -> set[int]:
    return {each.document for each in of.tellings if each.document is not None}


def _passages(of: Described) -> set[tuple[int, int]]:
    return {(each.document, each.start) for each in of.tellings if each.document is not None and each.start is not None}
