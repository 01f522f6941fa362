"""What a person can do with the fields of their own, drawn by chance from those that there are."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

from ascertain.app import commands as c
from ascertain.domain.field_edits import FieldEdit, Way
from ascertain.domain.own_fields import OwnField, OwnType
from ascertain.domain.records import OwnValue

if TYPE_CHECKING:
    from tests.prove.any_deeds import Ground

_TITLES = ("Drone", "Rocket at night", "صاروخ", "Nothing")
_VALUES = {
    OwnType.TEXT: ("dry", "دمشق"), OwnType.NUMBER: ("-2.5", "0", "40"), OwnType.DATE: ("2023-10-17",),
    OwnType.FLAG: ("yes", "no"), OwnType.LINK: ("https://example.org/a",),
}  # fmt: skip


def keep_own_field(ground: Ground, draw: random.Random) -> c.Command | None:
    """A field of the user's own made, renamed or put elsewhere; now and then of another type, which values forbid."""
    label, kind = f"{draw.choice(_TITLES)} {draw.randint(1, 40)}", draw.choice(list(OwnType))
    own = ground.fields.made
    if not own or draw.random() < 0.4:
        choices = ("One", "Two", "Three") if kind is OwnType.CHOICE else ()
        return c.KeepOwnField(OwnField(label, kind, draw.choice(("", "Where", "Weather"))), choices)
    present = draw.choice(own)
    kind = kind if draw.random() < 0.2 else present.type
    return c.KeepOwnField(replace(present, label=label, type=kind, quick=draw.random() < 0.5))


def move_own_field(ground: Ground, draw: random.Random) -> c.Command | None:
    """An own field moved."""
    own = ground.fields.made
    return c.MoveOwnField(draw.choice(own).key, draw.randrange(len(own))) if own else None


def retire_own_field(ground: Ground, draw: random.Random) -> c.Command | None:
    """An own field retired or brought back."""
    own = ground.fields.made
    return c.RetireOwnField(draw.choice(own).key, draw.random() < 0.5) if own else None


def remove_own_field(ground: Ground, draw: random.Random) -> c.Command | None:
    """An own field less; refused where it holds something."""
    own = ground.fields.made
    return c.RemoveOwnField(draw.choice(own).key) if own else None


def set_own_values(ground: Ground, draw: random.Random) -> c.Command | None:
    """What several incidents hold in own fields, or no longer hold."""
    values = own_values(ground, draw)
    if values and draw.random() < 0.3:
        values = (replace(values[0], value=""), *values[1:])
    edits = (FieldEdit(each.field, Way.SET if each.value else Way.CLEAR, each.value or None) for each in values)
    return c.EditFields(ground.some(draw), tuple(edits)) if values else None


OWN_DEEDS = (keep_own_field, move_own_field, retire_own_field, remove_own_field, set_own_values)


def own_values(ground: Ground, draw: random.Random) -> tuple[OwnValue, ...]:
    """What an incident may hold in a few own fields."""
    own = ground.fields.made
    chosen = draw.sample(own, min(len(own), draw.randrange(3)))
    return tuple(OwnValue(each.key, value) for each in chosen if (value := _own_value(ground, each, draw)))


def _own_value(ground: Ground, own: OwnField, draw: random.Random) -> str:
    if own.vocabulary is not None:
        codes = ground.vocabularies[own.vocabulary].codes
        return draw.choice(codes).key if codes else ""
    return draw.choice(_VALUES[own.type])
