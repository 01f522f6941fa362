"""A line that holds the name of a source, actor, place or document, with completion from the log."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QWidget

from ascertain.domain.records import NamedRef
from ascertain.domain.rows import Shelf
from ascertain.ui.form.context import FormContext
from ascertain.ui.form.names.choices import Choice, ChoiceKind
from ascertain.ui.form.names.completion import Completion, Provide
from ascertain.ui.form.names.one_line import keep_one_line
from ascertain.ui.theme import current_theme


class NameBox(QLineEdit):
    """Holds a `NamedRef`: with its id once the log is known to have it, else marked as new.

    `edited`: another name stands here, or the id of it has become known.
    """

    edited = Signal()

    def __init__(
        self,
        shelf: Shelf,
        context: FormContext,
        name: str,
        parent: QWidget | None = None,
        *,
        provide: Provide | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._shelf, self._context = shelf, context
        self._ref: NamedRef | None = None
        self._is_new = False
        self._mark_width = 0
        keep_one_line(self)
        self.completion = Completion(self, provide or context.names.on(shelf, makes=context.make is not None))
        self.completion.chosen.connect(self._choose)
        self.textEdited.connect(lambda _: self._type())
        self.editingFinished.connect(self._look)
        context.facts.changed.connect(self._look)

    def value(self) -> NamedRef | None:
        """The name, or None when the line is empty."""
        return self._ref

    def set_value(self, ref: object) -> None:
        """Show a `NamedRef`, or nothing for None."""
        self._ref = ref if isinstance(ref, NamedRef) else None
        self.setText(self._ref.name if self._ref else "")
        self.setCursorPosition(0)
        self._look()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, and the mark of a new name at its end."""
        super().paintEvent(event)
        if not self._is_new:
            return
        theme = current_theme()
        painter = QPainter(self)
        painter.setFont(self._mark_font())
        painter.setPen(theme.color("accent"))
        at_end = QRect(self.width() - self._mark_width - theme.px(8), 0, self._mark_width, self.height())
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), at_end)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, self.tr("new"))

    def _type(self) -> None:
        typed = self.text().strip()
        self._ref = NamedRef(typed) if typed else None
        self._mark(False)
        self.edited.emit()

    def _choose(self, choice: Choice) -> None:
        if choice.kind is ChoiceKind.MAKER:
            if self._context.make is not None:
                self._context.make(self._shelf, str(choice.value), self._take_made)
            return
        number = choice.value if isinstance(choice.value, int) else None
        self.set_value(NamedRef(choice.text, number))
        self.setCursorPosition(len(choice.text))
        self.edited.emit()

    def _take_made(self, made: NamedRef | None) -> None:
        if made is not None:
            self.set_value(made)
            self.edited.emit()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        """Learn whether the log has the name. While it is being typed, it stays as typed."""
        ref = self._ref
        if ref is None or ref.id is not None:
            self._mark(False)
            return
        if ref.place is not None:
            # It was chosen as another place than those of the log.
            self._mark(True)
            return
        if self.hasFocus() and self.completion.is_open:
            return
        facts = self._context.facts
        found = facts.of_name(self._shelf, ref.name)
        self._mark(found is None and facts.is_new(self._shelf, ref.name))
        if found is not None:
            self._ref = found
            if not self.hasFocus():
                self.setText(found.name)
                self.setCursorPosition(0)
            self.edited.emit()

    def _mark(self, is_new: bool) -> None:
        if is_new == self._is_new:
            return
        self._is_new = is_new
        self._mark_width = QFontMetrics(self._mark_font()).horizontalAdvance(self.tr("new")) if is_new else 0
        room = self._mark_width + current_theme().px(6) if is_new else 0
        right = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        self.setTextMargins(0 if right else room, 0, room if right else 0, 0)
        self.setAccessibleDescription(self.tr("This name is new: it is added to the log.") if is_new else "")
        self.update()

    def _mark_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(current_theme().metrics.caption)
        font.setWeight(QFont.Weight.DemiBold)
        return font
