"""Finding words in the page of the help that is shown: all are marked, one is gone to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ascertain.ui.dialogs.reading import PageView
from ascertain.ui.kit import SearchBox, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code

_MOST = 500
"""Places that are marked."""


class FindLine(QWidget):
    """A box for words, and how many places have them. Enter goes to the next one."""

    def __init__(self, page: PageView, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("help_find_line")
        self._page = page
        self._found: list[QTextCursor] = []
        self._at = -1
        self._box = SearchBox(self.tr("Find in this page"), "Ctrl+F", name="help_find", parent=self)
        self._told = text_label("", "small", parent=self)
        self._told.setObjectName("help_find_told")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().px(8))
        row.addWidget(self._told)
        row.addWidget(self._box, 1)
        self._box.search_changed.connect(lambda _: self.look_again())
        self._box.submitted.connect(lambda _: self.step(1))
        self._box.left.connect(page.setFocus)
        self._box.left_for_results.connect(page.setFocus)

    @property
    def told(self) -> str:
        """How many places have the words, and at which one is."""
        return self._told.text()

    def begin(self) -> None:
        """Give the box the keyboard."""
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._box.line.selectAll()

    def look_again(self) -> None:
        """Mark the words in the page as it is now, and go to the first of them."""
        self._found, self._at = self._everywhere(self._box.text().strip()), -1
        if self._found:
            self.step(1)
        else:
            self._tell()

    def step(self, by: int) -> None:
        """Go to the next place, or to the one before."""
        if not self._found:
            return
        self._at = (self._at + by) % len(self._found)
        here = QTextCursor(self._found[self._at])
        here.setPosition(here.selectionStart())
        self._page.setTextCursor(here)
        self._page.ensureCursorVisible()
        self._tell()

    def _everywhere(self, words: str) -> list[QTextCursor]:
        found: list[QTextCursor] = []
        document = self._page.document()
        place = document.find(words) if words else QTextCursor()
        while not place.isNull() and len(found) < _MOST:
            found.append(place)
            place = document.find(words, place)
        return found

    def _tell(self) -> None:
        self._page.mark(self._found, self._at)
        if self._found:
            told = self.tr("{at} of {count}").replace("{at}", code(str(self._at + 1)))
            self._told.setText(told.replace("{count}", code(str(len(self._found)))))
        else:
            self._told.setText(self.tr("not in this page") if self._box.text().strip() else "")
