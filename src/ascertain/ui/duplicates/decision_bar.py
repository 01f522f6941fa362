"""The decisions about a pair as buttons, each with its key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ascertain.ui.duplicates.decisions import KEYS, Decision, label_of
from ascertain.ui.kit import FlowLayout, InlineProblem, KeyButton, button
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code


class DecisionBar(QWidget):
    """One button for each decision, one to leave the pair for later, one to open each incident."""

    decided = Signal(object)
    skipped = Signal()
    opened = Signal(int)
    """The first (0) or the second (1) is wanted in the table."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("decision_bar")
        self.setProperty("area", "panel")
        px = current_theme().px
        self._problem = InlineProblem(parent=self)
        self._problem.setObjectName("decision_problem")
        flow = FlowLayout(gap=px(6))
        self._buttons: dict[Decision, KeyButton] = {}
        for decision, key in KEYS.items():
            role = "primary" if decision is Decision.SAME else "plain"
            made = button("", role, key, name=f"decide_{decision.value}", parent=self)
            made.clicked.connect(partial(self.decided.emit, decision))
            self._buttons[decision] = made
            flow.addWidget(made)
        skip = button(self.tr("Later"), "quiet", "→", name="decide_later", parent=self)
        skip.clicked.connect(self.skipped)
        flow.addWidget(skip)
        self._openers = [button("", "link", name=f"decide_open_{at}", parent=self) for at in (0, 1)]
        for at, opener in enumerate(self._openers):
            opener.clicked.connect(partial(self.opened.emit, at))
            flow.addWidget(opener)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(8), px(14), px(10))
        column.addWidget(self._problem)
        column.addLayout(flow)
        self.name("", "")

    def name(self, first: str, second: str) -> None:
        """Name the two by their numbers."""
        for decision, made in self._buttons.items():
            made.setText(label_of(decision, code(first), code(second)))
        for opener, ref in zip(self._openers, (first, second), strict=True):
            opener.setText(self.tr("Open {ref}").format(ref=code(ref)))

    def set_problem(self, text: str) -> None:
        """Say what did not work."""
        self._problem.set_text(text)
