"""A file that was read, and the first rows of its sheets by which it is shown and judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from ascertain.app.incoming.staged import Staged, StagedSheet
from ascertain.app.incoming.staging import stage
from ascertain.domain.conduct import Conduct
from ascertain.domain.incoming.own_sheets.codebook import NAME as CODEBOOK
from ascertain.domain.incoming.proposing import Sample
from ascertain.domain.incoming.rows import FoundCell
from ascertain.exchange.incoming.order import Opening

MOST_SHOWN = 200
"""Rows of a sheet that are shown before it is taken in, and by which its columns are judged first."""
_MOST_CODES = 20_000
"""Rows of a codebook that are read: it is needed whole."""

Row = tuple[int, tuple[FoundCell, ...]]


@dataclass(frozen=True, slots=True)
class FirstRows:
    """A sheet and its first rows. `heading_row` is the one that was found, or that a person chose; 0: none."""

    sheet: StagedSheet
    rows: tuple[Row, ...]
    heading_row: int

    @property
    def headings(self) -> tuple[FoundCell, ...]:
        """The cells that name the columns, empty where nothing does."""
        if self.heading_row == self.sheet.heading_row:
            return self.sheet.headings
        return next((cells for number, cells in self.rows if number == self.heading_row), ())

    @property
    def below(self) -> tuple[Row, ...]:
        """The rows under the headings."""
        return tuple((number, cells) for number, cells in self.rows if number > self.heading_row)

    @property
    def count(self) -> int:
        """How many rows there are under the headings."""
        above = sum(number <= self.heading_row for number, _ in self.rows)
        return max(0, self.sheet.rows - above)

    @property
    def sample(self) -> Sample:
        """What the sheet is judged by."""
        rows = tuple(cells for _, cells in self.below)
        return Sample(self.sheet.name, self.headings, rows, self.heading_row)


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file whose rows are on disk, until it is closed. `chosen` names the sheets that are to be read."""

    staged: Staged
    firsts: tuple[FirstRows, ...]
    asked: Opening = field(default_factory=Opening)
    """What a person overruled."""

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self.staged.path

    @property
    def rows(self) -> int:
        """Rows of all sheets, headings left out."""
        return sum(first.count for first in self.firsts)

    @property
    def samples(self) -> tuple[Sample, ...]:
        """What the sheets are judged by."""
        return tuple(first.sample for first in self.firsts)

    def first(self, sheet: str) -> FirstRows | None:
        """The first rows of a sheet."""
        return next((each for each in self.firsts if each.sheet.name == sheet), None)

    def with_heading(self, sheet: str, row: int) -> OpenedFile:
        """The same file with another row as the headings of a sheet."""
        return replace(
            self,
            firsts=tuple(replace(each, heading_row=row) if each.sheet.name == sheet else each for each in self.firsts),
        )

    def close(self) -> None:
        """Take the rows from the disk."""
        self.staged.close()


def open_file(path: Path, asked: Opening, conduct: Conduct, headings: Mapping[str, int] | None = None) -> OpenedFile:
    """Read a file, on a thread that may wait. Raises `FileTrouble` and `Cancelled`."""
    staged = stage(path, asked, conduct)
    try:
        chosen = headings or {}
        firsts = tuple(_first_rows(sheet, chosen.get(sheet.name, sheet.heading_row)) for sheet in staged.sheets)
        return OpenedFile(staged, firsts, asked)
    except BaseException:
        staged.close()
        raise


def rows_shown(sheet: str) -> int:
    """How many rows of a sheet of this name are read before it is known what it is."""
    return _MOST_CODES if sheet == CODEBOOK else MOST_SHOWN


def rows_below(first: FirstRows) -> Iterator[Row]:
    """All rows of a sheet under its headings, from the disk."""
    return (row for row in first.sheet.read() if row[0] > first.heading_row)


def _first_rows(sheet: StagedSheet, heading_row: int) -> FirstRows:
    most = rows_shown(sheet.name)
    return FirstRows(sheet, tuple(islice(sheet.read(0, most), most)), heading_row)
