"""What helps entering: templates, and the incident that was logged last."""

from __future__ import annotations

from sqlalchemy import select

from ascertain.domain.templates import Template
from ascertain.store.reading.line import ReadLine
from ascertain.store.reading.steering import by_number
from ascertain.store.schema import table


def templates(line: ReadLine) -> list[Template]:
    """The templates in their order."""
    own = table("template").c
    rows = line.all(select(own.name, own.content, own.id).order_by(own.position, own.id))
    return [Template(name, content, number) for name, content, number in rows]


def last_logged(line: ReadLine) -> int | None:
    """The incident that was logged last and is not in the trash."""
    own = table("incident").c
    newest = select(own.id).where(own.trashed_at.is_(None)).order_by(own.id.desc()).limit(1)
    found: int | None = line.scalar(by_number(newest))
    return found
