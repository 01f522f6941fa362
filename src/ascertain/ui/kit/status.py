"""A status as a pill: color, word and shape together; used as a widget and by table delegates."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ascertain.ui.kit.shapes import status_shape_path
from ascertain.ui.theme import Theme, current_theme

__all__ = ["StatusPill", "paint_status_pill", "status_pill_size"]

_STRUCK = "refuted"
_PAD, _SHAPE, _GAP = 7, 10, 5  # design pixels: at each end, the shape's side, between shape and word


def _pill_font(font: QFont, theme: Theme, code: str) -> QFont:
    made = QFont(font)
    made.setPixelSize(theme.metrics.small)
    made.setWeight(QFont.Weight.DemiBold)
    made.setStrikeOut(code == _STRUCK)
    return made


def status_pill_size(text: str, font: QFont, theme: Theme) -> QSize:
    """Return the room that a pill with ``text`` takes, in pixels."""
    metrics = QFontMetrics(_pill_font(font, theme, ""))
    width = metrics.horizontalAdvance(text) + theme.px(2 * _PAD + _SHAPE + _GAP) + 1
    return QSize(width, metrics.height() + theme.px(3))


def paint_status_pill(
    painter: QPainter,
    rect: QRect,
    text: str,
    code: str,
    theme: Theme,
    *,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> QRect:
    """Draw a pill at the leading edge of ``rect``, vertically in its middle, and return where it was drawn.

    ``text`` is the word for the status in the user's language, elided if ``rect`` is too narrow; the font is the
    painter's, made smaller and bolder. A refuted status is struck through.
    """
    look = theme.status(code)
    font = _pill_font(painter.font(), theme, code)
    wanted = status_pill_size(text, painter.font(), theme)
    size = QSize(min(wanted.width(), rect.width()), min(wanted.height(), rect.height()))
    mirrored = direction == Qt.LayoutDirection.RightToLeft
    left = rect.right() - size.width() + 1 if mirrored else rect.left()
    pill = QRect(left, rect.top() + (rect.height() - size.height()) // 2, size.width(), size.height())
    pad, side, gap = theme.px(_PAD), theme.px(_SHAPE), theme.px(_GAP)
    shape_left = pill.right() + 1 - pad - side if mirrored else pill.left() + pad
    shape = QRectF(shape_left, pill.top() + (pill.height() - side) / 2, side, side)
    if mirrored:
        word = QRect(pill.left() + pad, pill.top(), pill.width() - 2 * pad - side - gap, pill.height())
    else:
        word = QRect(pill.left() + pad + side + gap, pill.top(), pill.width() - 2 * pad - side - gap, pill.height())

    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.background))
    radius = pill.height() / 2
    painter.drawRoundedRect(pill, radius, radius)
    painter.setBrush(QColor(look.foreground))
    painter.drawPath(status_shape_path(look.shape, shape))
    painter.setPen(QColor(look.foreground))
    painter.setFont(font)
    word.setWidth(word.width() + 1)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, word.width())
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    flags |= Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    painter.drawText(word, flags | Qt.TextFlag.TextSingleLine, shown)
    painter.restore()
    return pill


class StatusPill(QWidget):
    """Shows one status. Its accessible name is the word."""

    def __init__(self, code: str = "", text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = code
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    @property
    def code(self) -> str:
        """The code of the status shown."""
        return self._code

    @property
    def text(self) -> str:
        """The word shown."""
        return self._text

    def set_status(self, code: str, text: str) -> None:
        """Show another status."""
        self._code, self._text = code, text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As large as the word needs."""
        return status_pill_size(self._text, self.font(), current_theme())

    def minimumSizeHint(self) -> QSize:
        """The same: a pill is not clipped."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Measure and draw anew when the look changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the pill."""
        painter = QPainter(self)
        painter.setFont(self.font())
        paint_status_pill(
            painter, self.rect(), self._text, self._code, current_theme(), direction=self.layoutDirection()
        )
