"""The frame of every dialog: a title, a sentence, what is asked, and the buttons."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ascertain.ui.help.asking import add_help_key
from ascertain.ui.kit import InlineProblem, KeyButton, button, text_label
from ascertain.ui.theme import current_theme

_WIDEST = 720
"""Design pixels that a dialog takes by itself."""
_FRAME = 40
"""Pixels for the title bar that the system draws."""
_BESIDE = 80
"""Pixels of the window that stay in sight beside a wide dialog."""


class Sheet(QDialog):
    """Lays out a dialog. Enter accepts, Ctrl+Enter too from a text of several lines, Escape cancels.

    `body` takes the content; `problem` says what did not work, above the buttons, so that nothing typed is lost.
    `help_page` is what F1 shows (`ui.help.asking`); each dialog names its own.
    """

    help_page = ""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setModal(True)
        theme = current_theme()
        self._usual: dict[QWidget, int] = {}
        self._sentence = text_label("", "muted", wraps=True, parent=self)
        self._sentence.setObjectName(f"{name}_sentence")
        self._sentence.hide()
        self._heading = text_label("", "title", parent=self)
        self._heading.setObjectName(f"{name}_title")
        self.problem = InlineProblem(parent=self)
        self.problem.setObjectName(f"{name}_problem")
        self.accept_button: KeyButton = button("", "primary", name=f"{name}_accept", parent=self)
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self.submit)
        self.cancel_button: KeyButton = button(self.tr("Cancel"), name=f"{name}_cancel", parent=self)
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(10))
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(theme.px(8))
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.cancel_button)
        self.buttons.addWidget(self.accept_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(12))
        for part in (self._heading, self._sentence):
            column.addWidget(part)
        column.addLayout(self.body, 1)
        column.addWidget(self.problem)
        column.addLayout(self.buttons)
        self.setMinimumWidth(theme.px(420))
        add_help_key(self)

    def set_title(self, text: str) -> None:
        """Name the dialog."""
        self.setWindowTitle(text)
        self._heading.setText(text)

    def set_sentence(self, text: str) -> None:
        """Explain under the title; an empty text hides the line."""
        self._sentence.setText(text)
        self._sentence.setVisible(bool(text))

    def give_height(self, part: QWidget, least: int, usual: int) -> None:
        """Give a list or a table its usual height, and let it shrink to the least where the screen is small or the text
        large, so that the buttons stay in reach. Both in design pixels."""
        px = current_theme().px
        part.setMinimumHeight(px(least))
        self._usual[part] = px(usual)

    def submit(self) -> None:
        """Take what was entered; a dialog that checks first overrides this."""
        self.accept()

    def sizeHint(self) -> QSize:
        """Not wider than is read with ease: what stands in a line goes on in the next, and is given its height."""
        hint, layout = super().sizeHint(), self.layout()
        if layout is None or not (layout.hasHeightForWidth() or self._usual):
            return hint
        width = max(min(hint.width(), current_theme().px(_WIDEST)), self.minimumSizeHint().width(), self.minimumWidth())
        wraps = layout.hasHeightForWidth()
        least = layout.totalMinimumHeightForWidth(width) if wraps else layout.totalMinimumSize().height()
        if not self._usual:
            return QSize(width, layout.totalHeightForWidth(width))
        more = sum(max(0, usual - part.minimumHeight()) for part, usual in self._usual.items())
        return QSize(width, max(least, min(least + more, self._room())))

    def wide(self, usual: int) -> int:
        """So many design pixels, or what the window or the screen has room for."""
        above = self.parentWidget()
        window = 0 if above is None else above.window().width()
        room = max(self.screen().availableGeometry().width(), window) - _BESIDE
        return min(current_theme().px(usual), room)

    def _room(self) -> int:
        """The height that the screen has for a dialog: not more than the window, where that is known."""
        above = self.parentWidget()
        room = self.screen().availableGeometry().height() - _FRAME
        return min(room, above.window().height() - _FRAME) if above is not None and above.isVisible() else room

    def showEvent(self, event: QShowEvent) -> None:
        """Take the usual height: what Qt asks a layout for by itself does not know of it."""
        super().showEvent(event)
        if not event.spontaneous():
            self.make_room()

    def make_room(self) -> None:
        """Grow to the usual height, where more stands in the dialog than before."""
        high = self.sizeHint().height()
        if self._usual and self.height() < high:
            self.resize(self.width(), high)

    def event(self, event: QEvent) -> bool:
        """Grow where lines that wrap need more height than there is; else what stands beneath them is cut off."""
        wraps = event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize)
        done = super().event(event)  # which may have been the last one: nothing is asked of a dialog that is gone
        if wraps:
            self._grow()
        return done

    def _grow(self) -> None:
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return
        needed = layout.totalMinimumHeightForWidth(self.width())
        if self.height() < needed:
            self.resize(self.width(), needed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter accepts from anywhere."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.accept_button.isEnabled():
            self.submit()
            return
        super().keyPressEvent(event)
