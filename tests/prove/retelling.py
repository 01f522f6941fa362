"""An incident told a second time, as another source would tell it: by chance other words, a vaguer time or place, fewer
or other counts, other voices."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ascertain.app.generation.recipe import Recipe
from ascertain.domain.codes import Role, Stance, TimePrecision
from ascertain.domain.fields import HARM_FIELDS
from ascertain.domain.records import Figure, IncidentContent, NamedRef, ReportedTime, Statement

_DAY = 86_400
_FAMILIES = {
    "uas_unknown": ("uas_one_way", "uas_armed"),
    "missile_unknown": ("rocket", "mortar", "ballistic", "cruise"),
}
_GROUPS = {
    "air_drone_strike": "explosions_remote_violence", "shelling_artillery_missile": "explosions_remote_violence",
    "remote_explosive": "explosions_remote_violence", "armed_clash": "battles",
}  # fmt: skip


def told_again(
    content: IncidentContent, recipe: Recipe, places: Sequence[tuple[str, str]], draw: random.Random
) -> IncidentContent:
    """The same event as somebody else tells it. `places` are those of the log with their provinces."""
    harm: dict[str, Any] = {key: _count(getattr(content, key), draw) for key in HARM_FIELDS}
    return replace(
        content,
        **harm,
        title=_title(content, recipe, draw),
        kind=_GROUPS.get(content.kind or "", content.kind) if draw.random() < 0.1 else content.kind,
        when=_when(content.when, draw),
        means=_means(content.means, draw),
        outcome=draw.choice(("hit", "intercepted", None, content.outcome, content.outcome, content.outcome)),
        munitions=_count(content.munitions, draw),
        actors=tuple(each for each in content.actors if draw.random() < (0.7 if each.role is Role.TARGET else 0.5)),
        statements=_statements(content, draw),
        tags=(),
        notes="",
        **_where(content, places, draw),
    )


def _title(content: IncidentContent, recipe: Recipe, draw: random.Random) -> str:
    name = content.place.name if content.place else ""
    place = next((each for each in recipe.places if each.name == name), None)
    names = [name, name, *(place.other.values() if place else ())]
    if draw.random() < 0.15:
        return f"Blast heard at {draw.choice(names)}"
    event = next((each for each in recipe.events if each.kind == content.kind), draw.choice(recipe.events))
    return draw.choice(event.titles).format(place=draw.choice(names))


def _when(when: ReportedTime, draw: random.Random) -> ReportedTime:
    if when.t_from is None or when.t_to is None:
        return when
    chance = draw.random()
    if chance < 0.35:
        return when
    midnight = when.t_from - when.t_from % _DAY
    shifted = midnight + (draw.choice((-1, 1)) * _DAY if chance > 0.9 else 0)
    days = 2 if 0.75 < chance < 0.85 else 1
    precision = TimePrecision.DAY if days == 1 else TimePrecision.DAYS
    return ReportedTime("", when.anchor, when.zone, shifted, shifted + days * _DAY, precision)


def _where(content: IncidentContent, places: Sequence[tuple[str, str]], draw: random.Random) -> dict[str, Any]:
    chance = draw.random()
    if chance < 0.75 or content.place is None:
        return {}
    if chance < 0.9:
        return {"where_precision": "admin1"}
    own = next((province for name, province in places if name == content.place.name), "")
    near = [name for name, province in places if province == own and name != content.place.name]
    return {"place": NamedRef(draw.choice(near)), "where_precision": "near"} if near else {}


def _means(means: str | None, draw: random.Random) -> str | None:
    chance = draw.random()
    if chance < 0.25:
        return next((family for family, members in _FAMILIES.items() if means in members), means)
    return draw.choice(("rocket", "uas_unknown", "ied")) if chance > 0.95 else means


def _count(figure: Figure, draw: random.Random) -> Figure:
    chance = draw.random()
    if chance < 0.3:
        return Figure()
    if chance < 0.45 and figure.best is not None:
        return Figure.exactly(max(0, figure.best + draw.choice((-1, 1))))
    return figure


def _statements(content: IncidentContent, draw: random.Random) -> tuple[Statement, ...]:
    voices = [NamedRef(f"Wire report {draw.randrange(40)}") for _ in range(draw.choice((1, 1, 2)))]
    relayed = content.statements[0].source if content.statements and draw.random() < 0.3 else None
    return tuple(Statement(voice, Stance.REPORTS, origin=relayed) for voice in voices)
