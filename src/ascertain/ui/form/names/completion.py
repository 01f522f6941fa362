"""Completion of one line: when the list opens, and which key does what in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget
from shiboken6 import isValid

from ascertain.domain.folding import fold
from ascertain.ui.form.names.choices import Choice, ChoiceKind
from ascertain.ui.form.names.popup import ChoicePopup

Deliver = Callable[[Sequence[Choice]], None]
Provide = Callable[[str, Deliver], None]
"""Finds choices for a text and delivers them, now or later, or not at all when something newer was asked."""

_FEW_LETTERS = 3
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Completion(QObject):
    """Offers choices under a line while it is typed in.

    Nothing is lit until an arrow key lights it, so Enter and Tab keep what was typed unless something was chosen. But
    for a list of codes, and while so few letters are typed that they can hardly be a name of their own: then Enter, and
    it alone, takes the entry of the log that begins like this. `entered`: Enter with nothing lit.
    """

    chosen = Signal(object)
    entered = Signal()

    def __init__(
        self, line: QLineEdit, provide: Provide, *, box: QWidget | None = None, lights_first: bool = False
    ) -> None:
        super().__init__(line)
        self._line, self._provide, self._box = line, provide, box or line
        self._lights_first = lights_first
        self._popup: ChoicePopup | None = None
        self._follows: QScrollArea | None = None
        self._step_then = 0
        self._by_letters = False
        self._asked: str | None = None
        self._enter_then = False
        line.installEventFilter(self)
        line.textEdited.connect(lambda _: self.ask())

    @property
    def is_open(self) -> bool:
        """Whether the list is on the screen."""
        return self._popup is not None and isValid(self._popup) and self._popup.isVisible()

    def ask(self, text: str | None = None) -> None:
        """Ask for choices for what is typed, or for `text`."""
        typed = self._line.text()
        asked = typed if text is None else text
        self._asked, self._enter_then = typed, False
        self._provide(asked, lambda choices: self._show(typed, choices))

    def close(self) -> None:
        """Take the list away."""
        if self._popup is not None and isValid(self._popup):
            self._popup.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Take the keys that belong to the list."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.is_open:
                event.accept()
        elif kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.close()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and plain:
            self._step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key == Qt.Key.Key_Escape and self.is_open:
            self.close()
            return True
        if key in _ENTER and plain:
            # A quick hand is ahead of the log: what it will answer decides.
            self._enter_then = self._asked == self._line.text() and _is_short(self._line.text())
            if not self._enter_then:
                self._enter()
            return True
        if key == Qt.Key.Key_Tab and plain and not self._by_letters:
            # False: after the choice the focus goes on as ever, unless a new entry is to be made.
            return self._take_lit() is ChoiceKind.MAKER
        return False

    def _enter(self) -> None:
        if not self._take_lit():
            self.close()
            self.entered.emit()

    def _step(self, by: int) -> None:
        self._by_letters = False
        if self.is_open and self._popup is not None:
            self._popup.step(by)
        else:
            self._step_then = by
            self.ask("" if self._lights_first else None)

    def _take_lit(self) -> ChoiceKind | None:
        choice = self._popup.choice() if self.is_open and self._popup is not None else None
        if choice is None or choice.kind is ChoiceKind.HEADING:
            return None
        self._take(choice)
        return choice.kind

    def _take(self, choice: Choice) -> None:
        self.close()
        self.chosen.emit(choice)

    def _show(self, typed: str, choices: Sequence[Choice]) -> None:
        if not isValid(self._line) or not self._line.hasFocus() or self._line.text() != typed:
            return
        self._asked = None
        popup = self._ready_popup()
        lit = -1
        if self._lights_first and typed.strip() and not self._step_then:
            lit = _best(typed, choices)
        self._by_letters = lit < 0 and not self._step_then and _begins(typed, choices)
        popup.show_choices(choices, self._box, 0 if self._by_letters else lit)
        if self._step_then and choices:
            popup.step(self._step_then)
        self._step_then = 0
        if self._enter_then:
            self._enter_then = False
            self._enter()

    def _ready_popup(self) -> ChoicePopup:
        window = self._line.window()
        if self._popup is None or not isValid(self._popup) or self._popup.parentWidget() is not window:
            self._popup = ChoicePopup(window, f"{self._line.objectName() or 'line'}_choices")
            self._popup.picked.connect(self._pick)
            # It belongs to the window, and would outlive the line.
            self._line.destroyed.connect(self._popup.deleteLater)
            self._follow()
        return self._popup

    def _pick(self, row: int) -> None:
        choices = self._popup.model.choices if self._popup is not None else ()
        if 0 <= row < len(choices) and choices[row].kind is not ChoiceKind.HEADING:
            self._take(choices[row])

    def _follow(self) -> None:
        """Stay under the box when what it stands in is scrolled."""
        above = self._box.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and above is not self._follows:
            self._follows = above
            above.verticalScrollBar().valueChanged.connect(self._place)

    def _place(self) -> None:
        if self.is_open and self._popup is not None:
            self._popup.place(self._box)


def _is_short(typed: str) -> bool:
    return 0 < len(typed.strip()) <= _FEW_LETTERS


def _begins(typed: str, choices: Sequence[Choice]) -> bool:
    """Whether few letters are typed with which a word of the first choice begins, and that is in the log."""
    first = choices[0] if choices else None
    if first is None or first.kind is not ChoiceKind.ENTRY or not first.known or not _is_short(typed):
        return False
    words = fold(f"{first.text} {first.matched}").replace("-", " ").split()
    return any(word.startswith(fold(typed).strip()) for word in words)


def _best(typed: str, choices: Sequence[Choice]) -> int:
    """Which choice is meant by what is typed: the one that is just that, else the first; -1 where there is none."""
    entries = [at for at, each in enumerate(choices) if each.kind is ChoiceKind.ENTRY]
    same = [at for at in entries if fold(choices[at].text) == fold(typed)]
    return next(iter(same or entries), -1)
