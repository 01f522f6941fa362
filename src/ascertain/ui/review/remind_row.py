"""When to look again: typed or taken, and shown as the day that it comes to."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ascertain.domain.reminders import OFFERED, read_reminder
from ascertain.ui.kit import FlowLayout, KeyButton, button, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import date_text, due_text, joined, tr_message


class RemindRow(QWidget):
    """Holds what is typed; `edited` after every change of it. Enter in the line says `finished`."""

    edited = Signal()
    finished = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("remind_row")
        self._today = date.today()
        px = current_theme().px
        label = text_label(self.tr("Re&mind in"), "label", parent=self)
        label.setObjectName("remind_label")
        self.line = QLineEdit(self)
        self.line.setObjectName("remind_in")
        self.line.setAccessibleName(self.tr("Remind in"))
        self.line.setPlaceholderText(self.tr("10 days, next Monday, 3 November"))
        self.line.setMinimumWidth(px(150))
        self.line.setMaximumWidth(px(220))
        self.line.textChanged.connect(self._read)
        self.line.returnPressed.connect(self.finished)
        label.setBuddy(self.line)
        self._result = text_label("", "strong", parent=self)
        self._result.setObjectName("remind_day")
        head = QWidget(self)
        head.setObjectName("remind_head")
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        for part in (label, self.line):
            row.addWidget(part)
        flow = FlowLayout(self, px(4))
        flow.addWidget(head)
        self._result.setMinimumHeight(self.line.sizeHint().height())  # in the middle of its line, beside the box
        flow.addWidget(self._result)
        self._offers = [self._make_offer(at, text) for at, text in enumerate(self._texts())]
        for made in self._offers:
            flow.addWidget(made)

    def text(self) -> str:
        """What is typed; the day itself where it names one, so that it means the same tomorrow."""
        on = self.day()
        return self.line.text() if on is None else on.isoformat()

    def day(self) -> date | None:
        """The day that is named."""
        return read_reminder(self.line.text(), self._today).on

    def show_text(self, text: str, today: date) -> None:
        """Show what was typed; a day told by its date."""
        self._today = today
        self.line.setText(text)
        self._read()

    def start(self) -> None:
        """Take the keyboard, with a week on to be typed over."""
        if not self.line.text():
            self._take(2)
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def _texts(self) -> tuple[str, ...]:
        """What is offered, in the order of `OFFERED`."""
        return self.tr("1 day"), self.tr("3 days"), self.tr("A week"), self.tr("Two weeks"), self.tr("A month")

    def _make_offer(self, at: int, text: str) -> KeyButton:
        made = button(text, "quiet", name=f"remind_{at}", parent=self)
        made.setAccessibleName(self.tr("Remind in: {time}").replace("{time}", text))
        made.clicked.connect(lambda: self._take(at))
        return made

    def _take(self, at: int) -> None:
        self.line.setText(OFFERED[at].seen_from(self._today).isoformat())

    def _read(self) -> None:
        found = read_reminder(self.line.text(), self._today)
        if found.on is not None:
            told = joined(date_text(found.on), due_text(found.on, self._today))
            self._result.setText(told)
        else:
            self._result.setText("")
        self.updateGeometry()
        self.line.setAccessibleDescription(self._result.text() or (tr_message(found.problem) if found.problem else ""))
        self.edited.emit()
