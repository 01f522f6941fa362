"""The grid of accounts as a widget: arrows move, one key adopts, one notes what an account says or leaves out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QTableView, QVBoxLayout, QWidget

from ascertain.domain.adopting import asserted
from ascertain.domain.codes import AssertionState
from ascertain.domain.fields import BY_KEY, FieldType
from ascertain.domain.figures import NotAFigure, read_figure
from ascertain.domain.records import Assertion
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.accounts.delegate import AccountsDelegate
from ascertain.ui.accounts.header import AccountsHeader, FieldLabels
from ascertain.ui.accounts.keys import Asked, asked_by
from ascertain.ui.accounts.model import AccountsModel, marked
from ascertain.ui.accounts.sheet import Sheet
from ascertain.ui.kit import InlineProblem, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import joined, tr_message

_NARROWEST = 104
"""Of a column, in pixels of the design."""


class AccountsTable(QWidget):
    """Shows a `Sheet`. Places are those of statements in the incident.

    `adopt_asked(at, field)`, `unadopt_asked(at, field)`: the finding is to cite an account, or no longer;
    `set_asked(at, assertion)`: an account is to say this; `cleared(at, field)`: nothing of it; `every_field_asked`: the
    fields of which nobody speaks are to be seen too, or no longer.
    """

    help_page = "accounts"

    adopt_asked = Signal(int, str)
    unadopt_asked = Signal(int, str)
    set_asked = Signal(int, object)
    cleared = Signal(int, str)
    every_field_asked = Signal()

    def __init__(self, name: str, vocabularies: Vocabularies, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._model = AccountsModel(self)
        self.view = _View(f"{name}_view", self._model, self)
        self._delegate = AccountsDelegate(self._model, vocabularies, self.view)
        self.view.setItemDelegate(self._delegate)
        self._delegate.typed.connect(self._take)
        self.view.asked.connect(self._do)
        self._hint = text_label("", "small", wraps=True, parent=self)
        self._hint.setObjectName(f"{name}_hint")
        self._problem = InlineProblem(parent=self)
        self._problem.setObjectName(f"{name}_problem")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current_theme().px(4))
        for part in (self.view, self._problem, self._hint):
            column.addWidget(part)
        self.setFocusProxy(self.view)
        self.set_editable(False)

    def set_editable(self, editable: bool) -> None:
        """Whether what accounts say can be changed and adopted here."""
        self._model.editable = editable
        hints = (
            self.tr("Enter adopts"),
            self.tr("U takes that back"),
            self.tr("F2 edits"),
            self.tr("0 none"),
            self.tr("N not stated"),
            self.tr("D declined"),
            self.tr("? not known"),
            self.tr("Del nothing noted"),
            self.tr("+ every field"),
        )
        # A key stays on the line of what it does.
        self._hint.setText(joined(*(each.replace(" ", "\u00a0") for each in hints)))
        self._hint.setVisible(editable)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 - Qt's name
        """The grid itself has the keyboard, and so the name."""
        super().setAccessibleName(name)
        self.view.setAccessibleName(name)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show other accounts. The current cell stays at its field and column where both are still there."""
        if sheet == self._model.sheet:
            return
        self._problem.set_text("")
        self.view.show_sheet(sheet)

    def tell(self, text: str) -> None:
        """Say beneath the grid what did not work; empty takes that away."""
        self._problem.set_text(text)

    @property
    def told(self) -> str:
        """What is said beneath the grid."""
        return self._problem.text

    @property
    def model(self) -> AccountsModel:
        """What the grid shows."""
        return self._model

    def text(self) -> str:
        """All rows as text, cells parted by tabs."""
        sheet = self._model.sheet
        lines = [["", *(f"{column.name} {column.grade}".strip() for column in sheet.columns)]]
        lines += [[row.label, *(marked(cell) for cell in row.cells)] for row in sheet.rows]
        return "\n".join("\t".join(line) for line in lines)

    def go_to(self, field: str, statement: int | None) -> None:
        """Make the cell of a field and of a statement (None: the finding) the current one."""
        sheet = self._model.sheet
        row = next((at for at, each in enumerate(sheet.rows) if each.field == field), None)
        column = next((at for at, each in enumerate(sheet.columns) if each.statement == statement), None)
        if row is not None and column is not None:
            self.view.setCurrentIndex(self._model.index(row, column))

    # ---- what keys ask

    def _do(self, what: object) -> None:
        if what is Asked.EVERY_FIELD:
            self.every_field_asked.emit()
            return
        index = self.view.currentIndex()
        if not self._model.is_account(index):
            return
        field, at = self._model.row(index.row()).field, self._model.column(index.column()).statement
        cell = self._model.cell(index)
        if at is None:
            return
        self._problem.set_text("")
        if isinstance(what, AssertionState):
            self.set_asked.emit(at, Assertion(field, what))
        elif what is Asked.EDIT:
            self.view.edit(index)
        elif what is Asked.TAKE_OUT and cell.said is not None:
            self.cleared.emit(at, field)
        elif what is Asked.UNADOPT and cell.adopted:
            self.unadopt_asked.emit(at, field)
        elif what is Asked.ADOPT:
            if cell.adoptable:
                self.adopt_asked.emit(at, field)
            else:
                self._problem.set_text(self.tr("This account gives no value that can be adopted. F2 notes one."))

    def _take(self, row: int, column: int, text: str) -> None:
        """Take what was typed; what cannot be a count is told, and stays in its box."""
        field, at = self._model.row(row).field, self._model.column(column).statement
        said = self._model.sheet.rows[row].cells[column].said
        if at is None:
            return
        wanted = asserted(field, text)
        if not wanted.value and wanted.state is AssertionState.VALUE:
            if said is not None and said.state is AssertionState.VALUE:
                self.cleared.emit(at, field)
            return
        fault = _fault(wanted)
        if fault:
            self._problem.set_text(fault)
            self._delegate.beginning = text
            index = self._model.index(row, column)
            QTimer.singleShot(0, self.view, lambda: self.view.edit(index))
            return
        if said is None or (said.state, said.value) != (wanted.state, wanted.value):
            self.set_asked.emit(at, wanted)


class _View(QTableView):
    """The cells. The labels of the fields stand in the vertical header, which stays when the accounts scroll."""

    asked = Signal(object)

    def __init__(self, name: str, model: AccountsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._model = model
        self.setModel(model)
        self.setHorizontalHeader(AccountsHeader(model, self))
        self.horizontalHeader().setObjectName(f"{name}_heads")
        self._labels = FieldLabels(model, self)
        self._labels.setObjectName(f"{name}_fields")
        self.setVerticalHeader(self._labels)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show other accounts, and stay at the cell."""
        before = self.currentIndex()
        field = self._model.row(before.row()).field if before.isValid() else ""
        same = [column.name for column in sheet.columns] == [column.name for column in self._model.sheet.columns]
        left = self.horizontalScrollBar().value()
        # A header with a moved section does not outlive a reset to fewer sections: Qt then reads beyond its own lists.
        self._place_finding(first=False)
        self._model.show_sheet(sheet)
        self.fit()
        row = next((at for at, each in enumerate(sheet.rows) if field and each.field == field), None)
        if row is not None and same:
            self.setCurrentIndex(self._model.index(row, before.column()))
            self.horizontalScrollBar().setValue(left)
        elif sheet.rows:
            self.selectionModel().setCurrentIndex(
                self._model.index(min(1, len(sheet.rows) - 1), 0),
                self.selectionModel().SelectionFlag.ClearAndSelect,
            )

    def fit(self) -> None:
        """Give columns and rows the room that they need, and be exactly as high."""
        count = self._model.columnCount()
        if not count:
            return
        px = current_theme().px
        self._labels.fit(self.width())
        room = self.width() - self._labels.width() - 2
        width = max(px(_NARROWEST), room // count)
        for at in range(count):
            self.setColumnWidth(at, width)
        self.resizeRowsToContents()
        for at in range(self._model.rowCount()):
            self.setRowHeight(at, max(self.rowHeight(at), self._labels.height_of(at)))
        self.horizontalHeader().updateGeometry()
        height = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + 2
        wide = width * count > room
        self._place_finding(first=wide)
        if wide:
            height += self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(height)

    def _place_finding(self, *, first: bool) -> None:
        """The finding stands last; where the accounts scroll, first, so that it is seen beside the fields."""
        heads = self.horizontalHeader()
        last = self._model.columnCount() - 1
        at = heads.visualIndex(last)
        wanted = 0 if first else last
        if at != wanted:
            heads.moveSection(at, wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps otherwise."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another look has other measures."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self.fit()

    def event(self, event: QEvent) -> bool:
        """The keys of the grid are its own, also where the window or a desk has them for something else."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (asked_by(event) is not None or event.matches(QKeySequence.StandardKey.Copy))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, adopt, note; copy the words of a cell."""
        what = asked_by(event)
        if event.matches(QKeySequence.StandardKey.Copy) and self.currentIndex().isValid():
            QGuiApplication.clipboard().setText(self._model.cell(self.currentIndex()).text)
        elif what is None or what is Asked.MOVE:
            if what is None:
                event.ignore()
                return
            super().keyPressEvent(event)
        elif what is Asked.EVERY_FIELD or self._model.editable:
            self.asked.emit(what)
        else:
            event.ignore()

    def focusInEvent(self, event: object) -> None:
        """Begin at the first cell that says something."""
        super().focusInEvent(event)  # type: ignore[arg-type]  # Qt hands over a QFocusEvent
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(min(1, self._model.rowCount() - 1), 0))


def _fault(wanted: Assertion) -> str:
    """Why an account cannot say this; empty where it can."""
    if wanted.state is AssertionState.VALUE and BY_KEY[wanted.field].type is FieldType.FIGURE:
        try:
            read_figure(wanted.value)
        except NotAFigure as wrong:
            return tr_message(wrong.message)
    return ""
