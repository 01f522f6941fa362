"""Writing the dated grades of a source: another grade is added, another basis or day of the same grade replaces it."""

from __future__ import annotations

from sqlalchemy import select

from ascertain.domain.records import Source
from ascertain.store.door import Operation
from ascertain.store.schema import table


def keep_grade(op: Operation, source_id: int, source: Source) -> None:
    """Note the grade that a source has now."""
    own = table("source_grade").c
    query = select(own.id, own.reliability, own.basis, own.graded_on).where(own.source_id == source_id)
    last = op.core.execute(query.order_by(own.id.desc()).limit(1)).first()
    day = source.graded_on.isoformat() if source.graded_on else None
    values = {"reliability": source.reliability, "basis": source.reliability_basis, "graded_on": day}
    if last is None:
        if source.reliability is not None or source.reliability_basis or day:
            op.insert("source_grade", {"source_id": source_id, **values})
    elif last.reliability != source.reliability:
        op.insert("source_grade", {"source_id": source_id, **values})
    else:
        op.update("source_grade", last.id, values)
