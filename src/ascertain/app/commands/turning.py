"""Commands that go back and forth in what was done."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Undo:
    """Turn back the last operation that is not undone."""


@dataclass(frozen=True, slots=True)
class Redo:
    """Carry out again the operation that was undone last."""


TurnCommand = Redo | Undo
