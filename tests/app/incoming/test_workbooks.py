"""Workbooks of every kind: what their cells mean, and what is told of them."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
import python_calamine
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ascertain.app.incoming import Opening, Staged, stage
from ascertain.domain.incoming.rows import FoundCell
from ascertain.domain.problems import FileTrouble
from tests.app.incoming.books import ods_of, packed, repacked, xlsx
from tests.office import converted, needs_calc

OLD_KIND = Path(__file__).with_name("old_kind.xls")


def staged(folder: Path, content: bytes, opening: Opening | None = None) -> Staged:
    path = folder / "book"
    path.write_bytes(content)
    return stage(path, opening)


def cells(staged: Staged, sheet: int = 0) -> list[tuple[FoundCell, ...]]:
    return [row for _number, row in staged.sheets[sheet].read()]


def book(fill: Callable[[xlsxwriter.Workbook, Worksheet], None], **options: object) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as made:
        fill(made, made.add_worksheet("Rows"))
    return out.getvalue()


DAYS = (
    (45_050, "yyyy-mm-dd", date(2023, 5, 4)),
    (45_050.52100694444, "dd.mm.yy hh:mm", datetime(2023, 5, 4, 12, 30, 15)),
    (45_050.5, '[$-409]d" of "mmmm', datetime(2023, 5, 4, 12)),
    (61, "m/d/yy", date(1900, 3, 1)),
    (59, "m/d/yy", date(1900, 2, 28)),
    (60, "m/d/yy", 60),
    (-3, "m/d/yy", -3),
    (3e9, "m/d/yy", 3_000_000_000),
    (0.1702083333333333, "hh:mm:ss", "04:05:06"),
    (0.5, "h AM/PM", "12:00:00"),
    (1.5, "[h]:mm:ss", "36:00:00"),
    (0.0625, "[mm]:ss", "01:30:00"),
    (0.25, "0.0%", 0.25),
    (12, '0 "days"', 12),
    (12, "[Red]0;[Blue]-0", 12),
    (1_234.5, "#,##0.00 \\d", 1_234.5),
    (12, "General", 12),
    (12, "@", 12),
)


@pytest.mark.parametrize("since_1904", [False, True])
def test_numbers_mean_what_their_format_shows(tmp_path: Path, since_1904: bool) -> None:
    def fill(made: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        for at, (number, shown, _meant) in enumerate(DAYS):
            sheet.write_number(at, 0, number, made.add_format({"num_format": shown}))

    later = timedelta(days=1_462)
    with staged(tmp_path, book(fill, date_1904=since_1904)) as found:
        for (number, shown, meant), (cell,) in zip(DAYS, cells(found), strict=True):
            if since_1904 and isinstance(meant, date) and number > 60:
                meant += later
            if since_1904 and number in (59, 60):
                meant = date(1904, 1, 1) + timedelta(days=int(number))
            assert (cell, type(cell)) == (meant, type(meant)), (number, shown)


def test_every_second_of_a_day_comes_back(tmp_path: Path) -> None:
    moments = [datetime(2023, 5, 4) + timedelta(seconds=at * 37) for at in range(1, 2_300)]
    with staged(tmp_path, xlsx([(moment,) for moment in moments])) as found:
        assert [row[0] for row in cells(found)] == moments


def test_what_is_no_plain_value_is_told(tmp_path: Path) -> None:
    def fill(made: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["a", "b", "c"])
        sheet.write_formula(1, 0, "=1/0", None, "#DIV/0!")
        sheet.write_formula(1, 1, "=A1", None, "a")
        sheet.write_boolean(1, 2, True)
        sheet.write_row(2, 0, ["hidden", "row"])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.merge_range(3, 0, 3, 2, "merged")
        made.add_worksheet("Hidden").hide()
        made.worksheets()[1].write_string(0, 0, "x")
        made.add_chartsheet("Chart")

    with staged(tmp_path, book(fill)) as found:
        assert cells(found)[1:] == [("#DIV/0!", "a", True), ("hidden", "row", None), ("merged", None, None)]
        assert [sheet.name for sheet in found.sheets] == ["Rows", "Hidden"]
        told = " ".join(str(remark) for remark in found.remarks)
        for words in ("cell holds an error", "row is hidden", "are merged", "sheet is hidden"):
            assert words in told


def test_formulas_that_were_never_computed_are_told(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.append(["a", "=1+1", "=2+2"])
    out = io.BytesIO()
    made.save(out)
    with staged(tmp_path, out.getvalue()) as found:
        assert cells(found) == [("a",)]
        assert "2 formulas have no result" in str(found.remarks[0])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<si><t>_x005F_x0041_|_x0041_|_x000D_|_xD800_|_x41_</t></si>", "_x0041_|A|\r|_xD800_|_x41_"),
        ("<si><r><t>one </t></r><r><rPr><b/></rPr><t>two</t></r></si>", "one two"),
        ("<si><t>kana</t><rPh sb='0' eb='1'><t>sound</t></rPh></si>", "kana"),
        ("<si><t xml:space='preserve'> a &amp; &#1593;\n b </t></si>", " a & ع\n b "),
        ("<x:si xmlns:x='y'><x:t>prefix</x:t></x:si>", "prefix"),
        ("<si/>", None),
    ],
)
def test_texts_of_workbooks_are_read_as_they_are_meant(tmp_path: Path, written: str, read: FoundCell) -> None:
    def fill(_made: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["first", "MARK"])

    def change(name: str, held: bytes) -> bytes:
        return held.replace(b"<si><t>MARK</t></si>", written.encode()) if name.endswith("sharedStrings.xml") else held

    with staged(tmp_path, repacked(book(fill), change)) as found:
        assert cells(found)[0][1:] == ((read,) if read is not None else ())


SHEET = (
    '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>in</x:t></x:is></x:c><x:c><x:v>7</x:v>'
    '</x:c><x:c t="d"><x:v>2023-05-04T12:30:15</x:v></x:c><x:c t="n"><x:v>NaN</x:v></x:c><x:c t="n"><x:v>ab</x:v></x:c>'
    '</x:row><x:row r="9"><x:c r="C9" t="str"><x:f>A1</x:f><x:v>far</x:v></x:c><x:c><x:v>1e3</x:v></x:c></x:row>'
    "</x:sheetData></x:worksheet>"
)


def test_a_sheet_of_another_hand(tmp_path: Path) -> None:
    """Prefixes, no places, ISO days and what is no number."""
    content = repacked(xlsx([("x",)]), lambda name, held: SHEET.encode() if name.endswith("sheet1.xml") else held)
    with staged(tmp_path, content) as found:
        assert list(found.sheets[0].read()) == [
            (1, ("in", 7, datetime(2023, 5, 4, 12, 30, 15), "nan", "ab")),
            (9, (None, None, "far", 1_000, None)),
        ]


def test_one_sheet_alone_is_read(tmp_path: Path) -> None:
    def fill(made: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_string(0, 0, "first")
        made.add_worksheet("Zweite").write_string(0, 0, "second")

    content = book(fill)
    with staged(tmp_path, content, Opening(sheet="Zweite")) as found:
        assert [(sheet.name, sheet.rows) for sheet in found.sheets] == [("Zweite", 1)]
    for other in (content, ods_of('<table:table table:name="Rows"/>')):
        with pytest.raises(FileTrouble, match="no sheet “gone”"):
            staged(tmp_path, other, Opening(sheet="gone"))


def test_macros_are_named_and_not_run(tmp_path: Path) -> None:
    kind, macros = b"spreadsheetml.sheet.main+xml", b"vnd.ms-excel.sheet.macroEnabled.main+xml"
    content = repacked(
        xlsx([("x",)]),
        lambda _name, held: held.replace(b"vnd.openxmlformats-officedocument." + kind, macros).replace(kind, macros),
    )
    with staged(tmp_path, content) as found:
        assert (found.form, cells(found)) == ("xlsm", [("x",)])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('<table:table-cell><text:p>a<text:s text:c="3"/>b<text:tab/>c</text:p></table:table-cell>', "a   b\tc"),
        ("<table:table-cell><text:p>a  z \n  b<text:line-break/>c</text:p><text:p/></table:table-cell>", "a  z b\nc\n"),
        ("<table:table-cell><text:p><text:a>a</text:a> <text:span>b</text:span></text:p></table:table-cell>", "a b"),
        ("<table:table-cell><office:annotation><text:p>note</text:p></office:annotation><text:p>x</text:p>"
         "</table:table-cell>", "x"),
        ('<table:table-cell office:value-type="time" office:time-value="PT04H05M06S"/>', "04:05:06"),
        ('<table:table-cell office:value-type="time" office:time-value="-PT36H"/>', "-36:00:00"),
        ('<table:table-cell office:value-type="date" office:date-value="2023-05-04T12:30:15.000000001"/>',
         datetime(2023, 5, 4, 12, 30, 15)),
        ('<table:table-cell office:value-type="date" office:date-value="12023-05-04"/>', "12023-05-04"),
        ('<table:table-cell office:value-type="percentage" office:value="0.25"/>', 0.25),
        ('<table:table-cell office:value-type="currency" office:value="12"/>', 12),
        ('<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#REF!</text:p>'
         "</table:table-cell>", "#REF!"),
        ('<table:table-cell office:value-type="string" office:string-value="told"/>', "told"),
        ('<table:covered-table-cell><text:p>under</text:p></table:covered-table-cell>', "under"),
    ],
)  # fmt: skip
def test_cells_of_ods_are_read_as_they_are_meant(tmp_path: Path, written: str, read: FoundCell) -> None:
    row = f'<table:table-row><table:table-cell table:number-columns-repeated="2"/>{written}</table:table-row>'
    with staged(tmp_path, ods_of(f'<table:table table:name="t">{row}</table:table>')) as found:
        assert cells(found) == [(None, None, read)]
        assert bool(found.remarks) == (read == "#REF!")


def test_rows_of_ods_that_stand_for_many(tmp_path: Path) -> None:
    cell = '<table:table-cell table:number-columns-repeated="{}" office:value-type="float" office:value="1"/>'
    rows = (
        f'<table:table-row table:number-rows-repeated="3">{cell.format(2)}</table:table-row>'
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384"'
        f'/></table:table-row><table:table-row table:visibility="filter">{cell.format(1)}</table:table-row>'
    )
    with staged(tmp_path, ods_of(f'<table:table table:name="t">{rows}</table:table>')) as found:
        assert [number for number, _row in found.sheets[0].read()] == [1, 2, 3, 1_000_004]
        assert [number for number, _row in found.sheets[0].numbered(2, 1_000_004)] == [2, 3]
        assert "One row is hidden" in str(found.remarks[0])


def test_the_old_kind(tmp_path: Path) -> None:
    """The file was written by LibreOffice."""
    with stage(OLD_KIND) as found:
        assert (found.form, [sheet.name for sheet in found.sheets]) == ("xls", ["Rows", "Hid"])
        assert list(found.sheets[0].read()) == [
            (1, ("a", "b", "c", "d", "e", "f")),
            (2, ("قوات", 5, 0.25, True, None, 6)),
            (3, (date(2023, 5, 4), datetime(2023, 5, 4, 12, 30, 15), "04:05:06", "36:00:00", "=1+1", "two\nlines")),
            (4, ("merged", *[None] * 5)),
            (5, ("hidden", *[None] * 5)),
            (7, (*[None] * 5, "_x0041_ _x000D_ x")),
        ]
        assert any("XLS" in str(remark) for remark in found.remarks)
    content = OLD_KIND.read_bytes()
    for size in (600, 3_000, len(content) - 700):
        path = tmp_path / "cut.xls"
        path.write_bytes(content[:size])
        with pytest.raises(FileTrouble, match=r"cut\.xls"):
            stage(path)


def test_another_reader_finds_the_same(tmp_path: Path) -> None:
    def fill(made: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        moment = made.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        for at in range(400):
            sheet.write_row(at, at % 3, [f"text {at} قصف", at * 1.25, at % 2 == 0, "" if at % 7 else "seventh"])
            sheet.write_datetime(at, 8, datetime(1990, 1, 1) + timedelta(days=at * 29, seconds=at * 997 + 1), moment)

    content = book(fill)
    with staged(tmp_path, content) as found:
        other = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        assert [list(row) for row in cells(found)] == [[cell if cell != "" else None for cell in row]
                                                       for row in other.to_python(skip_empty_area=False)]  # fmt: skip


def test_rows_that_take_a_parser_are_read_as_those_that_do_not(tmp_path: Path) -> None:
    def fill(made: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        moment = made.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for at in range(300):
            sheet.write_row(at * 2, at % 4, ["قصف" * (at % 5), "a _x0041_ b", at / 8, at % 2 == 0, None, f"  {at} "])
            sheet.write_datetime(at * 2, 30 + at % 3, datetime(2023, 5, 4, 12, at % 60), moment)
            sheet.set_row(at * 2, None, None, {"hidden": at % 9 == 0})

    for content in (book(fill), book(fill, in_memory=False, constant_memory=True)):
        slow = repacked(content, lambda _name, held: held.replace(b"</row>", b"<!-- x --></row>"))
        bare = repacked(content, lambda _name, held: held.replace(b"<sheetData>", b"<sheetData >"))
        with staged(tmp_path, content) as one, staged(tmp_path, slow) as other, staged(tmp_path, bare) as third:
            assert list(one.sheets[0].read()) == list(other.sheets[0].read()) == list(third.sheets[0].read())
            assert one.remarks == other.remarks == third.remarks
            assert one.sheets[0].rows == 300


@needs_calc
def test_what_libreoffice_writes_is_the_same(tmp_path: Path) -> None:
    table: list[tuple[FoundCell, ...]] = [("a", "b", "c", "d")]
    # LibreOffice keeps no tab in a cell of several lines.
    table += [("قصف  two spaces\nline", 0.1, date(2023, 5, 4), datetime(2023, 5, 4, 23, 59, 59))]
    (tmp_path / "book.xlsx").write_bytes(xlsx(table))
    for ending in ("ods", "xls", "xlsx:Calc MS Excel 2007 XML"):
        made = converted(tmp_path, ending, tmp_path / "book.xlsx")
        with stage(next(made.iterdir())) as found:
            assert cells(found) == table


def test_an_empty_part_is_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="damaged"):
        staged(tmp_path, packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}))


def test_a_time_of_no_day_keeps_its_parts_of_a_second(tmp_path: Path) -> None:
    def fill(made: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_datetime(0, 0, time(4, 5, 6, 250_000), made.add_format({"num_format": "hh:mm:ss.000"}))

    with staged(tmp_path, book(fill)) as found:
        assert cells(found) == [("04:05:06.250000",)]
