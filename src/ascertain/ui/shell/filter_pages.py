"""A page of the filter popup: all that can be asked of one field, with live counts."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ascertain.domain.codes import Role
from ascertain.domain.folding import fold
from ascertain.domain.rows import FacetValue
from ascertain.domain.search import Asked, Range, find_key, show
from ascertain.ui.bridge import Bridge
from ascertain.ui.kit import LabeledField, SearchBox, button, plain_tip, text_label
from ascertain.ui.shell.chip_edit import DATED, ChipEdit, read_range, typed_end
from ascertain.ui.shell.chip_words import key_label
from ascertain.ui.shell.filter_choices import Fixed, Row, Rows, counting_fixed, counting_values, offered, with_row
from ascertain.ui.shell.filter_list import ChoiceList
from ascertain.ui.shell.view_state import ViewState
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, number_text

_SEARCHED_FROM = 8
"""So many rows need no search within."""


class FilterPage(QWidget):
    """What is checked holds at once; what is typed holds with Enter."""

    left = Signal()
    """Escape in the empty search within."""
    applied = Signal()
    """A range or words were entered: nothing more to do here."""

    def __init__(self, bridge: Bridge, state: ViewState, edit: ChipEdit, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("filter_page")
        self._bridge, self._state, self._edit = bridge, state, edit
        self._asker, self._fixed_asker = bridge.asker(self), bridge.asker(self)
        self._whole: int | None = None
        self._counted_in: str | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(current_theme().px(6))
        self._begin()
        self._lay_out()
        self._show_rows()
        self._count()
        bridge.changed.connect(lambda _: self._count())
        state.changed.connect(self._follow)

    # ---- parts

    def _begin(self) -> None:
        """Take up the field of the chip that is edited."""
        key = find_key(self._edit.key, self._state.fields)
        assert key is not None
        self._offer = offered(key, self._state.fields)
        self._valued = False
        self._rows = Rows(self._offer, self._bridge.session.vocabularies)

    def _lay_out(self) -> None:
        if self._offer.roles:
            self._column.addWidget(self._role_box())
        if self._offer.words:
            self._column.addWidget(self._words_field())
        self._box = SearchBox(self.tr("Search within"), name="filter_value_search", parent=self)
        self._box.search_changed.connect(lambda _: self._show_rows())
        self._box.left_for_results.connect(self._go_to_list)
        self._box.left.connect(self.left)
        self._box.submitted.connect(lambda _: self._check_current())
        self._list = ChoiceList("filter_value_list", self)
        self._list.toggled.connect(self._toggled)
        self._list.left_upwards.connect(self._go_up)
        self._said = text_label(self.tr("Counting…"), "small", parent=self)
        self._said.setObjectName("filter_value_said")
        self._not = QCheckBox(self.tr("&Leave these out"), self)
        self._not.setObjectName("filter_not")
        self._not.setToolTip(plain_tip(self.tr("Find what is not so: the chip then reads “is not”.")))
        self._not.setChecked(self._asked.negated)
        self._not.toggled.connect(lambda on: self._ask(replace(self._asked, negated=on)))
        self._column.addWidget(self._box)
        self._column.addWidget(self._list, 1)
        self._column.addWidget(self._said)
        if self._offer.ranges:
            self._column.addWidget(self._range_part())
        self._column.addWidget(self._not)
        searched = self._offer.listed
        self._box.setVisible(searched)
        self.setFocusProxy(self._words if self._offer.words else self._box if searched else self._list)

    def _role_box(self) -> QWidget:
        """The part that the actor has: any, or one of the roles."""
        self._role = QComboBox(self)
        self._role.setObjectName("filter_role")
        for key, label in (
            ("actor", self.tr("in any role")),
            *((role.value, key_label(role.value, self._state.fields)) for role in Role),
        ):
            self._role.addItem(label, key)
        self._role.setCurrentIndex(max(0, self._role.findData(self._edit.key)))
        self._role.currentIndexChanged.connect(lambda _: self._change_role(str(self._role.currentData())))
        return LabeledField(self.tr("&Role"), self._role, name="filter_role_field")

    def _words_field(self) -> QWidget:
        self._words = QLineEdit(self)
        self._words.setText(", ".join(value for value in self._asked.values if isinstance(value, str)))
        self._words.returnPressed.connect(self._apply_words)
        label = self.tr("&Begins with") if self._offer.key.key == "ref" else self.tr("&Contains")
        self._words_shown = LabeledField(label, self._words, self.tr("a comma: either of them"), name="filter_words")
        return self._words_shown

    def _range_part(self) -> QWidget:
        dates = self._offer.key.type in DATED
        part = QWidget(self)
        part.setObjectName("filter_range")
        span = self._typed_span()
        self._from, self._to = QLineEdit(part), QLineEdit(part)
        for editor, end, example in (
            (self._from, "low", "2023-10" if dates else "0"),
            (self._to, "high", "2023-10-17" if dates else "10"),
        ):
            editor.setText(typed_end(getattr(span, end)) if span else "")
            editor.setPlaceholderText(example)
            editor.returnPressed.connect(self._apply_range)
        hint = self.tr("year, month or day") if dates else ""
        self._from_shown = LabeledField(
            self.tr("&From") if dates else self.tr("At &least"), self._from, name="range_from"
        )
        self._to_shown = LabeledField(self.tr("&To") if dates else self.tr("At &most"), self._to, hint, name="range_to")
        apply = button(self.tr("Apply"), "plain", name="range_apply", parent=part)
        apply.clicked.connect(lambda *_: self._apply_range())
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._from_shown, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._to_shown, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(apply, 0, Qt.AlignmentFlag.AlignBottom)
        return part

    # ---- what is asked

    @property
    def _asked(self) -> Asked:
        """What the chip asks, with codes by their keys, however they were typed."""
        asked = self._edit.asked
        lists = [each for each in self._bridge.session.vocabularies if each.name == self._offer.key.vocabulary]
        keys = {fold(name): code.key for each in lists for code in each for name in (code.label, code.key)}
        values = (keys.get(fold(value), value) if isinstance(value, str) else value for value in asked.values)
        return replace(asked, values=tuple(dict.fromkeys(values))) if keys else asked

    def _ask(self, asked: Asked) -> None:
        negated = self._not.isChecked()
        self._edit.ask(replace(asked, negated=negated))

    def _toggled(self, row: Row, on: bool) -> None:
        self._ask(with_row(self._asked, row, on))

    def _typed_span(self) -> Range | None:
        """The range that was typed, which is none of the presets."""
        listed = self._offer.listed
        spans = [value for value in self._asked.values if isinstance(value, Range) and value not in self._offer.presets]
        return next((each for each in spans if not listed or each.low != each.high), None)

    def _apply_range(self) -> None:
        low, high = self._from.text().strip(), self._to.text().strip()
        asked, old = self._asked, self._typed_span()
        kept = tuple(value for value in asked.values if value != old)
        value, problem = read_range(self._edit.key, low, high, self._state.fields) if low or high else (None, "")
        self._from_shown.set_problem(problem)
        if not problem:
            self._ask(replace(asked, values=kept if value is None else (*kept, value)))
            self.applied.emit()

    def _apply_words(self) -> None:
        typed = [part.strip() for part in self._words.text().replace("،", ",").split(",") if part.strip()]
        if not all(any(character.isalnum() for character in part) for part in typed):
            self._words_shown.set_problem(self.tr("Enter words with letters or digits."))
            return
        self._ask(replace(self._asked, values=tuple(dict.fromkeys(typed))))
        self.applied.emit()

    def _change_role(self, key: str) -> None:
        """Ask the same of another role."""
        asked = self._edit.asked
        self._edit = self._edit.moved_to(key)
        self._begin()
        if asked.term is not None:
            self._edit.ask(replace(asked, field=key))
        self._counted_in = None
        self._show_rows()
        self._count()

    # ---- counts

    def _count(self) -> None:
        rest = self._edit.rest
        self._counted_in = show(rest)
        if self._whole is None:
            self._said.setText(self.tr("Counting…"))
            self._said.show()
        # Side by side: the values of a large log are not to wait for the other counts, nor these for them.
        if self._offer.listed:
            self._asker.ask(counting_values(self._offer, rest), self._take_values)
        self._fixed_asker.ask(counting_fixed(self._offer, rest), self._take_fixed)

    def _follow(self) -> None:
        """Another chip or the search box asks for something else now; what is asked here is another thing as well."""
        if show(self._edit.rest) != self._counted_in:
            self._count()
        self._show_rows()

    def _take_values(self, values: tuple[FacetValue, ...]) -> None:
        self._rows.take_values(values, self._asked)
        self._valued = True
        self._show_rows()

    def _take_fixed(self, fixed: Fixed) -> None:
        self._rows.take_fixed(fixed.counts, self._asked)
        self._whole = fixed.whole
        self._show_rows()

    def _show_rows(self) -> None:
        rows, more = self._rows.shown(self._box.text(), self._asked)
        self._list.set_rows(rows, self._asked, self._whole)
        if self._whole is None or (self._offer.listed and not self._valued):
            return
        if more:
            text = self.tr("{count} more: search within to find them.").replace("{count}", code(number_text(more)))
        elif not rows:
            text = (
                self.tr("No value has this name.")
                if self._box.text().strip()
                else self.tr("No values in what is shown.")
            )
        else:
            text = ""
        self._said.setText(text)
        self._said.setVisible(bool(text))

    # ---- keys

    def _go_to_list(self) -> None:
        self._list.setFocus()

    def _go_up(self) -> None:
        if not self._box.isHidden():
            self._box.setFocus()

    def _check_current(self) -> None:
        if self._list.currentRow() >= 0:
            self._list.toggle(self._list.item(self._list.currentRow()))
