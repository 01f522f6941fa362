"""How the first pages will look."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ascertain.ui.kit import button, text_label
from ascertain.ui.printing.composing import page_text
from ascertain.ui.printing.paper import Page
from ascertain.ui.theme import IconName, current_theme


class PageView(QWidget):
    """One page, as large as there is room. Page up and down turn."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("print_page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._page: Page | None = None
        self._size = QSizeF(1, 1)

    def show_page(self, page: Page | None, size: QSizeF) -> None:
        """Show a page of this size in units."""
        self._page, self._size = page, size
        self.update()

    def sizeHint(self) -> QSize:
        """Large enough to see how it is laid out."""
        px = current_theme().px
        return QSize(px(440), px(440))

    def minimumSizeHint(self) -> QSize:
        """Enough to tell upright from across."""
        px = current_theme().px
        return QSize(px(260), px(280))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw white paper with the page on it."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        room = QRectF(self.rect()).adjusted(theme.px(4), theme.px(4), -theme.px(4), -theme.px(4))
        scale = min(room.width() / self._size.width(), room.height() / self._size.height())
        sheet = QRectF(0, 0, self._size.width() * scale, self._size.height() * scale)
        sheet.moveCenter(room.center())
        painter.setPen(QPen(theme.color("focus" if self.hasFocus() else "border"), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor("white"))
        painter.drawRect(sheet)
        if self._page is not None:
            painter.translate(sheet.topLeft())
            painter.scale(scale, scale)
            self._page.draw(painter)


class Preview(QWidget):
    """The first pages, one at a time."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("print_preview")
        self._pages: Sequence[Page] = ()
        self._at = 0
        self._more = False
        self._size = QSizeF(1, 1)
        self.view = PageView(self)
        self.view.setAccessibleName(self.tr("Preview"))
        self._back = button("", "quiet", icon=IconName.CHEVRON_LEFT, name="print_back", parent=self)
        self._back.setAccessibleName(self.tr("Earlier page"))
        self._forth = button("", "quiet", icon=IconName.CHEVRON_RIGHT, name="print_forth", parent=self)
        self._forth.setAccessibleName(self.tr("Later page"))
        self._said = text_label("", "small", parent=self)
        self._said.setObjectName("print_page_number")
        self._back.clicked.connect(lambda *_: self.turn(-1))
        self._forth.clicked.connect(lambda *_: self.turn(1))
        foot = QHBoxLayout()
        foot.addStretch(1)
        for part in (self._back, self._said, self._forth):
            foot.addWidget(part)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view, 1)
        column.addLayout(foot)

    def show_pages(self, pages: Sequence[Page], size: QSizeF, *, more: bool) -> None:
        """Show other pages. `more`: there will be others after them."""
        self._pages, self._size, self._more = pages, size, more
        self._at = min(self._at, max(0, len(pages) - 1))
        self._show()

    def turn(self, by: int) -> None:
        """Go to another page."""
        self._at = min(max(self._at + by, 0), max(0, len(self._pages) - 1))
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page up and down turn."""
        turns = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        by = turns.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.turn(by)

    def _show(self) -> None:
        page = self._pages[self._at] if self._pages else None
        self.view.show_page(page, self._size)
        said = ""
        if page is not None:
            said = page_text(page.number, None if self._more else len(self._pages))
        if self._more and self._at == len(self._pages) - 1:
            said = self.tr("{page}, and more follow").format(page=said)
        self._said.setText(said)
        self.view.setAccessibleDescription(said)
        self._back.setEnabled(self._at > 0)
        self._forth.setEnabled(self._at < len(self._pages) - 1)
