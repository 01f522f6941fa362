"""What a search found, marked in a shown text: a ground behind the letters, and a line under them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QLabel

from ascertain.ui.kit.text import text_direction
from ascertain.ui.theme import Theme

__all__ = ["found_in_label", "found_in_line", "paint_found"]

Span = tuple[int, int]
"""From the first letter to the one after the last, as Python counts them."""


def paint_found(painter: QPainter, places: Sequence[QRectF], theme: Theme) -> None:
    """Mark these places; the text is to be drawn over them."""
    ground, edge = theme.color("found"), theme.color("warning")
    for place in places:
        painter.fillRect(place, ground)
        painter.fillRect(QRectF(place.left(), place.bottom() - 1, place.width(), 1), edge)


def found_in_line(text: str, spans: Sequence[Span], font: QFont, otherwise: Qt.LayoutDirection) -> list[QRectF]:
    """Where spans of a text stand in its one line, from the left end of the line and from its top."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(text_direction(text, otherwise))
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    return list(_on_line(line, text, spans)) if line.isValid() else []


def found_in_label(label: QLabel, spans: Sequence[Span]) -> list[QRectF]:
    """Where spans of the text of a label that can be selected stand on it."""
    document = _laid_out(label)
    if document is None:
        return []
    places: list[QRectF] = []
    inside = QRectF(label.contentsRect())
    free = inside.height() - document.size().height()
    down = max(0.0, free / 2) if label.alignment() & Qt.AlignmentFlag.AlignVCenter else 0.0
    text, block, begin = label.text(), document.firstBlock(), 0
    while block.isValid():
        part, layout = block.text(), block.layout()
        at = document.documentLayout().blockBoundingRect(block).topLeft() + inside.topLeft()
        mine = [(max(start - begin, 0), min(end - begin, len(part))) for start, end in spans]
        mine = [span for span in mine if span[0] < span[1]]
        for row in range(layout.lineCount() if mine else 0):
            found = _on_line(layout.lineAt(row), part, mine)
            places += [place.translated(at.x(), at.y() + down) for place in found]
        begin += len(part) + 1
        block = block.next()
    return places if text else []


def _laid_out(label: QLabel) -> Any:
    """How the label itself has laid out its text, which is only looked at; None where it cannot be selected."""
    held = (each for child in label.children() for each in child.children())
    return next((each for each in held if each.inherits("QTextDocument")), None)


def _on_line(line: QTextLine, text: str, spans: Sequence[Span]) -> Iterator[QRectF]:
    first, after = line.textStart(), line.textStart() + line.textLength()
    for start, end in spans:
        one, other = max(_units(text, start), first), min(_units(text, end), after)
        if one >= other:
            continue
        left, right = sorted((_x(line, one), _x(line, other)))
        yield QRectF(left, line.y(), max(right - left, 1.0), line.height())


def _x(line: QTextLine, at: int) -> float:
    found: Any = line.cursorToX(at)  # the stubs know the place alone; it comes with the cursor
    return float(found[0]) if isinstance(found, tuple) else float(found)


def _units(text: str, at: int) -> int:
    """A place in a text as Qt counts it: letters beyond the first plane of Unicode are two."""
    return at if text.isascii() else at + sum(letter > "\uffff" for letter in text[:at])
