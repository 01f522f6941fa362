"""The shape of each status: what tells one from another without color."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QTransform

__all__ = ["SHAPES", "status_shape_path"]

_STROKE = 0.17
"""Thickness of a line, as a part of the side."""


def status_shape_path(shape: str, rect: QRectF) -> QPainterPath:
    """Return the filled outline of a status shape in the largest square in the middle of ``rect``.

    Known are the names in `SHAPES`; any other gives a circle.
    """
    side = min(rect.width(), rect.height())
    place = QTransform.fromTranslate(rect.center().x() - side / 2, rect.center().y() - side / 2)
    place.scale(side, side)
    return place.map(_unit_path(shape))


@cache
def _unit_path(shape: str) -> QPainterPath:
    return SHAPES.get(shape, _circle)()


def _lines(*lines: tuple[tuple[float, float], ...]) -> QPainterPath:
    """Return open lines through points of the unit square, drawn with a round pen, as an outline."""
    skeleton = QPainterPath()
    for points in lines:
        skeleton.moveTo(QPointF(*points[0]))
        for point in points[1:]:
            skeleton.lineTo(QPointF(*point))
    return _stroked(skeleton)


def _stroked(skeleton: QPainterPath) -> QPainterPath:
    pen = QPainterPathStroker()
    pen.setWidth(_STROKE)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen.createStroke(skeleton).simplified()


def _circle() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(0.12, 0.12, 0.76, 0.76))
    return path


def _half_circle() -> QPainterPath:
    ring = QPainterPath()
    ring.addEllipse(QRectF(0.14, 0.14, 0.72, 0.72))
    half = QPainterPath(QPointF(0.5, 0.14))
    half.arcTo(QRectF(0.14, 0.14, 0.72, 0.72), 90, 180)
    half.closeSubpath()
    return _thin(ring).united(half)


def _thin(skeleton: QPainterPath) -> QPainterPath:
    pen = QPainterPathStroker()
    pen.setWidth(0.12)
    return pen.createStroke(skeleton)


def _flag() -> QPainterPath:
    cloth = QPainterPath(QPointF(0.26, 0.1))
    for point in ((0.92, 0.1), (0.76, 0.33), (0.92, 0.58), (0.26, 0.58)):
        cloth.lineTo(QPointF(*point))
    cloth.closeSubpath()
    return cloth.united(_lines(((0.24, 0.12), (0.24, 0.92))))


def _check() -> QPainterPath:
    return _lines(((0.14, 0.54), (0.4, 0.8), (0.88, 0.22)))


def _not_equal() -> QPainterPath:
    return _lines(((0.12, 0.36), (0.88, 0.36)), ((0.12, 0.66), (0.88, 0.66)), ((0.68, 0.12), (0.32, 0.9)))


def _cross() -> QPainterPath:
    return _lines(((0.2, 0.2), (0.8, 0.8)), ((0.8, 0.2), (0.2, 0.8)))


def _question() -> QPainterPath:
    hook = QPainterPath(QPointF(0.27, 0.32))
    hook.cubicTo(QPointF(0.27, 0.02), QPointF(0.76, 0.02), QPointF(0.75, 0.32))
    hook.cubicTo(QPointF(0.74, 0.48), QPointF(0.51, 0.46), QPointF(0.51, 0.66))
    dot = QPainterPath()
    dot.addEllipse(QRectF(0.4, 0.8, 0.21, 0.21))
    return _stroked(hook).united(dot)


SHAPES: dict[str, Callable[[], QPainterPath]] = {
    "circle": _circle,
    "half_circle": _half_circle,
    "flag": _flag,
    "check": _check,
    "not_equal": _not_equal,
    "cross": _cross,
    "question": _question,
}
"""All shapes by the name that the theme gives them."""
