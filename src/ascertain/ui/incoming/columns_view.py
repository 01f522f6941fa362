"""The table of the columns of a file. In the current row it is chosen what the column is taken for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from ascertain.domain.incoming.meanings import Meaning
from ascertain.ui.incoming.boxed_view import BoxedView, ChoiceBox
from ascertain.ui.incoming.column_rows import HEADING, MEANING, PROBLEM, SAMPLES, WHY, ColumnRows
from ascertain.ui.incoming.meaning_box import MeaningBox
from ascertain.ui.theme import current_theme

_SHARES = {HEADING: 0.15, SAMPLES: 0.22, MEANING: 0.23, WHY: 0.2}
"""Of the width of the table; the problems take the rest."""


class ColumnsView(BoxedView):
    """One row for each column."""

    def __init__(self, model: ColumnRows, parent: QWidget) -> None:
        super().__init__("import_columns", "", model, MEANING, parent)
        self.setAccessibleName(self.tr("Columns of the file"))
        self._uses = model
        self._groups: Sequence[tuple[str, Sequence[Meaning]]] = ()
        self._makes = False
        header = self.horizontalHeader()
        header.setSectionResizeMode(PROBLEM, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(current_theme().px(60))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        for column, share in _SHARES.items():
            self.setColumnWidth(column, round(self.viewport().width() * share))
        if event.size().height() != event.oldSize().height() and self.currentIndex().isValid():
            # Something else takes room beneath: the current column stays in sight.
            self.scrollTo(self.currentIndex())

    def offer(self, groups: Sequence[tuple[str, Sequence[Meaning]]], *, makes: bool) -> None:
        """Offer these meanings under their headings, and a new field where `makes`; the first column becomes the
        current one."""
        self._groups, self._makes = groups, makes
        self.begin()

    def offer_again(self, groups: Sequence[tuple[str, Sequence[Meaning]]]) -> None:
        """Offer other meanings; the current column stays the current one."""
        if groups != self._groups:
            self._groups = groups
            self.make_anew()

    def make_box(self, row: int) -> ChoiceBox:
        """A box with what the column of a row is taken for."""
        box = MeaningBox(self._groups, self._makes, self.viewport())
        box.set_value(self.key_of(row))
        return box

    def key_of(self, row: int) -> str:
        """What the column of a row is taken for."""
        sheet = self._uses.sheet
        return "" if sheet is None else sheet.columns[row].target
