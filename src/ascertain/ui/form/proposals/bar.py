"""How many proposals are open, above the fields, with the keys that accept and reject all of them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ascertain.ui.form.proposals.line import ACCEPT_ALL_KEYS, ACCEPT_KEY, REJECT_ALL_KEY
from ascertain.ui.kit import KeyButton, button, plain_tip, text_label
from ascertain.ui.theme import IconName, Tone, current_theme, set_icon
from ascertain.ui.wording import code, number_text


class ProposalBar(QFrame):
    """Hidden while nothing is open. Its keys work wherever the keyboard is in `scope`."""

    accept_asked = Signal()
    accept_all_asked = Signal()
    reject_all_asked = Signal()

    def __init__(self, scope: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("proposal_bar")
        self.setProperty("bar", "notice")
        self.setProperty("proposed", True)
        # It gives way by showing no keys, so it does not say how narrow the form can be.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._keys: list[QShortcut] = []
        self._tools: dict[KeyButton, str] = {}
        self._build()
        for keys, asked in (
            ((ACCEPT_KEY,), self.accept_asked),
            (ACCEPT_ALL_KEYS, self.accept_all_asked),
            ((REJECT_ALL_KEY,), self.reject_all_asked),
        ):
            for key in keys:
                shortcut = QShortcut(QKeySequence(key), scope)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.setEnabled(False)
                shortcut.activated.connect(asked)
                # One press can be several of the keys: Ctrl+Shift+. is Ctrl+> as well on many keyboards.
                shortcut.activatedAmbiguously.connect(asked)
                self._keys.append(shortcut)
        self.hide()

    def show_count(self, count: int) -> None:
        """Say how many are open."""
        one = QCoreApplication.translate("ProposalBar", "1 proposed")
        many = QCoreApplication.translate("ProposalBar", "{count} proposed")
        self._text.setText(one if count == 1 else many.format(count=number_text(count)))
        told = QCoreApplication.translate("ProposalBar", "Values proposed from the passage: {count}")
        self.setAccessibleName(told.format(count=number_text(count)))
        self._text.setToolTip(plain_tip(self.accessibleName()))
        self.setVisible(count > 0)
        for shortcut in self._keys:
            shortcut.setEnabled(count > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the keys are not shown."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another look or text size: the buttons take other room, once all of them wear it."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange) and self.isVisible():
            QTimer.singleShot(0, self, lambda: self._fit())

    def _fit(self) -> None:
        for shown in (True, False):
            for tool, keys in self._tools.items():
                tool.set_keys(keys if shown else "")
            self._row.invalidate()
            if self._row.sizeHint().width() <= self.width():
                break

    def _build(self) -> None:
        px = current_theme().px
        sign = text_label(parent=self)
        sign.setObjectName("proposal_bar_sign")
        set_icon(sign, IconName.DRAFT, Tone.ACCENT, 16)
        self._text = text_label("", "strong", parent=self)
        self._text.setObjectName("proposal_bar_text")
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(px(8), px(3), px(6), px(3))
        row.setSpacing(px(6))
        row.addWidget(sign)
        row.addWidget(self._text, 1)
        for words, keys, name, asked in (
            (self.tr("Accept all"), ACCEPT_ALL_KEYS[0], "proposals_accept_all", self.accept_all_asked),
            (self.tr("Reject all"), REJECT_ALL_KEY, "proposals_reject_all", self.reject_all_asked),
        ):
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            tool = button(words, "quiet", code(shown), name=name, parent=self)
            tool.clicked.connect(asked)
            tool.setToolTip(plain_tip(f"{words} ({shown})"))
            self._tools[tool] = tool.keys
            row.addWidget(tool)
