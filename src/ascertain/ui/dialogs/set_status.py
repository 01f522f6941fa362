"""Setting the status of one or many incidents, with the reason and the day to look again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from ascertain.app.commands import SetStatus
from ascertain.domain.codes import Status
from ascertain.domain.drafts import VERDICT_FORM, Draft
from ascertain.domain.reminders import read_reminder
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.dialogs.offered_reasons import OfferedReasons
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.dialogs.status_draft import TypedStatus, write_status
from ascertain.ui.form.unfinished.keeper import DraftKeeper
from ascertain.ui.form.unfinished.title import title_of
from ascertain.ui.kit import LabeledField
from ascertain.ui.review.remind_row import RemindRow
from ascertain.ui.wording import code, number_text, status_word, tr_message

if TYPE_CHECKING:
    from ascertain.ui.bridge import Bridge


class StatusDialog(Sheet):
    """Asks for status, reason and follow-up of `incident_ids`; `command` is what was answered."""

    help_page = "many"

    def __init__(
        self,
        incident_ids: tuple[int, ...],
        current: str,
        vocabularies: Vocabularies,
        today: date,
        parent: QWidget | None = None,
        *,
        bridge: Bridge | None = None,
        name: str = "",
    ) -> None:
        """With a `bridge`, what is typed is kept as a draft; `name` is a word to tell it by."""
        super().__init__("status_dialog", parent)
        self._ids, self._of, self._today = incident_ids, name, today
        self._keeper = DraftKeeper(bridge, self._draft, self) if bridge is not None else None
        self._name(len(incident_ids))
        self._status = QComboBox(self)
        for status in vocabularies["status"].current(keep=current):
            self._status.addItem(status_word(status.key, vocabularies), status.key)
        self._status.setCurrentIndex(max(0, self._status.findData(current)))
        self._reasons = OfferedReasons(vocabularies, today, "status_reason", self)
        self._reason = self._reasons.box
        self._reason.left.connect(self.reject)
        self._reasons.show_status(current)
        self._status.currentIndexChanged.connect(lambda _: self._reasons.show_status(self._status.currentData()))
        self.body.addWidget(LabeledField(self.tr("&Status"), self._status, name="status_choice"))
        self.body.addWidget(self._reasons)
        self._make_follow_up()
        if bridge is not None:
            self._reasons.ask(bridge, incident_ids)
        if self._keeper is not None:
            self._status.activated.connect(self._keeper.touch)
            self._reason.textChanged.connect(self._keeper.touch)
            self._again.clicked.connect(self._keeper.touch)
            self._row.edited.connect(self._keeper.touch)
        self.rejected.connect(self._give_up)
        self._status.setFocus()

    def resume(self, draft: Draft, typed: TypedStatus) -> None:
        """Go on with what was typed before."""
        self._status.setCurrentIndex(max(0, self._status.findData(typed.status.value)))
        self._reason.setPlainText(typed.reason)
        if typed.again_on:
            self._row.show_text(typed.again_on, self._today)
            self._again.setChecked(True)
        if self._keeper is not None:
            self._keeper.begin(draft)

    @property
    def command(self) -> SetStatus:
        """What was answered, as a command."""
        on = self._row.day() if self._again.isChecked() else None
        reason = self._reason.toPlainText().strip()
        draft = self._keeper.pause() if self._keeper is not None else ""
        return SetStatus(self._ids, Status(self._status.currentData()), reason, on, draft)

    def submit(self) -> None:
        """Accept, once the day to look again is a later one."""
        problem = read_reminder(self._row.line.text(), self._today).problem if self._again.isChecked() else None
        if problem is not None:
            self.problem.set_text(tr_message(problem))
            self._row.line.setFocus()
            return
        self.accept()

    def _draft(self) -> Draft | None:
        """What stands here as a draft; a reason makes it worth keeping."""
        reason = self._reason.toPlainText()
        if not reason.strip():
            return None
        on = self._row.text() if self._again.isChecked() else ""
        typed = TypedStatus(self._ids, Status(self._status.currentData()), reason, on)
        one = self._ids[0] if len(self._ids) == 1 else None
        return Draft("", VERDICT_FORM, title_of((reason, self._of)), write_status(typed), one)

    def _give_up(self) -> None:
        """Cancelled: nobody wants it offered again."""
        if self._keeper is not None:
            self._keeper.drop()

    def _name(self, count: int) -> None:
        title = self.tr("Set status")
        if count > 1:
            title = self.tr("Set status of {count} incidents").replace("{count}", code(number_text(count)))
            self.set_sentence(self.tr("All of them get the same status and reason. It is one change, and one undo."))
        self.set_title(title)
        self.accept_button.setText(self.tr("Set status"))

    def _make_follow_up(self) -> None:
        self._again = QCheckBox(self.tr("&Look again"), self)
        self._again.setObjectName("follow_up_wanted")
        self._row = RemindRow(self)
        self._row.show_text("", self._today)
        self._row.hide()
        self._row.edited.connect(lambda: self.problem.set_text(""))
        self._again.toggled.connect(self._turn_follow_up)
        self.body.addWidget(self._again)
        self.body.addWidget(self._row)

    def _turn_follow_up(self, wanted: bool) -> None:
        self.problem.set_text("")
        self._row.setVisible(wanted)
        if wanted:
            self._row.start()
