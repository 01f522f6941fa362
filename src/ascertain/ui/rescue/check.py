"""Checking the log that is open, and saying calmly what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ascertain.domain.conduct import Conduct
from ascertain.domain.problems import Remedy
from ascertain.ui.kit import button
from ascertain.ui.rescue.work_sheet import WorkSheet
from ascertain.ui.wording import code, isolated, number_text, remedy_label, tr_message

if TYPE_CHECKING:
    from ascertain.app.checking import Findings
    from ascertain.ui.shell.window import MainWindow


class CheckDialog(WorkSheet["Findings"]):
    """Reads the whole log. Where it is not sound, offers its backups and to save what can be read."""

    remedy_asked = Signal(object)

    def __init__(self, log: Path, parent: QWidget | None = None) -> None:
        super().__init__("check_dialog", lambda conduct: _check(log, conduct), parent)
        self._log = log
        self.set_title(self.tr("Check the log"))
        text = self.tr("Reading all of {log}: pages, references, values, history, search index and attached files.")
        self.set_sentence(text.replace("{log}", isolated(log.name)))

    def show_result(self, findings: Findings) -> None:
        """Say whether the log is sound, and what is wrong where it is not."""
        count = dict(findings.rows).get("incident", 0)
        if not findings.faults:
            text = self.tr("{log} is sound: {count} incidents, and all that belongs to them, were read and agree.")
            text = text.replace("{count}", code(number_text(count)))
            self.set_sentence(text.replace("{log}", isolated(self._log.name)))
            return
        text = self.tr(
            "{log} is not sound. Nothing was changed. Look whether a backup is better, or save what can be read into "
            "a new log; keep this file as it is until then."
        )
        self.set_sentence(text.replace("{log}", isolated(self._log.name)))
        self.tell([tr_message(fault) for fault in findings.faults])
        for remedy in (Remedy.SALVAGE, Remedy.SHOW_BACKUPS):
            offer = button(remedy_label(remedy), name=f"check_{remedy.name.lower()}", parent=self)
            offer.setAutoDefault(False)
            offer.clicked.connect(lambda _=False, remedy=remedy: self._ask_for(remedy))
            self.buttons.addWidget(offer)

    def _ask_for(self, remedy: Remedy) -> None:
        self.accept()
        self.remedy_asked.emit(remedy)


def check_open_log(window: MainWindow) -> CheckDialog:
    """Check the log of a window."""
    dialog = CheckDialog(window.session.path, window)
    dialog.remedy_asked.connect(window.bridge.remedy_asked)
    dialog.finished.connect(dialog.deleteLater)
    dialog.begin()
    return dialog


def _check(log: Path, conduct: Conduct) -> Findings:
    from ascertain.app.checking import check_log

    return check_log(log, conduct)
