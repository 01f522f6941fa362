"""A title as analysts word it, from what is coded of an incident. Knows no widgets."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from ascertain.domain.codes import Stance

translate = QCoreApplication.translate

_WIDE = frozenset({"admin2", "admin1", "vague", "country", "sea_or_air"})
"""How narrowly a place is known where something happened in it, not at it."""
_TELLING = frozenset({Stance.REPORTS, Stance.ATTRIBUTES})


def proposed_title(means: str | None, place: str, precision: str | None, stances: Iterable[Stance]) -> str:
    """“Drone attack reported on …”, “Claimed drone attack on …”; nothing where means or place are not told."""
    event = _event(means)
    if not event or not place:
        return ""
    told = set(stances)
    if Stance.CLAIMS_RESPONSIBILITY in told:
        event = translate("ProposedTitle", "Claimed {event}").format(event=event[:1].lower() + event[1:])
    elif told and told <= _TELLING:
        event = translate("ProposedTitle", "{event} reported").format(event=event)
    if precision in _WIDE:
        return translate("ProposedTitle", "{event} in {place}").format(event=event, place=place)
    return translate("ProposedTitle", "{event} on {place}").format(event=event, place=place)


def _event(means: str | None) -> str:
    drone, missile = translate("ProposedTitle", "Drone attack"), translate("ProposedTitle", "Missile attack")
    words = {
        "uas_one_way": drone,
        "uas_armed": drone,
        "uas_unknown": drone,
        "ballistic": missile,
        "cruise": missile,
        "missile_unknown": missile,
        "rocket": translate("ProposedTitle", "Rocket attack"),
        "mortar": translate("ProposedTitle", "Mortar attack"),
        "ied": translate("ProposedTitle", "Bomb attack"),
        "small_arms": translate("ProposedTitle", "Armed attack"),
    }
    return words.get(means or "", "")
