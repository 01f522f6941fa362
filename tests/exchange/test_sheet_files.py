"""Sheets of workbooks and of OpenDocument spreadsheets: what stands around the cells, and what has no room in them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.exchange.ods_file import write_ods
from ascertain.exchange.sheets import Block, Cell, CellKind, Column, SheetPlan, Shortened, Workload, begun_as
from ascertain.exchange.xlsx_file import LONGEST_TEXT, write_workbook

LABELS = tuple(f'Kind {at}, "so" & <other>' for at in range(40))
COLUMNS = (
    Column("ref", "Ref", 11),
    Column("title", "What happened", 40, CellKind.LONG_TEXT),
    Column("day", "Day", 12, CellKind.DAY),
    Column("time", "Time", 17, CellKind.TIME),
    Column("url", "Address", 30, CellKind.ADDRESS),
    Column("official", "Official", 9, CellKind.CHOICE, ("yes", "no")),
    Column("kind", "Kind", 20, CellKind.CHOICE, LABELS, "kind"),
    Column("uid", "uid", hidden=True),
)
CODES = SheetPlan("Codebook", (Column("key", "Key"), Column("label", "Label")), {"kind": (2, 41)})
ROW: tuple[Cell, ...] = (
    "2023-0001", " =1+1\n\tو  x ", date(2023, 10, 17), datetime(2023, 10, 17, 3, 5), "https://example.org/a?b=1&c=%20#d",
    "yes", LABELS[3], "u1",
)  # fmt: skip
OFFICE = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("table", "text", "office", "style", "config")
} | {"xlink": "http://www.w3.org/1999/xlink"}

Write = Callable[..., tuple[Shortened, ...]]
FORMS = pytest.mark.parametrize(("write", "name"), [(write_workbook, "a.xlsx"), (write_ods, "a.ods")])


def workload(rows: list[tuple[Cell, ...]], *, right_to_left: bool = False) -> Workload:
    def blocks() -> Iterator[Block]:
        codes: tuple[tuple[Cell, ...], ...] = tuple((f"k{at}", label) for at, label in enumerate(LABELS))
        for row in rows:
            yield ((row,), codes)
            codes = ()

    return Workload((SheetPlan("Incidents", COLUMNS), CODES), blocks(), len(rows), right_to_left)


def parts(path: Path) -> dict[str, etree._Element]:
    with zipfile.ZipFile(path) as archive:
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name != "mimetype"}


def found(path: Path, query: str) -> list[str]:
    return [str(each) for each in parts(path)["content.xml"].xpath(query, namespaces=OFFICE)]


def test_a_workbook_has_what_makes_it_easy_to_edit(tmp_path: Path) -> None:
    write_workbook(workload([ROW], right_to_left=True), tmp_path / "a.xlsx", Conduct())
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Incidents"]
    assert [cell.value for cell in sheet[2]] == [
        datetime(2023, 10, 17) if cell == date(2023, 10, 17) else cell for cell in ROW
    ]
    assert (sheet["C2"].number_format, sheet["D2"].number_format) == ("yyyy\\-mm\\-dd", "yyyy\\-mm\\-dd\\ hh:mm")
    assert sheet["A1"].font.b
    assert sheet.freeze_panes == "B2"
    assert sheet.sheet_view.rightToLeft
    assert sheet.auto_filter.ref == "A1:H2", "what is hidden is sorted with the rest"
    assert [sheet.column_dimensions[letter].hidden for letter in "AGH"] == [False, False, True]
    assert round(sheet.column_dimensions["B"].width) == 41
    rules = {str(rule.sqref): (rule.type, rule.formula1) for rule in sheet.data_validations.dataValidation}
    assert rules == {
        "F2:F1048576": ("list", '"yes,no"'),
        "G2:G1048576": ("list", "'Codebook'!$B$2:$B$41"),
    }
    link = sheet["E2"].hyperlink
    assert (link.target, link.location) == ("https://example.org/a?b=1&c=%20", "d")


def test_an_open_document_has_the_same(tmp_path: Path) -> None:
    out = tmp_path / "a.ods"
    write_ods(workload([ROW], right_to_left=True), out, Conduct())
    assert out.read_bytes()[30:84] == b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
    row = "//table:table[1]/table:table-row[2]/table:table-cell"
    assert found(out, f"{row}/@office:value-type") == ["string", "string", "date", "date", *["string"] * 4]
    assert found(out, f"{row}/@office:date-value") == ["2023-10-17", "2023-10-17T03:05:00"]
    assert found(out, f"{row}//text:a/@xlink:href") == ["https://example.org/a?b=1&c=%20#d"]
    assert found(out, "//table:table[1]/table:table-column/@table:visibility") == ["collapse"]
    assert found(out, "//style:table-properties/@style:writing-mode") == ["rl-tb"]
    assert found(out, "//table:database-range/@table:target-range-address") == [
        "Incidents.A1:Incidents.H2",
        "Codebook.A1:Codebook.B41",
    ]
    assert found(out, "//table:content-validation/@table:condition") == [
        'of:cell-content-is-in-list("yes";"no")',
        "of:cell-content-is-in-list([$Codebook.$B$2:.$B$41])",
    ]
    assert found(out, f"{row}/@table:content-validation-name") == ["choices1", "choices2"]
    assert not found(out, "//@table:formula")
    sheets = parts(out)["settings.xml"].xpath("//*[@config:name='Incidents']", namespaces=OFFICE)
    assert sheets[0].xpath("*[@config:name='VerticalSplitPosition']/text()", namespaces=OFFICE) == ["1"]


def test_an_open_document_keeps_every_blank_tab_and_line(tmp_path: Path) -> None:
    text = "  two before,   three within\tand\t\ttabs \n\n one after "
    write_ods(workload([("r", text, *ROW[2:])]), tmp_path / "a.ods", Conduct())
    cell = parts(tmp_path / "a.ods")["content.xml"].xpath(
        "//table:table-row[2]/table:table-cell[2]", namespaces=OFFICE
    )[0]
    lines = []
    for paragraph in cell:
        shown = paragraph.text or ""
        assert shown == shown.lstrip()
        for element in paragraph:
            count = int(element.get(f"{{{OFFICE['text']}}}c", "1"))
            shown += ("\t" if element.tag.endswith("}tab") else " ") * count + (element.tail or "")
            assert "  " not in (element.tail or "")
        lines.append(shown)
    assert "\n".join(lines) == text


@FORMS
def test_a_full_sheet_goes_on_on_another(write: Write, name: str, tmp_path: Path) -> None:
    rows: list[tuple[Cell, ...]] = [(f"r{at}", *ROW[1:]) for at in range(100)]
    write(workload(rows), tmp_path / name, Conduct(), 41)
    book = CalamineWorkbook.from_path(tmp_path / name)
    assert book.sheet_names == ["Incidents", "Incidents (2)", "Incidents (3)", "Codebook"]
    assert [begun_as(each) for each in book.sheet_names] == ["Incidents"] * 3 + ["Codebook"]
    heads, refs = [], []
    for sheet in book.sheet_names[:3]:
        head, *lines = book.get_sheet_by_name(sheet).to_python()
        heads.append(head)
        refs += [line[0] for line in lines]
    assert heads == [[column.heading for column in COLUMNS]] * 3
    assert refs == [f"r{at}" for at in range(100)]


@FORMS
def test_a_text_too_long_for_a_cell_is_told(write: Write, name: str, tmp_path: Path) -> None:
    whole, over = "ا" * LONGEST_TEXT, "😀" * LONGEST_TEXT
    rows: list[tuple[Cell, ...]] = [("one", whole, *ROW[2:]), ("two", over, *ROW[2:])]
    assert write(workload(rows), tmp_path / name, Conduct()) == (Shortened("two", "What happened"),)
    lines = CalamineWorkbook.from_path(tmp_path / name).get_sheet_by_index(0).to_python()
    assert [line[1] for line in lines[1:]] == [whole, "😀" * ((LONGEST_TEXT - 1) // 2) + "…"]


@FORMS
@pytest.mark.parametrize("text", ["a\x07b\x00", "\ud800 alone", "￾ end"])
def test_what_is_no_text_makes_no_broken_file(write: Write, name: str, text: str, tmp_path: Path) -> None:
    write(workload([("r", text, *ROW[2:])]), tmp_path / name, Conduct())
    assert parts(tmp_path / name)
    (_, line) = CalamineWorkbook.from_path(tmp_path / name).get_sheet_by_index(0).to_python()
    assert line[1] != ""
    assert line[2:4] == [date(2023, 10, 17), datetime(2023, 10, 17, 3, 5)]


@FORMS
@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        '=HYPERLINK("http://x")',
        "https://x/ y",
        "https://",
        "https://example.org/" + "x" * 2060,
    ],
)
def test_only_addresses_of_the_web_lead_anywhere(write: Write, name: str, address: str, tmp_path: Path) -> None:
    write(workload([(*ROW[:4], address, *ROW[5:])]), tmp_path / name, Conduct())
    elements = [element for part in parts(tmp_path / name).values() for element in part.iter()]
    assert not [element for element in elements if element.tag.endswith(("}a", "}hyperlink", "}f"))]
    (_, line) = CalamineWorkbook.from_path(tmp_path / name).get_sheet_by_index(0).to_python()
    assert line[4] == address


def test_a_workbook_has_no_more_links_than_the_format_allows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ascertain.exchange.xlsx_file._MOST_LINKS", 3)
    write_workbook(workload([ROW] * 5), tmp_path / "a.xlsx", Conduct())
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Incidents"]
    assert [bool(sheet.cell(line, 5).hyperlink) for line in range(2, 7)] == [True, True, True, False, False]
    assert sheet["E6"].value == ROW[4]


@FORMS
@pytest.mark.parametrize("cell", [10**16, float("inf"), date(1899, 5, 4), datetime(2023, 1, 1, 1, 2, 3)])
def test_what_a_spreadsheet_would_round_is_text_and_seconds_stay(
    write: Write, name: str, cell: Cell, tmp_path: Path
) -> None:
    write(workload([(cell, *ROW[1:])]), tmp_path / name, Conduct())
    (_, line) = CalamineWorkbook.from_path(tmp_path / name).get_sheet_by_index(0).to_python()
    assert line[0] == (cell if isinstance(cell, datetime) else str(cell))


@FORMS
def test_it_can_be_stopped_while_it_is_packed(write: Write, name: str, tmp_path: Path) -> None:
    told: list[int] = []
    conduct = Conduct(lambda done, _: told.append(done), lambda: 5 in told)
    with pytest.raises(Cancelled):
        write(workload([ROW] * 5), tmp_path / name, conduct)
    assert told == [5], "everything was written, and not yet packed"
    assert [path.name for path in tmp_path.iterdir() if path.name != name] == []
