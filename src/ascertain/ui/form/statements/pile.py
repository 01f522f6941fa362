"""The statements of an incident: a line in which sources are typed like tags, and a card for each statement."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ascertain.domain.problems import Problem
from ascertain.domain.records import NamedRef
from ascertain.domain.rows import Shelf
from ascertain.ui.form.context import FormContext
from ascertain.ui.form.incident.told import TypedStatement, merely_reported
from ascertain.ui.form.names.choices import Choice, ChoiceKind
from ascertain.ui.form.names.completion import Completion
from ascertain.ui.form.statements.card import StatementCard
from ascertain.ui.kit import LabeledField
from ascertain.ui.theme import current_theme

_AT = re.compile(r"statements\[(\d+)\]")
_STAYING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class SourceLine(QLineEdit):
    """Takes the name of one source after the other."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is kept when the line is left."""
        super().focusOutEvent(event)
        if event.reason() not in _STAYING:
            self.left.emit()


class StatementPile(QWidget):
    """Edits a tuple of `TypedStatement`. `adopt_asked(statement, row)`: an assertion is to become the finding."""

    help_page = "statements"

    edited = Signal()
    adopt_asked = Signal(int, int)
    read_asked = Signal(object)
    """The passage of a card is to be read."""
    part_changed = Signal()
    """A proposal of a statement was accepted or rejected."""
    taken_out = Signal(str, object)
    """A statement was taken out: of whom, and what puts it back."""

    def __init__(self, context: FormContext, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statements")
        self._context = context
        self._cards: list[StatementCard] = []
        self._made = 0
        """Cards are named by the order in which they were made: their place changes."""
        self._build(label)
        context.facts.changed.connect(self._learn)

    @property
    def cards(self) -> tuple[StatementCard, ...]:
        """The cards in their order."""
        return tuple(self._cards)

    def value(self) -> tuple[TypedStatement, ...]:
        """What is typed."""
        return tuple(typed for card in self._cards if (typed := card.value()) is not None)

    def set_value(self, statements: tuple[TypedStatement, ...]) -> None:
        """Show these statements, folded as far as their cards are new."""
        while len(self._cards) > len(statements):
            gone = self._cards.pop()
            gone.hide()
            gone.setObjectName("")
            gone.deleteLater()
        while len(self._cards) < len(statements):
            self._cards.append(self._make_card())
        for card, typed in zip(self._cards, statements, strict=True):
            card.set_value(typed)
        self._learn()

    @property
    def unfolded(self) -> tuple[int, ...]:
        """Which cards are open, by their place."""
        return tuple(at for at, card in enumerate(self._cards) if card.is_open)

    def unfold(self, places: tuple[int, ...]) -> None:
        """Open these cards."""
        for at in places:
            if 0 <= at < len(self._cards):
                self._cards[at].unfold(True)

    def fold_all(self) -> None:
        """Fold every card."""
        for card in self._cards:
            card.unfold(False)

    def commit(self) -> None:
        """Make a statement of what stands in the line."""
        name = " ".join(self.line.text().split())
        self.line.clear()
        self._completion.close()
        if name:
            self._add(NamedRef(name))

    def set_problems(self, problems: tuple[Problem, ...]) -> QWidget | None:
        """Tell each problem at its statement; the first box that has one."""
        own = [tuple(each for each in problems if _number(each) == at) for at in range(len(self._cards))]
        told = [card.set_problems(each) for card, each in zip(self._cards, own, strict=True)]
        return next((box for box in told if box is not None), None)

    # ---- what happens

    def _add(self, source: NamedRef) -> None:
        self.set_value((*self.value(), merely_reported(source)))
        self.edited.emit()

    def _choose(self, choice: Choice) -> None:
        self.line.clear()
        if choice.kind is ChoiceKind.MAKER:
            if self._context.make is not None:
                self._context.make(Shelf.SOURCES, str(choice.value), self._take_made)
            return
        self._add(NamedRef(choice.text, choice.value if isinstance(choice.value, int) else None))

    def _take_made(self, made: NamedRef | None) -> None:
        if made is not None:
            self._add(made)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, card: StatementCard) -> None:
        at, typed = self._cards.index(card), card.value()
        self._cards.remove(card)
        card.hide()
        card.setObjectName("")
        card.deleteLater()
        following: QWidget = self._cards[min(at, len(self._cards) - 1)] if self._cards else self.line
        following.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()
        self.part_changed.emit()
        if typed is not None:
            self.taken_out.emit(typed.statement.source.name, partial(self._put_back, at, typed))

    def _put_back(self, at: int, typed: TypedStatement) -> None:
        given = self.value()
        if typed not in given:
            self.set_value((*given[:at], typed, *given[at:]))
            self._cards[min(at, len(self._cards) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
            self.edited.emit()

    def _move(self, card: StatementCard, by: int) -> None:
        at = self._cards.index(card)
        to = at + by
        if not 0 <= to < len(self._cards):
            return
        self._cards.insert(to, self._cards.pop(at))
        self._column.removeWidget(card)
        self._column.insertWidget(1 + to, card)
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _learn(self) -> None:
        """A source that the log turns out to have is meant by its name."""
        learned = False
        for card in self._cards:
            typed = card.value()
            if typed is None:
                continue
            source = typed.statement.source
            if source.id is None and source.name.strip() and not card.is_open:
                found = self._context.facts.of_name(Shelf.SOURCES, source.name)
                if found is not None:
                    card.set_value(replace(typed, statement=replace(typed.statement, source=found)))
                    learned = True
            card.tell()
        if learned:
            self.edited.emit()

    # ---- laying out

    def _make_card(self) -> StatementCard:
        card = StatementCard(self._context, f"statement_{self._made}", self)
        self._made += 1
        card.edited.connect(self.edited)
        card.adopt_asked.connect(lambda row: self.adopt_asked.emit(self._cards.index(card), row))
        card.read_asked.connect(lambda: self.read_asked.emit(card))
        card.part_changed.connect(self.part_changed)
        card.removed.connect(lambda: self._remove(card))
        card.moved.connect(lambda by: self._move(card, by))
        self._column.insertWidget(1 + len(self._cards), card)
        card.show()
        return card

    def _build(self, label: str) -> None:
        self.line = SourceLine(self)
        self.line.setObjectName("sources_line")
        self.line.setPlaceholderText(self.tr("Who says so? Enter adds"))
        self._completion = Completion(self.line, self._context.names.on(Shelf.SOURCES))
        self._completion.chosen.connect(self._choose)
        self._completion.entered.connect(self.commit)
        self.line.left.connect(self.commit)
        self.field = LabeledField(label, self.line, name="sources_field", parent=self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(current_theme().px(6))
        self._column.addWidget(self.field)
        self.setFocusProxy(self.line)


def _number(problem: Problem) -> int:
    found = _AT.match(problem.field)
    return int(found[1]) if found else -1
