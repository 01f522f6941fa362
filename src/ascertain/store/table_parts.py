"""What every table of a log is made of."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlmodel import Field, SQLModel

NEVER_REUSED: dict[str, Any] = {"sqlite_autoincrement": True}
"""An id is never given twice, so that the journal can name any row by table and id."""


class Row(SQLModel):
    """A row with an id that is never reused."""

    __table_args__: ClassVar[Any] = NEVER_REUSED


def own_id() -> Any:
    """The column `id`."""
    return Field(default=None, primary_key=True)


def reference(target: str, *, null: bool = False, index: bool = True) -> Any:
    """A column that names a row of another table (`place.id`)."""
    return Field(default=None, foreign_key=target, index=index, nullable=null)
