"""Finishing a purge whose traces could not be cleared at once."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ascertain.app.older_copies import OlderCopies
from ascertain.ui.bridge import Bridge
from ascertain.ui.dialogs.clearing import ClearingSheet, fit_to_content


class FinishPurgeDialog(ClearingSheet):
    """Explains, and writes the log anew."""

    help_page = "purge"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("finish_purge_dialog", bridge, parent)
        self._asker = bridge.asker(self)
        self.set_title(self.tr("Finish purging"))
        self.set_sentence(
            self.tr(
                "Writes the log anew, so that nothing of what was purged or deleted is left in the free space of its "
                "file. A large log takes some time."
            )
        )
        self.body.addWidget(self._copies)
        self.body.addWidget(self.progress)
        self.accept_button.setText(self.tr("&Write anew"))
        self._asker.ask(lambda _: self._copies.look(), self._show, self.fail)

    def begin(self) -> None:
        """Write the log anew."""
        said = self.tr("Nothing of what was purged is left in the file of the log")
        self._bridge.clear_traces(lambda left: self.after(said, left), self.fail)

    def _show(self, older: OlderCopies) -> None:
        self._copies.tell(older)
        fit_to_content(self)
