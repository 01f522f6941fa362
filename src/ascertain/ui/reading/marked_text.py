"""The text of a document as it is shown: airy lines of a good length, what came of its passages, what is open."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QToolTip, QWidget

from ascertain.domain.marks import Coverage, Mark
from ascertain.ui.kit import plain_tip
from ascertain.ui.reading.layout import AiryLayout
from ascertain.ui.reading.margin import MarginNotes
from ascertain.ui.reading.painting import ShownMark, formats_of, paint_open, paint_outline, put_formats, rects_of
from ascertain.ui.reading.shown_text import ShownText
from ascertain.ui.theme import current_theme

_MEASURE = 690
_NOTES = 96


class MarkedText(QPlainTextEdit):
    """Shows plain text, never markup, with marks, notes beside them, lines at open sentences and a frame around a
    passage. `tell` says in words what came of some passages, `note` in a word what came of one."""

    def __init__(self, tell: Callable[[Sequence[Mark]], str], note: Callable[[Mark], str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("reading_text")
        self.setProperty("reading", True)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUndoRedoEnabled(False)
        self.tell = tell
        self.text = ShownText("")
        """The text, and where its characters are."""
        self.coverage = Coverage((), ())
        self.marks: tuple[ShownMark, ...] = ()
        """What is marked, in the order in which it begins."""
        self._open: tuple[tuple[int, int], ...] = ()
        self._shown: tuple[int, int] | None = None
        self._dressed: set[int] = set()
        document = self.document()
        option = QTextOption(document.defaultTextOption())
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        document.setDefaultTextOption(option)
        self._layout = AiryLayout(self)
        document.setDocumentLayout(self._layout)
        self.notes = MarginNotes(self, note)
        self._dress()
        self.verticalScrollBar().valueChanged.connect(lambda _: self.notes.update())

    def show_text(self, text: str) -> None:
        """Show another text, from its beginning."""
        self.text, self._shown = ShownText(text), None
        self.marks, self._open, self.coverage = (), (), Coverage((), ())
        self._dressed = set()
        self.setPlainText(self.text.shown)

    def show_coverage(self, coverage: Coverage) -> None:
        """Mark what came of the passages, and what is open; what is selected stays selected."""
        self.coverage = coverage
        place = self.text.place_of
        self.marks = tuple(ShownMark(each.mark, place(each.at.start), place(each.at.end)) for each in coverage.placed)
        known = coverage.sentences
        self._open = tuple((place(known[at].start), place(known[at].end)) for at in coverage.open_)
        self._dress_marks()

    def show_passage(self, mark: Mark) -> bool:
        """Bring the passage of a mark into sight, with a frame around it; False where it is not in the text."""
        met = next((each for each in self.marks if (each.mark.kind, each.mark.id) == (mark.kind, mark.id)), None)
        self._shown = None if met is None else (met.start, met.end)
        if met is not None:
            self.bring_into_sight(met.start, met.end)
        self.viewport().update()
        return met is not None

    def show_no_passage(self) -> None:
        """Take the frame away."""
        self._shown = None
        self.viewport().update()

    @property
    def framed(self) -> str:
        """The words in the frame."""
        start, end = (self.text.at_of(place) for place in self._shown or (0, 0))
        return self.text.text[start:end]

    def marks_at(self, start: int, end: int) -> tuple[Mark, ...]:
        """The marks that have something in common with a stretch of what is shown; at one place, those around it."""
        met = (each for each in self.marks if each.start < max(end, start + 1) and start < each.end)
        return tuple(each.mark for each in met)

    def marks_under(self, position: QPointF) -> tuple[Mark, ...]:
        for block, origin in self.visible_blocks():
            for each in self.marks_between(block.position(), block.position() + block.length()):
                if any(rect.contains(position) for rect in rects_of(block, origin, each.start, each.end)):
                    place = self.cursorForPosition(position.toPoint()).position()
                    return self.marks_at(place, place) or (each.mark,)
        return ()

    # ---------------------------------------------------------------- painting

    def visible_blocks(self) -> Iterator[tuple[QTextBlock, QPointF]]:
        """The paragraphs in sight, each with its top left corner on the viewport."""
        block, bottom = self.firstVisibleBlock(), self.viewport().height()
        while block.isValid():
            place: QRectF = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if place.top() > bottom:
                return
            yield block, place.topLeft()
            block = block.next()

    def marks_between(self, start: int, end: int) -> Iterator[ShownMark]:
        """The marks that have something in common with a paragraph."""
        return (each for each in self.marks if each.start < end and start < each.end)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, then the lines at open sentences and the frames."""
        super().paintEvent(event)
        theme = current_theme()
        painter = QPainter(self.viewport())
        cursor = self.textCursor()
        framed, selected = self._shown or (0, 0), (cursor.selectionStart(), cursor.selectionEnd())
        for block, origin in self.visible_blocks():
            self._paint_open_lines(painter, block, origin)
            for (start, end), token, dashed in ((framed, "warning_border", True), (selected, "accent", False)):
                if start < end:
                    rects = rects_of(block, origin, start, end)
                    paint_outline(painter, rects, theme.color(token), theme, dashed=dashed)

    def _paint_open_lines(self, painter: QPainter, block: QTextBlock, origin: QPointF) -> None:
        begin, end = block.position(), block.position() + block.length()
        at = bisect_left(self._open, begin, key=lambda each: each[1])
        tops: list[tuple[float, float]] = []
        while at < len(self._open) and self._open[at][0] < end:
            rects = rects_of(block, origin, *self._open[at])
            tops += [(rect.top(), rect.bottom()) for rect in rects]
            at += 1
        if tops:
            theme = current_theme()
            rtl = block.textDirection() == Qt.LayoutDirection.RightToLeft
            x = self.viewport().width() - theme.px(5) if rtl else theme.px(5)
            paint_open(painter, x, tops, theme)

    def viewportEvent(self, event: QEvent) -> bool:
        """The tool tip says what came of a passage."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            met = self.marks_under(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(self.tell(met), lines=True) if met else "", self)
            return True
        return bool(super().viewportEvent(event))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines to a length that reads well, and the notes beside them."""
        theme = current_theme()
        bar = self.verticalScrollBar()
        room = self.contentsRect().width() - (bar.width() if bar.isVisible() else 0)
        width = max(theme.px(120), min(theme.px(_MEASURE), room - theme.px(_NOTES)))
        trailing = max(0, room - width)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left, right = (trailing, 0) if mirrored else (0, trailing)
        margins = self.viewportMargins()
        if (margins.left(), margins.right()) != (left, right):
            self.setViewportMargins(left, 0, right, 0)
        self._layout.width = self.viewport().width()
        super().resizeEvent(event)
        place = self.viewport().geometry()
        x = place.left() - theme.px(_NOTES) if mirrored else place.right() + 1
        self.notes.setGeometry(QRect(x, place.top(), theme.px(_NOTES), place.height()))

    def changeEvent(self, event: QEvent) -> None:
        """Dress anew when the look changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange) and hasattr(self, "notes"):
            self._dress()
            self._dress_marks()

    def _dress(self) -> None:
        theme = current_theme()
        font = QFont(self.font())
        font.setPixelSize(theme.px(14))
        document = self.document()
        if document.defaultFont() != font:
            document.setDefaultFont(font)
        document.setDocumentMargin(theme.px(16))

    def _dress_marks(self) -> None:
        find = self.document().findBlock
        dressed = put_formats(find, formats_of(self.marks, current_theme()))
        for position in self._dressed - dressed:
            find(position).layout().clearFormats()
        self._dressed = dressed
        self.notes.update()
        self.viewport().update()

    def bring_into_sight(self, start: int, end: int) -> None:
        """Scroll so that a passage is seen whole where there is room, with a little around it."""
        cursor = QTextCursor(self.document())
        for place in (end, start):
            cursor.setPosition(place)
            rect = self.cursorRect(cursor)
            if rect.top() < 0 or rect.bottom() > self.viewport().height():
                kept = self.textCursor()
                self.setTextCursor(cursor)
                self.centerCursor()
                self.setTextCursor(kept)
