"""Commands about the user's own fields."""

from __future__ import annotations

from dataclasses import dataclass

from ascertain.domain.own_fields import OwnField


@dataclass(frozen=True, slots=True)
class KeepOwnField:
    """Make a field of the user's own (`field.key` empty; `choices` are the first codes of its list), or bring the one
    of its key to another name, group, help or type. The type stays once there are values: refused then."""

    field: OwnField
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MoveOwnField:
    """Bring an own field to another place among them, counted from 0."""

    key: str
    to: int


@dataclass(frozen=True, slots=True)
class RetireOwnField:
    """Offer an own field no longer, or (`retired` False) again. What it holds stays."""

    key: str
    retired: bool = True


@dataclass(frozen=True, slots=True)
class RemoveOwnField:
    """Take away an own field that holds nothing in any incident, now or in an earlier version; refused otherwise."""

    key: str


OwnFieldCommand = KeepOwnField | MoveOwnField | RemoveOwnField | RetireOwnField
