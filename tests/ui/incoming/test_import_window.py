"""The import window: every step by keyboard, what it says, and that nothing is changed before its last step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from ascertain.domain.incoming.mapping import Mapping
from ascertain.domain.incoming.rows import Standing
from ascertain.ui.incoming.state import Step
from ascertain.ui.incoming.wizard import ImportWizard
from ascertain.ui.shell.window import MainWindow
from tests.ui.incoming.conftest import Driver

Begin = Callable[[MainWindow], Driver]
Table = Callable[..., Path]
ENTER, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space


def text_of(wizard: ImportWizard, name: str) -> str:
    """What a label says."""
    label = wizard.findChild(QLabel, name)
    assert label is not None
    return label.text()


def press(wizard: ImportWizard, name: str) -> None:
    """Press a button."""
    button = wizard.findChild(QPushButton, name)
    assert button is not None
    QTest.keyClick(button, SPACE)


def mapped(driver: Driver) -> Mapping:
    """How the file is read."""
    mapping = driver.wizard.state.mapping
    assert mapping is not None
    return mapping


def numbers(wizard: ImportWizard) -> dict[Standing, int]:
    """How many rows stand how."""
    look = wizard.state.look
    assert look is not None
    return {each: look.count(each) for each in Standing if look.count(each)}


def test_a_table_of_acled_comes_in_by_keyboard_alone(begin: Begin, window: MainWindow, table: Table) -> None:
    driver = begin(window)
    driver.open(table(40))
    assert text_of(driver.wizard, "import_found") == "Text with cells in lines (CSV) · 40 rows"
    driver.press(ENTER)
    assert driver.wizard.step is Step.COLUMNS
    assert "ACLED" in text_of(driver.wizard, "import_why")
    assert text_of(driver.wizard, "import_told") == "All 40 rows as they would be taken in:"
    driver.on_to(Step.LOOK)
    assert numbers(driver.wizard) == {Standing.NEW: 40}
    driver.on_to(Step.DONE)
    driver.wait(lambda: len(window.browse.model.ids) == 46)
    assert driver.wizard.done_page.told.startswith("Done: Import 40 records from acled.csv\nNew: 40")
    driver.press(SPACE)  # on "Show them", where the keyboard is
    driver.wait(lambda: window.state.text.startswith("id:") and len(window.browse.model.ids) == 40)


def test_undo_takes_the_whole_import_out(begin: Begin, window: MainWindow, table: Table) -> None:
    driver = begin(window)
    driver.open(table(12))
    driver.on_to(Step.COLUMNS)
    driver.on_to(Step.LOOK)
    driver.on_to(Step.DONE)
    driver.wait(lambda: len(window.browse.model.ids) == 18)
    press(driver.wizard, "import_undo")
    driver.wait(lambda: len(window.browse.model.ids) == 6)
    driver.wait(driver.wizard.done_page.undo.isHidden)


def test_the_same_file_twice_adds_nothing(begin: Begin, window: MainWindow, table: Table) -> None:
    driver = begin(window)
    path = table(5)
    driver.open(path)
    for step in (Step.COLUMNS, Step.LOOK, Step.DONE):
        driver.on_to(step)
    press(driver.wizard, "import_more")
    driver.open(path)
    driver.on_to(Step.COLUMNS)
    driver.on_to(Step.LOOK)
    assert numbers(driver.wizard) == {Standing.SAME: 5}
    assert not driver.wizard.next.isEnabled(), "there is nothing to import"


def test_what_a_column_is_taken_for_is_chosen_by_typing_and_shown_at_once(
    begin: Begin, window: MainWindow, table: Table
) -> None:
    driver = begin(window)
    driver.open(table(3, admin3="A quarter"))
    driver.on_to(Step.COLUMNS)
    columns = driver.wizard.columns_page.table
    row = 20  # admin3, which goes to the notes by itself
    columns.go_to_row(row)
    columns.setFocus()
    driver.type("Where, as rep")
    driver.wait(lambda: columns.box is not None and columns.box.completion.is_open)
    driver.press(ENTER)
    assert mapped(driver).sheets[0].columns[row].target == "place_text"
    preview = driver.wizard.columns_page.preview.model()
    heads = [preview.headerData(at, Qt.Orientation.Horizontal) for at in range(preview.columnCount())]
    assert preview.index(0, heads.index("Where, as reported")).data() == "A quarter"
    assert columns.hasFocus(), "Enter leaves the box"


def test_a_meaning_is_taken_from_the_column_that_had_it(begin: Begin, window: MainWindow, table: Table) -> None:
    driver = begin(window)
    driver.open(table(3))
    driver.on_to(Step.COLUMNS)
    columns = driver.wizard.columns_page.table
    columns.setFocus()
    driver.type("Notes")
    driver.wait(lambda: columns.box is not None and columns.box.completion.is_open)
    driver.press(ENTER)
    targets = [use.target for use in mapped(driver).sheets[0].columns]
    assert targets[0] == "notes"
    assert targets.count("notes") == 1


def test_words_without_a_code_are_asked_for_with_counts(begin: Begin, window: MainWindow, table: Table) -> None:
    driver = begin(window)
    driver.open(table(6, sub_event_type="Balloon"))
    driver.on_to(Step.COLUMNS)
    driver.on_to(Step.CODES)
    page = driver.wizard.codes_page
    assert [(word.word, word.count) for word in page.undecided] == [("Balloon", 1)]
    driver.type("Air")
    driver.wait(lambda: page.table.box is not None and page.table.box.completion.is_open)
    driver.press(ENTER)
    assert not page.undecided
    driver.on_to(Step.LOOK)
    assert numbers(driver.wizard) == {Standing.NEW: 6}


def test_a_word_that_stays_undecided_refuses_its_row(begin: Begin, window: MainWindow, table: Table) -> None:
    driver = begin(window)
    driver.open(table(6, sub_event_type="Balloon"))
    driver.on_to(Step.COLUMNS)
    driver.on_to(Step.CODES)
    driver.on_to(Step.LOOK)
    assert numbers(driver.wizard) == {Standing.NEW: 5, Standing.REFUSED: 1}


def test_a_new_code_is_made_of_a_word_by_the_import_alone(begin: Begin, window: MainWindow, table: Table) -> None:
    driver = begin(window)
    driver.open(table(2, sub_event_type="Balloon"))
    driver.on_to(Step.COLUMNS)
    driver.on_to(Step.CODES)
    press(driver.wizard, "import_words_new")
    assert all(code.label != "Balloon" for code in window.session.vocabularies["kind"]), "not before the import"
    driver.on_to(Step.LOOK)
    driver.on_to(Step.DONE)
    driver.wait(lambda: any(code.label == "Balloon" for code in window.session.vocabularies["kind"]))


def test_refused_rows_are_saved_corrected_and_imported_again(
    begin: Begin, window: MainWindow, table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = begin(window)
    driver.open(table(4, fatalities="many"))
    driver.on_to(Step.COLUMNS)
    driver.on_to(Step.LOOK)
    assert numbers(driver.wizard) == {Standing.NEW: 3, Standing.REFUSED: 1}
    listed = driver.wizard.look_page.table.model()
    assert [listed.index(0, at).data() for at in range(3)] == ["2", "fatalities", "many"]
    out = tmp_path / "refused.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(out), ""))
    press(driver.wizard, "import_save_refused")
    driver.wait(lambda: "1 row was saved" in text_of(driver.wizard, "import_saved"))
    assert out.stat().st_mode & 0o777 == 0o600
    driver.on_to(Step.DONE)
    driver.wait(lambda: len(window.browse.model.ids) == 9)
    out.write_text(out.read_text(encoding="utf-8-sig").replace(",many,", ",7,"), encoding="utf-8")
    press(driver.wizard, "import_more")
    driver.open(out)
    driver.on_to(Step.COLUMNS)
    driver.on_to(Step.LOOK)
    assert numbers(driver.wizard) == {Standing.NEW: 1}
    driver.on_to(Step.DONE)
    driver.wait(lambda: len(window.browse.model.ids) == 10)


def test_nothing_is_taken_while_a_row_is_refused_where_that_is_chosen(
    begin: Begin, window: MainWindow, table: Table
) -> None:
    driver = begin(window)
    driver.open(table(4, fatalities="many"))
    driver.on_to(Step.COLUMNS)
    driver.on_to(Step.LOOK)
    driver.wizard.look_page.error_choices[1].setFocus()
    driver.press(SPACE)
    QTest.keyClick(driver.wizard.next, ENTER)
    driver.wait(lambda: "nothing was imported" in driver.wizard.problem.text)
    assert driver.wizard.step is Step.LOOK
    assert window.session.pages.count() == 6


def test_days_that_can_be_read_in_two_ways_are_asked_for_once(begin: Begin, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "plain.csv"
    path.write_text("Date;What happened\n03/04/2023;An attack\n05/06/2023;Another\n", encoding="utf-8")
    driver = begin(window)
    driver.open(path)
    driver.on_to(Step.COLUMNS)
    page = driver.wizard.columns_page
    assert page.question.isVisible()
    QTest.keyClick(driver.wizard.next, ENTER)
    assert page.problem.text == "Say first whether the day or the month stands first."
    driver.press(SPACE)
    assert driver.wizard.state.day_first is True
    driver.on_to(Step.LOOK)
    look = driver.wizard.state.look
    assert look is not None
    cells = {cell.label: cell.there for cell in look.samples[Standing.NEW][0].cells}
    assert cells["When, from"] == "2023-04-03"


def test_a_way_to_read_is_kept_under_a_name_used_again_and_removed(
    begin: Begin, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "plain.csv"
    path.write_text("Remark;Event\nAn attack;Erbil\n", encoding="utf-8")
    driver = begin(window)
    driver.open(path)
    driver.on_to(Step.COLUMNS)
    page = driver.wizard.columns_page
    page.table.setFocus()
    driver.type("What happ")
    driver.wait(lambda: page.table.box is not None and page.table.box.completion.is_open)
    driver.press(ENTER)
    press(driver.wizard, "import_mapping_save")
    driver.type("Weekly")
    driver.press(ENTER)
    assert list(window.remembered.value.import_mappings) == ["Weekly"]
    driver.open(path.rename(tmp_path / "next week.csv"))
    assert mapped(driver).name == ""
    driver.on_to(Step.COLUMNS)
    page.kept.choices.setFocus()
    driver.press(Qt.Key.Key_End)
    page.kept.choices.activated.emit(page.kept.choices.currentIndex())
    assert mapped(driver).name == "Weekly"
    assert mapped(driver).sheets[0].columns[0].target == "title"
    press(driver.wizard, "import_mapping_remove")
    assert not window.remembered.value.import_mappings
