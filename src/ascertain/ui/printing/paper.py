"""A page of paper, in units that are the same on a screen, on a printer and in a PDF; and what lies on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)

from ascertain.ui.kit import text_direction
from ascertain.ui.wording import right_to_left

POINT = 20.0
"""Units in a point (1/72 inch): fine enough that text is measured alike everywhere."""

INK, QUIET, RULE = QColor("#111418"), QColor("#4a5160"), QColor("#b6bcc8")
"""Dark on white, whatever the window wears."""

_MARGIN = 42 * POINT


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed on. `layout` is how Qt says it; the margins are ours, so that every device has the same page."""

    layout: QPageLayout

    @property
    def size(self) -> QSizeF:
        """The whole page in units."""
        return self.layout.fullRect(QPageLayout.Unit.Point).size() * POINT

    @property
    def area(self) -> QRectF:
        """Where text goes; the foot of the page lies beneath it."""
        size = self.size
        return QRectF(_MARGIN, _MARGIN, size.width() - 2 * _MARGIN, size.height() - 2 * _MARGIN)


def paper(size: QPageSize.PageSizeId = QPageSize.PageSizeId.A4, *, landscape: bool) -> Paper:
    """Paper of a size, upright or across."""
    orientation = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    layout = QPageLayout(QPageSize(size), orientation, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return Paper(layout)


@dataclass(frozen=True, slots=True)
class Hand:
    """How a text is written: its size in points, weight and color."""

    points: float = 8.5
    bold: bool = False
    color: QColor = field(default_factory=lambda: INK)

    def font(self, text: str = "") -> QFont:
        """As a font in units, to write a text with."""
        made = QFont(QGuiApplication.font().family())
        if not _joins(text):
            # A hyphen between digits would be another glyph, which a PDF does not give back as a hyphen.
            made.setFeature(QFont.Tag("calt"), 0)
        made.setPixelSize(round(self.points * POINT))
        made.setBold(self.bold)
        made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return made


TITLE = Hand(15, bold=True)
SECTION = Hand(9.5, bold=True)
BODY = Hand()
LABEL = Hand(color=QUIET)
HEADING = Hand(bold=True)
SMALL = Hand(7.5, color=QUIET)

_JOINED = ("\u0590", "\u08ff", "\ufb1d", "\ufefc")


def _joins(text: str) -> bool:
    """Whether a text has letters whose shapes hang together, as those of Arabic do."""
    first, last, more, most = _JOINED
    return not text.isascii() and any(first <= letter <= last or more <= letter <= most for letter in text)


Piece = Callable[[QPainter], None]
"""Draws one thing where it lies on the page."""


@dataclass(slots=True)
class Page:
    """What lies on one page."""

    number: int
    pieces: list[Piece] = field(default_factory=list)

    def draw(self, painter: QPainter) -> None:
        """Draw it with a painter whose units are those of the paper."""
        for piece in self.pieces:
            piece(painter)


class Lines:
    """A text broken into the lines of a width. Nothing is cut: a word too long for a line goes on in the next. Its
    words run as its own first letter does; the block stands at the side where the window begins, or at the far one."""

    def __init__(self, text: str, hand: Hand, width: float, *, far: bool = False) -> None:
        layout_is_right = right_to_left()
        otherwise = Qt.LayoutDirection.RightToLeft if layout_is_right else Qt.LayoutDirection.LeftToRight
        option = QTextOption(Qt.AlignmentFlag.AlignRight if layout_is_right is not far else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(text_direction(text, otherwise))
        self._hand = hand
        self._layout = QTextLayout(text.replace("\r\n", "\n").replace("\n", "\u2028"), hand.font(text))
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        self._layout.beginLayout()
        self.heights: list[float] = []
        while True:
            line = self._layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            self.heights.append(line.height())
        self._layout.endLayout()

    @property
    def height(self) -> float:
        """Of all lines together."""
        return sum(self.heights)

    def line_width(self, at: int) -> float:
        """How wide the text of a line is."""
        return self._layout.lineAt(at).naturalTextWidth()

    def piece(self, at: int, x: float, y: float) -> Piece:
        """One of the lines, its top left corner at a point."""
        layout, color = self._layout, self._hand.color

        def draw(painter: QPainter) -> None:
            line = layout.lineAt(at)
            painter.setPen(color)
            line.draw(painter, QPointF(x, y - line.y()))

        return draw


def rule(x: float, y: float, width: float, color: QColor = RULE, points: float = 0.5) -> Piece:
    """A line across."""

    def draw(painter: QPainter) -> None:
        painter.setPen(QPen(color, points * POINT))
        painter.drawLine(QPointF(x, y), QPointF(x + width, y))

    return draw


def natural_width(text: str, hand: Hand) -> float:
    """How wide the longest line of a text is."""
    lines = Lines(text, hand, 1e7)
    return max((lines.line_width(at) for at in range(len(lines.heights))), default=0.0)
