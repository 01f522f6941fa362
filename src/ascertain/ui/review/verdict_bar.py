"""The verdict buttons, the day to look again, the reason, and the buttons that save and move on."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QDateEdit, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ascertain.domain.codes import Status
from ascertain.ui.kit import FlowLayout, InlineProblem, KeyButton, button, text_label
from ascertain.ui.review.verdicts import FOLLOW_UP_KEY, VERDICTS, Finding, days_ahead, verdict_label
from ascertain.ui.theme import IconName, current_theme
from ascertain.ui.wording import right_to_left


class ReasonBox(QPlainTextEdit):
    """Where the reason is typed. Tab leaves it; Escape gives the keys back to the verdicts."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def event(self, event: QEvent) -> bool:
        """Keep Escape from closing the desk while something is typed here."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.ShortcutOverride:
            return super().event(event)
        if event.key() != Qt.Key.Key_Escape:
            return super().event(event)
        event.accept()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class VerdictBar(QWidget):
    """Picks a verdict. Nothing is saved here: `finding` says what is picked and typed."""

    save_requested = Signal()
    skip_requested = Signal()
    back_requested = Signal()
    reason_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verdict_bar")
        self._verdicts: dict[Status, KeyButton] = {}
        self._days = QButtonGroup(self)
        self._days.setExclusive(True)
        column = QVBoxLayout(self)
        px = current_theme().px
        column.setContentsMargins(px(14), px(6), px(14), px(12))
        column.setSpacing(px(6))
        column.addWidget(self._make_verdicts())
        column.addWidget(self._make_follow_up())
        self._make_reason(column)
        self._problem = InlineProblem(parent=self)
        self._problem.setObjectName("verdict_problem")
        column.addWidget(self._problem)
        column.addLayout(self._make_moves())

    # ---------------------------------------------------------------- what is picked

    def finding(self) -> Finding:
        """What is picked and typed now."""
        status = next((code for code, each in self._verdicts.items() if each.isChecked()), None)
        follow_up = self._follow_up.isChecked()
        return Finding(status, follow_up, self._day() if follow_up else None, self._reason.toPlainText())

    def show_finding(self, finding: Finding, today: date) -> None:
        """Show what was picked and typed for another incident."""
        for status, each in self._verdicts.items():
            each.setChecked(status is finding.status)
        self._offer_days(today)
        self._follow_up.setChecked(finding.follow_up)
        if finding.on is not None:
            self._date.setDate(QDate(finding.on.year, finding.on.month, finding.on.day))
        self._days_row.setVisible(finding.follow_up)
        self._reason.setPlainText(finding.reason)
        self.set_problem("")

    def pick(self, status: Status) -> None:
        """Pick a verdict, or take it back if it is the one picked."""
        for code, each in self._verdicts.items():
            each.setChecked(code is status and not each.isChecked())
        self.set_problem("")
        if self._verdicts[status].isChecked():
            # What is typed next is the reason; as keys of the queue its letters would pick and change.
            self._reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_follow_up(self) -> None:
        """Say that the incident is to be looked at again, or not."""
        self._follow_up.setChecked(not self._follow_up.isChecked())
        self._show_days()

    def set_problem(self, text: str) -> None:
        """Say why it could not be saved; an empty text takes it back."""
        self._problem.set_text(text)

    def set_enabled(self, enabled: bool) -> None:
        """Whether there is an incident in hand that can be changed."""
        for each in (*self._verdicts.values(), self._follow_up, self._reason, self._save):
            each.setEnabled(enabled)

    # ---------------------------------------------------------------- making it

    def _make_verdicts(self) -> QWidget:
        row = QWidget(self)
        row.setObjectName("verdicts")
        flow = FlowLayout(row, current_theme().px(6))
        for verdict in VERDICTS:
            made = button(
                verdict_label(verdict.status),
                keys=verdict.key,
                icon=verdict.icon,
                name=f"verdict_{verdict.status.value}",
                parent=row,
            )
            made.setCheckable(True)
            made.clicked.connect(lambda _=False, status=verdict.status: self._clicked(status))
            flow.addWidget(made)
            self._verdicts[verdict.status] = made
        self._follow_up = button(
            self.tr("Follow up"), keys=FOLLOW_UP_KEY, icon=IconName.TIME, name="verdict_follow_up", parent=row
        )
        self._follow_up.setCheckable(True)
        self._follow_up.clicked.connect(self._show_days)
        flow.addWidget(self._follow_up)
        return row

    def _make_follow_up(self) -> QWidget:
        self._days_row = QWidget(self)
        self._days_row.setObjectName("follow_up_days")
        row = QHBoxLayout(self._days_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().px(8))
        label = text_label(self.tr("Look a&gain on"), "label", parent=self._days_row)
        label.setObjectName("follow_up_label")
        self._date = QDateEdit(self._days_row)
        self._date.setObjectName("follow_up_date")
        self._date.setAccessibleName(self.tr("Look again on"))
        self._date.setCalendarPopup(True)
        self._date.setDisplayFormat("d MMM yyyy")
        label.setBuddy(self._date)
        row.addWidget(label)
        row.addWidget(self._date)
        for at in range(3):
            made = button("", "quiet", name=f"follow_up_{at}", parent=self._days_row)
            made.clicked.connect(lambda _=False, at=at: self._take_day(at))
            self._days.addButton(made, at)
            row.addWidget(made)
        row.addStretch(1)
        self._offered: tuple[date, ...] = ()
        self._days_row.hide()
        return self._days_row

    def _make_reason(self, column: QVBoxLayout) -> None:
        label = text_label(self.tr("Wh&y (kept in the history)"), "label", parent=self)
        label.setObjectName("review_reason_label")
        self._reason = ReasonBox(self)
        self._reason.setObjectName("review_reason")
        self._reason.setAccessibleName(self.tr("Why"))
        self._reason.left.connect(self.reason_left)
        self._reason.setFixedHeight(current_theme().px(58))
        label.setBuddy(self._reason)
        column.addWidget(label)
        column.addWidget(self._reason)

    def _make_moves(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(current_theme().px(8))
        self._hint = text_label(
            self.tr("A key picks a verdict, then type why. Nothing is kept until it is saved."),
            "small",
            wraps=True,
            parent=self,
        )
        self._hint.setObjectName("verdict_hint")
        onward, backward = ("←", "→") if right_to_left() else ("→", "←")
        self._back = button(self.tr("&Back"), keys=backward, name="review_back", parent=self)
        self._back.clicked.connect(self.back_requested)
        self._skip = button(self.tr("S&kip"), keys=onward, name="review_skip", parent=self)
        self._skip.clicked.connect(self.skip_requested)
        self._save = button(self.tr("&Save and next"), "primary", self.tr("Ctrl ⏎"), name="review_save", parent=self)
        self._save.clicked.connect(self.save_requested)
        row.addWidget(self._hint, 1)
        for each in (self._back, self._skip, self._save):
            row.addWidget(each)
        return row

    # ---------------------------------------------------------------- doing

    def _clicked(self, status: Status) -> None:
        """A click has turned one button over already: turn the others off."""
        for code, each in self._verdicts.items():
            if code is not status:
                each.setChecked(False)
        self.set_problem("")

    def _offer_days(self, today: date) -> None:
        offered = days_ahead(today)
        self._offered = tuple(day for _, day in offered)
        for at, (text, _) in enumerate(offered):
            self._days.button(at).setText(text)
        self._date.setMinimumDate(QDate(today.year, today.month, today.day))
        last = self._offered[-1]
        self._date.setDate(QDate(last.year, last.month, last.day))

    def _take_day(self, at: int) -> None:
        day = self._offered[at]
        self._date.setDate(QDate(day.year, day.month, day.day))

    def _show_days(self) -> None:
        self._days_row.setVisible(self._follow_up.isChecked())
        if self._follow_up.isChecked():
            self._date.setFocus(Qt.FocusReason.OtherFocusReason)
        self.set_problem("")

    def _day(self) -> date:
        picked = self._date.date()
        return date(picked.year(), picked.month(), picked.day())
