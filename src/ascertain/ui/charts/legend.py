"""Which color stands for which status, with its shape and word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.kit import plain_tip, status_shape_path
from ascertain.ui.theme import Theme, current_theme
from ascertain.ui.wording import status_word

_APART = 9
"""Design pixels between one word and the next shape."""


class Legend(QWidget):
    """One line of shapes and words. Where there is little room the words are cut, so that every status keeps its shape;
    the tool tip has them whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._statuses: Sequence[str] = ()
        self._vocabularies: Vocabularies | None = None

    def show_statuses(self, statuses: Sequence[str], vocabularies: Vocabularies | None) -> None:
        """Name these statuses, in this order."""
        self._statuses, self._vocabularies = statuses, vocabularies
        words = ", ".join(status_word(each, vocabularies) for each in statuses)
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for all words."""
        theme = current_theme()
        metrics = QFontMetrics(self._small(theme))
        return QSize(sum(self._width(each, metrics, theme) for each in self._statuses), metrics.height() + theme.px(2))

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
        left = max(0, self.width() - self.sizeHint().width() + theme.px(_APART))  # at the far end
        for each, width, shown in self.fitted():
            look = theme.status(each)
            mark = QRectF(left, (self.height() - side) / 2, side, side).toRect()
            word = QRectF(left + side + theme.px(4), 0, width, self.height()).toRect()
            word.setWidth(metrics.horizontalAdvance(shown) + 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.chart))
            mirrored = QStyle.visualRect(self.layoutDirection(), self.rect(), mark)
            painter.drawPath(status_shape_path(look.shape, QRectF(mirrored)))
            painter.setPen(theme.color("text_muted"))
            painter.drawText(
                QStyle.visualRect(self.layoutDirection(), self.rect(), word),
                Qt.AlignmentFlag.AlignVCenter,
                shown,
            )
            left += width

    def fitted(self) -> list[tuple[str, int, str]]:
        """Each status with the width that it gets and the word that fits there."""
        theme = current_theme()
        metrics = QFontMetrics(self._small(theme))
        widths = [self._width(each, metrics, theme) for each in self._statuses]
        room = self.width() + theme.px(_APART)
        over = sum(widths) - room
        while over > 0 and max(widths) > theme.px(10 + _APART):
            # The longest gives way first, down to the next one.
            longest = max(widths)
            at = widths.index(longest)
            lower = max([each for each in widths if each < longest], default=theme.px(10 + _APART))
            cut = min(over, max(1, longest - lower))
            widths[at] -= cut
            over -= cut
        spare = theme.px(10 + 4 + _APART)
        words = [status_word(each, self._vocabularies) for each in self._statuses]
        # At exactly its own width a word may be cut too: widths are whole pixels, letters are not.
        shown = [
            word
            if width == self._width(status, metrics, theme)
            else metrics.elidedText(word, Qt.TextElideMode.ElideRight, max(0, width - spare))
            for status, word, width in zip(self._statuses, words, widths, strict=True)
        ]
        return list(zip(self._statuses, widths, shown, strict=True))

    def _small(self, theme: Theme) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(theme.metrics.caption)
        return font

    def _width(self, status: str, metrics: QFontMetrics, theme: Theme) -> int:
        return metrics.horizontalAdvance(status_word(status, self._vocabularies)) + theme.px(10 + 4 + _APART)
