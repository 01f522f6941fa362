"""The header of the incident table: sorts by one key or several, and shows which."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ascertain.ui.kit import plain_tip
from ascertain.ui.table.cells import is_figure
from ascertain.ui.table.model import IncidentTableModel
from ascertain.ui.theme import IconName, Theme, Tone, current_theme, icon
from ascertain.ui.wording import field_help, field_label


class SortHeader(QHeaderView):
    """Click sorts, click again reverses, Shift and click adds a key; columns move by dragging."""

    sort_asked = Signal(str, bool)
    """Key of the field, and whether it is added to the keys that there are."""

    def __init__(self, model: IncidentTableModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("incident_table_header")
        self.setAccessibleName(self.tr("Columns"))
        self._table = model
        self._extend = False
        self._under_mouse = -1
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(44)
        self.setResizeContentsPrecision(0)  # of what is in sight: nothing is read for it
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.sectionClicked.connect(self._ask)

    def sizeHint(self) -> QSize:
        """As high as a row of the table."""
        theme = current_theme()
        return QSize(super().sizeHint().width(), theme.row_height + theme.px(4))

    def sectionSizeFromContents(self, logical: int) -> QSize:
        """Room for the label, and for an arrow with its rank."""
        theme = current_theme()
        text = field_label(self._table.columns[logical], self._table.fields)
        return QSize(QFontMetrics(_font(theme)).horizontalAdvance(text) + theme.px(38), self.sizeHint().height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep whether Shift is held for the click that Qt reports next."""
        self._extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mouseReleaseEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse, and tell what a field means."""
        super().mouseMoveEvent(event)
        self._hover(self.logicalIndexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """No section is under the mouse any more."""
        super().leaveEvent(event)
        self._hover(-1)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Draw label, arrow and rank."""
        if not 0 <= logical < len(self._table.columns):
            return
        theme, key = current_theme(), self._table.columns[logical]
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        hovered = logical == self._under_mouse and self._table.fields[key].sorts
        painter.fillRect(rect, theme.color("hover" if hovered else "surface"))
        painter.setPen(theme.color("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        rank, descending = self._rank_of(key)
        at_right = is_figure(key, self._table.fields) != rtl
        self._paint_label(painter, rect.adjusted(theme.px(7), 0, -theme.px(7), -1), key, (rank, descending), at_right)
        painter.restore()

    def _paint_label(self, painter: QPainter, inside: QRect, key: str, sort: tuple[int, bool], at_right: bool) -> None:
        theme = current_theme()
        rank, descending = sort
        font = _font(theme)
        metrics = QFontMetrics(font)
        ranked = str(rank) if rank and len(self._table.sort_keys) > 1 else ""
        mark = (theme.px(15) + metrics.horizontalAdvance(ranked)) if rank else 0
        text = metrics.elidedText(
            field_label(key, self._table.fields), Qt.TextElideMode.ElideRight, max(0, inside.width() - mark)
        )
        width = metrics.horizontalAdvance(text)
        start = inside.right() - width - mark + 1 if at_right else inside.left()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        label = QRect(start + (mark if rtl else 0), inside.top(), width + 1, inside.height())
        painter.setFont(font)
        painter.setPen(theme.color("text" if rank else "text_muted"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(label, flags | Qt.TextFlag.TextSingleLine, text)
        if not rank:
            return
        side = theme.px(12)
        left = start if rtl else label.right() + theme.px(2)
        arrow = QRect(left, inside.center().y() - side // 2 + 1, side, side)
        name = IconName.SORT_DOWN if descending else IconName.SORT_UP
        icon(name, Tone.ACCENT).paint(painter, arrow)
        if ranked:
            painter.setPen(theme.color("accent"))
            box = QRect(arrow.right() + 1, inside.top(), mark, inside.height())
            painter.drawText(box, flags, ranked)

    def _rank_of(self, key: str) -> tuple[int, bool]:
        """Its place among the sort keys from 1 (0: not sorted by), and whether downwards."""
        for rank, sort in enumerate(self._table.sort_keys, start=1):
            if sort.field == key:
                return rank, sort.descending
        return 0, False

    def _ask(self, logical: int) -> None:
        key = self._table.columns[logical]
        if self._table.fields[key].sorts:
            self.sort_asked.emit(key, self._extend)
        self._extend = False

    def _hover(self, logical: int) -> None:
        if logical == self._under_mouse:
            return
        self._under_mouse = logical
        if 0 <= logical < len(self._table.columns):
            self.setToolTip(plain_tip(field_help(self._table.columns[logical], self._table.fields)))
        self.viewport().update()


def _font(theme: Theme) -> QFont:
    font = QFont()
    font.setPixelSize(theme.metrics.small)
    font.setWeight(QFont.Weight.DemiBold)
    return font
