"""The buttons of the verdicts: one at most is picked, and a day to look again may go with any."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ascertain.domain.codes import Status
from ascertain.ui.kit import FlowLayout, KeyButton, button
from ascertain.ui.review.verdicts import FOLLOW_UP_KEY, KEEP_KEY, VERDICTS, verdict_label
from ascertain.ui.theme import IconName, current_theme


class VerdictButtons(QWidget):
    """`picked` after a change by a click; what was picked before is picked no more."""

    picked = Signal()
    follow_up_toggled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("verdicts")
        self._flow = FlowLayout(self, current_theme().px(6))
        self._verdicts = {
            verdict.status: self._make(
                verdict_label(verdict.status), verdict.key, verdict.icon, f"verdict_{verdict.status.value}"
            )
            for verdict in VERDICTS
        }
        self._keep = self._make(self.tr("Keep"), KEEP_KEY, IconName.HISTORY, "verdict_keep")
        self.follow_up = button(
            self.tr("Follow up"), keys=FOLLOW_UP_KEY, icon=IconName.TIME, name="verdict_follow_up", parent=self
        )
        self.follow_up.setCheckable(True)
        self.follow_up.clicked.connect(self.follow_up_toggled)
        self._flow.addWidget(self.follow_up)

    @property
    def status(self) -> Status | None:
        """The verdict that is picked."""
        return next((status for status, each in self._verdicts.items() if each.isChecked()), None)

    @property
    def keeps(self) -> bool:
        """Whether the status is to stay as it is."""
        return self._keep.isChecked()

    def show_picked(self, status: Status | None, keep: bool, follow_up: bool) -> None:
        """Show what is picked."""
        for code, each in self._verdicts.items():
            each.setChecked(code is status)
        self._keep.setChecked(keep)
        self.follow_up.setChecked(follow_up)

    def toggle(self, status: Status) -> bool:
        """Pick a verdict, or take it back if it is the one picked; whether it is picked now."""
        return self._toggle(self._verdicts[status])

    def toggle_keep(self) -> bool:
        """Pick that the status stays, or take it back; whether it is picked now."""
        return self._toggle(self._keep)

    def pick(self, status: Status) -> None:
        """Pick a verdict, whatever was picked before."""
        self.show_picked(status, False, self.follow_up.isChecked())

    def set_enabled(self, enabled: bool) -> None:
        """Whether there is something to judge."""
        for each in (*self._exclusive(), self.follow_up):
            each.setEnabled(enabled)

    def _exclusive(self) -> tuple[KeyButton, ...]:
        return (*self._verdicts.values(), self._keep)

    def _make(self, text: str, keys: str, icon: IconName, name: str) -> KeyButton:
        made = button(text, keys=keys, icon=icon, name=name, parent=self)
        made.setCheckable(True)
        made.clicked.connect(lambda: self._clicked(made))
        self._flow.addWidget(made)
        return made

    def _toggle(self, wanted: KeyButton) -> bool:
        on = not wanted.isChecked()
        for each in self._exclusive():
            each.setChecked(each is wanted and on)
        return on

    def _clicked(self, clicked: KeyButton) -> None:
        """A click has turned one button over already: turn the others off."""
        for each in self._exclusive():
            if each is not clicked:
                each.setChecked(False)
        self.picked.emit()
