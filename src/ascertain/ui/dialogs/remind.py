"""Setting the day on which to look at incidents again: typed or taken, and shown as the day that it comes to."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from ascertain.app.commands import SetFollowUp
from ascertain.domain.reminders import read_reminder
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import LabeledField
from ascertain.ui.review.remind_row import RemindRow
from ascertain.ui.wording import code, number_text, tr_message


class RemindDialog(Sheet):
    """Asks when to look at `incident_ids` again; `command` is what was answered."""

    help_page = "review-desk#again"

    def __init__(self, incident_ids: tuple[int, ...], today: date, parent: QWidget | None = None) -> None:
        super().__init__("remind_dialog", parent)
        self._ids, self._today = incident_ids, today
        self.set_title(self.tr("Look again"))
        if len(incident_ids) > 1:
            text = self.tr("The same day for {count} incidents. It is one change, and one undo.")
            self.set_sentence(text.replace("{count}", code(number_text(len(incident_ids)))))
        self.accept_button.setText(self.tr("Set the day"))
        self._row = RemindRow(self)
        self._row.show_text("", today)
        self._row.edited.connect(lambda: self.problem.set_text(""))
        self._reason = QLineEdit(self)
        self.body.addWidget(self._row)
        self.body.addWidget(
            LabeledField(self.tr("&Why"), self._reason, self.tr("kept in the history"), name="remind_reason")
        )
        self._row.start()

    @property
    def command(self) -> SetFollowUp:
        """What was answered, as a command."""
        return SetFollowUp(self._ids, self._row.day(), self._reason.text().strip())

    def submit(self) -> None:
        """Accept once a later day is named."""
        problem = read_reminder(self._row.line.text(), self._today).problem
        if problem is not None:
            self.problem.set_text(tr_message(problem))
            self._row.line.setFocus()
            return
        self.accept()
