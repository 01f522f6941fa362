"""What holds for the log as long as it is open: why it can only be read, or why care is needed where it lies."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from ascertain.domain.problems import Remedy
from ascertain.ui.bridge import Bridge
from ascertain.ui.kit import button, text_label
from ascertain.ui.theme import IconName, Tone, current_theme, set_icon
from ascertain.ui.wording import remedy_label, tr_message


class StandingBar(QFrame):
    """A line under the tool bar, with Save as beside it. A reason for reading only stays; a warning can be closed."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("standing_bar")
        self.setProperty("bar", "standing")
        session = bridge.session
        reason = session.why_read_only
        sign = text_label(parent=self)
        sign.setObjectName("standing_sign")
        set_icon(sign, IconName.INFO if reason is not None else IconName.WARNING, Tone.WARNING, 18)
        self._text = text_label(wraps=True, parent=self)
        self._text.setObjectName("standing_text")
        save_as = button(remedy_label(Remedy.SAVE_AS), "link", name="standing_save_as", parent=self)
        save_as.clicked.connect(lambda: bridge.remedy_asked.emit(Remedy.SAVE_AS))
        px = current_theme().px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(3), px(10), px(3))
        row.setSpacing(px(8))
        row.addWidget(sign)
        row.addWidget(self._text, 1)
        row.addWidget(save_as)
        said = reason if reason is not None else session.warning
        if reason is None:
            row.addWidget(self._closing())
        if said is None:
            self.hide()
        else:
            self._text.setText(tr_message(said))
            self.setAccessibleName(self._text.text())

    @property
    def text(self) -> str:
        """What is said; nothing where nothing is to be said."""
        return self._text.text()

    def _closing(self) -> QToolButton:
        close = QToolButton(self)
        close.setObjectName("standing_close")
        close.setAccessibleName(QCoreApplication.translate("NoticeBar", "Close this notice"))
        set_icon(close, IconName.CLOSE, Tone.MUTED, 14)
        close.clicked.connect(self.hide)
        return close
