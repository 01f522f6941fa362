"""A log's own workbook, edited in a spreadsheet program and in the log meanwhile, through the import window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ascertain.app.commands import EditIncident
from ascertain.app.exporting import Wanted, export
from ascertain.app.queries import Queries
from ascertain.domain.incoming.outcome import Side
from ascertain.domain.incoming.rows import Standing
from ascertain.ui.incoming.state import Step
from ascertain.ui.shell.window import MainWindow
from tests.ui.incoming.conftest import Driver

Begin = Callable[[MainWindow], Driver]
FIRST = 0


def exported(window: MainWindow, out: Path) -> Path:
    """The whole log as a workbook."""
    session = window.session
    reader = session.reader()

    def work(queries: Queries) -> None:
        export(queries, Wanted(tuple(window.browse.model.ids), session.vocabularies, fields=session.fields), out)

    reader.ask(work).result()
    reader.close()
    return out


def edited(path: Path, changes: dict[str, tuple[str, str]]) -> None:
    """Give incidents, by what happened, another value under a heading."""
    book = load_workbook(path)
    sheet = book["Incidents"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    titled = {sheet.cell(row, heads["What happened"]).value: row for row in range(2, sheet.max_row + 1)}
    for title, (heading, value) in changes.items():
        sheet.cell(titled[title], heads[heading]).value = value
    book.save(path)


def test_cells_edited_on_both_sides_are_settled_one_by_one(begin: Begin, window: MainWindow, tmp_path: Path) -> None:
    path = exported(window, tmp_path / "october.xlsx")
    edited(
        path,
        {
            "Explosion at hospital": ("What happened", "Explosion beside the hospital"),
            "Missile attack on Conoco base": ("Notes", "Seen by two witnesses"),
        },
    )
    session = window.session
    number = next(each for each in window.browse.model.ids if title_of(window, each) == "Explosion at hospital")
    reader = session.reader()
    before = reader.ask(lambda queries: queries.incident(number)).result()
    reader.close()
    assert before is not None
    other = replace(before.content, title="Explosion in the hospital")
    session.ledger.run(EditIncident(number, before.version, other)).result()
    driver = begin(window)
    driver.open(path)
    driver.on_to(Step.COLUMNS)
    driver.on_to(Step.LOOK)
    look = driver.wizard.state.look
    assert look is not None
    counts = {each: look.count(each) for each in (Standing.NEW, Standing.CHANGED, Standing.CONFLICTING)}
    assert counts == {Standing.NEW: 0, Standing.CHANGED: 1, Standing.CONFLICTING: 1}
    listed = driver.wizard.look_page.conflicts
    assert driver.wizard.look_page.table is listed, "what needs a person is shown first"
    texts = [listed.model().index(FIRST, at).data() for at in range(2, 6)]
    assert texts == ["What happened", "Explosion in the hospital", "Explosion beside the hospital", "The log's"]
    driver.press(Qt.Key.Key_F)
    assert listed.model().index(FIRST, 5).data() == "The file's"
    assert set(driver.wizard.state.choice.cells.values()) == {Side.THERE}
    driver.on_to(Step.DONE)
    driver.wait(lambda: title_of(window, number) == "Explosion beside the hospital")
    QTest.keyClick(driver.wizard.done_page.undo, Qt.Key.Key_Space)
    driver.wait(lambda: title_of(window, number) == "Explosion in the hospital")


def title_of(window: MainWindow, number: int) -> str:
    """What happened, as the log has it now."""
    return window.session.pages.rows((number,))[0].title
