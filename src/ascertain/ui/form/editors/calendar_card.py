"""A calendar that lies over the window beneath a box, as lists of choices do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCalendarWidget, QWidget

from ascertain.ui.kit import Card, dress_calendar


class CalendarCard(Card):
    """Takes the keyboard; Enter or a click chooses, Escape and going elsewhere leave. Either way it goes."""

    def __init__(self, box: QWidget, shown: date, chosen: Callable[[date], None]) -> None:
        super().__init__(box.window())
        self.setObjectName(f"{box.objectName()}_calendar_card")
        self._box, self._chosen = box, chosen
        self._calendar = QCalendarWidget(self)
        self._calendar.setObjectName(f"{box.objectName()}_days")
        self._calendar.setAccessibleName(self.tr("Calendar"))
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        dress_calendar(self._calendar)
        self._calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self._calendar.clicked.connect(self._choose)
        self._calendar.activated.connect(self._choose)
        self.body.setContentsMargins(2, 2, 2, 2)
        self.body.addWidget(self._calendar)
        self._place()
        self.show()
        self.raise_()
        self._calendar.setFocus(Qt.FocusReason.OtherFocusReason)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the calendar, not the form."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            self._box.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _choose(self, day: QDate) -> None:
        if self.isHidden():
            return
        self._leave()
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._chosen(date(day.year(), day.month(), day.day()))

    def _follow_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and not self.isAncestorOf(now) and not self.isHidden():
            self._leave()

    def _leave(self) -> None:
        self.hide()
        self.deleteLater()

    def _place(self) -> None:
        window, size = self._box.window(), self.sizeHint()
        corner = self._box.mapTo(window, QPoint(0, self._box.height() + 2))
        left, top = corner.x(), corner.y()
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left += self._box.width() - size.width()
        if top + size.height() > window.height() - 4:
            top = max(4, corner.y() - self._box.height() - 4 - size.height())
        left = max(4, min(left, window.width() - size.width() - 4))
        self.setGeometry(left, top, size.width(), size.height())
