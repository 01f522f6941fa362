"""The text of a document to be taken from: by sentence with the keyboard, by hand with the mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from ascertain.domain.marks import Mark
from ascertain.ui.kit.key_places import key_by_place
from ascertain.ui.reading.marked_text import MarkedText
from ascertain.ui.reading.steps import Selection, beside, next_open, stretched

DEEDS = {
    Qt.Key.Key_I: "incident",
    Qt.Key.Key_A: "evidence",
    Qt.Key.Key_L: "entry",
    Qt.Key.Key_N: "nothing",
    Qt.Key.Key_S: "show",
}
"""The key of each thing that can be done with the selected passage."""
_SHIFT, _ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
_UPWARDS = (Qt.Key.Key_Up, Qt.Key.Key_BracketLeft)
_STEPS = (*_UPWARDS, Qt.Key.Key_Down, Qt.Key.Key_BracketRight)


class ReadingText(MarkedText):
    """Selects passages. Places given and taken are characters of the text.

    `asked(deed)`: a key of `DEEDS` was pressed, with Shift `evidence_elsewhere`; `card_asked`: Enter, or the mouse has
    selected; `mark_clicked(marks)`; `left`: Escape with nothing selected.
    """

    passage_changed = Signal()
    asked = Signal(str)
    card_asked = Signal()
    mark_clicked = Signal(object)
    left = Signal()
    _kept: list[QKeyEvent] | None = None
    """Keys that wait. Of the class, because Qt sends events before it is made."""

    def __init__(self, tell: Callable[[Sequence[Mark]], str], note: Callable[[Mark], str], parent: QWidget) -> None:
        super().__init__(tell, note, parent)
        self.selecting_by_mouse = False
        """Whether `card_asked` came from the mouse."""
        self.selectionChanged.connect(self._selected)
        self.notes.clicked.connect(self.mark_clicked)

    # ---------------------------------------------------------------- what is selected

    @property
    def selection(self) -> Selection:
        """Anchor and head of what is selected."""
        cursor = self.textCursor()
        return self.text.at_of(cursor.anchor()), self.text.at_of(cursor.position())

    def select(self, selection: Selection | None) -> bool:
        """Select a passage and bring it into sight; None changes nothing. Whether there was one."""
        if selection is None:
            return False
        cursor = self.textCursor()
        anchor, head = (self.text.place_of(at) for at in selection)
        cursor.setPosition(anchor)
        cursor.setPosition(head, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.bring_into_sight(min(anchor, head), max(anchor, head))
        return True

    def select_next_open(self) -> bool:
        """Select the next open sentence, from the beginning after the last; whether there was one."""
        known = self.coverage
        return self.select(next_open(known.sentences, known.open_, self.selection, around=True))

    def go_to(self, mark: Mark) -> None:
        """Bring the passage of a mark into sight, and go on from there."""
        met = next((each for each in self.marks if (each.mark.kind, each.mark.id) == (mark.kind, mark.id)), None)
        if met is not None:
            cursor = self.textCursor()
            cursor.setPosition(met.start)
            self.setTextCursor(cursor)
        self.show_passage(mark)

    def let_go(self) -> None:
        """Select nothing."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self.setTextCursor(cursor)

    def marks_here(self) -> tuple[Mark, ...]:
        """The marks of what is selected, or where the cursor stands."""
        cursor = self.textCursor()
        return self.marks_at(cursor.selectionStart(), cursor.selectionEnd())

    def passage_rect(self) -> QRect:
        """Where the end of what is selected is on the view."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        return self.cursorRect(cursor).translated(self.viewport().pos())

    # ---------------------------------------------------------------- keys and mouse

    def hold_keys(self) -> None:
        """Keep what is pressed until the log has answered: a quick hand means the passage that comes next."""
        if self._kept is None:
            self._kept = []

    def let_keys(self) -> None:
        """Carry out what was pressed meanwhile, wherever it leads."""
        kept, self._kept = self._kept or (), None
        for each in kept:
            QCoreApplication.sendEvent(QApplication.focusWidget() or self, each)

    def event(self, event: QEvent) -> bool:
        """Keys that are to wait do; Escape waits for nothing."""
        if self._kept is not None and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() != Qt.Key.Key_Escape:
                self._kept.append(event.clone())
                return True
            self._kept = None
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Steps by sentence, and the keys of what can be done."""
        if not self._step(event) and not self._do(event):
            super().keyPressEvent(event)

    def _step(self, event: QKeyEvent) -> bool:
        key, held = key_by_place(event), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _STEPS and held in (Qt.KeyboardModifier.NoModifier, _SHIFT):
            step = -1 if key in _UPWARDS else 1
            taken = stretched if held == _SHIFT else beside
            self.select(taken(self.coverage.sentences, self.selection, step))
            return True
        if held == _ALT and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._move_beginning(key == Qt.Key.Key_Right)
            return True
        return False

    def _do(self, event: QKeyEvent) -> bool:
        key, held = key_by_place(event), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == _SHIFT and key == Qt.Key.Key_A:
            self.asked.emit("evidence_elsewhere")
        elif held != Qt.KeyboardModifier.NoModifier:
            return False
        elif key in DEEDS:
            self.asked.emit(DEEDS[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.selecting_by_mouse = False
            self.card_asked.emit()
        elif key == Qt.Key.Key_Escape:
            self._step_back()
        else:
            return False
        return True

    def _step_back(self) -> None:
        if self.textCursor().hasSelection():
            self.let_go()
        elif self._shown is not None:
            self.show_no_passage()
        else:
            self.left.emit()

    def _move_beginning(self, forth: bool) -> None:
        """Move the beginning of what is selected by a word; the end is moved with Shift, as everywhere."""
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        cursor.setPosition(start)
        cursor.movePosition(QTextCursor.MoveOperation.NextWord if forth else QTextCursor.MoveOperation.PreviousWord)
        if cursor.position() < end:
            start = cursor.position()
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)

    def focusNextPrevChild(self, forth: bool) -> bool:
        """Tab goes to the next open sentence, and leaves the text after the last."""
        known = self.coverage
        if self.select(next_open(known.sentences, known.open_, self.selection, 1 if forth else -1)):
            return True
        return super().focusNextPrevChild(forth)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What the mouse has selected can be used; a click on a mark shows what came of it."""
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self.textCursor().hasSelection():
            self.selecting_by_mouse = True
            self.card_asked.emit()
            return
        met = self.marks_under(event.position())
        if met:
            self.mark_clicked.emit(met)

    def _selected(self) -> None:
        self._shown = None
        self.viewport().update()
        self.passage_changed.emit()
