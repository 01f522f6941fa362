"""The boxes of a form of an incident, found by their fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QWidget

from ascertain.domain.fields import BY_KEY, HARM_FIELDS
from ascertain.domain.problems import Problem
from ascertain.ui.form.editors.casualties import CasualtyGrid
from ascertain.ui.form.editors.field_boxes import FieldBox
from ascertain.ui.form.editors.lines import FlagPlace
from ascertain.ui.form.editors.reported_time import ReportedTimeBox
from ascertain.ui.form.incident.when import FIELD, FROM, ZONE
from ascertain.ui.form.names.chip_box import ChipBox
from ascertain.ui.form.statements.pile import StatementPile
from ascertain.ui.kit import LabeledField
from ascertain.ui.wording import tr_message


class BoxSet:
    """Knows the boxes that are laid out by now. The time and the statements are boxes of many parts, and the casualties
    a table of boxes: asked for by a key, they answer as any other."""

    when: ReportedTimeBox
    statements: StatementPile

    def __init__(self) -> None:
        self.boxes: dict[str, FieldBox] = {}
        self.labeled: dict[str, LabeledField] = {}
        self.flags: dict[str, FlagPlace] = {}
        self.harm: CasualtyGrid | None = None

    def value(self, key: str) -> Any:
        """What is typed in the box of a field."""
        if key == FIELD:
            return self.when.value()
        if self.harm is not None and key in HARM_FIELDS:
            return self.harm.boxes[key].value()
        return self.boxes[key].value()

    def put(self, key: str, value: Any) -> None:
        """Show a value in the box of a field, where it is laid out by now."""
        if key == FIELD:
            self.when.set_value(value)
        elif key == "statements":
            self.statements.set_value(value)
        elif key in self.boxes:
            self.boxes[key].set_value(value)
        elif self.harm is not None:
            self.harm.set_value(key, value)

    def box(self, key: str) -> QWidget | None:
        """The one box of a field."""
        if key in HARM_FIELDS:
            return self.harm.boxes[key] if self.harm is not None else None
        return self.boxes.get(key)

    def chips(self) -> Iterator[ChipBox]:
        """The boxes in which names become chips."""
        return (box for box in self.boxes.values() if isinstance(box, ChipBox))

    def key_of(self, widget: QWidget) -> str:
        """The field in whose box a widget lies; empty where it lies in none."""
        if self.when.isAncestorOf(widget):
            return FIELD
        if self.statements.isAncestorOf(widget):
            return "statements"
        harm = self.harm.boxes if self.harm is not None else {}
        boxes = {**self.boxes, **harm}
        return next((key for key, box in boxes.items() if box is widget or box.isAncestorOf(widget)), "")

    def place_of(self, key: str) -> LabeledField | CasualtyGrid | FlagPlace | None:
        """Where something can be laid beneath the box of a field."""
        if key == FIELD:
            return self.when.phrase_field
        if key in HARM_FIELDS:
            return self.harm
        return self.labeled.get(key) or self.flags.get(key)

    def forget_own(self) -> None:
        """The user's own fields were changed: their boxes are others now."""
        for known in (self.boxes, self.labeled):
            for key in [each for each in known if each not in BY_KEY]:
                del known[key]

    def tell_time(self, problems: list[Problem]) -> QWidget | None:
        """Tell each problem of the time at its part; the first box that has one."""
        self.when.clear_problems()
        first: QWidget | None = None
        for problem in problems:
            path = problem.field
            if path == FIELD and problem.code == "zone":
                path = ZONE
            elif path == FIELD and problem.code in ("order", "range") and self.when.value().by_hand:
                path = FROM
            box = self.when.part(path)
            self.when.set_part_problem(path, tr_message(problem.text))
            first = first or box
        return first
