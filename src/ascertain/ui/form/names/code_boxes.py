"""Choosing a code: from a short list, or from a long one by typing."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ascertain.domain.folding import fold
from ascertain.ui.form.names.choices import Choice, codes_matching
from ascertain.ui.form.names.completion import Completion, Deliver
from ascertain.ui.form.names.end_button import EndButton
from ascertain.ui.form.names.one_line import keep_one_line
from ascertain.ui.theme import IconName

CodeLine = tuple[str, str, str | None]
"""Key, label as shown, key of the broader code."""


class CodeCombo(QComboBox):
    """A short list of codes; the first line stands for none where the field may be empty.

    The wheel scrolls the form, never the value.
    """

    edited = Signal()

    def __init__(
        self, codes: Iterable[CodeLine], name: str, parent: QWidget | None = None, *, empty: str | None = ""
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._empty = empty
        self.name_of: Callable[[str], str] = str
        self.note_of: Callable[[str], str] | None = None
        self._fill(codes)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.activated.connect(lambda _: self.edited.emit())
        self.currentIndexChanged.connect(self._tell_by_key)
        self._shown: object = self.currentData()

    def value(self) -> str | None:
        """The key of the code, or None."""
        found = self.currentData()
        return None if found is None else str(found)

    def set_value(self, key: object) -> None:
        """Show a code; one that is not on offer is shown by `name_of` its key."""
        at = self.findData(None if key is None else str(key))
        if at < 0 and key is not None:
            self.addItem(self.name_of(str(key)), str(key))
            at = self.count() - 1
        self._shown = key
        self.setCurrentIndex(at)

    def set_codes(self, codes: Iterable[CodeLine]) -> None:
        """Offer other codes; what is chosen stays chosen."""
        key = self.currentData()
        blocked = self.blockSignals(True)
        self.clear()
        self._fill(codes)
        self.set_value(key)
        self.blockSignals(blocked)

    def _fill(self, codes: Iterable[CodeLine]) -> None:
        if self._empty is not None:
            self.addItem(self._empty, None)
        for key, label, _ in codes:
            self.addItem(label, key)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to what scrolls."""
        event.ignore()

    def _tell_by_key(self) -> None:
        # Arrow keys and letters change the index without "activated".
        if self.currentData() != self._shown and self.hasFocus():
            self.edited.emit()
        self._shown = self.currentData()


class CodeSearch(QLineEdit):
    """A long list of codes, some under broader ones: type a part of the name.

    What fits no code stays, and is told as a problem.
    """

    edited = Signal()

    def __init__(self, codes: Iterable[CodeLine], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._codes = list(codes)
        self.name_of: Callable[[str], str] = str
        self.note_of: Callable[[str], str] | None = None
        self._key: str | None = None
        keep_one_line(self)
        self.completion = Completion(self, self._provide, lights_first=True)
        self.completion.chosen.connect(self._choose)
        self.completion.entered.connect(self._settle)
        self.textEdited.connect(lambda _: self._type())
        self._open = EndButton(self, IconName.CHEVRON_DOWN, self.tr("Show the list"))
        self._open.setObjectName(f"{name}_open")
        self._open.clicked.connect(self._show_all)

    def value(self) -> str | None:
        """The key of the code, or what was typed where it fits none."""
        return self._key

    def set_value(self, key: object) -> None:
        """Show a code; one that is not on offer is shown by `name_of` its key."""
        self._key = None if key is None else str(key)
        self.setText(self._label(self._key))
        self.setCursorPosition(0)

    def set_codes(self, codes: Iterable[CodeLine]) -> None:
        """Offer other codes; what is chosen stays chosen, under the name that it has now."""
        settled = self._key is not None and self._label(self._key) == self.text()
        self._codes = list(codes)
        if settled:
            self.set_value(self._key)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the list, as in a combo box."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.completion.is_open and not self.hasSelectedText():
            self._show_all()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is taken for the code that it fits."""
        self._settle()
        super().focusOutEvent(event)
        if not self.hasSelectedText():
            self.setCursorPosition(0)

    def _show_all(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.completion.ask("")

    def _provide(self, text: str, deliver: Deliver) -> None:
        deliver(codes_matching(self._codes, text))

    def _type(self) -> None:
        typed = self.text().strip()
        same = next((key for key, label, _ in self._codes if fold(label) == fold(typed)), None) if typed else None
        self._key = same or typed or None
        self.edited.emit()

    def _choose(self, choice: Choice) -> None:
        self.set_value(choice.value)
        self.setCursorPosition(len(self.text()))
        self.edited.emit()

    def _settle(self) -> None:
        """One code left that fits: that is meant."""
        if self._key is None or self._label(self._key) == self.text():
            return
        fitting = [each for each in codes_matching(self._codes, self.text()) if each.value is not None]
        known = any(key == self._key for key, _, _ in self._codes)
        if known or len(fitting) == 1:
            self.set_value(self._key if known else fitting[0].value)
            self.edited.emit()

    def _label(self, key: str | None) -> str:
        return next((label for each, label, _ in self._codes if each == key), self.name_of(key) if key else "")
