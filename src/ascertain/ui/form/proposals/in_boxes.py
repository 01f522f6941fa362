"""Proposals as they stand in the boxes of the fields: dashed, with the reason beneath, until accepted or replaced."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ascertain.domain.fields import HARM_FIELDS
from ascertain.domain.proposals.proposal import Proposal
from ascertain.ui.form.fields_pane import FieldsPane
from ascertain.ui.form.incident.presenter import WHEN, IncidentPresenter
from ascertain.ui.form.proposals.line import ProposalLine, proposal_words
from ascertain.ui.theme import restyle
from ascertain.ui.wording import field_label

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Completed(Protocol):
    @property
    def is_open(self) -> bool: ...


class ProposalsInBoxes(QObject):
    """`accepted(proposals)`: the analyst took those of one field; `changed`: other ones are open now."""

    accepted = Signal(object)
    changed = Signal()

    def __init__(self, fields: FieldsPane, presenter: IncidentPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._fields, self._presenter = fields, presenter
        self._lines: dict[str, ProposalLine] = {}
        self._watched: dict[QWidget, str] = {}
        fields.replaced.connect(self._look_again)

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields with an open proposal, in the order in which they stand."""
        return tuple(key for key in self._fields.in_order() if key in self._fields.offered.keys)

    def offer(self, proposals: Iterable[Proposal]) -> None:
        """Show these in their boxes, where nothing stands in them."""
        self._fields.offered.offer(proposals, self._filled)
        for key in self.keys:
            self._fields.show_value(key)
            self._mark(key)
        self.changed.emit()

    def clear(self) -> None:
        """Forget them all. The boxes are loaded anew by whoever asks for it."""
        self._fields.offered.clear()
        for key in tuple(self._lines):
            self._unmark(key)
        self.changed.emit()

    def accept(self, key: str) -> None:
        """Take the proposals of a field, as if they had been typed."""
        offered = self._fields.offered
        value = offered.shown(key, self._presenter.get(key))
        taken = offered.drop(key)
        if not taken:
            return
        self._presenter.put(key, value)
        self._unmark(key)
        self._fields.show_value(key)
        self.accepted.emit(taken)
        self._fields.edited.emit(key)
        self.changed.emit()

    def reject(self, key: str) -> None:
        """Let the proposals of a field go."""
        if self._fields.offered.drop(key):
            self._unmark(key)
            self._fields.show_value(key)
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter accepts and goes on to the next, Escape rejects, while the list of choices is shut."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = self._watched.get(watched) if isinstance(watched, QWidget) else None
        if key is None or not self._fields.offered.of(key) or _choosing(self._fields.box(key)):
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if event.key() in _ENTER:
            self.accept(key)
            self.go_on(key)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.reject(key)
            return True
        return False

    def go_on(self, key: str) -> None:
        """Go to the next field with an open proposal, or stay."""
        order = list(self._fields.in_order())
        following = [each for each in self.keys if order.index(each) > order.index(key)]
        box = self._fields.box((following or [*self.keys, key])[0])
        if box is not None:
            box.setFocus(Qt.FocusReason.TabFocusReason)

    def _filled(self, key: str) -> bool:
        """Whether something stands in a box; of a time, its anchor alone is nothing."""
        return bool(self._presenter.get(key).phrase.strip()) if key == WHEN else self._presenter.filled(key)

    # ---- how it looks

    def _look_again(self, key: str) -> None:
        """Something was typed in a box: of several actors some may still be proposed."""
        if self._fields.offered.of(key):
            self._mark(key)
        else:
            self._unmark(key)
        self.changed.emit()

    def _mark(self, key: str) -> None:
        self._unmark(key)
        box, place = self._fields.box(key), self._fields.place_of(key)
        if box is None or place is None:
            return
        words = " ".join(proposal_words(each) for each in self._fields.offered.of(key))
        if key in HARM_FIELDS:
            words = self.tr("{field}: {sentence}").format(field=field_label(key), sentence=words)
        line = ProposalLine(f"{key}_proposal", words, parent=place)
        line.accepted.connect(partial(self.accept, key))
        line.rejected.connect(partial(self.reject, key))
        place.add_beneath(line, line.accessibleDescription())
        self._lines[key] = line
        box.setProperty("proposed", True)
        restyle(box)
        focus = box.focusProxy() or box
        if focus not in self._watched:
            focus.installEventFilter(self)
        self._watched[focus] = key

    def _unmark(self, key: str) -> None:
        line = self._lines.pop(key, None)
        box, place = self._fields.box(key), self._fields.place_of(key)
        if line is None or box is None or place is None:
            return
        place.drop_beneath(line)
        line.hide()
        line.setObjectName("")
        line.deleteLater()
        box.setProperty("proposed", False)
        restyle(box)


def _choosing(box: QWidget | None) -> bool:
    """Whether a list of choices is open at the box: its keys come first."""
    completion: _Completed | None = getattr(box, "completion", None)
    return completion is not None and completion.is_open
