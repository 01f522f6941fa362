"""The columns of a sheet as rows: heading, sample values, what each is taken for, why, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from ascertain.app.incoming.opened import FirstRows
from ascertain.domain.incoming.cells import short
from ascertain.domain.incoming.mapping import SheetMapping
from ascertain.domain.incoming.meanings import Meaning
from ascertain.ui.incoming.meaning_words import meaning_label
from ascertain.ui.incoming.raw_rows import column_name
from ascertain.ui.incoming.rows_view import NO_INDEX, Index, TextRows
from ascertain.ui.wording import isolated, tr_message

HEADING, SAMPLES, MEANING, WHY, PROBLEM = range(5)
_SAMPLES = 3


class ColumnRows(TextRows):
    """One row for each column of the sheet that is shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.headings = (
            self.tr("Column"), self.tr("First values"), self.tr("Taken for"), self.tr("Why"), self.tr("Problems"),
        )  # fmt: skip
        self._sheet: SheetMapping | None = None
        self._samples: list[str] = []
        self._meanings: Sequence[Meaning] = ()
        self._problems: Mapping[int, str] = {}

    def show_sheet(self, sheet: SheetMapping | None, first: FirstRows | None, meanings: Sequence[Meaning]) -> None:
        """Show the columns of another sheet."""
        self.beginResetModel()
        self._sheet, self._meanings, self._problems = sheet, meanings, {}
        below = first.below if first is not None else ()
        uses = sheet.columns if sheet is not None else ()
        self._samples = [_samples([cells[use.at] for _, cells in below if use.at < len(cells)]) for use in uses]
        self.endResetModel()

    def renew(self, sheet: SheetMapping, problems: Mapping[int, str], meanings: Sequence[Meaning]) -> None:
        """Show the same columns, taken for something else; `problems` by the place of the column in the file."""
        self._sheet, self._problems, self._meanings = sheet, problems, meanings
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, PROBLEM))

    @property
    def sheet(self) -> SheetMapping | None:
        """The sheet that is shown."""
        return self._sheet

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """As many as the sheet has columns."""
        return 0 if parent.isValid() or self._sheet is None else len(self._sheet.columns)

    def text(self, row: int, column: int) -> str:
        """What is said of a column."""
        assert self._sheet is not None
        use = self._sheet.columns[row]
        if column == HEADING:
            return use.heading or self.tr("Column {name}").replace("{name}", column_name(use.at))
        if column == SAMPLES:
            return self._samples[row]
        if column == MEANING:
            return meaning_label(use.target, self._meanings)
        if column == WHY:
            return tr_message(use.why) if use.why is not None else self.tr("Chosen by hand.")
        return self._problems.get(use.at, "")

    def tone(self, row: int, column: int) -> str:
        """Columns that are passed over in grey, problems in red."""
        assert self._sheet is not None
        if column == PROBLEM:
            return "danger"
        if column in (WHY, SAMPLES) or not self._sheet.columns[row].target:
            return "text_muted"
        return ""


def _samples(cells: Sequence[object]) -> str:
    """The first values that differ, as a person reads them."""
    found: list[str] = []
    for cell in cells:
        text = short(cell) if cell is not None else ""  # type: ignore[arg-type]  # cells of a file
        if text and text not in found:
            found.append(text)
        if len(found) == _SAMPLES:
            break
    return " · ".join(isolated(" ".join(text.split())) for text in found)
