"""The bars of the histogram: drawing, hovering, picking a range by mouse or keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ascertain.domain.rows import Bin
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.charts.axis import round_up, ticks
from ascertain.ui.charts.summary import bar_text, count_of, range_text
from ascertain.ui.kit import plain_tip
from ascertain.ui.theme import Theme, current_theme
from ascertain.ui.wording import number_text

STACK = ("confirmed", "partly_confirmed", "unconfirmed", "claimed", "disputed", "unverifiable", "refuted")
"""The order in which statuses are piled up, from the ground; any other stands on top."""

_WIDEST = 44
"""Design pixels: a few bars in a wide room do not become blocks."""

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class Bars(QWidget):
    """Stacked bars, one for each bin. Time runs from left to right in every language, as on most charts."""

    picked = Signal(int, int)
    """The first and the last bar of a range, both included."""
    cleared = Signal()
    told = Signal(str)
    """What the keyboard stands on, in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._bins: Sequence[Bin] = ()
        self._vocabularies: Vocabularies | None = None
        self._hovered: int | None = None
        self._current: int | None = None
        self._from: int | None = None
        self._dragging = False
        self._range: tuple[int, int] | None = None

    def show_bins(self, bins: Sequence[Bin], vocabularies: Vocabularies | None) -> None:
        """Draw other bars."""
        self._bins, self._vocabularies = bins, vocabularies
        self._hovered = self._current = self._from = None
        self._dragging = False
        self._range = None
        self.update()

    def mark(self, picked: tuple[int, int] | None) -> None:
        """Mark the bars from the first up to and including the second, or none."""
        self._range = picked
        self.update()

    def bar_rect(self, index: int) -> QRect:
        """Where a bar can be pointed at, in pixels of the widget."""
        area = self._area()
        step = area.width() / max(1, len(self._bins))
        left = round(area.left() + index * step)
        return QRect(left, area.top(), max(1, round(area.left() + (index + 1) * step) - left), area.height())

    def index_at(self, point: QPoint) -> int | None:
        """The bar at a point; beyond the first and last bar, that bar."""
        if not self._bins:
            return None
        area = self._area()
        at = int((point.x() - area.left()) * len(self._bins) / max(1, area.width()))
        return min(max(at, 0), len(self._bins) - 1)

    def sizeHint(self) -> QSize:
        """Room for a low band under a table."""
        theme = current_theme()
        return QSize(theme.px(480), theme.px(96))

    def minimumSizeHint(self) -> QSize:
        """Enough to tell high from low."""
        theme = current_theme()
        return QSize(theme.px(120), theme.px(56))

    # ---------------------------------------------------------------- pointing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a range."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._from = self._current = self.index_at(event.position().toPoint())
            self._dragging = self._from is not None
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Grow the range, or say what is under the pointer."""
        at = self.index_at(event.position().toPoint())
        if self._dragging:
            self._current = at
        self._hovered = at
        self._tip(event.globalPosition().toPoint())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick the range."""
        if event.button() is Qt.MouseButton.LeftButton and self._dragging:
            self._dragging = False
            self._pick()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002
        """Give the range up."""
        self._clear()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at."""
        super().leaveEvent(event)
        self._hovered = None
        self.update()

    def event(self, event: QEvent) -> bool:
        """Answer the request for a tool tip with the bar under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            self._hovered = self.index_at(event.pos())
            self._tip(event.globalPos())
            return True
        return super().event(event)

    # ---------------------------------------------------------------- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move, with Shift they grow the range; Enter picks, Escape gives the range up."""
        key, grow = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        last = len(self._bins) - 1
        here = self._current
        moves = {
            Qt.Key.Key_Left: last if here is None else max(0, here - 1),
            Qt.Key.Key_Right: 0 if here is None else min(last, here + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if key in moves and self._bins:
            self._current = moves[Qt.Key(key)]
            if not grow or self._from is None:
                self._from = self._current if not grow or here is None else here
            self._tell()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current is not None:
            self._pick()
        elif key == Qt.Key.Key_Escape and (self._range is not None or self._current is not None):
            self._clear()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: object) -> None:
        """The ring goes with the focus."""
        super().focusOutEvent(event)  # type: ignore[arg-type]  # Qt hands over a QFocusEvent
        self.update()

    # ---------------------------------------------------------------- doing

    def _span(self) -> tuple[int, int] | None:
        if self._from is None or self._current is None:
            return None
        return min(self._from, self._current), max(self._from, self._current)

    def _pick(self) -> None:
        span = self._span()
        if span is not None:
            self._range = span
            self.picked.emit(*span)
        self.update()

    def _clear(self) -> None:
        had = self._range is not None
        self._from = self._current = self._range = None
        self._dragging = False
        if had:
            self.cleared.emit()
        self.update()

    def _words(self, index: int) -> str:
        span = self._span()
        if span is not None and span[0] != span[1] and span[0] <= index <= span[1]:
            return range_text(self._bins[span[0] : span[1] + 1])
        return bar_text(self._bins[index], self._vocabularies)

    def _tell(self) -> None:
        if self._current is not None:
            words = self._words(self._current)
            self.told.emit(words)
            self._show_tip(self.mapToGlobal(self.bar_rect(self._current).bottomLeft()), words)
        self.update()

    def _tip(self, where: QPoint) -> None:
        if self._hovered is not None:
            self._show_tip(where, self._words(self._hovered))

    def _show_tip(self, where: QPoint, words: str) -> None:
        QToolTip.showText(where, plain_tip(words, lines=True), self)

    # ---------------------------------------------------------------- drawing

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew when the look changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the ground, the scale, the bars, the range and the labels."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setFont(_caption_font(self.font(), theme))
        area = self._area()
        painter.setPen(QPen(theme.color("border"), 1))
        painter.drawLine(area.left(), area.bottom() + 1, area.right(), area.bottom() + 1)
        if self._bins:
            top = round_up(max((count_of(each) for each in self._bins), default=1))
            self._draw_scale(painter, area, top, theme)
            self._draw_span(painter, theme)
            for index, each in enumerate(self._bins):
                self._draw_bar(painter, index, each, top, theme)
            self._draw_labels(painter, area, theme)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)

    def _area(self) -> QRect:
        theme = current_theme()
        line = QFontMetrics(_caption_font(self.font(), theme)).height()
        return self.rect().adjusted(theme.px(4), theme.px(6), -theme.px(4), -(line + theme.px(6)))

    def _draw_scale(self, painter: QPainter, area: QRect, top: int, theme: Theme) -> None:
        """A thin line at the top of the scale with its number, so that heights mean something."""
        painter.setPen(QPen(theme.color("border"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(area.left(), area.top(), area.right(), area.top())
        painter.setPen(theme.color("text_muted"))
        line = painter.fontMetrics().height()
        painter.drawText(
            QRect(area.left(), area.top(), theme.px(80), line), Qt.AlignmentFlag.AlignLeft, number_text(top)
        )

    def _draw_span(self, painter: QPainter, theme: Theme) -> None:
        span = self._span() if self._dragging or self._range is None else self._range
        if span is None:
            return
        ground = self.bar_rect(span[0]).united(self.bar_rect(span[1]))
        painter.fillRect(ground, theme.color("selection"))
        painter.setPen(QPen(theme.color("accent"), 1))
        painter.drawLine(ground.topLeft(), ground.bottomLeft())
        painter.drawLine(ground.topRight(), ground.bottomRight())

    def _draw_bar(self, painter: QPainter, index: int, each: Bin, top: int, theme: Theme) -> None:
        room = self.bar_rect(index)
        gap = 1 if room.width() < theme.px(6) else theme.px(2)
        width = max(1, min(room.width() - gap, theme.px(_WIDEST)))
        counts = dict(each.by_status)
        dimmed = self._range is not None and not self._range[0] <= index <= self._range[1]
        bottom = float(room.bottom() + 1)
        for status in (*STACK, *(code for code in counts if code not in STACK)):
            height = counts.get(status, 0) * room.height() / top
            if height <= 0:
                continue
            color = QColor(theme.status(status).chart)
            color.setAlphaF(0.35 if dimmed else 1.0)
            painter.fillRect(QRectF(room.left(), bottom - height, width, height), color)
            bottom -= height
        if index == self._hovered:
            veil = theme.color("text")
            veil.setAlphaF(0.10)
            painter.fillRect(room, veil)

    def _draw_labels(self, painter: QPainter, area: QRect, theme: Theme) -> None:
        metrics = painter.fontMetrics()
        painter.setPen(theme.color("text_muted"))
        air = theme.px(14)
        for tick in ticks(self._bins, area.width(), lambda text: metrics.horizontalAdvance(text) + air):
            left = self.bar_rect(tick.index).left()
            width = metrics.horizontalAdvance(tick.text) + 2
            if left + width <= self.width():
                at = QRect(left, area.bottom() + theme.px(3), width, metrics.height())
                painter.drawText(at, _LEFT, tick.text)


def _caption_font(font: QFont, theme: Theme) -> QFont:
    made = QFont(font)
    made.setPixelSize(theme.metrics.caption)
    return made
