"""How the bars over time are drawn, and which of them lies where."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ascertain.domain.rows import Bin
from ascertain.domain.timeline import DAY, Days
from ascertain.ui.charts.axis import round_up, ticks
from ascertain.ui.charts.summary import count_of
from ascertain.ui.theme import Theme
from ascertain.ui.wording import number_text

STACK = ("confirmed", "partly_confirmed", "unconfirmed", "claimed", "disputed", "unverifiable", "refuted")
"""The order in which statuses are piled up, from the ground; any other stands on top."""

_WIDEST = 44
"""Design pixels: a few bars in a wide room do not become blocks."""

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class Scene:
    """Bars on an area of pixels that shows the instants from `begin` up to `end`. Time runs from left to right in every
    language, as on most charts."""

    bins: Sequence[Bin]
    begin: int
    end: int
    area: QRect

    def x(self, instant: float) -> float:
        """Where an instant lies, also beyond the area."""
        return self.area.left() + (instant - self.begin) * self.area.width() / max(1, self.end - self.begin)

    def instant(self, x: float) -> float:
        """What lies there."""
        return self.begin + (x - self.area.left()) * (self.end - self.begin) / max(1, self.area.width())

    def rect(self, index: int) -> QRect:
        """Where a bar can be pointed at: its part that lies in the area."""
        left, right = self._edge(self.bins[index].start), self._edge(self.bins[index].end)
        return QRect(left, self.area.top(), max(1, right - left), self.area.height())

    def index_at(self, instant: float) -> int | None:
        """The bar at an instant; beyond the first and last bar, that bar."""
        if not self.bins:
            return None
        return min(max(bisect_right(self.bins, instant, key=lambda each: each.start) - 1, 0), len(self.bins) - 1)

    def _edge(self, instant: int) -> int:
        return round(min(max(self.x(instant), self.area.left()), self.area.right() + 1))


def draw_scale(painter: QPainter, scene: Scene, theme: Theme) -> int:
    """A thin line at the top of the scale with its number, so that heights mean something; the number."""
    area = scene.area
    seen = (count_of(each) for each in scene.bins if each.end > scene.begin and each.start < scene.end)
    top = round_up(max(seen, default=1))
    painter.setPen(QPen(theme.color("border"), 1, Qt.PenStyle.DotLine))
    painter.drawLine(area.left(), area.top(), area.right(), area.top())
    painter.setPen(theme.color("text_muted"))
    line = painter.fontMetrics().height()
    painter.drawText(QRect(area.left(), area.top(), theme.px(80), line), Qt.AlignmentFlag.AlignLeft, number_text(top))
    return top


def draw_range(painter: QPainter, scene: Scene, picked: tuple[int, int], theme: Theme) -> None:
    """The ground of the bars that are picked."""
    ground = scene.rect(picked[0]).united(scene.rect(picked[1]))
    painter.fillRect(ground, theme.color("selection"))
    painter.setPen(QPen(theme.color("accent"), 1))
    painter.drawLine(ground.topLeft(), ground.bottomLeft())
    painter.drawLine(ground.topRight(), ground.bottomRight())


def draw_bar(
    painter: QPainter, scene: Scene, index: int, top: int, theme: Theme, *, dimmed: bool, hovered: bool
) -> None:
    """One bar, its statuses piled up."""
    each = scene.bins[index]
    left, right = scene.x(each.start), scene.x(each.end)
    if right < scene.area.left() or left > scene.area.right():
        return
    gap = 0 if right - left < 2 else 1 if right - left < theme.px(6) else theme.px(2)
    width = max(1.0, min(right - left - gap, theme.px(_WIDEST)))
    counts = dict(each.by_status)
    bottom = float(scene.area.bottom() + 1)
    for status in (*STACK, *(code for code in counts if code not in STACK)):
        height = counts.get(status, 0) * scene.area.height() / top
        if height <= 0:
            continue
        color = QColor(theme.status(status).chart)
        color.setAlphaF(0.35 if dimmed else 1.0)
        painter.fillRect(QRectF(round(left), bottom - height, round(width), height), color)
        bottom -= height
    if hovered:
        veil = theme.color("text")
        veil.setAlphaF(0.10)
        painter.fillRect(scene.rect(index), veil)


def draw_labels(painter: QPainter, scene: Scene, theme: Theme) -> None:
    """The days under the bars, as many as fit."""
    metrics, area = painter.fontMetrics(), scene.area
    painter.setPen(theme.color("text_muted"))
    air = theme.px(14)
    seen = [each for each in scene.bins if each.end > scene.begin and each.start < scene.end]
    lefts = [max(scene.x(each.start), area.left()) for each in seen]
    for tick in ticks(seen, lefts, lambda text: metrics.horizontalAdvance(text) + air):
        left = round(lefts[tick.index])
        width = metrics.horizontalAdvance(tick.text) + 2
        if left + width <= area.right() + theme.px(5):
            painter.drawText(QRect(left, area.bottom() + theme.px(3), width, metrics.height()), _LEFT, tick.text)


def draw_incident(painter: QPainter, scene: Scene, days: Days, theme: Theme) -> None:
    """Above the bars: from when to when the current incident lies, or on which side beyond them."""
    area, high = scene.area, theme.px(3)
    first, last = scene.x(days[0] * DAY), scene.x((days[1] + 1) * DAY)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent"))
    y = area.top() - 2 * high
    if last <= area.left() or first > area.right():
        edge, inward = (area.left(), 1) if last <= area.left() else (area.right() + 1, -1)
        tip, foot = QPointF(edge, y + high), edge + 2 * inward * high
        painter.drawPolygon(QPolygonF([tip, QPointF(foot, y), QPointF(foot, y + 2 * high)]))
        return
    first, last = max(first, area.left()), min(last, area.right() + 1)
    middle = (first + last) / 2
    painter.drawRect(QRectF(min(first, middle - high), y, max(last - first, 2.0 * high), high))
    head = (QPointF(middle - high, y + high), QPointF(middle + high, y + high), QPointF(middle, y + 2 * high))
    painter.drawPolygon(QPolygonF(head))
