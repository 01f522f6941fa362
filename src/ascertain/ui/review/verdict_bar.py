"""The verdict buttons, the day to look again, the reason, and the buttons that save and move on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascertain.domain.codes import Status
from ascertain.domain.review import UsedReason
from ascertain.domain.review_reasons import known_of, offered_reasons
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.detail.opened import Opened
from ascertain.ui.kit import ElidedLabel, InlineProblem, button, text_label
from ascertain.ui.review.reason_box import ReasonBox, ReasonOffers
from ascertain.ui.review.remind_row import RemindRow
from ascertain.ui.review.verdict_buttons import VerdictButtons
from ascertain.ui.review.verdicts import Finding
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import date_text, right_to_left


class VerdictBar(QWidget):
    """Picks a verdict. Nothing is saved here: `finding` says what is picked and typed, `edited` that it changed."""

    save_requested = Signal()
    skip_requested = Signal()
    back_requested = Signal()
    reason_left = Signal()
    edited = Signal()
    keyboard_taken = Signal(QWidget)
    """A part of it has taken the keyboard, and wants to be seen."""

    def __init__(self, vocabularies: Vocabularies, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verdict_bar")
        self._vocabularies = vocabularies
        self._opened: Opened | None = None
        self._used: tuple[UsedReason, ...] = ()
        self._prepared = ""
        """The reason that the program put into the box for the verdict that is picked."""
        self._today = date.today()
        self._buttons = VerdictButtons(self)
        self._buttons.picked.connect(self._changed)
        self._buttons.follow_up_toggled.connect(self._follow_up_changed)
        self._remind = RemindRow(self)
        self._remind.edited.connect(self._changed)
        self._remind.finished.connect(lambda: self._reason.setFocus(Qt.FocusReason.OtherFocusReason))
        self._remind.hide()
        column = QVBoxLayout(self)
        px = current_theme().px
        column.setContentsMargins(px(14), px(6), px(14), px(12))
        column.setSpacing(px(6))
        column.addWidget(self._buttons)
        column.addWidget(self._remind)
        self._make_reason(column)
        self._problem = InlineProblem(parent=self)
        self._problem.setObjectName("verdict_problem")
        column.addWidget(self._problem)
        column.addLayout(self._make_moves())

    # ---------------------------------------------------------------- what is picked

    def finding(self) -> Finding:
        """What is picked and typed now."""
        again = self._buttons.follow_up.isChecked()
        when = self._remind.text() if again else ""
        return Finding(self._buttons.status, self._buttons.keeps, again, when, self._reason.toPlainText())

    def show_finding(self, finding: Finding, today: date) -> None:
        """Show what was picked and typed for another incident."""
        self._today, self._prepared = today, ""
        blocked = self.blockSignals(True)
        self._buttons.show_picked(finding.status, finding.keep, finding.follow_up)
        self._remind.show_text(finding.when, today)
        self._remind.setVisible(finding.follow_up)
        self._reason.setPlainText(finding.reason)
        self.blockSignals(blocked)
        self._opened = None
        self.set_problem("")
        self._offer()

    def know(self, opened: Opened, used: tuple[UsedReason, ...]) -> None:
        """Take what is known of the incident in hand, by which reasons are filled, and the reasons given before."""
        self._opened, self._used = opened, used
        self._offer()

    def pick(self, status: Status) -> None:
        """Pick a verdict, or take it back if it is the one picked."""
        self._withdraw_prepared()
        self._after_pick(self._buttons.toggle(status))

    def pick_keep(self) -> None:
        """Say that the status stays as it is, or take that back; the usual reason stands ready to be typed over."""
        self._withdraw_prepared()
        on = self._buttons.toggle_keep()
        if on and not self._reason.toPlainText().strip():
            self._suggest(self.tr("Looked again, nothing new"))
        self._after_pick(on)

    def take_suggestion(self, status: Status, reasons: str) -> None:
        """Pick the status that is suggested, with its reasons ready to be typed over."""
        self._withdraw_prepared()
        self._buttons.pick(status)
        if not self._reason.toPlainText().strip():
            self._suggest(reasons)
        self._after_pick(True)

    def take_reason(self, at: int) -> None:
        """Put one of the reasons that are offered into the box, its first open place ready to be typed over."""
        if at < len(self._offers.texts):
            self._reason.take(self._offers.texts[at])
            self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_follow_up(self) -> None:
        """Say that the incident is to be looked at again, or not."""
        self._buttons.follow_up.setChecked(not self._buttons.follow_up.isChecked())
        self._follow_up_changed()

    def set_problem(self, text: str) -> None:
        """Say why it could not be saved; an empty text takes it back."""
        self._problem.set_text(text)

    def set_enabled(self, enabled: bool) -> None:
        """Whether there is an incident in hand that can be changed."""
        self._buttons.set_enabled(enabled)
        for each in (self._remind, self._reason, self._save, self._offers):
            each.setEnabled(enabled)

    # ---------------------------------------------------------------- making it

    def _make_reason(self, column: QVBoxLayout) -> None:
        label = text_label(self.tr("Wh&y (kept in the history)"), "label", parent=self)
        label.setObjectName("review_reason_label")
        self._reason = ReasonBox(self)
        self._reason.setObjectName("review_reason")
        self._reason.setAccessibleName(self.tr("Why"))
        self._reason.left.connect(self.reason_left)
        self._reason.textChanged.connect(self._typed)
        self._reason.setFixedHeight(current_theme().px(52))
        label.setBuddy(self._reason)
        self._offers = ReasonOffers(self)
        self._offers.taken.connect(self.take_reason)
        self._offers.left.connect(lambda: self._reason.setFocus(Qt.FocusReason.OtherFocusReason))
        self._reason.offers_wanted.connect(self._offers.take_keyboard)
        for each in (label, self._reason, self._offers):
            column.addWidget(each)

    def _make_moves(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(current_theme().px(6))
        hint = self.tr("A key picks a verdict, then type why. Nothing is kept until it is saved.")
        self._hint = ElidedLabel(hint, look="small", parent=self)
        self._hint.setObjectName("verdict_hint")
        self._hint.setMinimumWidth(1)  # it gives way to the buttons altogether
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

    def _after_pick(self, on: bool) -> None:
        self._changed()
        if on:
            # What is typed next is the reason; as keys of the queue its letters would pick and change.
            self._reason.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.keyboard_taken.emit(self._reason)

    def _withdraw_prepared(self) -> None:
        """Take back what the program wrote for another verdict, unless somebody typed on it: it would be saved as the
        reason of this one."""
        if self._prepared and self._reason.toPlainText() == self._prepared:
            self._reason.take("")
        self._prepared = ""

    def _suggest(self, text: str) -> None:
        self._prepared = text
        self._reason.take(text)
        self._reason.selectAll()

    def _changed(self) -> None:
        self.set_problem("")
        self._offer()
        self.edited.emit()

    def _typed(self) -> None:
        self._changed()

    def _follow_up_changed(self) -> None:
        self._remind.setVisible(self._buttons.follow_up.isChecked())
        if self._buttons.follow_up.isChecked():
            self._remind.start()
            self.keyboard_taken.emit(self._remind)
        self._changed()

    def _offer(self) -> None:
        """Offer reasons for what is picked, narrowed by what is typed."""
        status, keeps = self._buttons.status, self._buttons.keeps
        if self._opened is None or (status is None and not keeps):
            self._offers.show_offers(())
            return
        chosen = status or self._opened.incident.content.status
        typed = "" if self._reason.textCursor().hasSelection() else self._reason.toPlainText()
        used = [UsedReason(chosen.value, each.text) if keeps and not each.status else each for each in self._used]
        known = self._known()
        offered = offered_reasons(self._vocabularies, chosen.value, used, typed, known=known)
        self._offers.show_offers(offered)

    def _known(self) -> Mapping[str, str]:
        if self._opened is None:
            return {}
        incident = self._opened.incident
        status = self._buttons.status or incident.content.status
        return known_of(incident.content, incident.origins, status, date_text(self._today))
