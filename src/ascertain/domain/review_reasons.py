"""Reasons to choose from at the review desk: those of the code list `review_reason`, and those given before.

A reason may have places, words in braces: `Stated by {source} on {day}`. What the incident tells of them is filled in,
the others are left to be typed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ascertain.domain.codes import Role, Stance, Status
from ascertain.domain.folding import fold
from ascertain.domain.records import IncidentContent, Statement
from ascertain.domain.review import UsedReason
from ascertain.domain.vocabulary import Vocabularies, Vocabulary

REASONS = "review_reason"
"""The code list. An attribute `statuses` of a code names the statuses that it is offered for; none: for all."""

_PLACE = re.compile(r"\{[a-z_]+\}")
_SPEAKS = {
    Status.CONFIRMED: (Stance.CONFIRMS, Stance.REPORTS),
    Status.PARTLY_CONFIRMED: (Stance.CONFIRMS_IN_PART, Stance.CONFIRMS, Stance.REPORTS),
    Status.CLAIMED: (Stance.CLAIMS_RESPONSIBILITY,),
    Status.REFUTED: (Stance.DENIES,),
    Status.DISPUTED: (Stance.DENIES,),
}
"""Whose word a verdict goes by: the first of these stances that there is."""


def offered_reasons(
    vocabularies: Vocabularies,
    status: str,
    used: Iterable[UsedReason],
    typed: str = "",
    *,
    known: Mapping[str, str] | None = None,
    most: int = 6,
) -> tuple[str, ...]:
    """The reasons for a status that hold all words of what is typed: those of the code list, then those given before,
    the last first; each once, filled with what is `known`."""
    listed = (code.label for code in _list(vocabularies).current() if _is_for(code.attributes, status))
    before = (each.text for each in used if each.status == status)
    wanted = fold(typed).split()
    found: dict[str, str] = {}
    for text in (fill_reason(each, known or {}) for each in (*listed, *before)):
        folded = fold(text)
        if all(word in folded for word in wanted) and folded != fold(typed):
            found.setdefault(folded, text)
    return tuple(found.values())[:most]


def fill_reason(text: str, known: Mapping[str, str]) -> str:
    """The reason with the places filled that are known."""
    return _PLACE.sub(lambda place: known.get(place[0][1:-1]) or place[0], text)


def open_place(text: str, start: int = 0) -> tuple[int, int] | None:
    """Where the first place at or after `start` stands that is not filled in yet, from the beginning where none is."""
    found = _PLACE.search(text, start) or _PLACE.search(text)
    return found.span() if found else None


def known_of(content: IncidentContent, origins: int, status: Status | None, today: str) -> dict[str, str]:
    """What an incident tells of the places of a reason for `status`; `today` as it is to be written."""
    speaker = _speaker(content.statements, status)
    claimed_by = ", ".join(each.actor.name for each in content.actors if each.role is Role.CLAIMED_BY)
    known = {"origins": str(origins), "today": today, "claimed_by": claimed_by}
    if speaker is not None:
        known["source"] = (speaker.origin or speaker.source).name
        known["day"] = _said(speaker.said_on)
    return known


def _speaker(statements: Sequence[Statement], status: Status | None) -> Statement | None:
    stances = _SPEAKS.get(status, ()) if status is not None else ()
    # Of several, the one noted last: it is what a verdict waited for.
    told = (each for stance in stances for each in reversed(statements) if each.stance is stance)
    return next(told, None)


def _said(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _is_for(attributes: Mapping[str, object], status: str) -> bool:
    statuses = attributes.get("statuses")
    return not isinstance(statuses, list | tuple) or status in statuses


def _list(vocabularies: Vocabularies) -> Vocabulary:
    """The list of reasons; an older log that is only read has none."""
    return next((each for each in vocabularies if each.name == REASONS), Vocabulary(REASONS, "", ()))
