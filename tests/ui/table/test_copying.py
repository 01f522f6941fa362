"""Rows on the clipboard, as text and as HTML together."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ascertain.domain.records import Figure
from ascertain.ui.clipboard import ClipCell, ClipTable
from ascertain.ui.table.copying import cells_of, headings_of
from tests.ui.table.builders import make_row, vocabularies

COLUMNS = ("ref", "title", "status", "killed")


class Cells(HTMLParser):
    """Reads a table back: the text and the attributes of each cell, by row."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.given: list[list[dict[str, str | None]]] = []
        self.table: dict[str, str | None] = {}
        self._open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.table = dict(attrs)
        elif tag == "tr":
            self.rows.append([])
            self.given.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self.given[-1].append(dict(attrs))
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._open:
            self.rows[-1][-1] += data


def copied(**given: object) -> ClipTable:
    table = ClipTable(headings_of(COLUMNS))
    table.add(cells_of([make_row(1, **given)], COLUMNS, vocabularies()))
    return table


def test_rows_are_lines_of_tabs_and_cells_of_a_table(qtbot: QtBot) -> None:
    table = copied(title="a\tb\nc & <d>")
    table.put()
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "Ref\tWhat happened\tStatus\tKilled\n2023-0001\ta b c & <d>\tClaimed\t0\n"
    read = Cells(mime.html())
    assert read.rows == [["Ref", "What happened", "Status", "Killed"], ["2023-0001", "a b c & <d>", "Claimed", "0"]]
    assert sorted(mime.formats()) == ["text/html", "text/plain"]


def test_headings_can_be_left_out(qtbot: QtBot) -> None:
    table = ClipTable()
    table.add(cells_of([make_row(1), make_row(2)], ("ref",), vocabularies()))
    assert table.tsv == "2023-0001\n2023-0002\n"
    assert (table.rows, len(Cells(table.html).rows)) == (2, 2)


def test_numbers_are_numbers_and_figures_between_two_counts_are_texts(qtbot: QtBot) -> None:
    one, between = copied(killed=Figure.exactly(12_345)), copied(killed=Figure(3, None, 24))
    assert one.tsv.splitlines()[1].endswith("\t12345")
    assert Cells(one.html).given[1][3]["sdval"] == "12345"
    assert between.tsv.splitlines()[1].endswith("\t3–24")
    assert "sdval" not in Cells(between.html).given[1][3]
    assert "sdval" not in Cells(copied(killed=Figure(unknown=True)).html).given[1][3]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "'"])
def test_what_a_spreadsheet_would_take_for_a_formula_is_harmless(qtbot: QtBot, start: str) -> None:
    table = copied(title=f"{start}HYPERLINK(A1)")
    assert table.tsv.splitlines()[1].split("\t")[1] == f"'{start}HYPERLINK(A1)"
    read = Cells(table.html)
    assert read.rows[1][1] == f"'{start}HYPERLINK(A1)"
    assert "mso-number-format" in str(read.given[1][1]["style"])


def test_text_of_the_other_direction_is_marked_so(qtbot: QtBot) -> None:
    read = Cells(copied(title="هجوم على القاعدة").html)
    assert read.table["dir"] == "ltr"
    assert read.given[1][1]["dir"] == "rtl"
    assert "dir" not in read.given[1][2]
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        mirrored = Cells(copied(title="هجوم على القاعدة").html)
    finally:
        QGuiApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert mirrored.table["dir"] == "rtl"
    assert "dir" not in mirrored.given[1][1]
    assert mirrored.given[1][2]["dir"] == "ltr"


@settings(max_examples=40)
@given(st.lists(st.lists(st.text(max_size=12), min_size=3, max_size=3), max_size=6))
def test_any_text_keeps_its_cell(texts: list[list[str]]) -> None:
    table = ClipTable()
    table.add([ClipCell(text) for text in row] for row in texts)
    # Not splitlines: it would part at more than the ends of lines.
    lines = table.tsv.split("\n")[:-1] if texts else []
    assert [len(line.split("\t")) for line in lines] == [3] * len(texts)
    assert [len(row) for row in Cells(table.html).rows] == [3] * len(texts)
