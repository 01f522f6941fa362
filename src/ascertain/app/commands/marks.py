"""Commands about the passages of documents."""

from __future__ import annotations

from dataclasses import dataclass

from ascertain.domain.passages import TakenPassage
from ascertain.domain.table_rows import Shelf


@dataclass(frozen=True, slots=True)
class MarkPassage:
    """Mark a passage of a document as holding nothing to be logged, or as that from which an entry was made."""

    taken: TakenPassage
    shelf: Shelf | None = None
    entry_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class UnmarkPassages:
    """Take marks of passages back."""

    mark_ids: tuple[int, ...]


MarkCommand = MarkPassage | UnmarkPassages
