"""What is painted on the text of a document: marks by what came of a passage, lines at open sentences, outlines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPainterPath,
    QPen,
    QTextBlock,
    QTextCharFormat,
    QTextLayout,
)

from ascertain.domain.marks import Mark, MarkKind
from ascertain.ui.reading.layout import LEADING
from ascertain.ui.theme import StatusLook, Theme

_LINES = {
    "unconfirmed": QTextCharFormat.UnderlineStyle.DotLine,
    "claimed": QTextCharFormat.UnderlineStyle.DashUnderline,
    "partly_confirmed": QTextCharFormat.UnderlineStyle.DashDotLine,
    "confirmed": QTextCharFormat.UnderlineStyle.SingleUnderline,
    "disputed": QTextCharFormat.UnderlineStyle.WaveUnderline,
    "refuted": QTextCharFormat.UnderlineStyle.DashDotDotLine,
    "unverifiable": QTextCharFormat.UnderlineStyle.DotLine,
}
"""Each status has its line as well as its color."""


@dataclass(frozen=True, slots=True)
class ShownMark:
    """A mark and its place in what is shown, from `start` to before `end`."""

    mark: Mark
    start: int
    end: int


def status_of(mark: Mark) -> str:
    """The status that colors a mark: of several incidents the one logged first."""
    return mark.incidents[0].status if mark.incidents else ""


def formats_of(marks: Sequence[ShownMark], theme: Theme) -> Iterator[tuple[int, int, QTextCharFormat]]:
    """How each marked stretch looks. Where marks lie over each other, the shorter is the ground, the other the line."""
    for start, end, over in _parts(marks):
        ground = min(over, key=lambda each: (each.end - each.start, each.start))
        lined = max(over, key=lambda each: (each.end - each.start, -each.start))
        yield start, end, _format(ground.mark, lined.mark, theme)


def put_formats(find: Callable[[int], QTextBlock], formats: Iterable[tuple[int, int, QTextCharFormat]]) -> set[int]:
    """Give stretches of a text their looks; `find` gives the paragraph of a place. Returns where the paragraphs that
    have any begin."""
    ranges: dict[int, list[QTextLayout.FormatRange]] = {}
    for start, end, look in formats:
        block = find(start)
        while block.isValid() and block.position() < end:
            first, last = max(start, block.position()), min(end, block.position() + block.length() - 1)
            part = QTextLayout.FormatRange()
            part.start, part.length, part.format = first - block.position(), last - first, look
            ranges.setdefault(block.position(), []).append(part)
            block = block.next()
    for position, parts in ranges.items():
        find(position).layout().setFormats(parts)
    return set(ranges)


def _parts(marks: Sequence[ShownMark]) -> Iterator[tuple[int, int, list[ShownMark]]]:
    """The stretches between ends of marks, each with the marks over it."""
    edges = sorted({edge for each in marks for edge in (each.start, each.end)})
    begun = sorted(marks, key=lambda each: each.start)
    standing: list[ShownMark] = []
    at = 0
    for start, end in pairwise(edges):
        standing = [each for each in standing if each.end > start]
        while at < len(begun) and begun[at].start <= start:
            standing.append(begun[at])
            at += 1
        if standing:
            yield start, end, standing


def _format(ground: Mark, lined: Mark, theme: Theme) -> QTextCharFormat:
    made = QTextCharFormat()
    if ground.kind is MarkKind.NOTHING:
        made.setForeground(theme.color("text_muted"))
    elif ground.kind is MarkKind.ENTRY:
        made.setBackground(theme.color("hover"))
    else:
        made.setBackground(QColor(theme.status(status_of(ground)).background))
    if lined.kind is MarkKind.STATEMENT:
        look: StatusLook = theme.status(status_of(lined))
        made.setUnderlineStyle(_LINES.get(status_of(lined), QTextCharFormat.UnderlineStyle.SingleUnderline))
        made.setUnderlineColor(QColor(look.chart))
    elif lined.kind is MarkKind.ENTRY:
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        made.setUnderlineColor(theme.color("text_muted"))
    return made


def rects_of(block: QTextBlock, origin: QPointF, start: int, end: int) -> list[QRectF]:
    """Where on the screen the characters of a paragraph from `start` to before `end` stand, line by line.

    `start` and `end` are places in the document, `origin` is the top left of the paragraph. A line that is written in
    both directions can have several rects.
    """
    layout: QTextLayout = block.layout()
    first, last = max(0, start - block.position()), min(block.length() - 1, end - block.position())
    found: list[QRectF] = []
    for number in range(layout.lineCount() if last > first else 0):
        line = layout.lineAt(number)
        begin, stop = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
        if stop <= begin:
            continue
        air = line.height() * LEADING / 4
        top, height = line.y() - air, line.height() + 2 * air
        runs = (run.boundingRect() for run in line.glyphRuns(begin, stop - begin))
        spans = sorted((run.left(), run.right()) for run in runs)
        found += [QRectF(left, top, right - left, height).translated(origin) for left, right in _joined(spans)]
    return found


def _joined(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for left, right in spans:
        if joined and left <= joined[-1][1] + 6:
            joined[-1] = joined[-1][0], max(joined[-1][1], right)
        else:
            joined.append((left, right))
    return joined


def paint_outline(
    painter: QPainter, rects: Sequence[QRectF], color: QColor, theme: Theme, *, dashed: bool = False
) -> None:
    """Draw a frame around the lines of a passage."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(color, max(1.6, theme.scale * 1.6))
    if dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath()
    for rect in rects:
        path.addRoundedRect(rect.adjusted(-2, -1, 2, 1), theme.px(3), theme.px(3))
    painter.drawPath(path)
    painter.restore()


def paint_open(painter: QPainter, x: float, tops: Sequence[tuple[float, float]], theme: Theme) -> None:
    """Draw the thin line beside the lines of an open sentence; `tops`: from, to."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.color("field_border"), max(2, theme.px(2)))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    for top, bottom in tops:
        painter.drawLine(QPointF(x, top + 3), QPointF(x, bottom - 3))
    painter.restore()
