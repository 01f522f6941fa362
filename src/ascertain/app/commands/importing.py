"""The commands that take records, and rows, from elsewhere into the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from ascertain.domain.conduct import Conduct
from ascertain.domain.vocabulary import Code

if TYPE_CHECKING:
    from ascertain.app.incoming.file_rows import Incoming
    from ascertain.app.incoming.tally import Tally
    from ascertain.domain.incoming.outcome import Choice


@dataclass(frozen=True, slots=True)
class ImportRecords:
    """Take records from elsewhere into the log: incidents with all that belongs to them, library entries and saved
    views, as far as the log lacks them. `records` is read once, while the command is carried out; `name` says where
    they come from."""

    name: str
    records: Records
    conduct: Conduct | None = None


@dataclass(frozen=True, slots=True)
class TakeRows:
    """Take rows from elsewhere into the log: what it lacks is made, what was edited there is changed, and where both
    were edited it is as `choice` says. `tally`, where given, is told what comes of each row; `name` says where they
    come from. `records` come before the rows, as far as the log lacks them: whole, where rows cannot hold them."""

    name: str
    rows: Incoming
    choice: Choice
    tally: Tally | None = None
    records: Records | None = None


IncomingCommand = ImportRecords | TakeRows


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
