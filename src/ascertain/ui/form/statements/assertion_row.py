"""One thing that a statement says: of which field, in which state, which value; and taking it into the finding."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ascertain.domain.codes import AssertionState
from ascertain.domain.fields import ASSERTABLE, BY_KEY, FieldType
from ascertain.domain.records import Assertion, NamedRef
from ascertain.domain.rows import Shelf
from ascertain.ui.form.context import FormContext
from ascertain.ui.form.editors.lines import FigureLine, TextLine
from ascertain.ui.form.incident.told import can_adopt
from ascertain.ui.form.names.code_boxes import CodeCombo, CodeSearch
from ascertain.ui.form.names.followed_codes import code_choices, following
from ascertain.ui.form.names.name_box import NameBox
from ascertain.ui.kit import InlineProblem, button, plain_tip
from ascertain.ui.theme import IconName, Tone, current_theme, set_icon
from ascertain.ui.wording import field_label

ADOPT_KEY = Qt.Key.Key_F6
"""Not F4: in a combo box, of which a row has one, it opens the list."""
_SHELVES = {FieldType.PLACE: Shelf.PLACES, FieldType.ACTORS: Shelf.ACTORS}
_ValueBox = TextLine | FigureLine | CodeCombo | CodeSearch | NameBox


class AssertionRow(QWidget):
    """Edits an `Assertion`. F6 anywhere in it asks to adopt it; `removed` when it is to go."""

    edited = Signal()
    adopt_asked = Signal()
    removed = Signal()

    def __init__(self, context: FormContext, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._context = context
        self._base = Assertion("")
        self._shown: tuple[str, str] = ("", "")
        self._value: _ValueBox = TextLine(f"{name}_value", self)
        self._build(name)
        self._fit()

    def value(self) -> Assertion:
        """What is typed."""
        state = AssertionState(self._state.value() or AssertionState.VALUE.value)
        typed = self._value.value()
        text = typed.name if isinstance(typed, NamedRef) else typed or ""
        if state is not AssertionState.VALUE:
            text = ""
        return Assertion(self._field.value() or "", state, text, self._base.adopted, self._base.id)

    def set_value(self, assertion: Assertion) -> None:
        """Show an assertion."""
        self._base = assertion
        self._field.set_value(assertion.field or None)
        self._state.set_value(assertion.state.value)
        self._fit()
        box = self._value
        if isinstance(box, NameBox):
            box.set_value(NamedRef(assertion.value) if assertion.value else None)
        elif isinstance(box, CodeCombo | CodeSearch):
            box.set_value(assertion.value or None)
        else:
            box.set_value(assertion.value)
        self._tell()

    def set_problem(self, text: str) -> None:
        """Say what is wrong, beneath."""
        self._problem.set_text(text)

    def focus_value(self) -> None:
        """Go to the value, or to the field while there is none."""
        (self._value if self._field.value() else self._field).setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """In here F6 adopts, rather than lead to the next part of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == ADOPT_KEY:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F6 adopts, Ctrl+Delete removes."""
        if event.key() == ADOPT_KEY:
            self._ask_adopt()
        elif event.key() == Qt.Key.Key_Delete and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    # ---- what happens

    def _take(self) -> None:
        self._fit()
        now = self.value()
        if self._base.adopted and (now.field, now.state, now.value) != (
            self._base.field,
            self._base.state,
            self._base.value,
        ):
            # Another value than the one that was adopted.
            self._base = Assertion(now.field, now.state, now.value, False, self._base.id)
        self.set_problem("")
        self._tell()
        self.edited.emit()

    def _ask_adopt(self) -> None:
        if can_adopt(self.value()):
            self.adopt_asked.emit()

    def _tell(self) -> None:
        adopted = self._base.adopted
        self._adopt.setText(self.tr("Adopted") if adopted else self.tr("Adopt"))
        value = self.value()
        self._adopt.setEnabled(can_adopt(value) and not adopted)
        self._adopt.setVisible(adopted or value.state is AssertionState.VALUE or can_adopt(value))
        self._gap.setVisible(value.state is not AssertionState.VALUE and not self._adopt.isHidden())

    def _fit(self) -> None:
        """The box of the value follows the field; without a value to state there is none."""
        key = self._field.value() or ""
        field = BY_KEY.get(key)
        kind = (field.type.name, field.vocabulary or "") if field is not None and key in ASSERTABLE else ("", "")
        if kind != self._shown:
            self._shown = kind
            self._change_box(self._make_box(key))
        stated = (self._state.value() or AssertionState.VALUE.value) == AssertionState.VALUE.value
        self._value.setVisible(stated)

    def _change_box(self, box: _ValueBox) -> None:
        old = self._value
        had_focus = old.hasFocus()
        box.setAccessibleName(self.tr("What is stated"))
        box.edited.connect(self._take)
        self._row.replaceWidget(old, box)
        QWidget.setTabOrder(self._state, box)
        self._value = box
        if had_focus:
            box.setFocus(Qt.FocusReason.OtherFocusReason)
        old.hide()
        old.setObjectName("")
        old.deleteLater()

    def _make_box(self, key: str) -> _ValueBox:
        name = f"{self.objectName()}_value"
        field = BY_KEY.get(key)
        box: _ValueBox
        if field is None or key not in ASSERTABLE:
            box = TextLine(name, self)
        elif field.vocabulary is not None:
            search = CodeSearch(code_choices(field.vocabulary, self._context), name, self)
            box = following(search, field.vocabulary, self._context)
        elif field.type in _SHELVES:
            box = NameBox(_SHELVES[field.type], self._context, name, self)
        elif field.type is FieldType.FIGURE:
            box = FigureLine(name, self)
        else:
            box = TextLine(name, self)
        box.setMinimumWidth(current_theme().px(60))
        return box

    # ---- laying out

    def _build(self, name: str) -> None:
        px = current_theme().px
        fields = [(key, field_label(key), None) for key in ASSERTABLE]
        self._field = CodeSearch(fields, f"{name}_field", self)
        self._field.setAccessibleName(self.tr("Of which field"))
        self._field.setPlaceholderText(self.tr("Field"))
        states = CodeCombo(code_choices("assertion_state", self._context), f"{name}_state", self, empty=None)
        self._state = following(states, "assertion_state", self._context)
        self._state.setAccessibleName(self.tr("In which state"))
        for box in (self._field, self._state):
            box.edited.connect(self._take)
            box.setMinimumWidth(px(60))
        self._value.edited.connect(self._take)
        self._gap = QWidget(self)
        self._gap.hide()
        for part in (self._value, self._gap):
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        keys = QKeySequence(ADOPT_KEY).toString(QKeySequence.SequenceFormat.NativeText)
        self._adopt = button(self.tr("Adopt"), "quiet", keys, name=f"{name}_adopt", parent=self)
        self._adopt.clicked.connect(self._ask_adopt)
        remove = QToolButton(self)
        remove.setObjectName(f"{name}_remove")
        remove.setAccessibleName(self.tr("Take this line out"))
        remove.setToolTip(plain_tip(self.tr("Take this line out (Ctrl+Delete)")))
        remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_icon(remove, IconName.CLOSE, Tone.MUTED, 14)
        remove.clicked.connect(self.removed)
        said = QHBoxLayout()
        said.setSpacing(px(4))
        said.addWidget(self._field, 6)
        said.addWidget(self._state, 5)
        said.addWidget(remove)
        self._row = QHBoxLayout()
        self._row.setSpacing(px(4))
        self._row.addWidget(self._value, 1)
        self._row.addWidget(self._gap, 1)
        self._row.addWidget(self._adopt)
        self._problem = InlineProblem(parent=self)
        self._problem.setObjectName(f"{name}_problem")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, px(4))
        column.setSpacing(px(3))
        column.addLayout(said)
        column.addLayout(self._row)
        column.addWidget(self._problem)
