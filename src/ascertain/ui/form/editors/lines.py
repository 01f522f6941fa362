"""Lines and texts: words, counts, days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from ascertain.domain.figures import NotAFigure, read_figure, show_figure
from ascertain.ui.form.editors.calendar_card import CalendarCard
from ascertain.ui.form.names.end_button import EndButton
from ascertain.ui.form.names.one_line import keep_one_line
from ascertain.ui.form.typed import NotReadable, read_day, show_day
from ascertain.ui.theme import IconName, current_theme


class TextLine(QLineEdit):
    """One line of words. A long one is shown from its beginning when it is left."""

    edited = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        keep_one_line(self)
        self.textEdited.connect(lambda _: self.edited.emit())

    def value(self) -> str:
        """What is typed."""
        return self.text()

    def set_value(self, text: object) -> None:
        """Show a text."""
        self.setText(str(text or ""))
        self.setCursorPosition(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the beginning again."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and not self.hasSelectedText():
            self.setCursorPosition(0)


class FigureLine(TextLine):
    """A count: `3`, `2–5`, `100+`, `?`. Empty says that it is not stated; `?` that it is not known."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setPlaceholderText(self.tr("not stated"))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write the count as shortly as it can be."""
        try:
            shown = show_figure(read_figure(self.text()))
        except NotAFigure:
            shown = self.text()
        if shown != self.text():
            self.setText(shown)
            self.edited.emit()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line; a count that is not known is told from one that is not stated."""
        super().paintEvent(event)
        if self.text().strip() not in ("?", "؟"):
            return
        theme = current_theme()
        painter = QPainter(self)
        painter.setPen(theme.color("text_muted"))
        words = self.rect().adjusted(theme.px(26), 0, -theme.px(8), 0)
        side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        flags = int(side) | int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
        painter.drawText(QStyle.visualRect(self.layoutDirection(), self.rect(), words), flags, self.tr("not known"))


class DayLine(TextLine):
    """A day, or none: `2023-10-24`, `+7`, `tomorrow`.

    Up and Down go to the next and the previous day; the sign at the end opens a calendar.
    """

    def __init__(self, name: str, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._today = today
        self.setPlaceholderText(self.tr("2023-10-24 or +7"))
        self._open = EndButton(self, IconName.CALENDAR, self.tr("Choose from a calendar"))
        self._open.setObjectName(f"{name}_calendar")
        self._open.clicked.connect(self._show_calendar)

    def day(self) -> date | None:
        """The day that is typed; None for nothing, or for what is no day."""
        try:
            return read_day(self.text(), self._today())
        except NotReadable:
            return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One day on, one day back; Alt+Down opens the calendar."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        step = steps.get(Qt.Key(event.key()), 0)
        if step < 0 and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._show_calendar()
        elif step and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._put((self.day() or self._today()) + timedelta(days=step))
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write the day out: `+7` means something else tomorrow."""
        day = self.day()
        if day is not None and show_day(day) != self.text():
            self._put(day)
        super().focusOutEvent(event)

    def _put(self, day: date) -> None:
        self.setText(show_day(day))
        self.edited.emit()

    def _show_calendar(self) -> None:
        CalendarCard(self, self.day() or self._today(), self._put)


class LongText(QPlainTextEdit):
    """A text of several lines. Tab goes on to the next field."""

    edited = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, *, lines: int = 4) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setTabChangesFocus(True)
        self._lines = lines
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit()
        self._quiet = False
        self.textChanged.connect(self._tell)

    def value(self) -> str:
        """What is typed."""
        return self.toPlainText()

    def set_value(self, text: object) -> None:
        """Show a text."""
        if str(text or "") == self.toPlainText():
            return
        self._quiet = True
        self.setPlainText(str(text or ""))
        self._quiet = False

    def changeEvent(self, event: QEvent) -> None:
        """Keep room for the same number of lines."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        height = QFontMetrics(self.font()).lineSpacing() * self._lines + current_theme().px(18)
        if self.minimumHeight() != height:
            self.setFixedHeight(height)

    def _tell(self) -> None:
        if not self._quiet:
            self.edited.emit()


class Flag(QCheckBox):
    """Yes or no."""

    edited = Signal()

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self.clicked.connect(lambda _: self.edited.emit())

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, ticked: object) -> None:
        """Tick it or not."""
        self.setChecked(bool(ticked))


class FlagPlace(QWidget):
    """A flag, with room beneath for what belongs to it."""

    help_page = ""

    def __init__(self, flag: Flag, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"{flag.objectName()}_place")
        self._flag = flag
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(current_theme().px(3))
        self._column.addWidget(flag)

    def add_beneath(self, widget: QWidget, told: str = "") -> None:
        """Lay something under the flag; `told` is told with it."""
        self._column.addWidget(widget)
        self._flag.setAccessibleDescription(told)

    def drop_beneath(self, widget: QWidget) -> None:
        """Let it go again."""
        self._column.removeWidget(widget)
        self._flag.setAccessibleDescription("")
