"""What goes into a workbook or a CSV file comes out of it, cell by cell, read by other libraries."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from python_calamine import CalamineWorkbook

import ascertain.exchange.exporters as found_in
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.exchange.csv_file import protect, write_csv
from ascertain.exchange.exporters import exporter_for, exporter_named, exporters
from ascertain.exchange.sheets import Block, Cell, Column, SheetPlan, Shortened, Workload
from ascertain.exchange.xlsx_file import LONGEST_TEXT, write_workbook

Write = Callable[[Workload, Path, Conduct], tuple[Shortened, ...]]
# What the domain lets into a log: no control characters but tab and line feed, no halves of surrogate pairs.
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\n\t"), max_size=60)
HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "'quoted",
    '=HYPERLINK("http://x")',
    "2023-10-17",
    "007",
    "1e5",
    "TRUE",
    "عين الأسد",
    "עזה",
    "_x0041_",
]
CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(), TEXTS, st.sampled_from(HOSTILE), st.integers(0, 10**9), st.dates(date(1901, 1, 1), date(2200, 1, 1))
)


def workload(rows: list[tuple[Cell, ...]], second: list[tuple[Cell, ...]] | None = None, width: int = 3) -> Workload:
    columns = tuple(Column(f"c{at}", f"Heading {at}") for at in range(width))
    plans = (SheetPlan("Incidents", columns), SheetPlan("Statements", columns))
    blocks: list[Block] = [((row,), tuple(second or ())) for row in rows]
    return Workload(plans, blocks, len(rows))


def as_read(cell: Cell) -> object:
    if cell == "":
        return None
    return (
        datetime(cell.year, cell.month, cell.day) if isinstance(cell, date) and not isinstance(cell, datetime) else cell
    )


def plain(value: object) -> object:
    """A value as a spreadsheet program shows it: this reader leaves `_x005F_` (ECMA-376, ST_Xstring) as it stands."""
    return unescape(value) if isinstance(value, str) else value


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8))
def test_every_cell_of_a_workbook_is_read_back_in_its_type(rows: list[tuple[Cell, ...]]) -> None:
    with TemporaryDirectory() as folder:
        out = Path(folder) / "out.xlsx"
        assert write_workbook(workload(rows), out, Conduct()) == ()
        sheet = openpyxl.load_workbook(out)["Incidents"]
        lines = sheet.iter_rows(min_row=2, max_col=3, max_row=len(rows) + 1) if rows else ()
        found = [[plain(cell.value) for cell in line] for line in lines]
        assert found == [[as_read(cell) for cell in row] for row in rows]
        assert not any(cell.data_type == "f" for line in sheet.iter_rows() for cell in line)


def test_another_reader_sees_the_same_texts(tmp_path: Path) -> None:
    rows: list[tuple[Cell, ...]] = [(text, 1, None) for text in HOSTILE if text != "_x0041_"]
    write_workbook(workload(rows), tmp_path / "out.xlsx", Conduct())
    found = CalamineWorkbook.from_path(tmp_path / "out.xlsx").get_sheet_by_name("Incidents").to_python()
    assert [line[0] for line in found[1:]] == [row[0] for row in rows]


def test_sheets_grow_side_by_side(tmp_path: Path) -> None:
    write_workbook(workload([("a", 1, 2), ("b", 3, 4)], [("x", 1, 1), ("y", 1, 1)]), tmp_path / "out.xlsx", Conduct())
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert [line[0].value for line in book["Statements"].iter_rows(min_row=2)] == ["x", "y", "x", "y"]
    assert book["Incidents"].freeze_panes == "B2"
    assert book["Incidents"].auto_filter.ref == "A1:C3"


def test_a_text_too_long_for_a_cell_is_reported(tmp_path: Path) -> None:
    whole, over = "ا" * LONGEST_TEXT, "😀" * LONGEST_TEXT
    shortened = write_workbook(workload([("one", whole, None), ("two", over, None)]), tmp_path / "out.xlsx", Conduct())
    assert [(each.record, each.heading) for each in shortened] == [("two", "Heading 1")]
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Incidents"]
    assert sheet["B2"].value == whole
    assert sheet["B3"].value == "😀" * ((LONGEST_TEXT - 1) // 2) + "…"


def test_a_day_before_the_calendar_of_spreadsheets_is_text(tmp_path: Path) -> None:
    write_workbook(workload([(date(1899, 5, 4), None, None)]), tmp_path / "out.xlsx", Conduct())
    assert openpyxl.load_workbook(tmp_path / "out.xlsx")["Incidents"]["A2"].value == "1899-05-04"


@given(TEXTS | st.sampled_from(HOSTILE))
def test_protection_from_formulas_can_be_taken_off(text: str) -> None:
    shown = protect(text)
    assert not shown.startswith(("=", "+", "-", "@", "\t"))
    assert (shown[1:] if shown.startswith("'") else shown) == text


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS, st.integers()), max_size=8))
def test_every_cell_of_a_csv_file_is_read_back(rows: list[tuple[Cell, ...]]) -> None:
    with TemporaryDirectory() as folder:
        out = Path(folder) / "out.csv"
        write_csv(workload(rows), out, Conduct())
        assert out.read_bytes().startswith(b"\xef\xbb\xbf")
        with out.open(encoding="utf-8-sig", newline="") as source:
            found = list(csv.reader(source))
    assert found[0] == ["Heading 0", "Heading 1", "Heading 2"]
    assert found[1:] == [[protect(str(a)), protect(str(b)), str(c)] for a, b, c in rows]


@pytest.mark.parametrize(("write", "suffix"), [(write_workbook, ".xlsx"), (write_csv, ".csv")])
def test_an_export_stops_when_asked_and_says_how_far_it_is(write: Write, suffix: str, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    conduct = Conduct(lambda done, total: seen.append((done, total)), lambda: len(seen) >= 2)
    with pytest.raises(Cancelled):
        write(workload([(at, at, at) for at in range(1000)]), tmp_path / f"out{suffix}", conduct)
    assert len(seen) == 2
    assert seen[0][0] < seen[1][0] < 1000
    assert [path.suffix for path in tmp_path.iterdir() if path.stat().st_size] in ([], [".csv"])


def test_the_format_follows_the_suffix() -> None:
    found = exporter_for(Path("A.XLSX"))
    assert found is not None
    assert found.suffix == ".xlsx"
    assert exporter_for(Path("a.doc")) is None


def test_every_module_of_the_package_is_a_format_with_a_name_of_its_own() -> None:
    modules = {path.stem for path in Path(found_in.__file__).parent.glob("[!_]*.py")}
    assert len(exporters()) == len(modules) == len({each.name for each in exporters()})
    for each in exporters():
        assert exporter_named(each.name) is each
        assert each.label.text
        assert each.purpose.text
        assert each.suffix.startswith(".")
        assert len({option.key for option in each.options}) == len(each.options)
        assert all(option.choices for option in each.options)
    assert exporter_named("nothing") is None
