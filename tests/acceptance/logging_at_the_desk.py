"""Logging the example item at the reading desk: passage by passage, with what each proposes, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QPlainTextEdit, QWidget

from ascertain.domain.fields import ASSERTABLE
from ascertain.domain.reported_time import zone_names
from ascertain.ui.form.incident.when import TypedTime, read_typed_time
from ascertain.ui.form.names.chip_box import ChipBox
from ascertain.ui.form.names.code_boxes import CodeLine
from ascertain.ui.form.statements.card import StatementCard
from ascertain.ui.form.statements.pile import StatementPile
from ascertain.ui.kit import NoticeBar
from ascertain.ui.wording import field_label
from tests.acceptance.desk_judgment import is_complete, is_right, own_word
from tests.acceptance.example_item import HARM, ROLES, Table, assertion_value, codes, label
from tests.acceptance.hands import CTRL, SHIFT, press, type_text
from tests.acceptance.quick_hands import code_lines
from tests.acceptance.reading_hands import ReadingHands, lit_line

_FIELDS: list[CodeLine] = [(key, field_label(key), None) for key in ASSERTABLE]
_ZONES: list[CodeLine] = [(name, name.replace("_", " "), None) for name in zone_names()]
_SECTIONS = {
    "is_aggregate": "part_what_head", "place_text": "part_what_head", "host": "part_who_head",
    "interceptor": "part_who_head", "attributed_to": "part_who_head", "notes": "part_sources_head",
    **dict.fromkeys(HARM, "part_harm_head"),
}  # fmt: skip


class DeskHands(ReadingHands):
    """Knows the desk and the form; `known` are the names that the log has, by kind."""

    known: set[tuple[str, str]]
    fresh: set[tuple[str, str]]
    """Names that are typed and not saved yet."""
    today: date
    above: Table
    """The incident that was logged last."""

    # ---- an incident

    def start_incident(self, table: Table, statement: Table) -> None:
        """Begin an incident from the selected passage, and fill it in."""
        self.narrow_to(statement["quote"])
        press(Qt.Key.Key_I)
        self._wait_for_proposals()
        self._fill_first_part(table)
        card = self._cards()[-1]
        self._settle_proposals(card, statement)
        self._fill_statement(card, statement)
        self._fill_rest(table)
        self._fill_title(table["title"])
        self.above = table
        self._save()

    def add_evidence(self, statement: Table, to: Sequence[str] = ()) -> None:
        """Add the selected passage to the incident in hand, or to those of some titles."""
        self.narrow_to(statement["quote"])
        press(Qt.Key.Key_A, SHIFT if to else Qt.KeyboardModifier.NoModifier)
        if to:
            self._find_incidents(to)
        self._wait_for_proposals()
        card = self._cards()[-1]
        self._reject_in_boxes()
        self._settle_proposals(card, statement)
        self._fill_statement(card, statement)
        self._save()

    def _find_incidents(self, titles: Sequence[str]) -> None:
        self.wait_for_dialog("incident_finder")
        found = self.part(QListWidget, "incident_finder_list")
        for at, title in enumerate(titles):
            for letter in own_word(title):
                if _lights(found, title):
                    break
                type_text(letter)
                self._qtbot.wait(30)
            self.wait_for(partial(_lights, found, title), f"{own_word(title)} does not find {title}")
            press(Qt.Key.Key_Return, SHIFT if at < len(titles) - 1 else Qt.KeyboardModifier.NoModifier)

    def _wait_for_proposals(self) -> None:
        def answered() -> bool:
            return self.shows("proposal_bar") or bool(self.part(NoticeBar, "incident_notice").text)

        self.wait_for(lambda: self.shows("incident_form"), "the form does not open")
        self.wait_for(answered, "the passage is not read")

    def _save(self) -> None:
        passage = self.selected
        press(Qt.Key.Key_Return, CTRL)
        self.wait_for(lambda: not self.shows("incident_form"), self._told)
        self.known |= self.fresh
        self.wait_for_keyboard("reading_text")
        self.wait_for(lambda: self.selected not in passage or not self.waits, "the desk does not go on")

    def _told(self) -> str:
        return f"the form stays: {self.part(NoticeBar, 'incident_notice').text}"

    # ---- what happened

    def _fill_first_part(self, table: Table) -> None:
        self._code("kind", table["kind"])
        for key in ("means", "outcome"):
            self._combo(key, key, table.get(key))
        self._line("munitions", table.get("munitions", ""))
        self._time(table)
        self._place(table)
        self._combo("where_precision", "where_precision", table["where_precision"])
        if self._value("when_zone") != table["zone"]:
            self.search_code("when_zone", table["zone"].replace("_", " "), _ZONES)
        for role in ROLES[:2]:
            self._actors(role, table.get(role, ()))

    def _fill_title(self, title: str) -> None:
        """Take the title that is offered where the wanted one begins like it, and type the rest."""
        line = self.part(QLineEdit, "title")
        offered = line.placeholderText()
        if offered and title.startswith(offered):
            self.go("title")
            press(Qt.Key.Key_Return)
            type_text(title[len(offered) :])
        else:
            self.put("title", title)

    def _time(self, table: Table) -> None:
        if self._reading(table, self._when().phrase) != self._reading(table, table["phrase"]):
            self.put("when_phrase", table["phrase"])

    def _when(self) -> TypedTime:
        typed = self._value("when")
        assert isinstance(typed, TypedTime)
        return typed

    def _reading(self, table: Table, phrase: str) -> object:
        when = self._when()
        typed = TypedTime(phrase, when.anchor_kind, when.anchor_on, zone=table["zone"])
        time, _ = read_typed_time(typed, self.today)
        return time.t_from, time.t_to, time.precision

    def _place(self, table: Table) -> None:
        if self.part(QLineEdit, "place").text() != table["place"]:
            self._put_name("place", "place", table["place"])

    def _actors(self, role: str, names: Iterable[str]) -> None:
        box, wanted = self.part(ChipBox, role), list(names)
        if role == "target" and wanted and not box.refs and self._as_above(f"{role}_line", role, {role: wanted}):
            return
        held = [each.name for each in box.refs]
        if any(each not in wanted for each in held):
            self.go(f"{role}_line")
            if box.property("proposed"):
                press(Qt.Key.Key_Escape)
            while any(each.name not in wanted for each in box.refs):
                press(Qt.Key.Key_Backspace)
            held = [each.name for each in box.refs]
        for name in wanted:
            if name not in held:
                self._put_name("actor", f"{role}_line", name)
                if box.line.text():
                    press(Qt.Key.Key_Return)

    def _put_name(self, kind: str, line: str, name: str) -> None:
        self.name(line, name, kind, known=(kind, name) in self.known)
        self.fresh.add((kind, name))

    # ---- what is proposed

    def _reject_in_boxes(self) -> None:
        """The passage is further evidence: the finding stays as it is."""
        for box in (*ROLES, "kind", "means", "outcome", "munitions", "place", "where_precision", "when"):
            if self.shows(box) and self.part(QWidget, box).property("proposed"):
                part = self.part(QWidget, box)
                self.go((part.focusProxy() or part).objectName())
                press(Qt.Key.Key_Escape)

    def _settle_proposals(self, card: StatementCard, statement: Table) -> None:
        """Reject what is wrong, accept the rest at once."""
        for proposal in card.proposals.proposals:
            if not is_right(proposal, statement):
                line = next(
                    line
                    for each, line in zip(card.proposals.proposals, card.proposals.lines, strict=True)
                    if each == proposal
                )
                self.go(line.objectName())
                press(Qt.Key.Key_Escape)
        if self.shows("proposal_bar"):
            press(Qt.Key.Key_Period, CTRL | SHIFT)
            assert not self.shows("proposal_bar")

    # ---- the statement

    def _cards(self) -> tuple[StatementCard, ...]:
        return self.part(StatementPile, "statements").cards

    def _fill_statement(self, card: StatementCard, statement: Table) -> None:
        part = f"{card.objectName()}_editor"
        if not card.is_open and not is_complete(card, statement):
            self.go(card.objectName())
            press(Qt.Key.Key_Return)
        typed = card.value()
        assert typed is not None
        if typed.statement.source.name != statement["source"]:
            self._put_name("source", f"{part}_source", statement["source"])
        for key in ("stance", "credibility"):
            wanted = statement.get(key)
            if str(getattr(typed.statement, key) or "") != str(wanted or ""):
                self.choose(f"{part}_{key}", codes(key)[str(wanted)])
        if "said_on" in statement and typed.said_on != str(statement["said_on"]):
            self.put(f"{part}_said_on", f"{(statement['said_on'] - self.today).days:+}")
        if "note" in statement:
            self.put(f"{part}_note", statement["note"])
        for assertion in statement.get("assertions", ()):
            self._assert(card, assertion)

    def _assert(self, card: StatementCard, assertion: Table) -> None:
        part = f"{card.objectName()}_editor"
        typed = card.value()
        assert typed is not None
        held = [each.field for each in typed.statement.assertions]
        key, state = assertion["field"], assertion.get("state", "value")
        if key not in held:
            self.go(f"{part}_add_assertion")
            press(Qt.Key.Key_Space)
            held.append(key)
            row = f"{part}_assertion_{len(held) - 1}"
            self.search_code(f"{row}_field", field_label(key), _FIELDS)
        row = f"{part}_assertion_{held.index(key)}"
        now = card.value()
        assert now is not None
        there = now.statement.assertions[held.index(key)]
        if there.state.value != state:
            self.choose(f"{row}_state", codes("assertion_state")[state])
        if state == "value" and there.value != assertion["value"]:
            words = assertion_value(assertion)
            if key in ("means", "outcome"):
                self.search_code(f"{row}_value", words, code_lines(key))
            elif key in (*ROLES, "place"):
                self._put_name("place" if key == "place" else "actor", f"{row}_value", words)
            else:
                self.put(f"{row}_value", words)

    # ---- the rest

    def _fill_rest(self, table: Table) -> None:
        self._combo("status", "status", table["status"])
        if not self._as_above("status_reason", "status_reason", table):
            self._line("status_reason", table["status_reason"])
        if "follow_up_on" in table:
            self.put("follow_up_on", f"{(table['follow_up_on'] - self.today).days:+}")
        if not self._as_above("tags_line", "tags", table):
            self.go("tags_line")
            for tag in table["tags"]:
                type_text(tag)
                press(Qt.Key.Key_Return)
        if table.get("is_aggregate") and not self._stands("is_aggregate", True):
            self._unfold("is_aggregate")
            self.go("is_aggregate")
            press(Qt.Key.Key_Space)
        for key in ("place_text", *ROLES[2:], *HARM, "notes"):
            if key in table:
                self._unfold(key)
                if key in ROLES:
                    self._actors(key, table[key])
                else:
                    self._line(key, table[key])

    def _as_above(self, line: str, key: str, table: Table) -> bool:
        """Take what the incident logged before has in a field, where it is the same."""
        if not table.get(key) or table[key] != self.above.get(key):
            return False
        self.go(line)
        press(Qt.Key.Key_Apostrophe, CTRL)
        return True

    def _unfold(self, key: str) -> None:
        if not self.shows(key):
            self.go(_SECTIONS[key])
            press(Qt.Key.Key_Space)
            assert self.shows(key)

    def _stands(self, name: str, value: object) -> bool:
        return self.shows(name) and self._value(name) == value

    def _value(self, name: str) -> object:
        part = self.part(QWidget, name)
        return part.value()  # type: ignore[attr-defined]  # every box has one

    def _line(self, name: str, text: str) -> None:
        held = self.part(QWidget, name)
        shown = held.toPlainText() if isinstance(held, QPlainTextEdit) else held.text()  # type: ignore[attr-defined]
        if not text and held.property("proposed"):
            self.go(name)
            press(Qt.Key.Key_Escape)
        elif shown != text:
            self.put(name, text)

    def _code(self, name: str, key: str) -> None:
        if self._value(name) != key:
            self.search_code(name, str(label(name, key)), code_lines(name))

    def _combo(self, name: str, vocabulary: str, key: object) -> None:
        box = self.part(QComboBox, name)
        if self._value(name) == key:
            return
        if key is None and box.property("proposed"):
            self.go(name)
            press(Qt.Key.Key_Escape)
        elif key is not None:
            self.choose(name, str(label(vocabulary, key)))


def _lights(found: QListWidget, title: str) -> bool:
    return title in lit_line(found)
