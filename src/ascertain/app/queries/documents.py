"""Questions about what documents hold and how far they are worked through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ascertain.domain.document_proposals import KnownSource, TwinCandidate, TwinQuestion
    from ascertain.domain.marks import CoverageCount, DocumentMarks, OpenDocument


class DocumentQueries(Protocol):
    """Questions about what documents hold and how far they are worked through."""

    def twin_candidates(self, question: TwinQuestion) -> list[TwinCandidate]:
        """The documents that may be the one that is given, without their texts."""
        ...

    def known_sources(self, name: str, hosts: Sequence[str]) -> list[KnownSource]:
        """The sources that have a name, their own or another, then those whose address holds one of the hosts."""
        ...

    def document_marks(self, document_id: int) -> DocumentMarks | None:
        """A document with what came of its passages; None where there is no such document."""
        ...

    def coverage_counts(self, document_ids: Sequence[int]) -> dict[int, CoverageCount]:
        """How far these documents are worked through, those without a text left out."""
        ...

    def open_documents(self, limit: int = 50) -> list[OpenDocument]:
        """The latest documents that are not worked through, newest first."""
        ...
