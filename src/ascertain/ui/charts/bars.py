"""The bars of the histogram: hovering, picking a range, zooming and moving by mouse or keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ascertain.domain.rows import Bin
from ascertain.domain.timeline import DAY, Days
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.charts.drawing import Scene, draw_bar, draw_incident, draw_labels, draw_range, draw_scale
from ascertain.ui.charts.summary import bar_text, range_text
from ascertain.ui.charts.zoom import STEP
from ascertain.ui.kit import plain_tip
from ascertain.ui.theme import Theme, current_theme

_NOTCH = 120
"""What Qt gives for one step of a wheel."""

_PAGE, _PART = 0.9, 0.25
"""How far one key moves, as a share of what is shown."""


class Bars(QWidget):
    """Stacked bars, one for each bin."""

    picked = Signal(int, int)
    """The first and the last bar of a range, both included."""
    cleared = Signal()
    told = Signal(str)
    """What the keyboard stands on, in words."""
    zoom_asked = Signal(float, float)
    """How much nearer (below 1: farther), and the instant that stays where it is."""
    move_asked = Signal(float)
    """By which share of what is shown; below 0: to what was earlier."""
    whole_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._bins: Sequence[Bin] = ()
        self._span = (0, 1)
        self._whole = True
        self._vocabularies: Vocabularies | None = None
        self._incident: Days | None = None
        self._hovered: int | None = None
        # The keyboard, and where a range was begun: the first instant of a bar, so that they stay when bars change.
        self._current: int | None = None
        self._from: int | None = None
        self._dragging = False
        self._range: tuple[int, int] | None = None
        self._range_before_press = False

    def show_bins(self, bins: Sequence[Bin], vocabularies: Vocabularies | None) -> None:
        """Draw other bars. What the keyboard or the mouse has hold of stays in hand."""
        self._bins, self._vocabularies = bins, vocabularies
        self._hovered = None
        if not bins:
            self._current = self._from = None
            self._dragging = False
        self._range = None
        self.update()

    def show_span(self, days: Days, *, whole: bool) -> None:
        """Let the area show these days; bars that were counted for others are drawn where they belong. `whole`: these
        are all."""
        self._span, self._whole = (days[0] * DAY, (days[1] + 1) * DAY), whole
        self.update()

    def show_incident(self, days: Days | None) -> None:
        """Mark where the current incident lies."""
        if days != self._incident:
            self._incident = days
            self.update()

    def mark(self, picked: tuple[int, int] | None) -> None:
        """Mark the bars from the first up to and including the second, or none."""
        self._range = picked
        self.update()

    def let_go(self) -> None:
        """Hold no range any more."""
        if not self._dragging:
            self._from = self._current = None
        self.mark(None)

    def bar_rect(self, index: int) -> QRect:
        """Where a bar can be pointed at, in pixels of the widget."""
        return self._scene().rect(index)

    def index_at(self, point: QPoint) -> int | None:
        """The bar at a point; beyond the first and last bar, that bar."""
        scene = self._scene()
        return scene.index_at(min(max(scene.instant(point.x()), scene.begin), scene.end - 1))

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
            self._range_before_press = self._range is not None
            self._from = self._current = self._start_at(event)
            self._dragging = self._from is not None
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Grow the range, or say what is under the pointer."""
        if self._dragging:
            self._current = self._start_at(event)
        self._hovered = self.index_at(event.position().toPoint())
        self._tip(event.globalPosition().toPoint())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick the range."""
        if event.button() is Qt.MouseButton.LeftButton and self._dragging:
            self._dragging = False
            self._pick()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002
        """Give the range up; where there was none but that of the first click, show all days."""
        self._clear()
        if not self._range_before_press and not self._whole:
            self.whole_asked.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Go nearer or farther at the pointer; sideways or with Shift, earlier or later."""
        across, along = event.angleDelta().x(), event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or abs(across) > abs(along):
            turned = across or along
            if turned and not self._whole:
                self.move_asked.emit(-turned / _NOTCH / 8)
        elif along and self._bins:
            self.zoom_asked.emit(STEP ** (along / _NOTCH), self._scene().instant(event.position().x()))
        event.accept()

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
        """Left and right move, with Shift they grow the range, with Ctrl they move what is shown; + and - go nearer and
        farther, 0 shows all days; Enter picks; Escape gives the range up, then what is shown."""
        key = Qt.Key(event.key())
        held = Qt.KeyboardModifier
        done = self._deeds(bool(event.modifiers() & held.ControlModifier)).get(key) if self._bins else None
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -len(self._bins)}
        steps[Qt.Key.Key_End] = len(self._bins)
        if done is not None:
            done()
        elif key in steps and self._bins:
            self._step(steps[key], bool(event.modifiers() & held.ShiftModifier))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current is not None:
            self._pick()
        elif key == Qt.Key.Key_Escape and (self._range is not None or self._current is not None):
            self._clear()
        elif key == Qt.Key.Key_Escape and not self._whole:
            self.whole_asked.emit()
        else:
            super().keyPressEvent(event)

    def _deeds(self, ctrl: bool) -> dict[Qt.Key, Callable[[], object]]:
        keys = Qt.Key
        deeds: dict[Qt.Key, Callable[[], object]] = {
            keys.Key_PageUp: lambda: self.move_asked.emit(-_PAGE),
            keys.Key_PageDown: lambda: self.move_asked.emit(_PAGE),
        }
        if ctrl:
            deeds[keys.Key_Left] = lambda: self.move_asked.emit(-_PART)
            deeds[keys.Key_Right] = lambda: self.move_asked.emit(_PART)
            return deeds
        deeds |= dict.fromkeys((keys.Key_Plus, keys.Key_Equal), lambda: self.zoom_asked.emit(STEP, self.middle()))
        deeds |= dict.fromkeys(
            (keys.Key_Minus, keys.Key_Underscore), lambda: self.zoom_asked.emit(1 / STEP, self.middle())
        )
        deeds[keys.Key_0] = self.whole_asked.emit
        return deeds

    def middle(self) -> float:
        """The instant that stays where it is when a key goes nearer: that of the keyboard, else the middle."""
        begin, end = self._span
        if self._current is not None and begin <= self._current < end:
            return self._current
        return (begin + end) / 2

    def _step(self, by: int, grow: bool) -> None:
        scene = self._scene()
        seen = [at for at, each in enumerate(self._bins) if each.end > scene.begin and each.start < scene.end]
        here = None if self._current is None else scene.index_at(self._current)
        wanted = (seen[0] if by > 0 else seen[-1]) if here is None else here + by
        if abs(by) > 1:
            wanted = seen[0] if by < 0 else seen[-1]
        elif not self._whole and not seen[0] <= wanted <= seen[-1]:
            self.move_asked.emit(_PART if by > 0 else -_PART)
        wanted = min(max(wanted, 0), len(self._bins) - 1)
        before, self._current = self._current, self._bins[wanted].start
        if not grow or self._from is None:
            self._from = self._current if not grow or before is None else before
        self._tell(wanted)

    def focusOutEvent(self, event: object) -> None:
        """The ring goes with the focus."""
        super().focusOutEvent(event)  # type: ignore[arg-type]  # Qt hands over a QFocusEvent
        self.update()

    # ---------------------------------------------------------------- doing

    def _start_at(self, event: QMouseEvent) -> int | None:
        at = self.index_at(event.position().toPoint())
        return None if at is None else self._bins[at].start

    def _chosen(self) -> tuple[int, int] | None:
        if self._from is None or self._current is None or not self._bins:
            return None
        scene = self._scene()
        one, two = scene.index_at(self._from), scene.index_at(self._current)
        return None if one is None or two is None else (min(one, two), max(one, two))

    def _pick(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._range = chosen
            self.picked.emit(*chosen)
        self.update()

    def _clear(self) -> None:
        had = self._range is not None
        self._from = self._current = self._range = None
        self._dragging = False
        if had:
            self.cleared.emit()
        self.update()

    def _words(self, index: int) -> str:
        chosen = self._chosen()
        if chosen is not None and chosen[0] != chosen[1] and chosen[0] <= index <= chosen[1]:
            return range_text(self._bins[chosen[0] : chosen[1] + 1])
        return bar_text(self._bins[index], self._vocabularies)

    def _tell(self, index: int) -> None:
        words = self._words(index)
        self.told.emit(words)
        self._show_tip(self.mapToGlobal(self.bar_rect(index).bottomLeft()), words)
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
        """Draw the ground, the scale, the bars, the range, the labels and the mark of the current incident."""
        theme, scene = current_theme(), self._scene()
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setFont(_caption_font(self.font(), theme))
        painter.setPen(QPen(theme.color("border"), 1))
        painter.drawLine(scene.area.left(), scene.area.bottom() + 1, scene.area.right(), scene.area.bottom() + 1)
        if self._bins:
            self._draw(painter, scene, theme)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)

    def _draw(self, painter: QPainter, scene: Scene, theme: Theme) -> None:
        top = draw_scale(painter, scene, theme)
        chosen = self._chosen() if self._dragging or self._range is None else self._range
        if chosen is not None:
            draw_range(painter, scene, chosen, theme)
        painter.setClipRect(scene.area)
        kept = self._range
        for index in range(len(self._bins)):
            dimmed = kept is not None and not kept[0] <= index <= kept[1]
            draw_bar(painter, scene, index, top, theme, dimmed=dimmed, hovered=index == self._hovered)
        painter.setClipping(False)
        draw_labels(painter, scene, theme)
        if self._incident is not None:
            draw_incident(painter, scene, self._incident, theme)

    def _scene(self) -> Scene:
        theme = current_theme()
        line = QFontMetrics(_caption_font(self.font(), theme)).height()
        area = self.rect().adjusted(theme.px(4), theme.px(8), -theme.px(4), -(line + theme.px(6)))
        return Scene(self._bins, *self._span, area)


def _caption_font(font: QFont, theme: Theme) -> QFont:
    made = QFont(font)
    made.setPixelSize(theme.metrics.caption)
    return made
