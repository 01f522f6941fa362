"""Saving what can be read of a log that cannot be used as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from ascertain.app.folders import LOG_SUFFIX
from ascertain.domain.conduct import Conduct
from ascertain.ui.rescue.work_sheet import WorkSheet
from ascertain.ui.wording import isolated, tr_message

if TYPE_CHECKING:
    from ascertain.app.salvaging import Salvaged


class SalvageDialog(WorkSheet["Salvaged"]):
    """Copies, tells what was saved and lost, and offers to open the new log. The old file is only read."""

    help_page = "recovery#salvage"

    def __init__(
        self, source: Path, target: Path, author: str, opened: Callable[[Path], object], parent: QWidget | None = None
    ) -> None:
        super().__init__("salvage_dialog", lambda conduct: _salvage(source, target, author, conduct), parent)
        self._source, self._opened = source, opened
        self.set_title(self.tr("Save what can be read"))
        text = self.tr("Reading {file} and checking every value. The file itself is not changed.")
        self.set_sentence(text.replace("{file}", isolated(source.name)))

    def show_result(self, result: Salvaged) -> None:
        """Tell by kind of record what was saved."""
        from ascertain.app.salvaging import told

        self._result = result
        text = self.tr("What could be read of {file} is now in {new}. {file} is as it was.")
        text = text.replace("{file}", isolated(self._source.name)).replace("{new}", isolated(result.path.name))
        self.set_sentence(text)
        self.tell([tr_message(line) for line in told(result)])
        self.accept_button.setText(self.tr("&Open the new log"))
        self.accept_button.show()

    def submit(self) -> None:
        """Open the new log."""
        path = self._result.path
        self.accept()
        self._opened(path)


def save_what_can_be_read(
    source: Path, author: str, opened: Callable[[Path], object], parent: QWidget | None
) -> SalvageDialog | None:
    """Ask for the name of the new log, and save what can be read into it. `opened` opens the new log if wanted."""
    from ascertain.app.salvaging import name_for

    title = QCoreApplication.translate("SalvageDialog", "Save what can be read as")
    kinds = QCoreApplication.translate("SalvageDialog", "Logs (*{suffix})").replace("{suffix}", LOG_SUFFIX)
    name, _kind = QFileDialog.getSaveFileName(
        parent, title, str(name_for(source)), kinds, options=QFileDialog.Option.DontConfirmOverwrite
    )
    if not name:
        return None
    path = Path(name)
    target = path if path.suffix else path.with_suffix(LOG_SUFFIX)
    dialog = SalvageDialog(source, target, author, opened, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.begin()
    return dialog


def _salvage(source: Path, target: Path, author: str, conduct: Conduct) -> Salvaged:
    from ascertain.app.salvaging import salvage_log

    return salvage_log(source, target, author, conduct)
