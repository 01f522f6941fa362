"""A table in whose current row something is chosen by typing: only that row has a box, however many there are."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ascertain.ui.form.names.code_boxes import CodeSearch
from ascertain.ui.incoming.rows_view import RowsView, TextRows
from ascertain.ui.theme import current_theme


class ChoiceBox(CodeSearch):
    """A box in a table. `left` when Enter or Escape, which its list did not need, give the keyboard back."""

    left = Signal()

    @property
    def chosen(self) -> str | None:
        """The key of what is chosen; empty for nothing, None while what is typed is no choice."""
        key = self.value()
        return key if key is not None and any(key == each for each, _, _ in self._codes) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Escape go back to the table."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.left.emit()
            return
        super().keyPressEvent(event)


class BoxedView(RowsView):
    """`chosen` with a row and the key that was chosen in it. Enter and letters lead into the box, Enter and Escape
    back. Who derives from it makes the boxes (`make_box`) and tells what a row has now (`key_of`)."""

    chosen = Signal(int, str)
    came_back = Signal()
    """The keyboard has left the box."""

    def __init__(self, name: str, title: str, model: TextRows, column: int, parent: QWidget) -> None:
        super().__init__(name, title, model, parent)
        self._rows, self._column = model, column
        self._box: ChoiceBox | None = None
        self._row = -1
        self.verticalHeader().setDefaultSectionSize(current_theme().control_height + current_theme().px(4))
        self.selectionModel().currentChanged.connect(lambda now, _: self._move_box(now))

    @property
    def box(self) -> ChoiceBox | None:
        """The box of the current row."""
        return self._box

    def make_box(self, row: int) -> ChoiceBox:
        """A box for a row, which shows what is chosen in it."""
        # Every kind of view has its own, here and below; a widget of Qt cannot have abstract methods.
        raise NotImplementedError

    def key_of(self, row: int) -> str:
        """The key of what is chosen in a row."""
        raise NotImplementedError

    def begin(self) -> None:
        """Go to the first row of what is shown now."""
        self._drop_box()
        if self._rows.rowCount():
            self.go_to_row(0)
            # Where the first row was the current one already, nothing tells of it.
            self._move_box(self.currentIndex())

    def go_to_row(self, row: int) -> None:
        """Make a row the current one."""
        index = self._rows.index(row, self._column)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def make_anew(self) -> None:
        """Make the box of the current row anew: something else is offered in it."""
        self._drop_box()
        self._move_box(self.currentIndex())

    def renew(self) -> None:
        """Show in the box what is chosen in the current row now."""
        if self._box is not None and 0 <= self._row < self._rows.rowCount():
            key = self.key_of(self._row)
            if self._box.chosen != key:
                self._box.set_value(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, F2 and letters lead into the box."""
        box = self._box
        if box is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            box.setFocus(Qt.FocusReason.OtherFocusReason)
            box.selectAll()
            return
        typed = event.text()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if box is not None and plain and typed.strip() and typed.isprintable():
            box.setFocus(Qt.FocusReason.OtherFocusReason)
            box.setText(typed)
            box.textEdited.emit(typed)
            return
        super().keyPressEvent(event)

    def _measure(self) -> None:
        super()._measure()
        self.verticalHeader().setDefaultSectionSize(current_theme().control_height + current_theme().px(4))

    def _move_box(self, now: QModelIndex) -> None:
        if not now.isValid() or (now.row() == self._row and self._box is not None):
            return
        focused = self._box is not None and self._box.hasFocus()
        self._drop_box()
        self._row = now.row()
        self._box = box = self.make_box(self._row)
        box.edited.connect(lambda: self._tell(box))
        # Enter chooses and leaves, so that the next row is one key away.
        for leaving in (box.left, box.completion.chosen, box.completion.entered):
            leaving.connect(lambda *_: self._come_back())
        self.setIndexWidget(self._rows.index(self._row, self._column), box)
        if focused:
            self.setFocus()

    def _drop_box(self) -> None:
        if self._box is not None and self._row < self._rows.rowCount():
            self.setIndexWidget(self._rows.index(self._row, self._column), None)  # type: ignore[arg-type]  # takes it away
        self._box, self._row = None, -1

    def _tell(self, box: ChoiceBox) -> None:
        key = box.chosen
        if box is self._box and key is not None and key != self.key_of(self._row):
            self.chosen.emit(self._row, key)

    def _come_back(self) -> None:
        self.renew()
        self.setFocus()
        self.came_back.emit()
