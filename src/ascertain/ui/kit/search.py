"""The search box: one line with a search sign, a way to clear it, the key to it, and what was not understood."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QStyle, QVBoxLayout, QWidget

from ascertain.ui.kit.buttons import key_hint_size, paint_key_hint
from ascertain.ui.kit.fields import InlineProblem
from ascertain.ui.kit.text import text_direction
from ascertain.ui.theme import IconName, Tone, current_theme, restyle, set_icon

__all__ = ["SearchBox"]


class _SearchLine(QLineEdit):
    """The line itself; while it is empty and not in use, it shows its key at the end."""

    left_by_key = Signal(int)
    choices_wanted = Signal()

    def __init__(self, keys: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._keys = keys
        self.offers = False
        self.setProperty("search", True)
        self.setClearButtonEnabled(True)
        self._sign = QAction(self)
        set_icon(self._sign, IconName.SEARCH, Tone.MUTED)
        self.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the line first and only then leaves it; Down leaves for the results."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif self.offers and event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.choices_wanted.emit()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
            self.left_by_key.emit(event.key())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click into the empty line asks what could stand there."""
        super().mouseReleaseEvent(event)
        if self.offers and not self.text() and event.button() == Qt.MouseButton.LeftButton:
            self.choices_wanted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, and the key."""
        super().paintEvent(event)
        if not self._keys or self.text() or self.hasFocus():
            return
        theme = current_theme()
        size = key_hint_size(self._keys, self.font(), theme)
        direction = self.layoutDirection()
        if text_direction(self.placeholderText(), direction) != direction:
            return  # the placeholder stands at the other side, where the key would be
        taken = self.fontMetrics().horizontalAdvance(self.placeholderText()) + theme.px(64)
        if taken + size.width() > self.width():
            return
        left = self.width() - size.width() - theme.px(8)
        box = QRect(left, (self.height() - size.height()) // 2, size.width(), size.height())
        painter = QPainter(self)
        painter.setFont(self.font())
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), box)
        paint_key_hint(painter, place, self._keys, theme.color("text_muted"), theme)


class SearchBox(QWidget):
    """Where the user searches. ``keys`` is the shortcut that leads here; it is only shown.

    ``search_changed`` follows every edit, ``submitted`` comes with Enter, ``left_for_results`` with Down, and ``left``
    with Escape in the empty box. Once `offer_choices` was called, ``choices_wanted`` comes with Alt and Down, and
    with a click into the empty box.
    """

    help_page = ""

    search_changed = Signal(str)
    submitted = Signal(str)
    left_for_results = Signal()
    left = Signal()
    choices_wanted = Signal()

    def __init__(
        self, placeholder: str, keys: str = "", *, name: str = "search", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._line = _SearchLine(keys, self)
        self._line.setObjectName(f"{name}_line")
        self._line.setPlaceholderText(placeholder)
        self._line.setAccessibleName(placeholder)
        self._problem = InlineProblem(parent=self)
        self._problem.setObjectName(f"{name}_problem")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current_theme().px(2))
        column.addWidget(self._line)
        column.addWidget(self._problem)
        self.setFocusProxy(self._line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._line.textChanged.connect(self.search_changed)
        self._line.returnPressed.connect(lambda: self.submitted.emit(self._line.text()))
        self._line.left_by_key.connect(self._leave)
        self._line.choices_wanted.connect(self.choices_wanted)

    @property
    def line(self) -> QLineEdit:
        """The line edit, for completers and shortcuts."""
        return self._line

    @property
    def problem(self) -> str:
        """What was not understood, or an empty text."""
        return self._problem.text

    def text(self) -> str:
        """Return what is searched for."""
        return self._line.text()

    def set_text(self, text: str) -> None:
        """Search for something else, as if it had been typed."""
        self._line.setText(text)

    def offer_choices(self) -> None:
        """Whoever calls this shows a list of what could be typed."""
        self._line.offers = True

    def set_problem(self, text: str) -> None:
        """Say which part was not understood and how it was searched instead; an empty text takes it back."""
        if text == self._problem.text:
            return
        self._problem.set_text(text)
        self._line.setAccessibleDescription(text)
        self._line.setProperty("problem", bool(text))
        restyle(self._line)

    def minimumSizeHint(self) -> QSize:
        """Room for a few words."""
        return QSize(current_theme().px(160), super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when the look changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _leave(self, key: int) -> None:
        if key == Qt.Key.Key_Down:
            self.left_for_results.emit()
        else:
            self.left.emit()
