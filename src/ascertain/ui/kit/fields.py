"""A field of a form: its label above, its editor, a hint at the side, and its problem beneath."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCalendarWidget,
    QDateTimeEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ascertain.ui.kit.text import text_label
from ascertain.ui.theme import IconName, Tone, current_theme, restyle, set_icon

__all__ = ["InlineProblem", "LabeledField", "dress_calendar", "pad_spin_box"]


def pad_spin_box(editor: QAbstractSpinBox) -> None:
    """Keep the number off the frame. A style sheet's padding is not heeded at that side of a spin box.

    `LabeledField` does it for its own editor.
    """
    inner = editor.findChild(QLineEdit)
    if inner is not None:
        room = current_theme().px(6)
        inner.setTextMargins(room, 0, room, 0)


def dress_calendar(calendar: QCalendarWidget) -> None:
    """Take Qt's red, which is hard to read on dark, from the weekend of a calendar; its days are muted instead."""
    from PySide6.QtGui import QTextCharFormat

    weekend = QTextCharFormat()
    weekend.setForeground(current_theme().color("text_muted"))
    for day in Qt.DayOfWeek:
        calendar.setWeekdayTextFormat(day, QTextCharFormat())
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, weekend)


class InlineProblem(QWidget):
    """A sentence with a warning sign, shown only when there is something to say."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = text_label(parent=self)
        self._sign.setObjectName("problem_sign")
        set_icon(self._sign, IconName.ERROR, Tone.DANGER, 14)
        self._text = text_label(text, "problem", wraps=True, parent=self)
        self._text.setObjectName("problem_text")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().px(4))
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set_text(text)

    @property
    def text(self) -> str:
        """The sentence shown; empty when nothing is wrong."""
        return self._text.text()

    def set_text(self, text: str) -> None:
        """Say something else; an empty text hides it."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))


class LabeledField(QWidget):
    """Lays out one editor with all that belongs to it.

    ``label`` may hold a mnemonic; the editor becomes its buddy and takes its words as accessible name. ``name`` is
    the objectName of the whole; the editor gets ``<name>_editor`` if it has none. Problems are shown beneath, told to
    screen readers as the editor's description, and never move the focus.
    """

    help_page = ""

    def __init__(
        self, label: str, editor: QWidget, hint: str = "", *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._label = text_label(label, "label", parent=self)
        self._label.setBuddy(editor)
        # Made when there is something to say: a form has many fields, and few problems.
        self._hint: QLabel | None = None
        self._problem: InlineProblem | None = None
        self._beneath: dict[QWidget, str] = {}
        self._described = editor.accessibleDescription()
        if not editor.accessibleName():
            editor.setAccessibleName(label.replace("&&", "\0").replace("&", "").replace("\0", "&"))
        if isinstance(editor, QAbstractSpinBox) and not (isinstance(editor, QDateTimeEdit) and editor.calendarPopup()):
            pad_spin_box(editor)
        self._give_names(name)
        self.setFocusProxy(editor)
        self._lay_out()
        self.set_hint(hint)

    @property
    def editor(self) -> QWidget:
        """The editor."""
        return self._editor

    @property
    def label(self) -> QLabel:
        """The label above the editor."""
        return self._label

    @property
    def problem(self) -> str:
        """What is wrong, or an empty text."""
        return self._problem.text if self._problem is not None else ""

    @property
    def hint(self) -> str:
        """The remark beside the label, or an empty text."""
        return self._hint.text() if self._hint is not None else ""

    def set_hint(self, text: str) -> None:
        """Show a short remark at the end of the label's line, such as how a time was read."""
        if self._hint is None and text:
            self._hint = text_label("", "small", parent=self)
            self._name_part(self._hint, "hint")
            self._top.addWidget(self._hint)
        if self._hint is not None:
            self._hint.setText(text)
            self._hint.setVisible(bool(text))
            self._tell()

    def set_problem(self, text: str) -> None:
        """Say what is wrong and what to do; an empty text takes it back."""
        if text == self.problem:
            return
        if self._problem is None:
            self._problem = InlineProblem(parent=self)
            self._name_part(self._problem, "problem")
            self._column.insertWidget(2, self._problem)
        self._problem.set_text(text)
        self._editor.setProperty("problem", bool(text))
        restyle(self._editor)
        self._tell()

    def add_beneath(self, widget: QWidget, told: str = "") -> None:
        """Lay something under the editor, such as where its value comes from; `told` is told with the editor."""
        self._beneath[widget] = told
        self._column.addWidget(widget)
        self._tell()

    def drop_beneath(self, widget: QWidget) -> None:
        """Let it go again; what becomes of the widget is for its owner."""
        if self._beneath.pop(widget, None) is not None:
            self._column.removeWidget(widget)
            self._tell()

    def _tell(self) -> None:
        parts = (self.problem, *self._beneath.values(), self.hint, self._described)
        self._editor.setAccessibleDescription(" ".join(p for p in parts if p))

    def _give_names(self, name: str) -> None:
        if not name:
            return
        self.setObjectName(name)
        self._name_part(self._label, "label")
        if not self._editor.objectName():
            self._editor.setObjectName(f"{name}_editor")

    def _name_part(self, part: QWidget, what: str) -> None:
        if self.objectName():
            part.setObjectName(f"{self.objectName()}_{what}")

    def _lay_out(self) -> None:
        px = current_theme().px
        self._top = top = QHBoxLayout()
        top.setSpacing(px(8))
        top.addWidget(self._label)
        top.addStretch(1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(3))
        column.addLayout(top)
        column.addWidget(self._editor)
        tall = self._editor.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Expanding
        if isinstance(self._editor, QLineEdit) or not tall:
            column.addStretch(0)

    def minimumSizeHint(self) -> QSize:
        """A long hint gives way before the field does."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), current_theme().px(200)), hint.height())
