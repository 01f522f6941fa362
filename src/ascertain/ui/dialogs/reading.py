"""Pages to read: what the pages of the help and about the program are shown in, all of it the program's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl
from PySide6.QtGui import QImage, QPainter, QResizeEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QTextBrowser, QTextEdit, QVBoxLayout, QWidget

from ascertain import resources
from ascertain.ui.help.asking import add_help_key
from ascertain.ui.theme import Theme, current_theme

_FIT_AFTER_MS = 120
_PICTURE = re.compile(r"[a-z][a-z0-9-]*")


class PageView(QTextBrowser):
    """Shows markup of the program's own, in the look of the program. It loads nothing but pictures of the help, and
    follows no link: `anchorClicked` tells of one."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("reading", True)
        self.setOpenLinks(False)
        # Else a page is as wide as the view until it is longer, and pictures are too wide then.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._html = ""
        self._shown_width = 0
        self._fitting = QTimer(self)
        self._fitting.setObjectName(f"{name}_fitting")
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(_FIT_AFTER_MS)
        self._fitting.timeout.connect(self._fit)

    def show_page(self, html: str) -> None:
        """Show a page from its top."""
        self._html = html
        self._dress()
        self.verticalScrollBar().setValue(0)

    def mark(self, places: Sequence[QTextCursor], current: int) -> None:
        """Mark what was found in the page, the current place apart from the others."""
        theme, marks = current_theme(), []
        for at, place in enumerate(places):
            look = QTextCharFormat()
            look.setBackground(theme.color("accent" if at == current else "found"))
            look.setForeground(theme.color("on_accent" if at == current else "text"))
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = place, look
            marks.append(mark)
        self.setExtraSelections(marks)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture of the help in the colors of the look, not wider than the page; anything else is nothing."""
        named = name.path() if isinstance(name, QUrl) else name
        if kind != QTextDocument.ResourceType.ImageResource or not _PICTURE.fullmatch(named):
            return None
        theme = current_theme()
        try:
            found = QImage(str(resources.path("help", "pictures", f"{named}-{theme.look}.png")))
        except resources.MissingResource:
            return None
        return _framed(found, self._room(), self.devicePixelRatioF())

    def changeEvent(self, event: QEvent) -> None:
        """Dress the page anew when the look changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_fitting"):
            self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pictures to another width, once it stays."""
        super().resizeEvent(event)
        if "<img" in self._html and self._room() != self._shown_width:
            self._fitting.start()

    def _fit(self) -> None:
        if self._room() != self._shown_width:
            self._dress()

    def _room(self) -> int:
        """Pixels that a line of the page is wide."""
        return max(80, self.viewport().width() - 2 * round(self.document().documentMargin()) - 2)

    def _dress(self) -> None:
        theme, bar = current_theme(), self.verticalScrollBar()
        at, most = bar.value(), bar.maximum()
        document = self.document()
        document.setDocumentMargin(theme.px(20))
        self._shown_width = self._room()
        document.setDefaultStyleSheet(_sheet(theme))
        self.setHtml(self._html)
        bar.setValue(round(at / most * bar.maximum()) if most else 0)


def _sheet(theme: Theme) -> str:
    """How a page looks."""
    return (
        f"h1 {{ font-size: {theme.metrics.title + 3}px; font-weight: 700; margin-top: 0px; }}"
        f"h2 {{ font-size: {theme.metrics.heading}px; font-weight: 600; margin-top: {theme.px(16)}px; }}"
        f"h3 {{ font-size: {theme.metrics.font}px; font-weight: 600; margin-top: {theme.px(8)}px; }}"
        f"table {{ margin-top: {theme.px(4)}px; margin-bottom: {theme.px(8)}px; }}"
        f"p, li, td {{ font-size: {theme.metrics.font}px; }}"
        f"th {{ text-align: left; color: {theme.tokens.text_muted}; font-weight: 600; }}"
        f"td {{ padding: {theme.px(3)}px {theme.px(12)}px {theme.px(3)}px 0px; }}"
        f"pre {{ white-space: pre-wrap; }} code {{ color: {theme.tokens.selection_text}; }}"
        f".key {{ color: {theme.tokens.selection_text}; background-color: {theme.tokens.selection}; }}"
        f"a {{ color: {theme.tokens.accent}; }} .quiet {{ color: {theme.tokens.text_muted}; }}"
    )


def _framed(picture: QImage, room: int, ratio: float) -> QImage:
    """A picture as wide as the text is large, or as there is room, in a frame that sets it off."""
    theme = current_theme()
    width = min(round(picture.width() * theme.scale), room)
    shown = picture.convertToFormat(QImage.Format.Format_RGB32).scaledToWidth(
        round(width * ratio), Qt.TransformationMode.SmoothTransformation
    )
    shown.setDevicePixelRatio(ratio)
    painter = QPainter(shown)
    painter.setPen(theme.color("border"))
    painter.drawRect(0, 0, round(shown.width() / ratio) - 1, round(shown.height() / ratio) - 1)
    painter.end()
    return shown


class ReadingWindow(QDialog):
    """A page of text in a window of its own."""

    help_page = "getting-started"

    def __init__(self, name: str, title: str, html: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._page = PageView(f"{name}_page", self)
        self._page.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._page)
        add_help_key(self)
        make_wide(self, 640, 620)
        self._page.show_page(html)


def make_wide(window: QWidget, width: int, height: int) -> None:
    """So many design pixels wide and high, and not larger than the screen has room for."""
    px, room = current_theme().px, window.screen().availableGeometry().size()
    window.resize(min(px(width), room.width() - 40), min(px(height), room.height() - 60))
