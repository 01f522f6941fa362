"""Drawing and editing the cells of the grid of accounts."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ascertain.domain.codes import AssertionState
from ascertain.domain.fields import BY_KEY
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.accounts.model import AccountsModel, marked
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code_label

Index = QModelIndex | QPersistentModelIndex


class AccountsDelegate(QStyledItemDelegate):
    """Wraps the words of a cell; edits a code by choosing and all else by typing. `typed(row, column, text)`."""

    typed = Signal(int, int, str)

    def __init__(self, model: AccountsModel, vocabularies: Vocabularies, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._vocabularies = model, vocabularies
        self.beginning: str | None = None
        """What an editor is to begin with, in the place of what is noted: what was typed before and not accepted."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height of the wrapped words at the width of the column."""
        theme = current_theme()
        view = option.widget
        width = view.columnWidth(index.column()) if isinstance(view, QTableView) else theme.px(120)
        room = QRect(0, 0, max(width - 2 * theme.px(8), theme.px(20)), 10_000)
        text = marked(self._model.cell(index))
        needed = QFontMetrics(_font(option.font, self._is_strong(index))).boundingRect(
            room, Qt.TextFlag.TextWordWrap, text
        )
        return QSize(width, max(needed.height() + theme.px(11), theme.row_height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, words, and a frame around the current cell."""
        theme, cell = current_theme(), self._model.cell(index)
        rect = QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        found = self._model.column(index.column()).statement is None
        ground = "selection" if chosen and focused else "panel" if found else "surface"
        painter.save()
        painter.fillRect(rect, theme.color(ground))
        painter.setPen(theme.color("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if focused:
            painter.setPen(theme.color("focus"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        tone = "danger" if cell.differs else "ok" if cell.adopted else "text_muted" if cell.silent else "text"
        painter.setPen(theme.color("text" if chosen and focused else tone))
        painter.setFont(_font(option.font, self._is_strong(index)))
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        inside = rect.adjusted(theme.px(8), theme.px(5), -theme.px(8), -theme.px(5))
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(inside, flags, marked(cell))
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002
        """A list of codes, or a line."""
        key = self._model.row(index.row()).field
        vocabulary = BY_KEY[key].vocabulary
        box: QComboBox | QLineEdit
        if vocabulary is None:
            box = QLineEdit(parent)
        else:
            box = QComboBox(parent)
            said = self._model.cell(index).said
            for each in self._vocabularies[vocabulary].current(said.value if said is not None else None):
                box.addItem(code_label(vocabulary, each.key, self._vocabularies), each.key)
        box.setObjectName("account_editor")
        box.setAccessibleName(self._model.data(index, Qt.ItemDataRole.AccessibleTextRole))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with what is noted."""
        said = self._model.cell(index).said
        text = said.value if said is not None else ""
        if said is not None and said.state is AssertionState.EXPLICIT_ZERO:
            text = "0"
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(text)))
        elif isinstance(editor, QLineEdit):
            editor.setText(text if self.beginning is None else self.beginning)
            editor.selectAll()
        self.beginning = None

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: ARG002
        """Hand on what was typed or chosen."""
        if isinstance(editor, QComboBox):
            self.typed.emit(index.row(), index.column(), str(editor.currentData()))
        elif isinstance(editor, QLineEdit):
            self.typed.emit(index.row(), index.column(), editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: ARG002
        """As high as the editor needs, in the middle of its cell."""
        rect = QRect(option.rect)
        height = min(max(editor.sizeHint().height(), current_theme().control_height), max(rect.height(), 1))
        width = max(rect.width(), editor.sizeHint().width() if isinstance(editor, QComboBox) else 0)
        rect = QRect(rect.left(), rect.center().y() - height // 2, width, height)
        editor.setGeometry(rect)

    def _is_strong(self, index: Index) -> bool:
        cell = self._model.cell(index)
        return cell.adopted or (self._model.column(index.column()).statement is None and not cell.silent)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """An editor keeps its own Escape and Enter, whatever keys the window has for them."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return False
        return super().eventFilter(watched, event)  # type: ignore[arg-type]  # Qt hands over a QObject


def _font(font: QFont, strong: bool) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return made
