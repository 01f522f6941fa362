from __future__ import annotations

from array import array

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from ascertain.domain.rows import SortKey
from ascertain.ui.table.columns import DEFAULT_SORT
from ascertain.ui.table.view import IncidentTable
from tests.ui.table.builders import Shelf, ids, make_row, model_of

UP = (SortKey("t_from"),)


def click_header(
    table: IncidentTable, key: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    logical = model_of(table).columns.index(key)
    where = QPoint(table.header.sectionViewportPosition(logical) + 20, table.header.height() // 2)
    QTest.mouseClick(table.header.viewport(), Qt.MouseButton.LeftButton, modifier, where)


def test_the_first_incident_is_current_when_the_first_rows_come(qtbot: QtBot, table: IncidentTable) -> None:
    with qtbot.waitSignal(table.current_incident_changed) as told:
        model_of(table).show(ids(5, 4, 3), DEFAULT_SORT)
    assert told.args == [5]
    assert table.selection().ids == (5,)


def test_keys_move_open_and_do_not_search(qtbot: QtBot, table: IncidentTable) -> None:
    model_of(table).show(array("q", range(1, 1001)), DEFAULT_SORT)
    QTest.keyClick(table, Qt.Key.Key_End)
    assert table.current_id() == 1000
    QTest.keyClick(table, Qt.Key.Key_Home)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.current_id() == 2
    QTest.keyClick(table, Qt.Key.Key_2)
    assert table.current_id() == 2
    with qtbot.waitSignal(table.open_requested) as told:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert told.args == [2]


def test_ctrl_a_takes_everything_and_what_comes_later(table: IncidentTable) -> None:
    model_of(table).show(array("q", range(1, 201)), DEFAULT_SORT, complete=False)
    QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    model_of(table).show(array("q", range(1, 100_001)), DEFAULT_SORT)
    chosen = table.selection()
    assert chosen.everything
    assert len(chosen) == 100_000
    assert chosen.spans == ((0, 99_999),)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert len(table.selection()) == 1


def test_a_selection_in_pieces_is_a_value(table: IncidentTable) -> None:
    model_of(table).show(ids(9, 8, 7, 6, 5), DEFAULT_SORT)
    for row in (0, 1, 3):
        where = table.visualRect(model_of(table).index(row, 0)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, where)
    # The first was chosen already, so the click on it took it out.
    assert table.selection().ids == (8, 6)
    assert not table.selection().everything


def test_the_current_incident_stays_when_the_order_changes(qtbot: QtBot, table: IncidentTable) -> None:
    model = model_of(table)
    model.show(ids(1, 2, 3, 4, 5), DEFAULT_SORT)
    table.go_to(4)
    with qtbot.assertNotEmitted(table.current_incident_changed):
        model.show(ids(5, 4, 3, 2, 1), UP)
    assert table.current_id() == 4
    assert table.selection().ids == (4,)


def test_the_current_incident_is_found_when_it_comes_after_the_first_rows(qtbot: QtBot, table: IncidentTable) -> None:
    model = model_of(table)
    model.show(array("q", range(1, 1001)), DEFAULT_SORT)
    table.go_to(3)
    backwards = array("q", range(1000, 0, -1))
    with qtbot.assertNotEmitted(table.current_incident_changed):
        model.show(backwards[:200], UP, complete=False)
        model.show(backwards, UP)
    assert table.current_id() == 3


def test_after_the_current_one_is_gone_its_neighbor_is_current(table: IncidentTable) -> None:
    model = model_of(table)
    model.show(ids(1, 2, 3, 4, 5), DEFAULT_SORT)
    table.go_to(3)
    model.show(ids(1, 2, 4, 5), DEFAULT_SORT)
    assert table.current_id() == 4
    model.show(ids(1, 2, 5), DEFAULT_SORT)
    model.show(ids(1, 2), DEFAULT_SORT)
    assert table.current_id() == 2
    model.show(ids(), DEFAULT_SORT)
    assert table.current_id() is None


def test_an_incident_that_is_waited_for_becomes_current(table: IncidentTable) -> None:
    model = model_of(table)
    model.show(ids(1, 2), DEFAULT_SORT)
    table.wait_for(7)
    assert table.current_id() == 1
    model.show(ids(1, 7, 2), DEFAULT_SORT)
    assert table.current_id() == 7


def test_the_header_asks_to_sort_and_shift_asks_for_one_key_more(qtbot: QtBot, table: IncidentTable) -> None:
    model_of(table).show(ids(1, 2), DEFAULT_SORT)
    with qtbot.waitSignal(table.header.sort_asked) as told:
        click_header(table, "status")
    assert told.args == ["status", False]
    with qtbot.waitSignal(table.header.sort_asked) as told:
        click_header(table, "killed", Qt.KeyboardModifier.ShiftModifier)
    assert told.args == ["killed", True]


def test_columns_change_and_keep_the_current_incident(qtbot: QtBot, table: IncidentTable) -> None:
    model = model_of(table)
    model.show(ids(1, 2, 3), DEFAULT_SORT)
    table.go_to(2)
    table.show_columns(("title", "status", "tags"))
    assert table.columns_in_order() == ("title", "status", "tags")
    assert table.current_id() == 2
    table.header.moveSection(2, 0)
    assert table.columns_in_order() == ("tags", "title", "status")
    table.show_columns(("status", "title"))
    assert table.columns_in_order() == ("status", "title")


def test_a_width_set_by_hand_is_kept_and_the_title_takes_the_rest(qtbot: QtBot, table: IncidentTable) -> None:
    table.show_columns(("ref", "title", "status"))
    assert table.header.length() == table.viewport().width()
    with qtbot.waitSignal(table.columns_changed):
        table.header.resizeSection(0, 150)
    assert table.widths == {"ref": 150}
    assert table.header.length() == table.viewport().width()


def test_right_to_left_text_and_markup_are_painted_as_they_are(
    qtbot: QtBot, table: IncidentTable, shelf: Shelf
) -> None:
    shelf.rows[1] = make_row(1, title="هجوم بطائرة مسيرة على القاعدة", place="قاعدة الحرير الجوية")
    shelf.rows[2] = make_row(2, title="<b>bold</b> <img src='/etc/passwd'>")
    model_of(table).show(ids(1, 2), DEFAULT_SORT)
    table.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    picture = table.grab()
    assert not picture.isNull()
    assert (
        model_of(table).index(1, model_of(table).columns.index("title")).data() == "<b>bold</b> <img src='/etc/passwd'>"
    )


def test_rows_of_a_long_table_stand_closer_and_the_top_one_stays(qtbot: QtBot, table: IncidentTable) -> None:
    model_of(table).show(array("q", range(1, 400_001)), DEFAULT_SORT)
    table.scrollTo(table.model().index(200_000, 0), QAbstractItemView.ScrollHint.PositionAtTop)
    top, airy = table.rowAt(0), table.rowHeight(0)
    assert top == 200_000
    with qtbot.waitSignal(table.columns_changed):
        table.set_density("compact")
    assert table.rowHeight(0) == table.rowHeight(399_999) < airy
    assert table.rowAt(0) == top
    # Qt answers for each row what is asked for all: where it does, this takes minutes.
    table.set_density("comfortable")
    assert (table.rowHeight(0), table.rowAt(0)) == (airy, top)


def test_a_column_is_fitted_by_a_double_click_on_its_edge(qtbot: QtBot, table: IncidentTable) -> None:
    model_of(table).show(ids(3, 2, 1), DEFAULT_SORT)
    table.show_columns(("ref", "title", "place"))
    logical, header = 2, table.header
    edge = QPoint(header.sectionViewportPosition(logical) - 1, header.height() // 2)
    before = header.sectionSize(1)
    with qtbot.waitSignal(table.columns_changed):
        QTest.mouseDClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, edge)
    assert header.sectionSize(1) < before
    assert table.widths == {"title": header.sectionSize(1)}
