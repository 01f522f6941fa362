"""What people look at stays with them: the current incident, the chosen ones and the place that is scrolled to."""

from __future__ import annotations

import random
from array import array

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from ascertain.domain.rows import SortKey
from ascertain.ui.table.columns import DEFAULT_SORT
from ascertain.ui.table.view import IncidentTable
from tests.ui.table.builders import ids, model_of

UP = (SortKey("t_from"),)
FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def top_of(table: IncidentTable) -> int:
    """The id of the first row in sight."""
    return model_of(table).ids[table.verticalScrollBar().value()]


def scroll_to(table: IncidentTable, row: int) -> None:
    table.verticalScrollBar().setValue(row)


def press(table: IncidentTable, row: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    where = table.visualRect(model_of(table).index(row, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, where)


def shuffled(numbers: array[int], seed: int) -> array[int]:
    mixed = list(numbers)
    random.Random(seed).shuffle(mixed)
    return array("q", mixed)


def choose_two_thousand_in_pieces(table: IncidentTable) -> frozenset[int]:
    """Choose rows that lie together, and have them scattered by another order."""
    model = model_of(table)
    model.show(array("q", range(1, 6_001)), DEFAULT_SORT)
    press(table, 0)
    table.verticalScrollBar().setValue(1_990)
    press(table, 1_999, Qt.KeyboardModifier.ShiftModifier)
    chosen = frozenset(table.selection().ids)
    assert chosen == frozenset(range(1, 2_001))
    table.begin_new_result(same_search=True)
    model.show(shuffled(model.ids, 3), UP)
    return chosen


def test_who_stands_at_the_top_sees_what_comes_first(table: IncidentTable) -> None:
    model = model_of(table)
    model.show(array("q", range(1, 101)), DEFAULT_SORT)
    model.show(array("q", [200, *range(1, 101)]), DEFAULT_SORT)
    assert top_of(table) == 200
    table.begin_new_result(same_search=True)
    model.show(array("q", range(100, 0, -1)), UP)
    assert top_of(table) == 100
    assert table.current_id() == 1


def test_who_scrolled_down_stays_with_what_is_in_sight(table: IncidentTable) -> None:
    model = model_of(table)
    model.show(array("q", range(1, 101)), DEFAULT_SORT)
    scroll_to(table, 40)
    model.show(array("q", [200, 201, *range(1, 101)]), DEFAULT_SORT)
    assert top_of(table) == 41
    model.show(array("q", range(3, 101)), DEFAULT_SORT)
    assert top_of(table) == 41
    model.show(array("q", [*range(3, 41), *range(43, 101)]), DEFAULT_SORT)
    assert table.visualRect(model.index(model.ids.index(43), 0)).top() == 2 * table.rowHeight(0)


def test_another_order_shows_the_current_incident_where_it_was(table: IncidentTable) -> None:
    model = model_of(table)
    model.show(array("q", range(1, 1_001)), DEFAULT_SORT)
    scroll_to(table, 400)
    press(table, 403)
    table.begin_new_result(same_search=True)
    backwards = array("q", range(1_000, 0, -1))
    assert table.looks_beyond(backwards[:200])
    model.show(backwards[:200], UP, complete=False)
    assert top_of(table) == 1_000
    model.show(backwards, UP)
    assert table.current_id() == 404
    assert table.visualRect(model.index(model.ids.index(404), 0)).top() == 3 * table.rowHeight(0)


def test_who_scrolls_meanwhile_is_not_taken_away_again(table: IncidentTable) -> None:
    model = model_of(table)
    model.show(array("q", range(1, 1_001)), DEFAULT_SORT)
    scroll_to(table, 400)
    table.begin_new_result(same_search=True)
    backwards = array("q", range(1_000, 0, -1))
    model.show(backwards[:200], UP, complete=False)
    scroll_to(table, 20)
    model.show(backwards, UP)
    assert top_of(table) == 980


def test_another_search_begins_at_its_top_unless_what_was_in_sight_is_in_it(table: IncidentTable) -> None:
    model = model_of(table)
    model.show(array("q", range(1, 1_001)), DEFAULT_SORT)
    scroll_to(table, 400)
    table.begin_new_result()
    model.show(array("q", range(1, 1_001, 2)), DEFAULT_SORT)
    assert top_of(table) == 401
    table.begin_new_result()
    model.show(array("q", range(2, 1_001, 2)), DEFAULT_SORT)
    assert top_of(table) == 2


def test_thousands_of_chosen_incidents_are_kept_in_any_order(table: IncidentTable) -> None:
    chosen = choose_two_thousand_in_pieces(table)
    assert frozenset(table.selection().ids) == chosen
    assert len(table.selection()) == 2_000
    assert table.current_id() == 2_000
    model = model_of(table)
    table.begin_new_result(same_search=True)
    model.show(array("q", range(1, 6_001)), DEFAULT_SORT)
    assert table.selection().spans == ((0, 1_999),)


def test_thousands_of_chosen_incidents_come_through_edits_and_filters(table: IncidentTable) -> None:
    chosen = choose_two_thousand_in_pieces(table)
    model = model_of(table)
    gone = next(i for i in model.ids if i in chosen and i != table.current_id())
    at = model.ids.index(gone)
    model.show(model.ids[:at] + model.ids[at + 1 :], UP)
    assert frozenset(table.selection().ids) == chosen - {gone}
    model.show(ids(7_000) + model.ids, UP)
    assert frozenset(table.selection().ids) == chosen - {gone}
    table.begin_new_result()
    model.show(array("q", [i for i in model.ids if i % 2]), UP)
    assert frozenset(table.selection().ids) == frozenset(i for i in chosen - {gone} if i % 2)


def test_a_click_adds_to_thousands_or_takes_one_out_of_them(table: IncidentTable) -> None:
    chosen = choose_two_thousand_in_pieces(table)
    model = model_of(table)
    scroll_to(table, 0)
    inside = next(row for row, i in enumerate(model.ids) if i in chosen)
    outside = next(row for row, i in enumerate(model.ids) if i not in chosen)
    press(table, inside, Qt.KeyboardModifier.ControlModifier)
    assert frozenset(table.selection().ids) == chosen - {model.ids[inside]}
    press(table, outside, Qt.KeyboardModifier.ControlModifier)
    assert frozenset(table.selection().ids) == chosen - {model.ids[inside]} | {model.ids[outside]}
    QTest.keyClick(table, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert frozenset(table.selection().ids) == chosen - {model.ids[inside]}
    press(table, outside)
    assert table.selection().ids == (model.ids[outside],)


def test_scattered_rows_are_painted_as_chosen(table: IncidentTable) -> None:
    chosen = choose_two_thousand_in_pieces(table)
    model = model_of(table)
    scroll_to(table, 0)
    picture = table.viewport().grab().toImage()
    grounds: dict[bool, set[int]] = {True: set(), False: set()}
    for row in range(8):
        where = table.visualRect(model.index(row, 0)).topLeft() + QPoint(2, 2)
        grounds[model.ids[row] in chosen].add(picture.pixel(where))
    assert len(grounds[True]) == len(grounds[False]) == 1
    assert grounds[True] != grounds[False]


def test_all_that_match_stays_all_that_match(table: IncidentTable) -> None:
    model = model_of(table)
    model.show(array("q", range(1, 1_001)), DEFAULT_SORT)
    QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    model.show(array("q", [*range(1, 500), 2_000, *range(500, 1_001)]), DEFAULT_SORT)
    assert table.selection().everything
    model.show(array("q", [*range(1, 400), *range(500, 1_001)]), DEFAULT_SORT)
    assert table.selection().everything
    table.begin_new_result(same_search=True)
    backwards = array("q", range(1_000, 0, -1))
    model.show(backwards[:200], UP, complete=False)
    assert table.selection().everything
    model.show(backwards, UP)
    assert table.selection().everything
    assert len(table.selection()) == 1_000
    table.begin_new_result()
    model.show(array("q", range(900, 1_101)), UP)
    assert frozenset(table.selection().ids) == frozenset(range(900, 1_001))


def test_the_rest_of_a_selection_stays_when_the_current_incident_goes(table: IncidentTable) -> None:
    model = model_of(table)
    model.show(array("q", range(1, 101)), DEFAULT_SORT)
    press(table, 2)
    press(table, 5, Qt.KeyboardModifier.ShiftModifier)
    model.show(array("q", [*range(1, 6), *range(7, 101)]), DEFAULT_SORT)
    assert table.current_id() == 7
    assert table.selection().ids == (3, 4, 5)
    model.show(array("q", [*range(20, 6, -1), 4, 3]), DEFAULT_SORT)
    assert table.current_id() == 7
    assert frozenset(table.selection().ids) == {3, 4}


@FEW
@given(data=st.data())
def test_whatever_comes_what_is_looked_at_is_kept(table: IncidentTable, data: st.DataObject) -> None:
    model = model_of(table)
    table.begin_new_result()
    model.show(array("q"), DEFAULT_SORT)
    model.show(array("q", range(1, 81)), DEFAULT_SORT)
    for _ in range(data.draw(st.integers(1, 3))):
        now = list(model.ids)
        first, last = sorted(data.draw(st.lists(st.integers(0, len(now) - 1), min_size=2, max_size=2)))
        scroll_to(table, first)
        press(table, first)
        scroll_to(table, last)
        press(table, last, Qt.KeyboardModifier.ShiftModifier)
        scroll_to(table, data.draw(st.integers(0, table.verticalScrollBar().maximum())))
        current, chosen, top = table.current_id(), frozenset(table.selection().ids), top_of(table)
        stood, bar = table.verticalScrollBar().value(), table.verticalScrollBar()
        in_sight = now[stood : stood + table.rows_in_sight()]
        resorted = data.draw(st.booleans())
        if resorted:
            table.begin_new_result(same_search=True)
            after = list(shuffled(model.ids, data.draw(st.integers(0, 99))))
            anchor = current if current in in_sight else top
        else:
            dropped = data.draw(st.sets(st.sampled_from(now), max_size=20)) - {current, top}
            after = [*(i for i in now if i not in dropped)]
            at = data.draw(st.integers(0, len(after)))
            after[at:at] = range(max(now) + 1, max(now) + 1 + data.draw(st.integers(0, 5)))
            anchor = top
        sort = UP if resorted else model.sort_keys
        if resorted and data.draw(st.booleans()):
            model.show(array("q", after[:20]), sort, complete=False)
        model.show(array("q", after), sort)
        assert table.current_id() == current
        assert frozenset(table.selection().ids) == chosen & frozenset(after)
        assert anchor is not None
        wanted = 0 if stood == 0 else max(0, after.index(anchor) - (now.index(anchor) - stood))
        assert bar.value() == min(wanted, bar.maximum())
