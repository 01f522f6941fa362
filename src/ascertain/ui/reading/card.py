"""The small card beside a selected passage: what can be done with it, each with its key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QKeyCombination, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ascertain.ui.kit import Card, KeyButton, KeyHint, button, text_label
from ascertain.ui.kit.key_places import key_by_place
from ascertain.ui.theme import current_theme

_ARROWS = (Qt.Key.Key_Down, Qt.Key.Key_Up)


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can be done: what it is called, in words, and its key with what is held."""

    deed: str
    text: str
    key: Qt.Key
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier

    @property
    def shown_key(self) -> str:
        """The key as it is shown."""
        keys = QKeySequence(QKeyCombination(self.held, self.key))
        return keys.toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")


class PassageCard(Card):
    """Lies over the text. Arrows go through what is offered, Enter or its key does it, Escape closes.

    `chosen(deed)`; `left`: closed without a choice.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("passage_card")
        self.setAutoFillBackground(True)
        px = current_theme().px
        head = QHBoxLayout()
        self._title = text_label("", "strong", parent=self)
        self._title.setObjectName("passage_card_title")
        head.addWidget(self._title)
        head.addStretch(1)
        hint = KeyHint(self.tr("Enter"), self)
        hint.setObjectName("passage_card_key")
        head.addWidget(hint)
        self.body.addLayout(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(2))
        self.body.addLayout(self._rows)
        self._buttons: list[KeyButton] = []
        self._offers: tuple[Offer, ...] = ()
        self.hide()

    def show_offers(self, title: str, offers: Sequence[Offer], beside: QRect, *, take_keyboard: bool) -> None:
        """Show what can be done, beside a place of the parent."""
        for old in self._buttons:
            old.hide()
            old.setObjectName("")
            old.deleteLater()
        self._title.setText(title)
        self.setAccessibleName(title)
        self._offers = tuple(offers)
        self._buttons = [self._make(offer) for offer in offers]
        self.adjustSize()
        self._place(beside)
        self.show()
        self.raise_()
        if take_keyboard and self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def close_card(self) -> None:
        """Hide it."""
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows are the card's, where a button would hand them to its neighbors in the window."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ARROWS:
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, keys and Escape."""
        key = key_by_place(event)
        if key == Qt.Key.Key_Escape:
            self.close_card()
            self.left.emit()
        elif key in _ARROWS:
            self._go(1 if key == Qt.Key.Key_Down else -1)
        else:
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            met = next((each for each in self._offers if (each.key, each.held) == (key, held)), None)
            if met is not None:
                self._choose(met.deed)
            else:
                super().keyPressEvent(event)

    def _go(self, by: int) -> None:
        at = next((at for at, each in enumerate(self._buttons) if each.hasFocus()), 0)
        self._buttons[(at + by) % len(self._buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, deed: str) -> None:
        self.close_card()
        self.chosen.emit(deed)

    def _make(self, offer: Offer) -> KeyButton:
        made = button(offer.text, "quiet", offer.shown_key, name=f"passage_{offer.deed}", parent=self)
        made.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        made.setProperty("leading", True)
        made.installEventFilter(self)
        made.clicked.connect(lambda: self._choose(offer.deed))
        self._rows.addWidget(made)
        made.show()
        return made

    def _place(self, beside: QRect) -> None:
        """Below the end of the passage, or above it where there is no room."""
        px, room = current_theme().px, self._over.rect()
        x = min(max(px(8), beside.left() - self.width() // 2), room.right() - self.width() - px(8))
        y = beside.bottom() + px(10)
        if y + self.height() > room.bottom() - px(8):
            y = max(px(8), beside.top() - self.height() - px(10))
        self.move(max(px(8), x), y)
