"""Checking the log that is open, and saying calmly what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ascertain.domain.conduct import Conduct
from ascertain.domain.problems import Remedy
from ascertain.ui.kit import button, text_label
from ascertain.ui.rescue.check_words import counted, counts, kept_text
from ascertain.ui.rescue.work_sheet import WorkSheet
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import isolated, remedy_label, tr_message

if TYPE_CHECKING:
    from ascertain.app.checking import Findings
    from ascertain.ui.shell.window import MainWindow

MOST_SHOWN = 100
_REMEDIES = (Remedy.SALVAGE, Remedy.SHOW_BACKUPS)
_COLUMNS = 2


class CheckDialog(WorkSheet["Findings"]):
    """Reads the whole log. Where it is not sound, offers its backups and to save what can be read.

    `check` reads it, `kept` says what else keeps the log safe, and `offered` what can be done about it.
    """

    help_page = "recovery"

    remedy_asked = Signal(object)

    def __init__(
        self,
        log: Path,
        parent: QWidget | None = None,
        *,
        check: Callable[[Conduct], Findings] | None = None,
        kept: Callable[[], str] = lambda: "",
        offered: Collection[Remedy] = _REMEDIES,
    ) -> None:
        super().__init__("check_dialog", check or (lambda conduct: _check(log, conduct)), parent)
        self._log, self._kept, self._offered = log, kept, offered
        self.set_title(self.tr("Check the log"))
        text = self.tr(
            "Reading all of {log}: pages, references, values, history, search index and attached files. "
            "Saving goes on meanwhile."
        )
        self.set_sentence(text.replace("{log}", isolated(log.name)))

    def show_result(self, findings: Findings) -> None:
        """Say whether the log is sound, and what is wrong where it is not."""
        if not findings.faults:
            text = self.tr("{log} is sound: all of it was read and agrees.")
        else:
            text = self.tr(
                "{log} is not sound. Nothing was changed. Look whether a backup is better, or save what can be read "
                "into a new log; keep this file as it is until then."
            )
        self.set_sentence(text.replace("{log}", isolated(self._log.name)))
        told = [tr_message(fault) for fault in findings.faults[:MOST_SHOWN]]
        if len(findings.faults) > MOST_SHOWN:
            told.append(counted(self.tr("and {count} more"), len(findings.faults) - MOST_SHOWN))
        if told:
            self.tell(told)
        self._show_counts(findings)
        self._show_kept()
        for remedy in _REMEDIES if told else ():
            if remedy in self._offered:
                offer = button(remedy_label(remedy), name=f"check_{remedy.name.lower()}", parent=self)
                offer.setAutoDefault(False)
                offer.clicked.connect(lambda _=False, remedy=remedy: self._ask_for(remedy))
                self.buttons.addWidget(offer)

    def _show_counts(self, findings: Findings) -> None:
        texts = counts(findings.rows)
        if not texts:
            return
        made = QWidget(self)
        made.setObjectName("check_counts")
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(current_theme().px(24))
        grid.setVerticalSpacing(current_theme().px(4))
        height = -(-len(texts) // _COLUMNS)
        for at, (table, text) in enumerate(texts):
            label = text_label(text, parent=made)
            label.setObjectName(f"check_count_{table}")
            grid.addWidget(label, at % height, at // height)
        self.body.addWidget(made)

    def _show_kept(self) -> None:
        text = self._kept()
        if text:
            line = text_label(text, "small", wraps=True, parent=self)
            line.setObjectName("check_kept")
            self.body.addWidget(line)

    def _ask_for(self, remedy: Remedy) -> None:
        self.accept()
        self.remedy_asked.emit(remedy)


def check_open_log(window: MainWindow) -> CheckDialog:
    """Check the log of a window."""
    session = window.session

    def check(conduct: Conduct) -> Findings:
        from ascertain.app.checking import check_open

        return check_open(session, conduct)

    dialog = CheckDialog(
        session.path, window, check=check, kept=lambda: kept_text(session), offered=window.bridge.remedies
    )
    dialog.remedy_asked.connect(window.bridge.remedy_asked)
    dialog.finished.connect(dialog.deleteLater)
    dialog.begin()
    return dialog


def _check(log: Path, conduct: Conduct) -> Findings:
    from ascertain.app.checking import check_log

    return check_log(log, conduct)
