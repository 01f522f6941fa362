"""One statement as a card: who, graded how, in which stance, from where; it unfolds to its editor."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ascertain.domain.problems import Problem
from ascertain.domain.proposals.proposal import Proposal
from ascertain.domain.records import Source, Statement
from ascertain.domain.rows import Shelf
from ascertain.ui.form.context import FormContext
from ascertain.ui.form.incident.told import TypedStatement
from ascertain.ui.form.proposals.of_statement import StatementProposals
from ascertain.ui.form.proposals.parts import with_part
from ascertain.ui.form.statements.editor import READ_KEY, READ_MODIFIERS, StatementEditor
from ascertain.ui.kit import Card, ElidedLabel, GradeBadge, plain_tip, text_label
from ascertain.ui.theme import IconName, Tone, current_theme, set_icon
from ascertain.ui.wording import code_label, isolated, joined, number_text

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class StatementCard(Card):
    """Shows a `TypedStatement`. Enter unfolds and folds, Delete takes it out, Alt+Up and Alt+Down move it."""

    edited = Signal()
    read_asked = Signal()
    """The passage is to be read for what it proposes."""
    part_changed = Signal()
    """A proposal of the statement was accepted or rejected."""
    adopt_asked = Signal(int)
    removed = Signal()
    moved = Signal(int)

    def __init__(self, context: FormContext, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._context = context
        self._value: TypedStatement | None = None
        self._editor: StatementEditor | None = None
        self._build(name)

    def put(self, typed: TypedStatement) -> None:
        """Take a statement as if it had been typed."""
        if typed != self._value:
            self.set_value(typed)
            self.edited.emit()

    def take_part(self, proposal: Proposal) -> None:
        """Take one proposal into the statement."""
        self.proposals.drop(proposal)
        if self._value is not None:
            self.put(with_part(self._value, proposal))
        self.part_changed.emit()

    @property
    def is_open(self) -> bool:
        """Whether the editor is unfolded."""
        return self._editor is not None and not self._editor.isHidden()

    def value(self) -> TypedStatement | None:
        """What is typed."""
        return self._value

    def set_value(self, typed: TypedStatement) -> None:
        """Show a statement."""
        if typed == self._value:
            return
        self._value = typed
        if self._editor is not None and self._editor.value() != typed:
            self._editor.set_value(typed)
        self.tell()

    def set_problems(self, problems: tuple[Problem, ...]) -> QWidget | None:
        """Tell each problem at its box, unfolding for that; the first box that has one."""
        self.set_tone("danger" if problems else "")
        if not problems:
            if self._editor is not None:
                self._editor.set_problems(())
            return None
        self.unfold(True)
        return self._ready_editor().set_problems(problems) or self

    def unfold(self, wanted: bool) -> None:
        """Show or hide the editor, which is made when it is first wanted."""
        if wanted == self.is_open:
            return
        if wanted:
            self._ready_editor().show()
        elif self._editor is not None:
            inside = self._editor.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
            self._editor.hide()
            if inside:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
        set_icon(self._fold, IconName.CHEVRON_UP if wanted else IconName.CHEVRON_DOWN, Tone.MUTED, 16)
        self._fold.setAccessibleName(self.tr("Fold the statement") if wanted else self.tr("Unfold the statement"))

    def tell(self) -> None:
        """Say in two lines what the statement is, as far as the log has answered."""
        if self._value is None:
            return
        told = self._value.statement
        facts = self._context.facts
        number = told.source.id
        source = facts.sources({number}).get(number) if number is not None else None
        is_new = bool(told.source.name.strip()) and number is None and facts.is_new(Shelf.SOURCES, told.source.name)
        self._name.setText(told.source.name or self.tr("Who speaks?"))
        self._new.setVisible(is_new)
        grade = _grade(source, told.credibility)
        self._grade.set_grade(grade, self.tr("Graded {grade}").format(grade=grade))
        self._grade.setVisible(bool(grade))
        self._line.setText(self._words(told))
        self.setAccessibleName(self.tr("Statement of {source}").format(source=told.source.name))
        self.setAccessibleDescription(joined(self._grade.accessibleName() if grade else "", self._line.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a card that has the focus itself."""
        key, alt = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if key == READ_KEY and event.modifiers() == READ_MODIFIERS:
            self.read_asked.emit()
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif not self.hasFocus() or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif key in _ENTER:
            self.unfold(not self.is_open)
            if self._editor is not None and self.is_open:
                self._editor.focus_stance()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the head unfolds."""
        if event.button() == Qt.MouseButton.LeftButton and event.position().y() <= self._head_height():
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.unfold(not self.is_open)
        else:
            super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame tells; the style sheet draws it."""
        super().focusInEvent(event)
        self.update()

    # ---- parts

    def _words(self, told: Statement) -> str:
        says, others = len(told.assertions), len(told.bears_on)
        parts = (
            code_label("stance", told.stance.value, self._context.vocabularies),
            self.tr("from {origin}").format(origin=isolated(told.origin.name)) if told.origin else "",
            self.tr("via {document}").format(document=isolated(told.document.name)) if told.document else "",
            self.tr("of 1 other incident too") if others == 1 else "",
            self.tr("of {count} other incidents too").format(count=number_text(others)) if others > 1 else "",
            self.tr("quoted") if told.quote.strip() else "",
            self.tr("1 value") if says == 1 else "",
            self.tr("{count} values").format(count=number_text(says)) if says > 1 else "",
        )
        return joined(*(isolated(part) for part in parts))

    def _head_height(self) -> int:
        return self._line.geometry().bottom() + current_theme().px(6)

    def _ready_editor(self) -> StatementEditor:
        if self._editor is None:
            self._editor = StatementEditor(self._context, f"{self.objectName()}_editor", self)
            if self._value is not None:
                self._editor.set_value(self._value)
            self._editor.edited.connect(self._take)
            self._editor.adopt_asked.connect(self.adopt_asked)
            self._editor.read_asked.connect(self.read_asked)
            self._editor.hide()
            self.body.addWidget(self._editor)
        return self._editor

    def _take(self) -> None:
        if self._editor is not None:
            self._value = self._editor.value()
            self.set_tone("")
            self.tell()
            self.edited.emit()

    def _build(self, name: str) -> None:
        px = current_theme().px
        self._name = ElidedLabel("", look="strong", parent=self)
        self._name.setObjectName(f"{name}_name")
        self._new = text_label(self.tr("new"), "label", parent=self)
        self._new.setObjectName(f"{name}_new")
        self._new.hide()
        self._grade = GradeBadge("", "")
        self._grade.setParent(self)
        self._grade.setObjectName(f"{name}_grade")
        self._grade.hide()
        head = QHBoxLayout()
        head.setSpacing(px(4))
        head.addWidget(self._name, 1)
        head.addWidget(self._new)
        head.addWidget(self._grade)
        self._fold = self._tool("fold", IconName.CHEVRON_DOWN, self.tr("Unfold the statement"))
        self._fold.clicked.connect(lambda: self.unfold(not self.is_open))
        for what, sign, words, step in (
            ("up", IconName.SORT_UP, self.tr("Move up"), -1),
            ("down", IconName.SORT_DOWN, self.tr("Move down"), 1),
        ):
            tool = self._tool(what, sign, words)
            tool.clicked.connect(lambda _=False, step=step: self.moved.emit(step))
            head.addWidget(tool)
        remove = self._tool("remove", IconName.CLOSE, self.tr("Take the statement out"))
        remove.clicked.connect(self.removed)
        head.addWidget(remove)
        head.addWidget(self._fold)
        self._line = ElidedLabel("", look="small", parent=self)
        self._line.setObjectName(f"{name}_line")
        self.body.addLayout(head)
        self.body.addWidget(self._line)
        self.proposals = StatementProposals(self._context.vocabularies, f"{name}_proposals", self)
        self.proposals.accepted.connect(self.take_part)
        self.proposals.rejected.connect(lambda _: self.part_changed.emit())
        self.body.addWidget(self.proposals)

    def _tool(self, what: str, sign: IconName, words: str) -> QToolButton:
        tool = QToolButton(self)
        tool.setObjectName(f"{self.objectName()}_{what}")
        tool.setAccessibleName(words)
        tool.setToolTip(plain_tip(words))
        # The card has keys for all of these, so Tab goes from statement to statement.
        tool.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_icon(tool, sign, Tone.MUTED, 14)
        return tool


def _grade(source: Source | None, credibility: int | None) -> str:
    """Reliability and credibility as analysts write them: `B2`, `B`, `2`; nothing where neither is graded."""
    reliability = source.reliability or "" if source is not None else ""
    return f"{reliability}{credibility or ''}"
