"""The import window makes own fields and codes of what a file has, and says what it leaves out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from ascertain.domain.own_fields import OwnType
from ascertain.ui.incoming.column_rows import PROBLEM
from ascertain.ui.incoming.state import Step
from ascertain.ui.incoming.word_rows import LEFT_OUT
from ascertain.ui.shell.window import MainWindow
from tests.ui.incoming.conftest import Driver

Begin = Callable[[MainWindow], Driver]
T = TypeVar("T", bound=QWidget)
ENTER = Qt.Key.Key_Return
BOATS = ("Dhow", "Raft", "Dhow", "Dhow", "Raft", "Dhow")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "boats.csv"
    rows = [f"Boat stopped {at},2024-03-{at + 1:02},{boat},{at},Mostly" for at, boat in enumerate(BOATS)]
    path.write_text("\n".join(("Title,Date,Boat,Crew size,Remark", *rows)) + "\n", encoding="utf-8")
    return path


def part(driver: Driver, kind: type[T], name: str) -> T:
    found = driver.wizard.findChild(kind, name)
    assert found is not None
    return found


def make_field(driver: Driver, row: int) -> None:
    """Choose by keys that a column becomes a new field."""
    columns = driver.wizard.columns_page.table
    columns.go_to_row(row)
    columns.setFocus()
    driver.type("A new field")
    driver.wait(lambda: columns.box is not None and columns.box.completion.is_open)
    driver.press(ENTER)


def test_columns_become_fields_and_their_words_codes_with_one_import(
    begin: Begin, window: MainWindow, file: Path
) -> None:
    driver = begin(window)
    driver.open(file)
    driver.on_to(Step.COLUMNS)
    make_field(driver, 2)
    state, page = driver.wizard.state, driver.wizard.columns_page
    line = part(driver, QLineEdit, "import_field_name_editor")
    assert line.hasFocus()
    assert line.text() == "Boat"
    kind = part(driver, QComboBox, "import_field_type_editor")
    assert kind.currentData() == OwnType.CHOICE, "a few words come again and again"
    driver.press(ENTER)
    assert page.table.hasFocus(), "Enter goes back to the columns"
    assert not page.table.model().index(2, PROBLEM).data(), "its words are codes already"
    make_field(driver, 3)
    assert kind.currentData() == OwnType.NUMBER
    driver.type("Crew")
    driver.press(ENTER)
    driver.wait(lambda: [each.label for each in state.new.fields.made] == ["Boat", "Crew"])
    assert not window.session.fields.made, "nothing is made before the import"
    driver.on_to(Step.CODES)
    answers = [driver.wizard.codes_page.table.key_of(row) for row in range(2)]
    assert answers == ["+Dhow", "+Raft"]
    driver.on_to(Step.LOOK)
    made, left = (part(driver, QLabel, name).text() for name in ("import_made", "import_left"))
    assert "Boat" in made
    assert "Crew" in made
    assert "New codes: Dhow · Raft (Boat)" in made
    assert left.startswith("Not taken: ")
    assert "Remark" in left
    assert "6 cells" in left
    driver.on_to(Step.DONE)
    assert [(own.key, own.type) for own in window.session.fields.made] == [
        ("boat", OwnType.CHOICE), ("crew", OwnType.NUMBER),
    ]  # fmt: skip
    assert [code.label for code in window.session.vocabularies["own:boat"]] == ["Dhow", "Raft"]
    assert "New fields: " in driver.wizard.done_page.told
    QTest.keyClick(part(driver, QPushButton, "import_undo"), Qt.Key.Key_Space)
    driver.wait(lambda: not window.session.fields.made)
    driver.wait(lambda: "own:boat" not in {each.name for each in window.session.vocabularies})


def test_a_word_can_be_left_out_of_a_new_choice(begin: Begin, window: MainWindow, file: Path) -> None:
    driver = begin(window)
    driver.open(file)
    driver.on_to(Step.COLUMNS)
    make_field(driver, 2)
    driver.on_to(Step.CODES)
    driver.wizard.codes_page.table.chosen.emit(1, LEFT_OUT)
    QTest.keyClick(driver.wizard.back, ENTER)
    driver.on_to(Step.CODES)
    assert driver.wizard.codes_page.table.key_of(1) == LEFT_OUT, "what was chosen stays chosen"
    driver.on_to(Step.LOOK)
    driver.on_to(Step.DONE)
    assert [code.label for code in window.session.vocabularies["own:boat"]] == ["Dhow"]


def test_a_name_that_is_taken_is_told_at_its_place_and_holds_the_import_up(
    begin: Begin, window: MainWindow, file: Path
) -> None:
    driver = begin(window)
    driver.open(file)
    driver.on_to(Step.COLUMNS)
    make_field(driver, 4)
    part(driver, QLineEdit, "import_field_name_editor").selectAll()
    driver.type("Notes")
    driver.press(ENTER)
    page = driver.wizard.columns_page
    driver.wait(lambda: "There is already a field named" in page.new_field.problem)
    QTest.keyClick(driver.wizard.next, ENTER)
    assert driver.wizard.step is Step.COLUMNS
    assert "There is already a field named" in page.problem.text


def test_a_new_field_can_be_given_up(begin: Begin, window: MainWindow, file: Path) -> None:
    driver = begin(window)
    driver.open(file)
    driver.on_to(Step.COLUMNS)
    make_field(driver, 4)
    state, columns = driver.wizard.state, driver.wizard.columns_page.table
    assert [own.label for own in state.new.fields.made] == ["Remark"]
    columns.setFocus()
    columns.chosen.emit(4, "")
    assert state.new.fields.made == ()
    assert driver.wizard.columns_page.new_field.isHidden()
