"""The bars over time as a table: for those who cannot see them, and to copy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidgetItem, QWidget

from ascertain.domain.rows import Bin
from ascertain.domain.timeline import Timeline
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.charts.axis import step_text
from ascertain.ui.charts.drawing import STACK
from ascertain.ui.charts.summary import count_of, count_text, whole_text
from ascertain.ui.clipboard import ClipCell, ClipTable
from ascertain.ui.dialogs.row_table import RowTable
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.theme import IconName, current_theme
from ascertain.ui.wording import interval_text, status_word


class BarTable(Sheet):
    """One line for each bar. Counts may be parts of one: a time that is not known to the day is shared out."""

    help_page = "bars"

    def __init__(self, told: Timeline, vocabularies: Vocabularies | None, parent: QWidget) -> None:
        super().__init__("bar_table_dialog", parent)
        self.set_title(step_text(told.unit))
        self.set_sentence(whole_text(told, vocabularies))
        self._bins = told.bins
        present = {status for each in told.bins for status, count in each.by_status if count}
        self._statuses = [each for each in (*STACK, *sorted(present.difference(STACK))) if each in present]
        self._headings = [
            self.tr("Days"),
            self.tr("Incidents"),
            *(status_word(each, vocabularies) for each in self._statuses),
        ]
        self._rows = RowTable("bar_table", len(self._headings), self)
        self._rows.setAccessibleName(self.tr("Bars over time"))
        self._rows.setHorizontalHeaderLabels(self._headings)
        self._rows.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.give_height(self._rows, 120, 320)
        self._fill()
        self._give_width()
        self.body.addWidget(self._rows)
        self.accept_button.set_icon(IconName.COPY)
        self.accept_button.setText(self.tr("&Copy"))
        self.cancel_button.setText(self.tr("Close"))

    def submit(self) -> None:
        """Copy all lines."""
        table = ClipTable(self._headings)
        for each in self._bins:
            counts = dict(each.by_status)
            numbers = [count_of(each), *(counts.get(status, 0) for status in self._statuses)]
            table.add([[ClipCell(_days(each)), *(ClipCell("", _number(count)) for count in numbers)]])
        table.put()
        self.accept_button.setText(self.tr("Copied"))

    def _give_width(self) -> None:
        """Let every column be seen, as far as the screen has room; the numbers stand close to their headings."""
        px, header = current_theme().px, self._rows.horizontalHeader()
        wide = sum(header.sectionSizeHint(at) for at in range(1, header.count())) + self._rows.sizeHintForColumn(0)
        self.setMinimumWidth(min(wide + px(90), self.wide(1_200)))

    def _fill(self) -> None:
        self._rows.setRowCount(len(self._bins))
        for at, each in enumerate(self._bins):
            counts = dict(each.by_status)
            texts = [_days(each), count_text(count_of(each))]
            texts += [count_text(counts.get(status, 0)) for status in self._statuses]
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
                self._rows.setItem(at, column, item)
        if self._bins:
            self._rows.selectRow(0)


def _days(each: Bin) -> str:
    return interval_text(each.start, each.end, "UTC")


def _number(count: float) -> int | float:
    return round(count) if abs(count - round(count)) < 1e-9 else round(count, 3)
