"""The sheet `Totals`: a least and a greatest value of each count, and the pairs that are or may be the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ascertain.domain.fields import BY_KEY
from ascertain.domain.totals import COUNTED, Bounds, Total, Totals
from ascertain.exchange.sheets import Cell, Column, SheetPlan

PLAN = SheetPlan(
    "Totals",
    (
        Column("what", "What", 26),
        Column("low", "Minimum", 12),
        Column("high", "Maximum", 12),
        Column("stated", "Stated by", 12),
        Column("records", "Records", 12),
        Column("note", "Note", 60),
    ),
)
"""`high` is `open` where there is no greatest value; nothing stands where no incident states a count."""

Refs = Mapping[int, str]


def rows(found: Totals, refs: Refs) -> tuple[tuple[Cell, ...], ...]:
    """The rows: the totals, then one for each pair. `refs` are the numbers of the incidents of the pairs."""
    incidents = found.incidents
    lines: list[tuple[Cell, ...]] = [
        ("Incidents", incidents.low, incidents.high, found.records, found.records, _NOTE if found.shared else None)
    ]
    for key in COUNTED:
        total: Total = getattr(found, key)
        low, high = _cells(total.bounds) if total.stated else (None, None)
        lines.append((BY_KEY[key].label, low, high, total.stated, found.records, None))
    for one, other in found.shared:
        pair = f"{refs.get(one, '')} – {refs.get(other, '')}"
        lines.append(("May be the same in part", None, None, None, None, pair))
    return tuple(lines)


_NOTE = "Incidents that are or may be the same are counted once in the minimum; see the pairs below."


def totals_json(found: Totals, refs: Refs) -> dict[str, Any]:
    """The same as a JSON object: `high` is null where there is no greatest value."""
    told: dict[str, Any] = {"records": found.records, "incidents": _json(found.incidents)}
    for key in COUNTED:
        total: Total = getattr(found, key)
        told[key] = {**_json(total.bounds), "stated_by": total.stated} if total.stated else None
    told["may_be_the_same"] = [[refs.get(one, ""), refs.get(other, "")] for one, other in found.shared]
    return told


def _cells(bounds: Bounds) -> tuple[Cell, Cell]:
    return bounds.low, "open" if bounds.high is None else bounds.high


def _json(bounds: Bounds) -> dict[str, Any]:
    return {"low": bounds.low, "high": bounds.high}
