"""Small marks beside a text: the grade of a source, and how many are waiting."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ascertain.ui.kit.text import plain_tip
from ascertain.ui.theme import Theme, current_theme

__all__ = ["CountBadge", "GradeBadge", "count_badge_size", "grade_badge_size", "paint_count_badge", "paint_grade_badge"]


def _badge_font(font: QFont, theme: Theme) -> QFont:
    made = QFont(font)
    made.setPixelSize(theme.metrics.caption)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def _size(text: str, font: QFont, theme: Theme, pad: int) -> QSize:
    metrics = QFontMetrics(_badge_font(font, theme))
    height = metrics.height() + theme.px(2)
    return QSize(max(metrics.horizontalAdvance(text) + theme.px(pad), height), height)


def grade_badge_size(text: str, font: QFont, theme: Theme) -> QSize:
    """Return the room that a grade takes, in pixels."""
    return _size(text, font, theme, 10)


def count_badge_size(text: str, font: QFont, theme: Theme) -> QSize:
    """Return the room that a count takes, in pixels."""
    return _size(text, font, theme, 12)


def paint_grade_badge(painter: QPainter, rect: QRect, text: str, theme: Theme) -> None:
    """Draw a grade in a thin box that fills ``rect``."""
    _paint(painter, rect, text, theme, ("raised", "field_border", "text_muted"), theme.px(4))


def paint_count_badge(painter: QPainter, rect: QRect, text: str, theme: Theme) -> None:
    """Draw a count on the color of what is due, filling ``rect``."""
    _paint(painter, rect, text, theme, ("due", "due", "on_due"), rect.height() / 2)


def _paint(
    painter: QPainter, rect: QRect, text: str, theme: Theme, tokens: tuple[str, str, str], radius: float
) -> None:
    ground, edge, ink = (QColor(theme.color(token)) for token in tokens)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(edge)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setPen(ink)
    painter.setFont(_badge_font(painter.font(), theme))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, text)
    painter.restore()


class _Badge(QWidget):
    def __init__(self, text: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """The text shown."""
        return self._text

    def _show_text(self, text: str) -> None:
        self._text = text
        self.updateGeometry()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when the look changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()


class GradeBadge(_Badge):
    """The grade of a source and statement in the Admiralty code, such as "B2"; ``spoken`` says it in words."""

    def __init__(self, grade: str, spoken: str = "", parent: QWidget | None = None) -> None:
        super().__init__(grade, parent)
        self.set_grade(grade, spoken)

    def set_grade(self, grade: str, spoken: str = "") -> None:
        """Show another grade; an empty one hides the badge's text but keeps its place."""
        self._show_text(grade)
        self.setAccessibleName(spoken or grade)
        self.setToolTip(plain_tip(spoken))

    def sizeHint(self) -> QSize:
        """As large as the text needs."""
        return grade_badge_size(self._text, self.font(), current_theme())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the badge."""
        painter = QPainter(self)
        painter.setFont(self.font())
        paint_grade_badge(painter, self.rect(), self._text, current_theme())


class CountBadge(_Badge):
    """How many are due; not shown at zero. ``spoken`` says it in words, such as "7 due"."""

    def __init__(self, count: int = 0, spoken: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_count(count, spoken)

    def set_count(self, count: int, spoken: str = "") -> None:
        """Show another count."""
        self._show_text(self.locale().toString(count))
        self.setAccessibleName(spoken or self._text)
        self.setVisible(count > 0)

    def sizeHint(self) -> QSize:
        """As large as the number needs."""
        return count_badge_size(self._text, self.font(), current_theme())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the badge."""
        painter = QPainter(self)
        painter.setFont(self.font())
        paint_count_badge(painter, self.rect(), self._text, current_theme())
