"""Logging an incident of the example item by hand: every field, every statement, and what the log does not have yet."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from tests.acceptance.example_item import (
    DOCUMENT,
    HARM,
    ROLES,
    TEXT,
    Table,
    assertion_value,
    codes,
    entry,
    label,
    statements_of,
)
from tests.acceptance.example_item import LABELS as FIELD_LABELS
from tests.acceptance.hands import (
    CTRL,
    Hands,
    choose_in_combo,
    fill,
    parts_of,
    paste,
    press,
    replace_text,
    tab_to,
    type_text,
    under_the_keyboard,
)

_SEARCHED = ("means", "outcome")


class LoggingHands(Hands):
    """Knows the form, and remembers what it has made in the log."""

    made: set[tuple[str, str]]

    def begin(self) -> None:
        """What the log has."""
        self.made = set()

    def log_incident(self, table: Table) -> None:
        """Fill in the form that is open, from the first field to the last."""
        self._what_and_when(table)
        self._name("place", "place", table["place"])
        choose_in_combo("where_precision", str(label("where_precision", table["where_precision"])))
        self._roles(table, ("target", "claimed_by"))
        self._statements(statements_of(table))
        choose_in_combo("status", str(label("status", table["status"])))
        fill("status_reason", table["status_reason"])
        if "follow_up_on" in table:
            fill("follow_up_on", str(table["follow_up_on"]))
        tab_to("tags_line")
        for tag in table["tags"]:
            type_text(tag)
            press(Qt.Key.Key_Return)
        self._rest(table)

    # ---- parts of the form

    def _what_and_when(self, table: Table) -> None:
        fill("title", table["title"])
        self.choose_code("kind", str(label("kind", table["kind"])))
        for key in ("means", "outcome"):
            if key in table:
                choose_in_combo(key, str(label(key, table[key])))
        if "munitions" in table:
            fill("munitions", table["munitions"])
        fill("when_phrase", table["phrase"])
        tab_to("when_zone")
        self.choose_code("when_zone", table["zone"])
        choose_in_combo("when_relative", codes("anchor_kind")["publication"])
        tab_to("when_day")
        replace_text(str(DOCUMENT["published_on"]))

    def _roles(self, table: Table, roles: tuple[str, ...]) -> None:
        for role in roles:
            for name in table.get(role, ()):
                self._name("actor", f"{role}_line", name)

    def _rest(self, table: Table) -> None:
        """What stands in the parts that unfold."""
        if table.get("is_aggregate"):
            self._unfold("part_what_head", "is_aggregate")
            tab_to("is_aggregate")
            press(Qt.Key.Key_Space)
        if "place_text" in table:
            self._unfold("part_what_head", "place_text")
            fill("place_text", table["place_text"])
        later = tuple(role for role in ROLES[2:] if table.get(role))
        if later:
            self._unfold("part_who_head", f"{later[0]}_line")
            self._roles(table, later)
        for key in HARM:
            if key in table:
                self._unfold("part_harm_head", key)
                line = tab_to(key)
                assert isinstance(line, QLineEdit)
                if line.text() != table[key]:  # an adopted value stands here already
                    replace_text(table[key])
        if "notes" in table:
            self._unfold("part_sources_head", "notes")
            fill("notes", table["notes"])

    def _unfold(self, head: str, wanted: str) -> None:
        if not self.shows(wanted):
            tab_to(head)
            press(Qt.Key.Key_Space)
            assert self.shows(wanted), f"{head} does not unfold {wanted}"

    # ---- statements

    def _statements(self, statements: list[Table]) -> None:
        """First who speaks, as tags; then each statement is refined."""
        before = set(self._cards())
        speakers: list[str] = []
        for each in statements:
            # A source is one tag: where it speaks again, its name is put in afterwards.
            again = f"{each['source']} ({len(speakers)})" if each["source"] in speakers else each["source"]
            if again in speakers or again != each["source"]:
                tab_to("sources_line")
                type_text(again)
                press(Qt.Key.Key_Return)
            else:
                self._name("source", "sources_line", again)
            speakers.append(again)
        cards = [card for card in self._cards() if card not in before]
        assert len(cards) == len(statements), f"{len(statements)} statements were typed, {len(cards)} stand there"
        for card, each, speaker in zip(cards, statements, speakers, strict=True):
            self._refine(card, each, renamed=speaker != each["source"])

    def _cards(self) -> list[str]:
        names = (part.objectName() for part in parts_of(self.window) if part.isVisible())
        cards = (name for name in names if re.fullmatch(r"statement_\d+", name))
        return sorted(cards, key=lambda name: int(name.rpartition("_")[2]))

    def _refine(self, card: str, statement: Table, *, renamed: bool) -> None:
        tab_to(card)
        press(Qt.Key.Key_Return)
        part = f"{card}_editor"
        assert self.shows(part), f"{card} does not unfold"
        choose_in_combo(f"{part}_stance", codes("stance")[statement["stance"]])
        if "credibility" in statement:
            choose_in_combo(f"{part}_credibility", codes("credibility")[str(statement["credibility"])])
        if "said_on" in statement:
            fill(f"{part}_said_on", str(statement["said_on"]))
        self._name("document", f"{part}_document", DOCUMENT["title"])
        fill(f"{part}_quote", statement["quote"])
        if "note" in statement:
            fill(f"{part}_note", statement["note"])
        for at, assertion in enumerate(statement.get("assertions", ())):
            self._assert(f"{part}_assertion_{at}", f"{part}_add_assertion", assertion)
        if renamed:
            self._back_to(f"{part}_source")
            press(Qt.Key.Key_A, CTRL)
            self.choose_name(f"{part}_source", statement["source"])

    def _assert(self, row: str, add: str, assertion: Table) -> None:
        tab_to(add)
        press(Qt.Key.Key_Space)
        key, state = assertion["field"], assertion.get("state", "value")
        self.choose_code(f"{row}_field", FIELD_LABELS[key])
        choose_in_combo(f"{row}_state", codes("assertion_state")[state])
        if state == "value":
            words = assertion_value(assertion)
            if key in _SEARCHED:
                self.choose_code(f"{row}_value", words)
            elif key in (*ROLES, "place"):
                self.choose_name(f"{row}_value", words)
            else:
                fill(f"{row}_value", words)
        if assertion.get("adopted"):
            press(Qt.Key.Key_F6)

    # ---- what the log does not have yet

    def _name(self, kind: str, line: str, name: str) -> None:
        """Take a name that the log has; make it from the form, with all that is known of it, where it has not."""
        if (kind, name) in self.made:
            self.choose_name(line, name)
            return
        self.ask_to_make(line, name, f"{kind}_form")
        self._fill_entry(kind, DOCUMENT if kind == "document" else entry(kind, name))
        press(Qt.Key.Key_Return, CTRL)
        self.wait_for(lambda: not self.shows(f"{kind}_form"), f"{name} is not kept")
        self.wait_for(lambda: _holder().startswith(line.removesuffix("_line")), f"the way back to {line} is lost")
        self.made.add((kind, name))

    def _fill_entry(self, kind: str, table: Table) -> None:
        for key, vocabulary in (("kind", f"{kind}_kind"), ("reliability", "reliability")):
            if key in table:
                choose_in_combo(f"{kind}_{key}", codes(vocabulary)[table[key]])
        if "reliability_basis" in table:
            fill(f"{kind}_reliability_basis", table["reliability_basis"])
        if table.get("is_official"):
            tab_to(f"{kind}_is_official")
            press(Qt.Key.Key_Space)
        if "published_on" in table:
            fill(f"{kind}_published_on", str(table["published_on"]))
        if "affiliation" in table:
            choose_in_combo(f"{kind}_affiliation", codes("affiliation")[table["affiliation"]])
        if "actor" in table:
            fill(f"{kind}_actor", table["actor"])
            # A name that stands in another entry is in the log from then on.
            self.made.add(("actor", table["actor"]))
        if "country" in table:
            self.choose_code(f"{kind}_country", codes("country")[table["country"]])
        for key in ("admin1", "latitude", "longitude", "language"):
            if key in table:
                fill(f"{kind}_{key}", str(table[key]))
        if "text" in table:
            tab_to(f"{kind}_text")
            paste(TEXT)
        if "names" in table:
            tab_to(f"{kind}_names")
            type_text("\n".join(f"{each['name']} | {each['language']}" for each in table["names"]))
        if "notes" in table:
            fill(f"{kind}_notes", table["notes"])

    @staticmethod
    def _back_to(name: str) -> None:
        for _ in range(60):
            if _holder() == name:
                return
            press(Qt.Key.Key_Backtab)
        raise AssertionError(f"Shift+Tab does not lead back to {name}")


def _holder() -> str:
    return under_the_keyboard().objectName()
