"""The heads of the grid of accounts: the name of the source, and under it or beside it its grade."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ascertain.ui.accounts.model import AccountsModel
from ascertain.ui.kit import grade_badge_size, paint_grade_badge
from ascertain.ui.theme import Theme, current_theme

_SHARE = 0.27
"""Of the width of the grid, for the names of the fields."""


class AccountsHeader(QHeaderView):
    """Draws who speaks; two lines high once a name and its grade do not fit beside each other."""

    def __init__(self, model: AccountsModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:
        """As high as its names need."""
        theme = current_theme()
        line = QFontMetrics(_font(theme)).height()
        lines = 2 * line + theme.px(14) if self._tall() else line + theme.px(12)
        return QSize(super().sizeHint().width(), max(lines, theme.row_height))

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Draw one head."""
        if not 0 <= logical < len(self._model.sheet.columns):
            return
        theme, column = current_theme(), self._model.column(logical)
        painter.save()
        painter.fillRect(rect, theme.color("panel" if column.statement is None else "surface"))
        painter.setPen(theme.color("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inside = rect.adjusted(theme.px(8), theme.px(3), -theme.px(8), -theme.px(3))
        font = _font(theme)
        badge = grade_badge_size(column.grade, font, theme) if column.grade else QSize(0, 0)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        gap = theme.px(6) if column.grade else 0
        tall = self._tall()
        room = (
            inside
            if tall
            else inside.adjusted(badge.width() + gap if rtl else 0, 0, 0 if rtl else -badge.width() - gap, 0)
        )
        metrics = QFontMetrics(font)
        name = metrics.elidedText(column.name, Qt.TextElideMode.ElideRight, room.width())
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        upright = Qt.AlignmentFlag.AlignTop if tall and column.grade else Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font)
        painter.setPen(theme.color("text" if column.statement is None else "text_muted"))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.drawText(room, side | upright | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine, name)
        if column.grade:
            used = 0 if tall else metrics.horizontalAdvance(name) + gap
            left = inside.right() - used - badge.width() + 1 if rtl else inside.left() + used
            top = inside.bottom() - badge.height() + 1 if tall else inside.center().y() - badge.height() // 2 + 1
            paint_grade_badge(painter, QRect(left, top, badge.width(), badge.height()), column.grade, theme)
        painter.restore()

    def _tall(self) -> bool:
        theme = current_theme()
        font = _font(theme)
        metrics = QFontMetrics(font)
        for at, column in enumerate(self._model.sheet.columns):
            if column.grade:
                needed = metrics.horizontalAdvance(column.name) + grade_badge_size(column.grade, font, theme).width()
                if needed + theme.px(22) > self.sectionSize(at):
                    return True
        return False


class FieldLabels(QHeaderView):
    """Draws the names of the fields, wrapped in a narrow pane, with the line of their row under them."""

    def __init__(self, model: AccountsModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._model = model
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def fit(self, room: int) -> None:
        """Take the width of the longest name, or of the room that there is a share."""
        theme = current_theme()
        metrics = QFontMetrics(_font(theme))
        longest = max((metrics.horizontalAdvance(row.label) for row in self._model.sheet.rows), default=0)
        self.setFixedWidth(min(longest + theme.px(14), max(theme.px(84), round(room * _SHARE))))

    def height_of(self, at: int) -> int:
        """What the name of a row needs at the present width."""
        theme = current_theme()
        room = QRect(0, 0, self.width() - theme.px(10), 10_000)
        needed = QFontMetrics(_font(theme)).boundingRect(room, Qt.TextFlag.TextWordWrap, self._model.row(at).label)
        return needed.height() + theme.px(11)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Draw one name."""
        if not 0 <= logical < len(self._model.sheet.rows):
            return
        theme = current_theme()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.fillRect(rect, theme.color("surface"))
        painter.setPen(theme.color("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(theme.color("text_muted"))
        painter.setFont(_font(theme))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        edge = theme.px(4)
        painter.drawText(rect.adjusted(edge, 0, -edge, 0), flags, self._model.row(logical).label)
        painter.restore()


def _font(theme: Theme) -> QFont:
    font = QFont()
    font.setPixelSize(theme.metrics.small)
    font.setWeight(QFont.Weight.DemiBold)
    return font
