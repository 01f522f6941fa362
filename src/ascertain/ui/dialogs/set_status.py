"""Setting the status of one or many incidents, with the reason and the day to look again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QHBoxLayout, QPlainTextEdit, QWidget

from ascertain.app.commands import SetStatus
from ascertain.domain.codes import Status
from ascertain.domain.drafts import VERDICT_FORM, Draft
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.dialogs.status_draft import TypedStatus, write_status
from ascertain.ui.form.unfinished.keeper import DraftKeeper
from ascertain.ui.form.unfinished.title import title_of
from ascertain.ui.kit import LabeledField
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, number_text, status_word

if TYPE_CHECKING:
    from ascertain.ui.bridge import Bridge

_WEEK = timedelta(days=7)


class StatusDialog(Sheet):
    """Asks for status, reason and follow-up of `incident_ids`; `command` is what was answered."""

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
        self._ids, self._of = incident_ids, name
        self._keeper = DraftKeeper(bridge, self._draft, self) if bridge is not None else None
        self._name(len(incident_ids))
        self._status = QComboBox(self)
        for status in vocabularies["status"].current(keep=current):
            self._status.addItem(status_word(status.key, vocabularies), status.key)
        self._status.setCurrentIndex(max(0, self._status.findData(current)))
        self._reason = QPlainTextEdit(self)
        self._reason.setTabChangesFocus(True)
        self._reason.setFixedHeight(current_theme().px(84))
        self.body.addWidget(LabeledField(self.tr("&Status"), self._status, name="status_choice"))
        self.body.addWidget(
            LabeledField(self.tr("&Why"), self._reason, self.tr("kept in the history"), name="status_reason")
        )
        self.body.addLayout(self._follow_up(today))
        if self._keeper is not None:
            self._status.activated.connect(self._keeper.touch)
            self._reason.textChanged.connect(self._keeper.touch)
            self._again.clicked.connect(self._keeper.touch)
            self._day.dateChanged.connect(self._keeper.touch)
        self.rejected.connect(self._give_up)
        self._status.setFocus()

    def resume(self, draft: Draft, typed: TypedStatus) -> None:
        """Go on with what was typed before."""
        self._status.setCurrentIndex(max(0, self._status.findData(typed.status.value)))
        self._reason.setPlainText(typed.reason)
        day = QDate.fromString(typed.again_on, Qt.DateFormat.ISODate)
        if day.isValid():
            self._again.setChecked(True)
            self._day.setDate(day)
        if self._keeper is not None:
            self._keeper.begin(draft)

    @property
    def command(self) -> SetStatus:
        """What was answered, as a command."""
        chosen: QDate = self._day.date()
        on = date(chosen.year(), chosen.month(), chosen.day()) if self._again.isChecked() else None
        reason = self._reason.toPlainText().strip()
        draft = self._keeper.pause() if self._keeper is not None else ""
        return SetStatus(self._ids, Status(self._status.currentData()), reason, on, draft)

    def _draft(self) -> Draft | None:
        """What stands here as a draft; a reason makes it worth keeping."""
        reason = self._reason.toPlainText()
        if not reason.strip():
            return None
        on = self._day.date().toString(Qt.DateFormat.ISODate) if self._again.isChecked() else ""
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

    def _follow_up(self, today: date) -> QHBoxLayout:
        self._again = QCheckBox(self.tr("&Look again on"), self)
        self._again.setObjectName("follow_up_wanted")
        self._day = QDateEdit(self)
        self._day.setObjectName("follow_up_day")
        self._day.setAccessibleName(self.tr("Day to look again"))
        self._day.setCalendarPopup(True)
        self._day.setDisplayFormat("d MMM yyyy")
        next_week = today + _WEEK
        self._day.setDate(QDate(next_week.year, next_week.month, next_week.day))
        self._day.setEnabled(False)
        self._again.toggled.connect(self._day.setEnabled)
        row = QHBoxLayout()
        row.addWidget(self._again)
        row.addWidget(self._day)
        row.addStretch(1)
        return row
