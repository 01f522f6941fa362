"""What a search found is marked in the rows: behind the letters, in the texts of the log alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage
from pytestqt.qtbot import QtBot

from ascertain.domain.search import parse
from ascertain.domain.search.matching import sought_by
from ascertain.ui.kit.found import found_in_line
from ascertain.ui.table.columns import DEFAULT_SORT
from ascertain.ui.table.model import IncidentTableModel
from ascertain.ui.table.view import IncidentTable
from ascertain.ui.theme import current_theme
from tests.ui.table.builders import Shelf, ids, make_row, vocabularies

LTR = Qt.LayoutDirection.LeftToRight


@pytest.fixture
def table(qtbot: QtBot, each_look: str) -> IncidentTable:
    del each_look
    shelf = Shelf(
        {1: make_row(1, title="Drones near Ain al-Asad", place="قاعدة الأَسَد"), 2: make_row(2, title="Rockets " * 30)}
    )
    model = IncidentTableModel(shelf.fetch, vocabularies(), ("title", "place", "status", "killed"))
    table = IncidentTable(model)
    model.setParent(table)
    qtbot.addWidget(table)
    table.resize(900, 300)
    table.show()
    qtbot.waitExposed(table)
    model.show(ids(1, 2), DEFAULT_SORT)
    return table


def marked(table: IncidentTable, row: int, column: int) -> list[int]:
    """The pixels, from the left of a cell, that are marked."""
    image = table.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    wanted = current_theme().color("found").rgb()
    cell: QRect = table.visualRect(table.model().index(row, column))
    return sorted(
        {
            x - cell.left()
            for x in range(cell.left(), min(cell.right(), image.width()))
            for y in range(cell.top(), cell.bottom())
            if image.pixel(x, y) == wanted
        }
    )


def test_words_are_marked_in_title_and_place_also_in_a_chosen_row(table: IncidentTable) -> None:
    table.seek(sought_by(parse("ain al-asad -rockets")))
    metrics = QFontMetricsF(table.font())
    begins = metrics.horizontalAdvance("Drones near ")
    for row in (0, 1):
        table.selectRow(row)
        title = marked(table, 0, 0)
        assert title[0] == pytest.approx(begins + current_theme().px(7), abs=3)
        assert title[-1] - title[0] == pytest.approx(metrics.horizontalAdvance("Ain al-Asad"), abs=4)
        assert not marked(table, 1, 0)
    table.seek(sought_by(parse("الاسد")))
    assert marked(table, 0, 1)
    assert not marked(table, 0, 0)


def test_nothing_else_is_marked(table: IncidentTable) -> None:
    table.seek(sought_by(parse("claimed 0 title:drones place:nowhere -ain")))
    assert marked(table, 0, 0)
    assert [marked(table, 0, column) for column in (1, 2, 3)] == [[], [], []]
    table.seek(sought_by(parse("")))
    assert not marked(table, 0, 0)


def test_where_a_text_is_cut_the_sign_of_it_is_marked(table: IncidentTable) -> None:
    table.seek(sought_by(parse('"rockets rockets"')))
    assert marked(table, 1, 0)[-1] > table.visualRect(table.model().index(1, 0)).width() - current_theme().px(30)


def test_marks_stand_where_the_letters_do_in_any_script() -> None:
    font = QFont()
    whole = QFontMetricsF(font).horizontalAdvance("😀😀 drone")
    (place,) = found_in_line("😀😀 drone", [(3, 8)], font, LTR)
    assert place.right() == pytest.approx(whole, abs=1)
    assert place.left() == pytest.approx(QFontMetricsF(font).horizontalAdvance("😀😀 "), abs=1)
    first, last = found_in_line("قصف قاعدة", [(0, 3), (4, 9)], font, LTR)
    assert first.left() > last.right()
