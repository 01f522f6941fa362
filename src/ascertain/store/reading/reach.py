"""What would be touched if entries of the library became one: counted before anybody decides."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, or_, select

from ascertain.domain.rows import MergeReach, Shelf
from ascertain.store.reading.line import ReadLine
from ascertain.store.schema import table
from ascertain.store.writing.merging import REFERENCES


def merge_reach(line: ReadLine, shelf: Shelf, entry_ids: Sequence[int]) -> MergeReach:
    """How many incidents (those in the trash too), statements, sources and documents point to any of these entries."""
    ids = list(entry_ids)
    counts: dict[str, int] = {}
    for name, columns in _columns(shelf).items():
        target = table(name)
        pointing = or_(*(target.c[column].in_(ids) for column in columns))
        if name == "incident_actor":
            counts["incident"] = line.scalar(select(func.count(target.c.incident_id.distinct())).where(pointing))
        else:
            counts[name] = line.scalar(select(func.count()).select_from(target).where(pointing))
    if "statement" in counts:
        statement, bears = table("statement"), table("statement_incident")
        pointing = or_(*(statement.c[column].in_(ids) for column in _columns(shelf)["statement"]))
        joined = statement.join(bears, bears.c.statement_id == statement.c.id)
        counts["incident"] = line.scalar(
            select(func.count(bears.c.incident_id.distinct())).select_from(joined).where(pointing)
        )
    return MergeReach(*(counts.get(name, 0) for name in ("incident", "statement", "source", "document")))


def _columns(shelf: Shelf) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, column in REFERENCES[shelf]:
        found.setdefault(name, []).append(column)
    return found
