"""One open proposal as a line: what is proposed and why, with the ways to accept and to reject it."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from ascertain.domain.messages import Message, say
from ascertain.domain.proposals.proposal import Certainty, Proposal
from ascertain.ui.kit import ElidedLabel, plain_tip, text_direction, text_label
from ascertain.ui.theme import IconName, Tone, current_theme, set_icon
from ascertain.ui.wording import tr_message

ACCEPT_KEY = "Ctrl+."
ACCEPT_ALL_KEYS = ("Ctrl+Shift+.", "Ctrl+>", "Ctrl+Shift+:", "Ctrl+:")
"""One key of the keyboard: what Shift makes of the full stop differs from layout to layout."""
REJECT_KEY = "Esc"
REJECT_ALL_KEY = "Shift+Esc"
_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = "\u200e", "\u200f"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def proposal_words(proposal: Proposal) -> str:
    """Why a value is proposed, and how surely."""
    why = _in_own_direction(proposal.why)
    if proposal.certainty is Certainty.WEAK:
        return QCoreApplication.translate("ProposalLine", "Perhaps: {why}").format(why=why)
    return why


def _in_own_direction(why: Message) -> str:
    """The reason, laid out as its own words are written: it often begins with words of the passage."""
    own = re.sub(r"\{\w+\}", "", tr_message(say(why.text)))
    right = text_direction(own, Qt.LayoutDirection.LeftToRight) == Qt.LayoutDirection.RightToLeft
    return f"{_RIGHT_TO_LEFT if right else _LEFT_TO_RIGHT}{tr_message(why)}"


class ProposalLine(QFrame):
    """`lead` names what is proposed where no box above shows it; then the line has the keyboard itself: Enter accepts,
    Escape or Delete rejects."""

    accepted = Signal()
    rejected = Signal()

    def __init__(self, name: str, words: str, lead: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._lead, self._words = lead, words
        self.setAccessibleName(lead or words)
        self.setAccessibleDescription(self.tr("Proposed: {why}").format(why=words))
        if lead:
            self.setProperty("proposed", True)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build()

    @property
    def words(self) -> str:
        """Why it is proposed."""
        return self._words

    @property
    def lead(self) -> str:
        """What is proposed, where the line says it itself."""
        return self._lead

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter accepts, Escape and Delete reject."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and self.hasFocus() and event.key() in _ENTER:
            self.accepted.emit()
        elif plain and self.hasFocus() and event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Delete):
            self.rejected.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        px, name = current_theme().px, self.objectName()
        row = QHBoxLayout(self)
        edge = px(4) if self._lead else 0
        row.setContentsMargins(edge, edge // 2, edge, edge // 2)
        row.setSpacing(px(2))
        sign = text_label(parent=self)
        sign.setObjectName(f"{name}_sign")
        set_icon(sign, IconName.DRAFT, Tone.ACCENT, 14)
        row.addWidget(sign)
        said = QVBoxLayout()
        said.setSpacing(0)
        if self._lead:
            lead = ElidedLabel(self._lead, look="strong", parent=self)
            lead.setObjectName(f"{name}_lead")
            said.addWidget(lead)
        why = ElidedLabel(self._words, look="small", parent=self)
        why.setObjectName(f"{name}_why")
        said.addWidget(why)
        row.addLayout(said, 1)
        accept = self.tr("Accept ({key})").format(key=_native(ACCEPT_KEY))
        reject = self.tr("Reject ({key})").format(key=_native(REJECT_KEY))
        for what, icon, words, done in (
            ("accept", IconName.CHECK, accept, self.accepted),
            ("reject", IconName.CLOSE, reject, self.rejected),
        ):
            tool = QToolButton(self)
            tool.setObjectName(f"{name}_{what}")
            tool.setAccessibleName(words)
            tool.setToolTip(plain_tip(words))
            # There are keys for it, so that Tab goes from field to field.
            tool.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            set_icon(tool, icon, Tone.MUTED, 14)
            tool.clicked.connect(done)
            row.addWidget(tool)


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
