"""Lays out what is printed: paragraphs and rows of cells go onto pages as they come, and each page that is full is
handed on. Nothing is cut; a row that no page can hold goes on in the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ascertain.ui.printing.paper import BODY, HEADING, POINT, SMALL, Hand, Lines, Page, Paper, rule
from ascertain.ui.wording import code, number_text, right_to_left

_GAP = 7 * POINT
"""Between two columns."""

_PAD = 2.5 * POINT
"""Above and below the text of a row."""

_FOOT = 16 * POINT
"""From the area to the foot of the page."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its width in units, and whether its texts stand at the far side, as numbers
    do."""

    heading: str
    width: float
    far: bool = False


class Composer:
    """Puts one thing under the other. `done` is called with every page that is full, and by `finish` with the last."""

    def __init__(self, paper: Paper, title: str, dated: str, done: Callable[[Page], None]) -> None:
        self._area, self._title, self._dated, self._done = paper.area, title, dated, done
        self._mirrored = right_to_left()
        self._columns: Sequence[Column] = ()
        self._page = Page(1)
        self._y = self._area.top()
        self._fresh = True

    @property
    def width(self) -> float:
        """From one margin to the other."""
        return self._area.width()

    @property
    def gap(self) -> float:
        """Between two columns of a table."""
        return _GAP

    @property
    def pages(self) -> int:
        """How many pages there are so far, that under way included."""
        return self._page.number

    def paragraph(self, text: str, hand: Hand = BODY, *, after: float = 3 * POINT, indent: float = 0.0) -> None:
        """A text over the whole width."""
        lines = Lines(text, hand, self.width - indent)
        self._row([(lines, self._left(indent, self.width - indent))])
        self._y += after

    def pair(
        self, label: str, value: str, hand: Hand, value_hand: Hand = BODY, *, share: float = 0.22, indent: float = 0.0
    ) -> None:
        """A label and what belongs to it, side by side."""
        narrow = self.width * share - indent
        wide = self.width - indent - narrow - _GAP
        self._row(
            [
                (Lines(label, hand, narrow), self._left(indent, narrow)),
                (Lines(value, value_hand, wide), self._left(indent + narrow + _GAP, wide)),
            ]
        )
        self._y += 2 * POINT

    def space(self, points: float) -> None:
        """Leave some room, but not at the top of a page."""
        if not self._fresh:
            self._y += points * POINT

    def keep(self, points: float) -> None:
        """Go to the next page where less than this is left."""
        if self._y + points * POINT > self._area.bottom():
            self._turn()

    def begin_table(self, columns: Sequence[Column]) -> None:
        """Rows follow; their headings are written here and at the top of every page until `end_table`."""
        self._columns = columns
        self.keep(60)
        self._write_headings()

    def row(self, texts: Sequence[str], hand: Hand = BODY) -> None:
        """A row of the table."""
        cells, x = [], 0.0
        for text, column in zip(texts, self._columns, strict=True):
            lines = Lines(text, hand, column.width, far=column.far)
            cells.append((lines, self._left(x, column.width)))
            x += column.width + _GAP
        self._y += _PAD
        self._row(cells)
        self._y += _PAD
        self._page.pieces.append(rule(self._area.left(), self._y, self.width))

    def end_table(self) -> None:
        """No more rows."""
        self._columns = ()

    def finish(self) -> None:
        """Hand on the last page."""
        self._write_foot(last=True)
        self._done(self._page)

    # ---- how

    def _left(self, start: float, width: float) -> float:
        """The left edge of what begins `start` from the side where the window begins."""
        return self._area.right() - start - width if self._mirrored else self._area.left() + start

    def _row(self, cells: Sequence[tuple[Lines, float]]) -> None:
        """Lines side by side: on this page, on the next, or on as many as it takes."""
        needed = max(lines.height for lines, _ in cells)
        if self._y + needed > self._area.bottom() and not self._fresh and needed <= self._room_of_a_page():
            self._turn()
        begun = [0] * len(cells)
        while True:
            reached = self._y
            for at, (lines, x) in enumerate(cells):
                begun[at], bottom = self._write(lines, begun[at], x)
                reached = max(reached, bottom)
            self._y = reached
            self._fresh = False
            if all(done == len(lines.heights) for done, (lines, _) in zip(begun, cells, strict=True)):
                return
            self._turn()

    def _write(self, lines: Lines, first: int, x: float) -> tuple[int, float]:
        """As many lines as the page holds, one at least; which comes next, and where the last one ends."""
        y, at = self._y, first
        while at < len(lines.heights):
            height = lines.heights[at]
            if y + height > self._area.bottom() and not (self._fresh and at == first):
                break
            self._page.pieces.append(lines.piece(at, x, y))
            y += height
            at += 1
        return at, y

    def _room_of_a_page(self) -> float:
        return self._area.height() - 40 * POINT

    def _turn(self) -> None:
        self._write_foot()
        self._done(self._page)
        self._page = Page(self._page.number + 1)
        self._y = self._area.top()
        lines = Lines(self._title, SMALL, self.width)
        self._page.pieces.append(lines.piece(0, self._left(0, self.width), self._y - 14 * POINT))
        if self._columns:
            self._write_headings()
            self._y += _PAD
        self._fresh = True

    def _write_headings(self) -> None:
        cells, x = [], 0.0
        for column in self._columns:
            cells.append((Lines(column.heading, HEADING, column.width, far=column.far), self._left(x, column.width)))
            x += column.width + _GAP
        bottom = self._y
        for lines, left in cells:
            _, reached = self._write(lines, 0, left)
            bottom = max(bottom, reached)
        self._y = bottom + _PAD
        self._page.pieces.append(rule(self._area.left(), self._y, self.width, points=1.0))

    def _write_foot(self, *, last: bool = False) -> None:
        y = self._area.bottom() + _FOOT - 8 * POINT
        half = self.width / 2
        dated = Lines(self._dated, SMALL, half)
        number = Lines(page_text(self._page.number, self._page.number if last else None), SMALL, half, far=True)
        self._page.pieces.append(dated.piece(0, self._left(0, half), y))
        self._page.pieces.append(number.piece(0, self._left(half, half), y))


def page_text(number: int, of: int | None = None) -> str:
    """`Page 3`, and on the last page `Page 17 of 17`: how many there are is known when all are written."""
    if of is None:
        return QCoreApplication.translate("Print", "Page {number}").format(number=code(number_text(number)))
    text = QCoreApplication.translate("Print", "Page {number} of {count}")
    return text.format(number=code(number_text(number)), count=code(number_text(of)))
