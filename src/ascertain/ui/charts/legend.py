"""Which color stands for which status, with its shape, word and count. A click on one filters by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.charts.summary import count_text
from ascertain.ui.kit import plain_tip, status_shape_path
from ascertain.ui.theme import Theme, current_theme
from ascertain.ui.wording import code, isolated, number_text, status_word

_APART = 9
"""Design pixels between one word and the next shape."""
_LEAST_LETTERS = 3
"""Fewer letters of a word than this say nothing."""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A status, how many incidents of it are drawn, and how many the view has."""

    status: str
    drawn: float
    whole: int


class Legend(QWidget):
    """One line of shapes and words. Where there is little room the words are cut, the counts last, so that every status
    keeps its shape; the tool tip has them whole. Left and right choose an entry, Enter uses it."""

    picked = Signal(str)
    """A status was used."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self._entries: Sequence[LegendEntry] = ()
        self._vocabularies: Vocabularies | None = None
        self._current = 0
        self._hovered: int | None = None

    def show_entries(self, entries: Sequence[LegendEntry], vocabularies: Vocabularies | None) -> None:
        """Name these statuses, in this order."""
        self._entries, self._vocabularies = entries, vocabularies
        self._current = min(self._current, max(0, len(entries) - 1))
        self._hovered = None
        words = ", ".join(self._word(each) for each in entries)
        self.setAccessibleName(self.tr("Statuses: {statuses}").format(statuses=words))
        self.setToolTip(plain_tip(words))
        self._describe()
        self.updateGeometry()
        self.update()

    def entry_at(self, point: QPoint) -> int | None:
        """Which entry is drawn at a point."""
        at = QStyle.visualPos(self.layoutDirection(), self.rect(), point).x()
        for index, (left, width, _) in enumerate(self._places()):
            if left <= at < left + width:
                return index
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Use the entry under the pointer."""
        at = self.entry_at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and at is not None:
            self._current = at
            self.picked.emit(self._entries[at].status)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say that the entry under the pointer can be used."""
        at = self.entry_at(event.position().toPoint())
        if at != self._hovered:
            self._hovered = at
            self.setCursor(Qt.CursorShape.ArrowCursor if at is None else Qt.CursorShape.PointingHandCursor)
            self.setToolTip(plain_tip("" if at is None else self._told(self._entries[at])))
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at."""
        super().leaveEvent(event)
        self._hovered = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right choose, Enter and Space use."""
        key, last = event.key(), len(self._entries) - 1
        back = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        steps = {Qt.Key.Key_Left: 1 if back else -1, Qt.Key.Key_Right: -1 if back else 1}
        if key in steps and last >= 0:
            self._current = min(max(self._current + steps[Qt.Key(key)], 0), last)
            self._describe()
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and last >= 0:
            self.picked.emit(self._entries[self._current].status)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take that away."""
        super().focusOutEvent(event)
        self.update()

    def sizeHint(self) -> QSize:
        """Room for all words."""
        theme = current_theme()
        metrics = QFontMetrics(self._small(theme))
        return QSize(sum(self._width(each, metrics, theme) for each in self._entries), metrics.height() + theme.px(2))

    def least_width(self) -> int:
        """Room for the beginning of each word, and its count."""
        theme = current_theme()
        metrics = QFontMetrics(self._small(theme))
        words = (self._word(each)[: _LEAST_LETTERS + 1] for each in self._entries)
        counts = (f"… {code(count_text(each.drawn))}" for each in self._entries)
        letters = sum(metrics.horizontalAdvance(word + number) for word, number in zip(words, counts, strict=True))
        return letters + theme.px(10 + 4 + _APART) * len(self._entries)

    def minimumSizeHint(self) -> QSize:
        """May be left out altogether."""
        return QSize(0, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Measure and draw anew when the look changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the line, from the reading edge."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small(theme))
        metrics = painter.fontMetrics()
        side = theme.px(10)
        for index, (left, width, shown) in enumerate(self._places()):
            look = theme.status(self._entries[index].status)
            mark = QRectF(left, (self.height() - side) / 2, side, side).toRect()
            word = QRectF(left + side + theme.px(4), 0, width, self.height()).toRect()
            word.setWidth(metrics.horizontalAdvance(shown) + 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.chart))
            mirrored = QStyle.visualRect(self.layoutDirection(), self.rect(), mark)
            painter.drawPath(status_shape_path(look.shape, QRectF(mirrored)))
            seen = QStyle.visualRect(self.layoutDirection(), self.rect(), word)
            painter.setPen(theme.color("text" if index == self._hovered else "text_muted"))
            painter.drawText(seen, Qt.AlignmentFlag.AlignVCenter, shown)
            if self.hasFocus() and index == self._current:
                painter.setPen(QPen(theme.color("focus"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(mirrored.united(seen).adjusted(-3, 0, 3, 0).intersected(self.rect()), 3, 3)

    def fitted(self) -> list[tuple[str, int, str]]:
        """Each status with the width that it gets and the word that fits there."""
        theme = current_theme()
        metrics = QFontMetrics(self._small(theme))
        wanted = [self._width(each, metrics, theme) for each in self._entries]
        widths = levelled(wanted, self.width() + theme.px(_APART))
        around = theme.px(10 + 4 + _APART)
        # At exactly its own width a word may be cut too: widths are whole pixels, letters are not.
        shown = [
            self._word(entry) if width >= own else self._cut(entry, width - around, metrics)
            for entry, width, own in zip(self._entries, widths, wanted, strict=True)
        ]
        return list(zip([each.status for each in self._entries], widths, shown, strict=True))

    def _cut(self, entry: LegendEntry, room: int, metrics: QFontMetrics) -> str:
        """What fits of a word and its count: the count goes last, for the shape says which status it is."""
        number = code(count_text(entry.drawn))
        beside = room - metrics.horizontalAdvance(f" {number}")
        word = status_word(entry.status, self._vocabularies)
        if beside >= metrics.horizontalAdvance(f"{word[:_LEAST_LETTERS]}…"):
            return f"{isolated(metrics.elidedText(word, Qt.TextElideMode.ElideRight, beside))} {number}"
        return number if metrics.horizontalAdvance(number) <= room else ""

    def _places(self) -> list[tuple[int, int, str]]:
        """The left edge, width and word of each entry, as from left to right."""
        left = max(0, self.width() - self.sizeHint().width() + current_theme().px(_APART))  # at the far end
        places = []
        for _, width, shown in self.fitted():
            places.append((left, width, shown))
            left += width
        return places

    def _word(self, entry: LegendEntry) -> str:
        return f"{status_word(entry.status, self._vocabularies)} {code(count_text(entry.drawn))}"

    def _told(self, entry: LegendEntry) -> str:
        text = self.tr("{status}: {drawn} drawn here, {whole} in this view. A click filters by it, another lifts that.")
        counts = {"drawn": code(count_text(entry.drawn)), "whole": code(number_text(entry.whole))}
        return text.format(status=status_word(entry.status, self._vocabularies), **counts)

    def _describe(self) -> None:
        self.setAccessibleDescription(self._told(self._entries[self._current]) if self._entries else "")

    def _small(self, theme: Theme) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(theme.metrics.caption)
        return font

    def _width(self, entry: LegendEntry, metrics: QFontMetrics, theme: Theme) -> int:
        return metrics.horizontalAdvance(self._word(entry)) + theme.px(10 + 4 + _APART)


def levelled(widths: Sequence[int], room: int) -> list[int]:
    """Widths that fit in `room`: the widest give way, all down to the same."""
    left, more = room, len(widths)
    for width in sorted(widths):
        if width * more > left:
            most = max(0, left // more)
            return [min(each, most) for each in widths]
        left -= width
        more -= 1
    return list(widths)
