"""What is known of a table of somebody else beforehand: its columns, what they mean, and what its codes stand for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from ascertain.domain.incoming.heading_words import heading_key

Codes = Mapping[str, Mapping[str, str | None]]


@dataclass(frozen=True, slots=True)
class Profile:
    """A known table. `columns` tells for each published heading what it means: the key of one of `incoming.meanings`,
    or nothing where the column is passed over. A table is taken for this one where it has at least `needed` of the
    `telling` headings. `codes` and `separators` are those of `incoming.mapping`, by meaning and by heading."""

    name: str
    label: str
    columns: Mapping[str, str]
    telling: tuple[str, ...]
    needed: int
    codes: Codes = field(default_factory=dict)
    separators: Mapping[str, str] = field(default_factory=dict)

    def told_by(self, headings: Collection[str]) -> tuple[str, ...]:
        """Which of the telling headings are among these, which are compared as `heading_key` gives them."""
        return tuple(each for each in self.telling if heading_key(each) in headings)

    def fits(self, headings: Collection[str]) -> bool:
        """Whether a table with these headings is taken for this one."""
        return len(self.told_by(headings)) >= self.needed
