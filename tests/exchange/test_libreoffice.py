"""What is written opens in LibreOffice, and every cell says what it said: text as text, days as days, no formula."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from ascertain.domain.conduct import Conduct
from ascertain.exchange.outgoing import Outgoing
from ascertain.exchange.sheets import Cell
from ascertain.exchange.workload import workload_of
from tests.exchange.given import BARE, FULL, ODD, exporter, incident, outgoing
from tests.office import converted, needs_calc

pytestmark = needs_calc
NAMES = ("xlsx", "ods", "csv")
Sheets = dict[str, list[list[object]]]


def everything() -> Outgoing:
    contents = [FULL, BARE, ODD]
    return outgoing([incident(at, content) for at, content in enumerate(contents, start=1)])


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with what LibreOffice makes of the file of each exporter."""
    folder = tmp_path_factory.mktemp("office")
    for name in NAMES:
        exporter(name).write(everything(), folder / f"{name}.{name}", Conduct())
    files = [folder / f"{name}.{name}" for name in NAMES]
    return converted(folder, "xlsx", *files, options=("--infilter=CSV:44,34,76",))


def read(path: Path) -> Sheets:
    book = openpyxl.load_workbook(path)
    formulas = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]
    assert formulas == []
    return {
        sheet.title: [[seen(cell.value) for cell in line] for line in sheet.iter_rows()] for sheet in book.worksheets
    }


def seen(value: object) -> object:
    if isinstance(value, str):
        return unescape(value)
    return float(value) if isinstance(value, int) else value


def expected(cell: Cell) -> object:
    """The cell as the library reads it that looks at what LibreOffice made."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return datetime(cell.year, cell.month, cell.day)
    return seen(cell)


def without_tabs(value: object) -> object:
    """LibreOffice drops a tab from the text of a cell of an OpenDocument spreadsheet, also from its own."""
    return value.replace("\t", "") if isinstance(value, str) else value


def padded(line: Sequence[object], width: int) -> list[object]:
    return [*line, *[None] * (width - len(line))]


@pytest.mark.parametrize("name", ["xlsx", "ods"])
def test_every_cell_of_every_sheet_says_the_same(name: str, opened: Path) -> None:
    found = read(opened / f"{name}.xlsx")
    work = workload_of(everything())
    assert list(found) == [plan.name for plan in work.plans]
    blocks = list(work.blocks)
    for at, plan in enumerate(work.plans):
        wanted: list[list[object]] = [[column.heading for column in plan.columns]]
        wanted += [[expected(cell) for cell in row] for block in blocks for row in block[at]]
        lines = [padded(line, len(plan.columns)) for line in found[plan.name]]
        if name == "ods":
            lines, wanted = ([[without_tabs(cell) for cell in line] for line in each] for each in (lines, wanted))
        assert lines == wanted


def test_no_cell_of_a_csv_file_becomes_a_formula(opened: Path) -> None:
    ((head, *lines),) = read(opened / "csv.xlsx").values()
    assert len(lines) == 3
    assert str(lines[2][head.index("What happened")]).startswith("'=1+1")


def test_a_workbook_keeps_what_makes_it_easy_to_edit(opened: Path) -> None:
    for name in ("xlsx", "ods"):
        sheet = openpyxl.load_workbook(opened / f"{name}.xlsx")["Incidents"]
        assert sheet.auto_filter.ref is not None
        assert sheet.auto_filter.ref.startswith("A1:")
        assert len(sheet.data_validations.dataValidation) >= 5
        assert [letter for letter, held in sheet.column_dimensions.items() if held.hidden]
