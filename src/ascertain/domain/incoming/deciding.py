"""How the cells of a row stand to what the log holds: edited in the file, in the log, or in both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ascertain.domain.fields import FieldType
from ascertain.domain.folding import fold
from ascertain.domain.incoming.fingerprints import fingerprint, same
from ascertain.domain.incoming.joined import join
from ascertain.domain.incoming.rows import IncomingRow, Value
from ascertain.domain.incoming.target import Record, Target

_NAMED = (FieldType.ACTORS, FieldType.TAGS, FieldType.PLACE)


@dataclass(frozen=True, slots=True)
class Differing:
    """A cell that says something else in the file than in the log."""

    target: Target
    here: Value
    there: Value


@dataclass(frozen=True, slots=True)
class Decided:
    """The cells of a row of which the file's value is to be taken, and those that were edited on both sides."""

    taken: Mapping[str, Value]
    conflicts: tuple[Differing, ...] = ()


def decide(row: IncomingRow, record: Record, targets: Sequence[Target]) -> Decided:
    """Hold the cells of a row against the record that the log has.

    A cell whose fingerprint is the one under which the log wrote it was not edited in the file: the log's value stays.
    Where the log's value still has that fingerprint, the file's is taken. Where neither has it and they differ, both
    were edited. Of a file that no log wrote nobody knows; there what the log does not state is taken, and what it
    states otherwise is a conflict.
    """
    taken: dict[str, Value] = {}
    conflicts: list[Differing] = []
    for target in targets:
        if target.derived or target.key not in row.values:
            continue
        here, there = target.get(record), row.values[target.key]
        base = row.base.get(target.key)
        if (base is not None and fingerprint(there) == base) or alike(target, here, there):
            continue
        untouched = here in (None, "", ()) if base is None else fingerprint(here) == base
        if untouched:
            taken[target.key] = there
        elif base is not None or there not in (None, "", ()):
            # What a file of others says nothing of is no word against what the log says.
            conflicts.append(Differing(target, here, there))
    return Decided(taken, tuple(conflicts))


def alike(target: Target, here: Value, there: Value) -> bool:
    """Whether two values of a column say the same: names whatever their spelling, and sources where none is new."""
    if same(here, there):
        return True
    if target.key == "source" and target.several:
        return _names(there) <= _names(here)
    return (target.type in _NAMED or target.several) and _names(here) == _names(there)


def shown(value: Value) -> str:
    """A value as a person reads it in a list of conflicts and refusals."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    return value.isoformat() if isinstance(value, date) else str(value)


def _names(value: Value) -> set[str]:
    names = value if isinstance(value, tuple) else (value,)
    return {fold(each).strip() or each for each in names if isinstance(each, str) and each}
