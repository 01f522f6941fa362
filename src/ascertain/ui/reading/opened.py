"""What the desk asks of the log: a document with what came of its passages, found again in its text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ascertain.domain.marks import Coverage, DocumentMarks, coverage

if TYPE_CHECKING:
    from ascertain.app.queries import Queries


@dataclass(frozen=True, slots=True)
class OpenedDocument:
    """A document that is read. `same_text` tells that only what came of it is new."""

    marks: DocumentMarks
    coverage: Coverage
    same_text: bool = False


def opened(document_id: int, before: OpenedDocument | None = None) -> Callable[[Queries], OpenedDocument | None]:
    """The question for a document. Everything is found on the lane of the question; what was found `before` in the
    same text is not looked for again."""

    def read(queries: Queries) -> OpenedDocument | None:
        found = queries.document_marks(document_id)
        if found is None:
            return None
        old, now = before.marks.document if before is not None else None, found.document
        same = old is not None and (old.id, old.text) == (now.id, now.text)
        known = before.coverage.sentences if before is not None and same else None
        return OpenedDocument(found, coverage(found.document.text, found.marks, known), same)

    return read
