"""The first step: which file, what was found out about how it is written, and its rows as it has them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from ascertain.app.incoming import Opening
from ascertain.app.incoming.opened import OpenedFile
from ascertain.ui.incoming.file_words import (
    DELIMITERS,
    ENCODINGS,
    as_told,
    calendars,
    delimiter_label,
    form_label,
    number_signs,
    orders_of_days,
    rows_label,
)
from ascertain.ui.incoming.raw_rows import RawRows
from ascertain.ui.incoming.rows_view import RowsView
from ascertain.ui.incoming.sheet_list import SheetList
from ascertain.ui.incoming.state import ImportState
from ascertain.ui.kit import FlowLayout, InlineProblem, LabeledField, button, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import tr_message

_MOST_HEADING_ROWS = 200


class FilePage(QWidget):
    """Asks for a file and how it is written. `file_chosen` with a path, `opening_changed` where it has to be read
    anew, `said` where what was read has to be understood anew."""

    help_page = "import#file"

    file_chosen = Signal(object)
    opening_changed = Signal(object)
    said = Signal()

    def __init__(self, state: ImportState, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import_file_page")
        self._state = state
        self._filling = False
        self.path_line = QLineEdit(self)
        self._path_field = LabeledField(self.tr("&File"), self.path_line, name="import_path", parent=self)
        self._browse = button(self.tr("&Browse…"), name="import_browse", parent=self)
        self._browse.clicked.connect(lambda: self.ask())
        self._encoding = self._combo(self.tr("&Encoding"), "import_encoding", [(e, e) for e in ENCODINGS])
        self._delimiter = self._combo(
            self.tr("Cells are &parted by"), "import_delimiter", [(sign, delimiter_label(sign)) for sign in DELIMITERS]
        )
        self._decimal = self._combo(self.tr("Deci&mals"), "import_decimal", number_signs())
        self._days = self._combo(self.tr("&Days such as 03/04/2023"), "import_days", orders_of_days())
        self.calendar = self._combo(self.tr("&Years such as 1402"), "import_calendar", calendars())
        self.heading_row = QSpinBox(self)
        self.heading_row.setRange(0, _MOST_HEADING_ROWS)
        self.heading_row.setSpecialValueText(self.tr("None"))
        self._heading_field = LabeledField(
            self.tr("&Headings in row"), self.heading_row, name="import_heading", parent=self
        )
        self.heading_row.valueChanged.connect(lambda row: self._set_heading(row))
        self._found = text_label("", wraps=True, parent=self)
        self._found.setObjectName("import_found")
        self._remarks = text_label("", "muted", wraps=True, parent=self)
        self._remarks.setObjectName("import_remarks")
        self._hint = text_label(
            self.tr(
                "Choose a spreadsheet (XLSX, XLSM, XLS, ODS), a CSV, JSON Lines or GeoJSON file, or drop one here. "
                "Nothing is changed before the last step."
            ),
            "muted",
            wraps=True,
            parent=self,
        )
        self._hint.setObjectName("import_hint")
        self.problem = InlineProblem(parent=self)
        self.problem.setObjectName("import_file_problem")
        self._sheets = SheetList(state, self)
        self._sheets.current_changed.connect(self._show_sheet)
        self._sheets.chosen_changed.connect(self.said)
        self._rows = RawRows(self)
        self.table = RowsView("import_raw", self.tr("The first rows, as the file has them"), self._rows, self)
        self._lay_out()
        self.refresh()

    # ---- layout

    def _combo(self, label: str, name: str, choices: Iterable[tuple[object, str]]) -> LabeledField:
        box = QComboBox(self)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for value, text in choices:
            box.addItem(text, value)
        box.activated.connect(lambda _: self._overrule())
        return LabeledField(label, box, name=name, parent=self)

    def _lay_out(self) -> None:
        px = current_theme().px
        top = QHBoxLayout()
        top.setSpacing(px(8))
        top.addWidget(self._path_field, 1)
        top.addWidget(self._browse, 0, Qt.AlignmentFlag.AlignBottom)
        self._facts = QWidget(self)
        self._facts.setObjectName("import_facts")
        flow = FlowLayout(self._facts, px(12))
        for field in (self._heading_field, self._encoding, self._delimiter, self._decimal, self._days, self.calendar):
            flow.addWidget(field)
        rows = QHBoxLayout()
        rows.setSpacing(px(10))
        rows.addWidget(self._sheets)
        rows.addWidget(self.table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addLayout(top)
        for part in (self.problem, self._hint, self._found, self._facts):
            column.addWidget(part)
        column.addLayout(rows, 1)
        column.addWidget(self._remarks)

    # ---- what is asked

    def ask(self) -> None:
        """Ask for a file."""
        kinds = self.tr(
            "Tables and logs (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt *.jsonl *.ndjson *.geojson *.json "
            "*.ascertain *.zip);;All files (*)"
        )
        start = self._state.path.parent if self._state.path is not None else Path.home()
        name, _kind = QFileDialog.getOpenFileName(self, self.tr("Choose a file to import"), str(start), kinds)
        if name:
            self.file_chosen.emit(Path(name))

    def take_focus(self) -> None:
        """Put the keyboard where it goes on: to the path while there is no file."""
        (self.table if self._state.opened is not None else self.path_line).setFocus()

    def takes_enter(self) -> bool:
        """Open the file whose path was typed, or ask for one where none was; False where that file is open already."""
        typed = self.path_line.text().strip()
        known = "" if self._state.path is None else str(self._state.path)
        if not self.path_line.hasFocus() or (typed and typed == known and self._state.opened is not None):
            return False
        if not typed:
            self.ask()
            return True
        self.file_chosen.emit(Path(typed).expanduser())
        return True

    def _overrule(self) -> None:
        if self._filling:
            return
        asked = Opening(encoding=_value(self._encoding), delimiter=_value(self._delimiter))
        if asked != self._state.asked:
            self.opening_changed.emit(asked)
            return
        self._state.set_decimal_comma(_flag(self._decimal))
        self._state.set_day_first(_flag(self._days))
        self._state.set_calendar(str(_value(self.calendar) or ""))
        self.said.emit()

    def _set_heading(self, row: int) -> None:
        sheet = self._sheets.current
        if self._filling or sheet is None:
            return
        self._state.set_heading(sheet, row)
        self._show_sheet()
        self.said.emit()

    # ---- what is shown

    def tell(self, text: str) -> None:
        """Say what did not work with the file."""
        self.problem.set_text(text)

    def refresh(self) -> None:
        """Show what is known of the file now."""
        self._filling = True
        state, opened = self._state, self._state.opened
        self.path_line.setText("" if state.path is None else str(state.path))
        there = opened is not None
        delimited = opened is not None and opened.staged.form == "csv"
        for each in (self._facts, self.table, self._found):
            each.setVisible(there)
        self._hint.setVisible(not there)
        self._encoding.setVisible(delimited)
        self._delimiter.setVisible(delimited)
        if opened is not None:
            self._show_opened(opened)
        else:
            self._sheets.refresh()
            self._remarks.hide()
            self._rows.show_rows(None)
        self._filling = False

    def _show_opened(self, opened: OpenedFile) -> None:
        told, asked = opened.staged.opening, self._state.asked
        self._found.setText(f"{form_label(opened.staged.form)} · {rows_label(opened.rows)}")
        _set_found(self._encoding, told.encoding, asked.encoding, self.tr("{found} (found)"), told.encoding or "")
        _set_found(
            self._delimiter, told.delimiter, asked.delimiter, self.tr("{found} (found)"),
            delimiter_label(told.delimiter or ""),
        )  # fmt: skip
        _choose(self._decimal, self._state.decimal_comma)
        _choose(self._days, self._state.day_first)
        self.show_calendar()
        self._remarks.setText("\n".join(tr_message(each) for each in opened.staged.remarks))
        self._remarks.setVisible(bool(opened.staged.remarks))
        self._sheets.refresh()
        self._show_sheet()

    def show_calendar(self) -> None:
        """Show which calendar years are of that are none of ours, where there are such."""
        said = self._state.mapping.calendar if self._state.mapping is not None else ""
        _choose(self.calendar, self._state.calendar)
        box = self.calendar.editor
        assert isinstance(box, QComboBox)
        box.setItemText(0, as_told(said))
        self.calendar.setVisible(self._state.has_other_days)

    def _show_sheet(self) -> None:
        before, self._filling = self._filling, True
        first = self._state.first(self._sheets.current or "")
        self._rows.show_rows(first)
        self._heading_field.setVisible(first is not None and bool(first.rows))
        self.heading_row.setValue(first.heading_row if first is not None else 0)
        self.table.fit_columns(most=200)
        self._filling = before


def _value(field: LabeledField) -> str | None:
    box = field.editor
    assert isinstance(box, QComboBox)
    found = box.currentData()
    return None if found is None else str(found)


def _flag(field: LabeledField) -> bool | None:
    box = field.editor
    assert isinstance(box, QComboBox)
    found = box.currentData()
    return found if isinstance(found, bool) else None


def _choose(field: LabeledField, value: object) -> None:
    box = field.editor
    assert isinstance(box, QComboBox)
    at = next((at for at in range(box.count()) if box.itemData(at) is value or box.itemData(at) == value), 0)
    box.setCurrentIndex(at)


def _set_found(field: LabeledField, found: str | None, asked: str | None, text: str, label: str) -> None:
    """Name what was found in the first line, and choose what a person asked for, or that line."""
    box = field.editor
    assert isinstance(box, QComboBox)
    if box.count() and box.itemData(0) is None:
        box.removeItem(0)
    if asked is None or not box.count():
        box.insertItem(0, text.replace("{found}", label), None)
    else:
        box.insertItem(0, box.tr("As it is found"), None)
    if found is not None and asked is not None and box.findData(asked) < 0:
        box.addItem(label, asked)
    _choose(field, asked)
