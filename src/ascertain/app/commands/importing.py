"""The command that takes records from elsewhere into the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from ascertain.domain.conduct import Conduct
from ascertain.domain.vocabulary import Code


@dataclass(frozen=True, slots=True)
class ImportRecords:
    """Take records from elsewhere into the log: incidents with all that belongs to them, library entries and saved
    views, as far as the log lacks them. `records` is read once, while the command is carried out; `name` says where
    they come from."""

    name: str
    records: Records
    conduct: Conduct | None = None


class Records(Protocol):
    """Where records come from: rows of the tables of a log under ids of their own, each after those that it refers to,
    every value checked. An importer of any format gives these."""

    @property
    def codes(self) -> Mapping[str, Mapping[str, Code]]:
        """Codes that the records use and the log may lack, by code list and key."""
        ...

    @property
    def expected(self) -> int:
        """How many incidents there are, for progress."""
        ...

    def rows(self) -> Iterable[tuple[str, dict[str, Any]]]:
        """Table and row, in order."""
        ...
