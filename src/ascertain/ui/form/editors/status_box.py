"""Choosing a status: a list of pills, so that word, shape and color are seen together."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QStylePainter,
    QWidget,
)

from ascertain.domain.codes import Status
from ascertain.ui.form.context import FormContext
from ascertain.ui.form.names.code_boxes import CodeCombo
from ascertain.ui.form.names.followed_codes import code_choices, following
from ascertain.ui.kit import paint_status_pill, status_pill_size
from ascertain.ui.theme import current_theme


class StatusBox(CodeCombo):
    """Holds the code of a status."""

    def __init__(self, context: FormContext, name: str, parent: QWidget | None = None) -> None:
        super().__init__(code_choices("status", context), name, parent, empty=None)
        following(self, "status", context)
        self.setItemDelegate(_PillDelegate(self))

    def value(self) -> str:
        """The code of the status."""
        return super().value() or Status.UNCONFIRMED.value

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the box, and the pill in it."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        painter.setFont(self.font())
        paint_status_pill(
            painter, room, self.currentText(), self.value(), current_theme(), direction=self.layoutDirection()
        )


class _PillDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        pill = status_pill_size(str(index.data()), option.font, current_theme())
        return QSize(pill.width() + current_theme().px(16), current_theme().control_height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = current_theme()
        rect = QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("selection"))
        room = rect.adjusted(theme.px(8), 0, -theme.px(8), 0)
        code = str(index.data(Qt.ItemDataRole.UserRole))
        paint_status_pill(painter, room, str(index.data()), code, theme, direction=option.direction)
