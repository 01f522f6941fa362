"""What a proof says: a figure beside its target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


class CannotRun(Exception):
    """A proof cannot run on this system; the text says why."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a proof, the target it was held against, and whether that is met. `detail` says on what it was
    taken, and where the target is not met, what was found."""

    name: str
    value: str
    target: str
    met: bool
    detail: str = ""

    def as_json(self) -> dict[str, object]:
        """The figure for a JSON list."""
        return asdict(self)


def exactly(name: str, value: int, target: int, detail: str = "") -> Figure:
    """A count that shall be `target`."""
    return Figure(name, f"{value:,}", f"{target:,}", value == target, detail)


def at_least(name: str, value: int, target: int, detail: str = "") -> Figure:
    """A count that shall be `target` or more."""
    return Figure(name, f"{value:,}", f"≥ {target:,}", value >= target, detail)


def figure_of(told: Figure | Mapping[str, Any]) -> Figure:
    """A figure from what a harness gave: one, or its five parts by name. Raises KeyError where a part is missing."""
    if isinstance(told, Figure):
        return told
    return Figure(
        str(told["name"]), str(told["value"]), str(told["target"]), bool(told["met"]), str(told.get("detail", ""))
    )
