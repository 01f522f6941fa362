"""Every field of an incident: those of a quick entry first, the rest in parts that unfold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ascertain.domain.fields import BY_KEY, HARM_FIELDS, Field, FieldType, Group
from ascertain.domain.problems import Problem
from ascertain.ui.form.box_set import BoxSet
from ascertain.ui.form.context import FormContext
from ascertain.ui.form.editors.casualties import CasualtyGrid
from ascertain.ui.form.editors.field_boxes import make_field_box
from ascertain.ui.form.editors.lines import Flag, FlagPlace
from ascertain.ui.form.editors.reported_time import ReportedTimeBox, time_labels
from ascertain.ui.form.field_grid import COLUMNS, FieldGrid
from ascertain.ui.form.field_parts import PARTS, SPANS, choose_labels, other_fields, quick_fields
from ascertain.ui.form.incident.presenter import IncidentPresenter
from ascertain.ui.form.incident.when import FIELD
from ascertain.ui.form.names.chip_box import ChipBox
from ascertain.ui.form.names.place_box import PlaceBox
from ascertain.ui.form.own_part import OwnPart, own_others, own_quick
from ascertain.ui.form.proposals.offered import Offered
from ascertain.ui.form.section import Section
from ascertain.ui.form.statements.pile import StatementPile
from ascertain.ui.form.statements.side_by_side import SideBySide
from ascertain.ui.form.suggestion_line import SuggestionLine
from ascertain.ui.kit import LabeledField
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import field_help, tr_message


class FieldsPane(QWidget):
    """Lays out the boxes and keeps the presenter told. `edited(key)` when something was typed; `touched` when something
    stands in a line of which nothing is made yet; `adopt_asked` as of the statements."""

    edited = Signal(str)
    replaced = Signal(str)
    """Something was typed over the proposal in a box."""
    touched = Signal()
    adopt_asked = Signal(int, int)

    def __init__(self, presenter: IncidentPresenter, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("incident_fields")
        self.setProperty("area", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._presenter, self._context = presenter, context
        self.offered = Offered()
        """What stands in boxes as a proposal; it is not typed."""
        self._held = BoxSet()
        self._sections: dict[str, Section] = {}
        self._loading = False
        self._labels = choose_labels()
        self._own: dict[str, OwnPart] = {}
        self._build()

    @property
    def first(self) -> QWidget:
        """Where typing begins."""
        return self._held.boxes["title"]

    def load(self) -> None:
        """Show what the presenter holds, and no problems."""
        self._loading = True
        for line in self._lines().values():
            line.clear()
        for key in (*self._held.boxes, *(HARM_FIELDS if self._held.harm is not None else ()), FIELD, "statements"):
            self._load(key)
        self.statements.fold_all()
        self.side_by_side.start()
        self._loading = False
        for name, section in self._sections.items():
            filled = self._filled(name)
            section.set_filled(filled)
            if filled or self._presenter.incident is not None:
                section.set_open(bool(filled))
        self.show_problems(())

    def show_value(self, key: str) -> None:
        """Show what the presenter holds of one field, unfolding the part in which it stands."""
        self._unfold(key)
        typed = self._presenter.get(key)
        if self.offered.of(key) and (typed.phrase.strip() if key == FIELD else self._presenter.filled(key)):
            # It was filled in another way, such as by an assertion that was adopted.
            self.offered.drop(key)
            self.replaced.emit(key)
        self._loading = True
        self._load(key)
        self._loading = False
        self.side_by_side.renew()

    def key_of(self, widget: QWidget) -> str:
        """The field in whose box a widget lies; empty where it lies in none."""
        return self._held.key_of(widget)

    def help_of(self, widget: QWidget) -> str:
        """What belongs into the box in which a widget lies."""
        return field_help(self.key_of(widget), self._context.bridge.session.fields)

    def box(self, key: str) -> QWidget | None:
        """The box of a field, where it is laid out by now; of the time that of its phrase."""
        return self.when.phrase_field.editor if key == FIELD else self._held.box(key)

    def remark(self, key: str, text: str) -> None:
        """Say something short beside the label of a field; nothing for an empty text."""
        if key in self._held.labeled:
            self._held.labeled[key].set_hint(text)

    def in_order(self) -> list[str]:
        """All fields in the order in which they stand."""
        own = (key for part in self._own.values() for key in part.boxes)
        return [*(f.key for f in (*quick_fields(), *(f for part in PARTS for f in other_fields(part)))), *own]

    def place_of(self, key: str) -> LabeledField | CasualtyGrid | FlagPlace | None:
        """Where something can be laid beneath the box of a field."""
        return self._held.place_of(key)

    def lines(self) -> dict[str, str]:
        """What is typed in lines of which nothing is made yet, by their names."""
        return {name: line.text() for name, line in self._lines().items() if line.text()} | self.when.unfound()

    @property
    def unfolded(self) -> tuple[str, ...]:
        """The names of the parts that are open."""
        return tuple(name for name, section in self._sections.items() if section.is_open)

    def put_lines(self, lines: Mapping[str, str], unfolded: tuple[str, ...]) -> None:
        """Open the parts, and show what was typed in lines of which nothing was made."""
        for name in unfolded:
            if name in self._sections:
                self._sections[name].set_open(True)
        self._loading = True
        for name, line in self._lines().items():
            line.setText(lines.get(name, ""))
        self.when.put_unfound(lines)
        self._loading = False

    def commit(self) -> None:
        """Take what stands in lines that make something of it when they are left."""
        for box in self._held.chips():
            box.commit()
        self.statements.commit()

    def show_problems(self, problems: tuple[Problem, ...]) -> tuple[QWidget | None, tuple[Problem, ...]]:
        """Tell each problem at its field, unfolding what hides it; the first box that has one, and what has no box."""
        by_field: dict[str, list[Problem]] = {}
        for problem in problems:
            by_field.setdefault(re.split(r"[.\[]", problem.field, maxsplit=1)[0], []).append(problem)
        left = [
            each
            for key, group in by_field.items()
            if key not in BY_KEY and key not in self._held.labeled
            for each in group
        ]
        for key in by_field:
            self._unfold(key)
        told = {key: tr_message(group[0].text) for key, group in by_field.items()}
        for key, labeled in self._held.labeled.items():
            labeled.set_problem(told.get(key, ""))
        if self._held.harm is not None:
            self._held.harm.set_problems(told)
        firsts = {FIELD: self._held.tell_time(by_field.get(FIELD, []))}
        firsts["statements"] = self.statements.set_problems(tuple(by_field.get("statements", [])))
        in_order = (firsts.get(key) or self._held.box(key) for key in self.in_order() if key in by_field)
        return next((box for box in in_order if box is not None), None), tuple(left)

    # ---- what happens

    def _lines(self) -> dict[str, QLineEdit]:
        chips = (box.line for box in self._held.chips())
        return {line.objectName(): line for line in (self.statements.line, *chips)}

    def _touch(self) -> None:
        if not self._loading:
            self.touched.emit()

    def _take(self, key: str) -> None:
        if self._loading:
            return
        if key in self._held.labeled:
            self._held.labeled[key].set_problem("")
        if key == "statements":
            self._presenter.put(key, self.statements.value())
        elif self._put(key, self._held.value(key)):
            self.show_value("statements")
        self.side_by_side.renew()
        self.edited.emit(key)

    def _take_accounts(self) -> None:
        """What accounts say was changed side by side."""
        self.show_value("statements")
        self.edited.emit("statements")

    def _put(self, key: str, value: Any) -> bool:
        """Hand on what is typed: a proposal that still stands in the box is none of it."""
        typed, proposed = self._presenter.get(key), self.offered.of(key)
        value = self.offered.taken_in(key, value, typed)
        left = self.offered.of(key)
        if left != proposed:
            self.replaced.emit(key)
        if left and value == typed:
            return False
        dropped = self._presenter.put(key, value)
        if proposed and not left and self._held.value(key) != value:
            self.show_value(key)
        return dropped

    def _load(self, key: str) -> None:
        self._held.put(key, self.offered.shown(key, self._presenter.get(key)))

    def _filled(self, name: str) -> int:
        part = next(part for part in PARTS if part[0].name == name)
        fields = (*other_fields(part), *own_others(part, self._context))
        return sum(self._presenter.filled(field.key) for field in fields)

    def _unfold(self, key: str) -> None:
        field = self._context.bridge.session.fields.find(key)
        if field is None or field.quick:
            return
        section = next((part[0].name for part in PARTS if field.group in part), None)
        if section in self._sections:
            self._sections[section].set_open(True)

    # ---- laying out

    def _build(self) -> None:
        px = current_theme().px
        quick = FieldGrid("quick_fields", self)
        for field in quick_fields():
            self._place(quick, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(2), px(16), px(12))
        column.setSpacing(px(8))
        column.addWidget(quick)
        column.addWidget(self._make_own("own_quick", partial(own_quick, self._context), self))
        for part in PARTS:
            column.addWidget(self._make_section(part))
        self._fit_own_section()
        column.addStretch(1)

    def _place(self, grid: FieldGrid, field: Field) -> None:
        if field.type is FieldType.TIME:
            labels = {part: self._labels[f"when.{part}"] for part in time_labels()}
            self.when = self._held.when = ReportedTimeBox(self._context, labels, grid)
            self.when.edited.connect(lambda: self._take(FIELD))
            self.when.touched.connect(self._touch)
            grid.place(self.when)
        elif field.type is FieldType.STATEMENTS:
            self.statements = self._held.statements = StatementPile(self._context, self._labels[field.key], grid)
            self.statements.edited.connect(lambda: self._take("statements"))
            self.statements.line.textChanged.connect(self._touch)
            self.statements.adopt_asked.connect(self.adopt_asked)
            grid.place(self.statements)
            self.side_by_side = SideBySide(self._presenter, self._context, grid)
            self.side_by_side.adopt_asked.connect(self.adopt_asked)
            self.side_by_side.changed.connect(self._take_accounts)
            grid.place(self.side_by_side)
            self.suggestion = SuggestionLine(self._context.vocabularies, grid)
            grid.place(self.suggestion)
        else:
            self._place_box(grid, field)

    def _place_box(self, grid: FieldGrid, field: Field) -> None:
        label = self._labels[field.key]
        box = make_field_box(field, self._context, label, grid)
        box.edited.connect(partial(self._take, field.key))
        self._held.boxes[field.key] = box
        if isinstance(box, ChipBox):
            box.line.textChanged.connect(self._touch)
        span = SPANS.get(field.key, COLUMNS // 2)
        if isinstance(box, Flag):
            self._held.flags[field.key] = FlagPlace(box, grid)
            self._held.flags[field.key].help_page = f"codebook#field-{field.key}"
            grid.place(self._held.flags[field.key], span)
            return
        labeled = self._held.labeled[field.key] = LabeledField(label, box, name=f"{field.key}_field", parent=grid)
        labeled.help_page = f"codebook#field-{field.key}"
        if isinstance(box, PlaceBox):
            labeled.help_page = "where"
            box.wrong.connect(labeled.set_problem)
        grid.place(self._held.labeled[field.key], span)

    def _make_section(self, part: tuple[Group, ...]) -> Section:
        name = part[0].name
        section = Section(self._labels[f"part.{name}"], partial(self._make_part, part), f"part_{name.lower()}", self)
        section.toggled.connect(lambda _: section.set_filled(self._filled(name)))
        self._sections[name] = section
        return section

    def _make_part(self, part: tuple[Group, ...], parent: QWidget) -> QWidget:
        body = QWidget(parent)
        body.setObjectName(f"part_{part[0].name.lower()}_body")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        fields = other_fields(part)
        rest = [field for field in fields if field.key not in HARM_FIELDS]
        self._loading = True
        if len(rest) < len(fields):
            self._held.harm = CasualtyGrid(body)
            self._held.harm.edited.connect(self._take)
            column.addWidget(self._held.harm)
            for key in HARM_FIELDS:
                self._load(key)
        if rest:
            grid = FieldGrid(f"{body.objectName()}_grid", body)
            for field in rest:
                self._place(grid, field)
                self._load(field.key)
            column.addWidget(grid)
        column.addWidget(self._make_own(f"own_{part[0].name.lower()}", partial(own_others, part, self._context), body))
        self._loading = False
        return body

    # ---- own fields

    def _make_own(self, name: str, fields: Callable[[], tuple[Field, ...]], parent: QWidget) -> OwnPart:
        part = self._own[name] = OwnPart(name, fields, self._context, parent)
        part.edited.connect(self._take)
        part.laid_out.connect(self._renew_own)
        self._know_own(part)
        return part

    def _know_own(self, part: OwnPart) -> None:
        self._held.boxes.update(part.boxes)
        self._held.labeled.update(part.labeled)
        for key in part.boxes:
            self._load(key)

    def _renew_own(self) -> None:
        """Own fields were made, moved or retired: what was typed in those that are there still stands in them."""
        self._held.forget_own()
        self._loading = True
        for part in self._own.values():
            self._know_own(part)
        self._loading = False
        self._fit_own_section()

    def _fit_own_section(self) -> None:
        section = self._sections[Group.OWN.name]
        section.setVisible(bool(own_others((Group.OWN,), self._context)))
        for name, each in self._sections.items():
            each.set_filled(self._filled(name))
