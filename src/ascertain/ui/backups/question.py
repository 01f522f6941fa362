"""The question before a log is put back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ascertain.domain.backups import Backup
from ascertain.ui.backups.words import made_text, why_text
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import FactList
from ascertain.ui.wording import code, isolated, number_text


class RestoreQuestion(Sheet):
    """Says what will be, and what becomes of the log as it is. `now` is how many incidents it has, None if unknown."""

    help_page = "backups"

    def __init__(self, log: Path, backup: Backup, now: int | None, today: date, parent: QWidget | None = None) -> None:
        super().__init__("restore_dialog", parent)
        self.set_title(self.tr("Restore {log}?").replace("{log}", isolated(log.name)))
        self.set_sentence(
            self.tr(
                "The log becomes what it was when the backup was made; what changed since is not in it. The log as it "
                "is now is backed up first, and stays in the same folder under another name."
            )
        )
        told = [(self.tr("Made"), made_text(backup, today))]
        if backup.manifest is not None:
            told.append((self.tr("Why"), why_text(backup.manifest.why)))
            told.append((self.tr("Incidents then"), code(number_text(backup.manifest.incidents))))
        if now is not None:
            told.append((self.tr("Incidents now"), code(number_text(now))))
        facts = self._facts = FactList(self)
        facts.setObjectName("restore_facts")
        facts.set_facts(told)
        self.body.addWidget(facts)
        self.accept_button.setText(self.tr("Restore"))

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What is told of the backup and the log."""
        return self._facts.facts()
