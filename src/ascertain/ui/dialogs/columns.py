"""Choosing the columns of the table and their order."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from ascertain.domain.folding import fold
from ascertain.domain.own_fields import NO_OWN, Fields
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import LabeledField, button, plain_tip
from ascertain.ui.table.columns import DEFAULT_COLUMNS, available
from ascertain.ui.theme import IconName
from ascertain.ui.wording import field_label, isolated, part_label

_UP, _DOWN = -1, 1


class _Columns(QListWidget):
    """Check boxes that move: by dragging, or with Ctrl and an arrow key."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Up and Ctrl+Down move the current line."""
        step = {Qt.Key.Key_Up: _UP, Qt.Key.Key_Down: _DOWN}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.shift(step)
            return
        super().keyPressEvent(event)

    def shift(self, step: int) -> None:
        """Move the current line up or down by one of those that are shown."""
        row = self.currentRow()
        to = row + step
        while 0 <= to < self.count() and self.item(to).isHidden():
            to += step
        if row < 0 or not 0 <= to < self.count():
            return
        item = self.takeItem(row)
        self.insertItem(to, item)
        self.setCurrentRow(to)


class _Find(QLineEdit):
    """Words that narrow the list; an arrow down goes to what is left of it."""

    def __init__(self, columns: _Columns, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes to the list."""
        if event.key() == Qt.Key.Key_Down and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._columns.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)


class ColumnDialog(Sheet):
    """Check what is to be shown; those at the top come first."""

    help_page = "table"

    def __init__(self, shown: tuple[str, ...], parent: QWidget | None = None, fields: Fields = NO_OWN) -> None:
        super().__init__("column_dialog", parent)
        self._fields = fields
        self.set_title(self.tr("Columns"))
        self.accept_button.setText(self.tr("Show these"))
        self.set_sentence(self.tr("Drag to change the order, or use Ctrl with the arrow keys."))
        self._list = _Columns(self)
        self._list.setObjectName("column_list")
        self._list.setAccessibleName(self.tr("Columns"))
        self._list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.give_height(self._list, 120, 340)
        self._find = _Find(self._list, self)
        self._find.setClearButtonEnabled(True)
        self._find.textChanged.connect(self._narrow)
        self._find_field = LabeledField(self.tr("&Find a column"), self._find, name="column_find")
        self._fill(shown)
        self._list.itemChanged.connect(lambda _: self._fit())
        self.body.addWidget(self._find_field)
        self.body.addWidget(self._list, 1)
        self.body.addLayout(self._row())
        self._list.setFocus()

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys of the checked fields, in order."""
        items = (self._list.item(row) for row in range(self._list.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    def _row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        up = button(self.tr("Move &up"), icon=IconName.SORT_UP, name="column_up", parent=self)
        down = button(self.tr("Move &down"), icon=IconName.SORT_DOWN, name="column_down", parent=self)
        usual = button(self.tr("&Usual columns"), "quiet", name="column_usual", parent=self)
        up.clicked.connect(lambda: self._list.shift(_UP))
        down.clicked.connect(lambda: self._list.shift(_DOWN))
        usual.clicked.connect(lambda: self._fill(DEFAULT_COLUMNS))
        for each in (up, down, usual):
            each.setAutoDefault(False)
            row.addWidget(each)
        row.addStretch(1)
        return row

    def _fill(self, shown: tuple[str, ...]) -> None:
        blocked = self._list.blockSignals(True)
        self._list.clear()
        rest = tuple(field.key for field in available(self._fields) if field.key not in shown)
        for key in (*shown, *rest):
            item = QListWidgetItem(self._text(key), self._list)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setToolTip(plain_tip(part_label(self._fields[key])))
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsDragEnabled
            )  # fmt: skip
            item.setCheckState(Qt.CheckState.Checked if key in shown else Qt.CheckState.Unchecked)
        self._list.setCurrentRow(0)
        self._list.blockSignals(blocked)
        self._narrow()
        self._fit()

    def _narrow(self) -> None:
        """Show the columns whose name or part has the words that are typed."""
        words = fold(self._find.text()).split()
        left = 0
        for row in range(self._list.count()):
            item = self._list.item(row)
            key = str(item.data(Qt.ItemDataRole.UserRole))
            named = fold(f"{field_label(key, self._fields)} {part_label(self._fields[key])} {key}")
            item.setHidden(not all(word in named for word in words))
            left += not item.isHidden()
        self._find_field.set_problem("" if left else self.tr("No column has a name like this."))
        current = self._list.currentRow()
        if left and (current < 0 or self._list.item(current).isHidden()):
            shown = (row for row in range(self._list.count()) if not self._list.item(row).isHidden())
            self._list.setCurrentRow(next(shown))

    def _text(self, key: str) -> str:
        """The name of a field; of an own one with the part that it stands in, by which they are listed."""
        field, label = self._fields[key], field_label(key, self._fields)
        return label if field.own is None else f"{isolated(label)}  ·  {isolated(part_label(field))}"

    def _fit(self) -> None:
        self.accept_button.setEnabled(bool(self.columns))
