"""All of one statement: who, how, where, when, in which words, and what it says of each field."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ascertain.domain.codes import Stance
from ascertain.domain.problems import Problem
from ascertain.domain.records import Assertion, NamedRef, Passage, Statement
from ascertain.domain.rows import Shelf
from ascertain.ui.form.context import FormContext
from ascertain.ui.form.editors.lines import DayLine, LongText
from ascertain.ui.form.field_grid import FieldGrid
from ascertain.ui.form.incident.told import TypedStatement
from ascertain.ui.form.names.code_boxes import CodeCombo
from ascertain.ui.form.names.followed_codes import code_choices, following
from ascertain.ui.form.names.name_box import NameBox
from ascertain.ui.form.parts import Box
from ascertain.ui.form.statements.assertion_row import AssertionRow
from ascertain.ui.kit import LabeledField, button, plain_tip, text_label
from ascertain.ui.theme import IconName, current_theme
from ascertain.ui.wording import tr_message

READ_KEYS = "Ctrl+Shift+P"
READ_KEY = Qt.Key.Key_P
READ_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_PART = re.compile(r"statements\[\d+\]\.(\w+)(?:\[(\d+)\])?")


class StatementEditor(QWidget):
    """Edits a `TypedStatement`. `adopt_asked(row)`: an assertion is to become the finding."""

    edited = Signal()
    read_asked = Signal()
    """The passage is to be read for what it proposes."""
    adopt_asked = Signal(int)

    def __init__(self, context: FormContext, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._context = context
        self._opened = Statement(NamedRef(""))
        self._value = TypedStatement(self._opened)
        self._fields: dict[str, LabeledField] = {}
        self._rows: list[AssertionRow] = []
        self._build()

    def value(self) -> TypedStatement:
        """What is typed."""
        credibility, quote = self._credibility.value(), self._quote.value()
        told = replace(
            self._value.statement,
            source=self._source.value() or NamedRef(""),
            stance=Stance(self._stance.value() or Stance.REPORTS.value),
            credibility=int(credibility) if credibility else None,
            document=self._document.value(),
            origin=self._origin.value(),
            quote=quote,
            # The place of a quote in its document is that of these very words.
            passage=self._opened.passage if quote == self._opened.quote else Passage(),
            note=self._note.value(),
            assertions=tuple(row.value() for row in self._rows),
        )
        return TypedStatement(told, self._said_on.value())

    def set_value(self, typed: TypedStatement) -> None:
        """Show a statement."""
        self._value = typed
        told = self._opened = typed.statement
        self._source.set_value(told.source if told.source.name or told.source.id else None)
        self._stance.set_value(told.stance.value)
        self._credibility.set_value(None if told.credibility is None else str(told.credibility))
        self._said_on.set_value(typed.said_on)
        self._document.set_value(told.document)
        self._origin.set_value(told.origin)
        self._quote.set_value(told.quote)
        self._note.set_value(told.note)
        self._show_assertions(told.assertions)

    def set_problems(self, problems: tuple[Problem, ...]) -> QWidget | None:
        """Tell each problem at its box; the first box that has one."""
        told: dict[str, str] = {}
        rows: dict[int, str] = {}
        for problem in problems:
            found = _PART.match(problem.field)
            if found is None:
                continue
            if found[1] == "assertions":
                rows.setdefault(int(found[2] or 0), tr_message(problem.text))
            else:
                told.setdefault(found[1], tr_message(problem.text))
        for key, field in self._fields.items():
            field.set_problem(told.get(key, ""))
        for at, row in enumerate(self._rows):
            row.set_problem(rows.get(at, ""))
        first = next((field.editor for key, field in self._fields.items() if key in told), None)
        return first or next((row for at, row in enumerate(self._rows) if at in rows), None)

    def focus_stance(self) -> None:
        """Go to what is refined first of a statement that merely reports."""
        self._stance.setFocus(Qt.FocusReason.TabFocusReason)

    # ---- what happens

    def _fit_read(self) -> None:
        self._read.setEnabled(bool(self._quote.value().strip()))

    def _take(self) -> None:
        self._value = self.value()
        self.edited.emit()

    def _add_assertion(self) -> None:
        self._show_assertions((*(row.value() for row in self._rows), Assertion("")))
        self._rows[-1].focus_value()
        self._take()

    def _remove_assertion(self, row: AssertionRow) -> None:
        at = self._rows.index(row)
        self._show_assertions(tuple(each.value() for each in self._rows if each is not row))
        (self._rows[min(at, len(self._rows) - 1)].focus_value if self._rows else self._add.setFocus)()
        self._take()

    def _show_assertions(self, assertions: tuple[Assertion, ...]) -> None:
        while len(self._rows) > len(assertions):
            gone = self._rows.pop()
            gone.hide()
            gone.setObjectName("")
            gone.deleteLater()
        while len(self._rows) < len(assertions):
            self._rows.append(self._make_row())
        for row, assertion in zip(self._rows, assertions, strict=True):
            if row.value() != assertion:
                row.set_value(assertion)

    def _make_row(self) -> AssertionRow:
        row = AssertionRow(self._context, f"{self.objectName()}_assertion_{len(self._rows)}", self)
        row.edited.connect(self._take)
        row.adopt_asked.connect(lambda: self.adopt_asked.emit(self._rows.index(row)))
        row.removed.connect(lambda: self._remove_assertion(row))
        self._list.addWidget(row)
        row.show()
        return row

    # ---- laying out

    def _build(self) -> None:
        px = current_theme().px
        name, context = self.objectName(), self._context
        grid = FieldGrid(f"{name}_grid", self)
        self._source = NameBox(Shelf.SOURCES, context, f"{name}_source", grid)
        stances = CodeCombo(code_choices("stance", context), f"{name}_stance", grid, empty=None)
        self._stance = following(stances, "stance", context)
        none = self.tr("not graded")
        grades = CodeCombo(code_choices("credibility", context), f"{name}_credibility", grid, empty=none)
        self._credibility = following(grades, "credibility", context)
        self._said_on = DayLine(f"{name}_said_on", context.today, grid)
        self._document = NameBox(Shelf.DOCUMENTS, context, f"{name}_document", grid)
        self._origin = NameBox(Shelf.SOURCES, context, f"{name}_origin", grid)
        self._origin.setPlaceholderText(self.tr("speaks for itself"))
        self._quote = LongText(f"{name}_quote", grid, lines=2)
        self._note = LongText(f"{name}_note", grid, lines=2)
        for key, box, label, span in self._lines():
            box.edited.connect(self._take)
            self._fields[key] = LabeledField(label, box, name=f"{name}_{key}_field", parent=grid)
            grid.place(self._fields[key], span)
        keys = QKeySequence(READ_KEYS).toString(QKeySequence.SequenceFormat.NativeText)
        self._read = button(
            self.tr("Read the passage"), "link", keys, icon=IconName.DRAFT, name=f"{name}_read", parent=self
        )
        self._read.setToolTip(plain_tip(self.tr("Propose values from its words. Nothing is taken over by itself.")))
        self._read.clicked.connect(self.read_asked)
        self._quote.textChanged.connect(self._fit_read)
        self._fit_read()
        heading = text_label(self.tr("What it says of each field"), "label", parent=self)
        heading.setObjectName(f"{name}_assertions_label")
        self._list = QVBoxLayout()
        self._list.setSpacing(px(4))
        self._add = button(
            self.tr("Add what it says"), "link", icon=IconName.ADD, name=f"{name}_add_assertion", parent=self
        )
        self._add.clicked.connect(self._add_assertion)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(4), 0, 0)
        column.setSpacing(px(6))
        column.addWidget(grid)
        column.addWidget(self._read, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(heading)
        column.addLayout(self._list)
        column.addWidget(self._add)

    def _lines(self) -> tuple[tuple[str, Box, str, int], ...]:
        return (
            ("source", self._source, self.tr("Source"), 6),
            ("stance", self._stance, self.tr("Stance"), 6),
            ("credibility", self._credibility, self.tr("Credibility"), 6),
            ("said_on", self._said_on, self.tr("Said on"), 6),
            ("document", self._document, self.tr("Document it stands in"), 6),
            ("origin", self._origin, self.tr("Goes back to"), 6),
            ("quote", self._quote, self.tr("In its words"), 12),
            ("note", self._note, self.tr("Note on the statement"), 12),
        )
