"""What the full-text table holds of one incident."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """What of one incident can be found by words: folded text in four columns."""

    id: int
    title: str
    names: str
    notes: str
    evidence: str

    @property
    def row(self) -> tuple[int, str, str, str, str]:
        """The values in the order of the table."""
        return (self.id, self.title, self.names, self.notes, self.evidence)
