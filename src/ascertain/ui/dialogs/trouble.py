"""Where troubles with the log are told: calmly, with the remedy, in one place."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.wording import fault_text


class TroubleDialog(Sheet):
    """Says what did not work and what can be done. `fault` is what a command, question or opening failed with."""

    def __init__(self, title: str, fault: BaseException, parent: QWidget | None = None) -> None:
        super().__init__("trouble_dialog", parent)
        self.set_title(title)
        self.set_sentence(fault_text(fault))
        self.accept_button.setText(self.tr("Close"))
        self.cancel_button.hide()
