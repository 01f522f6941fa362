"""The whole example item at the desk, from the paste to the last link, and what it took in keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListWidget

from tests.acceptance.desk_judgment import own_word
from tests.acceptance.example_item import DOCUMENT, INCIDENTS, ITEM, TEXT, Table, codes, entry, label
from tests.acceptance.hands import CTRL, KEYS, press, type_text, under_the_keyboard
from tests.acceptance.logging_at_the_desk import DeskHands
from tests.acceptance.reading_hands import lit_line
from tests.acceptance.spreadsheet_keys import Workbook

PUBLISHER = "News item without a publisher"
_TITLES = {each["name"]: each["title"] for each in INCIDENTS}


@dataclass
class Spent:
    """Keys for the document, for going through the text, for each incident by its name, and for the links."""

    document: int = 0
    reading: int = 0
    incidents: dict[str, int] = field(default_factory=dict)
    links: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.document + self.reading + sum(self.incidents.values()) + self.links


class ItemHands(DeskHands):
    """Reads the document into the log and logs from it until no sentence is open."""

    def begin(self, known: set[tuple[str, str]]) -> None:
        """`known`: the names that the log has, by kind."""
        self.known, self.fresh, self.spent = known, set(), Spent()
        self.logged: list[str] = []
        self.above = {}

    def log_the_item(self) -> Spent:
        """From the paste to the last link."""
        self.spent.document += self._counted(self._read_document)
        while self.waits:
            self._work_on(self.selected)
        self.spent.links += self._counted(self._link_all)
        return self.spent

    @staticmethod
    def _counted(work: Callable[[], object]) -> int:
        before = KEYS.pressed
        work()
        return KEYS.since(before)

    def _read_document(self) -> None:
        QGuiApplication.clipboard().setText(TEXT)
        press(Qt.Key.Key_D, CTRL)
        self.wait_for_keyboard("reading_take_in")
        press(Qt.Key.Key_V, CTRL)
        self.wait_for_dialog("intake_dialog")
        self.wait_for_keyboard("intake_published_on")
        type_text(f"{DOCUMENT['published_on']:%-d %b}")
        self.page = "intake_proposal"
        self.name("intake_publisher", PUBLISHER, "source", known=("source", PUBLISHER) in self.known)
        self.known.add(("source", PUBLISHER))
        self.choose("intake_kind", str(label("document_kind", DOCUMENT["kind"])))
        press(Qt.Key.Key_Return, CTRL)
        self.page = "incident_page"
        self.wait_for_keyboard("reading_text")
        self.wait_for(lambda: bool(self.selected), "nothing is selected")

    # ---- passage by passage

    def _work_on(self, sentence: str) -> None:
        told = next(
            ((table, each) for table in INCIDENTS for each in table.get("statement", ()) if each["quote"] in sentence),
            None,
        )
        if told is None:
            self.spent.reading += self._counted(lambda: self._nothing_but_names(sentence))
            return
        table, statement = told
        if table["name"] not in self.logged:
            self._count(table["name"], partial(self.start_incident, table, statement))
            return
        bears_on = [table["name"], *_also(statement)]
        alone = bears_on == [self.logged[-1]]
        titles = [] if alone else [_TITLES[name] for name in bears_on]
        self._count(table["name"], partial(self.add_evidence, statement, titles))

    def _count(self, name: str, work: Callable[[], object]) -> None:
        self.spent.incidents[name] = self.spent.incidents.get(name, 0) + self._counted(work)
        self.logged.append(name)

    def _nothing_but_names(self, sentence: str) -> None:
        """A source that the log does not have is made where the text introduces it."""
        made = next((each for each in ("Al-Mayadeen",) if sentence.startswith(each)), None)
        if made is None or ("source", made) in self.known:
            press(Qt.Key.Key_N)
        else:
            self._make_source(entry("source", made))
        self.wait_for(lambda: self.selected != sentence or not self.waits, "the desk does not go on")

    def _make_source(self, table: Table) -> None:
        press(Qt.Key.Key_L)
        press(Qt.Key.Key_S)
        self.wait_for(lambda: self.shows("source_form"), "the form does not open")
        self.page = "source_form"
        self.put("source_name", table["name"])
        self.choose("source_kind", codes("source_kind")[table["kind"]])
        self.choose("source_reliability", codes("reliability")[table["reliability"]])
        self.put("source_reliability_basis", table["reliability_basis"])
        press(Qt.Key.Key_Return, CTRL)
        self.page = "incident_page"
        self.wait_for_keyboard("reading_text")
        self.known.add(("source", table["name"]))

    # ---- links

    def _link_all(self) -> None:
        press(Qt.Key.Key_Escape)
        if not self._in_table():
            press(Qt.Key.Key_Escape)
        self.wait_for(self._in_table, "the keyboard does not come back to the table")
        for link in ITEM["link"]:
            self._link(link)

    def _in_table(self) -> bool:
        return under_the_keyboard() is self.window.table

    def _link(self, link: Table) -> None:
        wanted = self.rows().index(_TITLES[link["from"]])
        steps = wanted - self.window.table.currentIndex().row()
        for _ in range(abs(steps)):
            press(Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
        press(Qt.Key.Key_L)
        self.wait_for_dialog("link_dialog")
        self.page = ""
        others = self.part(QListWidget, "link_others")
        to = _TITLES[link["to"]]
        self.put("link_words_editor", own_word(to))
        self.wait_for(lambda: to in lit_line(others), lambda: f"{own_word(to)} finds {lit_line(others)!r}, not {to}")
        self.choose("link_type_editor", codes("link_type")[link["type"]])
        for key in ("shared_low", "shared_high"):
            if key in link:
                self.go(f"{key}_editor")
                type_text(str(link[key]))
        if "note" in link:
            self.put("link_note_editor", link["note"])
        press(Qt.Key.Key_Return, CTRL)
        self.page = "incident_page"
        self.wait_for(lambda: not self.shows("link_dialog"), "the link is not made")
        self.wait_for(self._in_table, "the table has not got the keyboard back")


def _also(statement: Table) -> list[str]:
    """The other incidents on which a statement bears."""
    name = statement.get("name")
    return [each["name"] for each in INCIDENTS if name is not None and name in each.get("statements_of", ())]


def in_a_spreadsheet(order: list[str]) -> Spent:
    """The keys for the same in the cells of a spreadsheet, in the same order."""
    book, numbers = Workbook(), {name: at for at, name in enumerate(order, start=1)}
    tables = {each["name"]: each for each in INCIDENTS}
    document = book.document()
    incidents = {name: book.incident(tables[name], numbers[name]) for name in order}
    return Spent(document, 0, incidents, book.links(numbers))


def in_full(order: list[str]) -> int:
    """The keys for the same cells without any help: every letter, and a key behind every cell."""
    book, tables = Workbook(helps=False), {each["name"]: each for each in INCIDENTS}
    numbers = {name: at for at, name in enumerate(order, start=1)}
    return book.document() + sum(book.incident(tables[name], numbers[name]) for name in order) + book.links(numbers)
