"""The second step: what each column is taken for, and the first rows as they are understood by it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QSplitter, QVBoxLayout, QWidget

from ascertain.domain.incoming.evidence import Order
from ascertain.domain.incoming.mapping import Mapping
from ascertain.domain.incoming.new_fields import wrong_field
from ascertain.domain.incoming.rows import RecordKind
from ascertain.domain.own_fields import OwnType
from ascertain.domain.reported_time import zone_names
from ascertain.ui.incoming.column_rows import ColumnRows
from ascertain.ui.incoming.columns_view import ColumnsView
from ascertain.ui.incoming.day_question import DayQuestion, examples_of
from ascertain.ui.incoming.kept_line import KeptLine
from ascertain.ui.incoming.meaning_box import NEW_FIELD
from ascertain.ui.incoming.meaning_words import grouped, kind_label
from ascertain.ui.incoming.new_field_line import NewFieldLine
from ascertain.ui.incoming.rows_view import RowsView
from ascertain.ui.incoming.state import ImportState
from ascertain.ui.incoming.understood_rows import Understood, UnderstoodRows, understand
from ascertain.ui.kit import InlineProblem, LabeledField, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, number_text, tr_message

if TYPE_CHECKING:
    from ascertain.ui.shell.remembered import Remembered


class ColumnsPage(QWidget):
    """`said` whenever the file is to be read in another way than before."""

    help_page = "import#columns"

    said = Signal()

    def __init__(self, state: ImportState, remembered: Remembered, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import_columns_page")
        self._state = state
        self._shown: tuple[str, RecordKind] | None = None
        self.kept = KeptLine(remembered, self)
        self.kept.profile_chosen.connect(self._take_profile)
        self.kept.kept_chosen.connect(self._take_kept)
        self.question = DayQuestion(self)
        self.question.answered.connect(self._answer)
        self._sheet = self._combo(self.tr("&Sheet"), "import_sheet", lambda: self.refresh())
        self._kind = self._combo(self.tr("Each row is one of the"), "import_kind", lambda: self._set_kind())
        self._zone = self._combo(self.tr("Times are in the &zone"), "import_zone", lambda: self._set_zone())
        self._columns = ColumnRows(self)
        self.table = ColumnsView(self._columns, self)
        self.table.chosen.connect(self._use)
        self.table.came_back.connect(lambda: self._go_on())
        self._to_name = False
        self.new_field = NewFieldLine(self)
        self.new_field.edited.connect(self._name_field)
        self.new_field.left.connect(self.table.setFocus)
        self.table.selectionModel().currentChanged.connect(lambda now, _: self._show_field(now.row()))
        self._understood = UnderstoodRows(self)
        self.preview = RowsView(
            "import_preview", self.tr("The first rows, as they are understood"), self._understood, self
        )
        self._told = text_label("", "muted", wraps=True, parent=self)
        self._told.setObjectName("import_told")
        self.problem = InlineProblem(parent=self)
        self.problem.setObjectName("import_columns_problem")
        self._lay_out()

    def _combo(self, label: str, name: str, act: object) -> LabeledField:
        box = QComboBox(self)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
        box.activated.connect(lambda _: act())  # type: ignore[operator]  # what is given can be called
        return LabeledField(label, box, name=name, parent=self)

    def _lay_out(self) -> None:
        px = current_theme().px
        for part in (self._sheet, self._kind, self._zone):
            self.kept.put_beside(part)
        below = QWidget(self)
        below.setObjectName("import_preview_part")
        inner = QVBoxLayout(below)
        inner.setContentsMargins(0, px(6), 0, 0)
        inner.setSpacing(px(4))
        inner.addWidget(self._told)
        inner.addWidget(self.preview, 1)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setObjectName("import_splitter")
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(below)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self.kept)
        column.addWidget(self.question)
        column.addWidget(split, 1)
        column.addWidget(self.new_field)
        column.addWidget(self.problem)

    # ---- what is shown

    def refresh(self) -> None:
        """Show how the file is read now."""
        mapping = self._state.mapping
        if mapping is None:
            return
        self.problem.set_text("")
        self.kept.show_mapping(mapping)
        self._fill_boxes(mapping)
        self._show_sheet()
        self._ask_for_days()

    def take_focus(self) -> None:
        """Put the keyboard where it goes on."""
        if self._state.asks_for_days:
            self.question.take_focus()
        else:
            self.table.setFocus()

    def _fill_boxes(self, mapping: Mapping) -> None:
        names = [sheet.sheet for sheet in mapping.sheets]
        box = _box(self._sheet)
        before = box.currentText()
        box.clear()
        box.addItems(names)
        box.setCurrentIndex(names.index(before) if before in names else 0)
        self._sheet.setVisible(len(names) > 1)
        kinds = _box(self._kind)
        if not kinds.count():
            for kind in RecordKind:
                kinds.addItem(kind_label(kind), kind)
        zones = _box(self._zone)
        if not zones.count():
            zones.addItems(["UTC", *(zone for zone in zone_names() if zone != "UTC")])
        zones.setCurrentIndex(max(0, zones.findText(mapping.zone)))

    def _show_sheet(self) -> None:
        name = _box(self._sheet).currentText()
        sheet, first = self._state.sheet(name), self._state.first(name)
        self._kind.setVisible(sheet is not None)
        if sheet is None or first is None:
            self._columns.show_sheet(None, None, ())
            self._understood.show_rows(Understood(), (), self._state.new.lists)
            self._show_field(-1)
            self._told.setText(self.tr("No sheet is chosen. Go back, and choose one that is to be read."))
            return
        _box(self._kind).setCurrentIndex(list(RecordKind).index(sheet.kind))
        meanings = self._state.meanings(sheet.kind)
        shown = (name, sheet.kind)
        old = self._columns.sheet
        if shown != self._shown or old is None or len(old.columns) != len(sheet.columns):
            self._shown = shown
            self._columns.show_sheet(sheet, first, meanings)
            self.table.offer(
                grouped(sheet.kind, meanings, self._state.new.fields), makes=sheet.kind is RecordKind.INCIDENT
            )
        shown_by = self._state.new.mapping_shown
        assert shown_by is not None
        read = understand(first, sheet, shown_by, self._state.fields, self._state.vocabularies)
        self._understood.show_rows(read, meanings, self._state.new.lists)
        self.preview.fit_columns(most=200)
        problems = {}
        for use in sheet.columns:
            refused = read.refused.get(use.heading, []) if use.target else []
            if refused:
                count = self.tr("{count} × {reason}") if len(refused) > 1 else "{reason}"
                reason = tr_message(refused[0].reason)
                problems[use.at] = count.replace("{count}", number_text(len(refused))).replace("{reason}", reason)
        self._columns.renew(sheet, problems, meanings)
        self.table.offer_again(grouped(sheet.kind, meanings, self._state.new.fields))
        self.table.renew()
        self._show_field(self.table.currentIndex().row())
        self._tell(read, first.count)

    def _tell(self, read: Understood, count: int) -> None:
        shown = len(read.rows)
        text = self.tr("The first {shown} of {count} rows as they would be taken in:")
        if shown >= count:
            text = (
                self.tr("The row as it would be taken in:")
                if count == 1
                else self.tr("All {count} rows as they would be taken in:")
            )
        if not count:
            text = self.tr("There are no rows under the headings.")
        text = text.replace("{shown}", code(number_text(shown))).replace("{count}", code(number_text(count)))
        self._told.setText(text)

    # ---- the days

    def _ask_for_days(self) -> None:
        order = self._state.day_order()
        if order not in (Order.OPEN, Order.BOTH):
            self.question.hide()
            return
        self.question.ask(examples_of(self._state), both=order is Order.BOTH)
        self.question.show_answer(self._state.day_first)

    # ---- what is chosen

    def _use(self, row: int, target: str) -> None:
        name = _box(self._sheet).currentText()
        sheet = self._state.sheet(name)
        if sheet is None:
            return
        self._to_name = target == NEW_FIELD
        if self._to_name:
            self._state.new.make(name, sheet.columns[row].at)
        else:
            self._state.use(name, sheet.columns[row].at, target)
        self._show_again()

    def _go_on(self) -> None:
        """A field that was just made is named next."""
        if self._to_name:
            self._to_name = False
            self.new_field.take_focus()

    def _show_field(self, row: int) -> None:
        """Show the field that is made of a column."""
        sheet = self._columns.sheet
        at = sheet.columns[row].at if sheet is not None and 0 <= row < len(sheet.columns) else -1
        own = None if sheet is None else self._state.new.made_of(sheet.sheet, at)
        wrong = wrong_field(own, self._state.fields) if own is not None else ()
        self.new_field.show_field(own, tr_message(wrong[0].text) if wrong else "")

    def _name_field(self, label: str, kind: OwnType) -> None:
        sheet, row = self._columns.sheet, self.table.currentIndex().row()
        if sheet is not None and 0 <= row < len(sheet.columns):
            self._state.new.make(sheet.sheet, sheet.columns[row].at, label, kind)
            self._show_again()

    def _take_profile(self, name: str) -> None:
        self._state.propose(name)
        self._shown = None
        self._show_again()

    def _take_kept(self, mapping: Mapping) -> None:
        self._state.lay_over(mapping)
        self._shown = None
        self._show_again()

    def _answer(self, day_first: bool) -> None:
        self._state.set_day_first(day_first)
        self._show_again()

    def _set_kind(self) -> None:
        self._state.set_kind(_box(self._sheet).currentText(), _box(self._kind).currentData())
        self._show_again()

    def _set_zone(self) -> None:
        mapping = self._state.mapping
        if mapping is not None:
            self._state.adopt(replace(mapping, zone=_box(self._zone).currentText()))
            self._show_again()

    def _show_again(self) -> None:
        self.refresh()
        self.said.emit()


def _box(field: LabeledField) -> QComboBox:
    box = field.editor
    assert isinstance(box, QComboBox)
    return box
