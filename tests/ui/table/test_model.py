from __future__ import annotations

from array import array
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ascertain.domain.fields import FIELDS
from ascertain.domain.rows import SortKey
from ascertain.ui.table.cells import cell, cell_text
from ascertain.ui.table.columns import (
    AVAILABLE,
    DEFAULT_COLUMNS,
    DEFAULT_SORT,
    fitted_widths,
    next_sort,
    sort_from_text,
    sort_text,
)
from ascertain.ui.table.model import IncidentTableModel
from ascertain.ui.table.row_cache import BLOCK, RowCache
from tests.ui.table.builders import Shelf, ids, make_row, vocabularies


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def model(qtbot: QtBot, shelf: Shelf) -> IncidentTableModel:
    return IncidentTableModel(shelf.fetch, vocabularies())


def test_qt_finds_no_fault_with_the_model_at_a_thousand_rows(model: IncidentTableModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show(array("q", range(1, 201)), DEFAULT_SORT, complete=False)
    model.show(array("q", range(1, 1001)), DEFAULT_SORT)
    model.show(array("q", [*range(1, 500), *range(510, 1001)]), DEFAULT_SORT)
    model.refresh({3, 4})
    model.set_columns(("title", "status"))
    assert model.rowCount() == 990
    assert tester.model() is model


def test_only_what_is_looked_at_is_read_and_little_of_it_is_kept(model: IncidentTableModel, shelf: Shelf) -> None:
    model.show(array("q", range(1, 1_000_001)), DEFAULT_SORT)
    assert shelf.reads == []
    for position in range(0, 1_000_000, 1_000):
        assert model.row(position) is not None
    assert max(shelf.reads) <= BLOCK
    assert len(model._cache) <= 60 * BLOCK


def test_a_new_order_of_the_same_incidents_reads_nothing_again(model: IncidentTableModel, shelf: Shelf) -> None:
    model.show(array("q", range(1, BLOCK + 1)), DEFAULT_SORT)
    model.row(0)
    model.show(array("q", range(BLOCK, 0, -1)), (SortKey("t_from"),))
    assert model.row(0) == make_row(BLOCK)
    assert shelf.reads == [BLOCK]


def test_an_incident_that_changed_is_read_again(model: IncidentTableModel, shelf: Shelf) -> None:
    model.show(ids(1, 2, 3), DEFAULT_SORT)
    assert model.index(1, model.columns.index("title")).data() == "Drone attack 2"
    shelf.rows[2] = make_row(2, title="Drone shot down")
    model.refresh({2})
    assert model.index(1, model.columns.index("title")).data() == "Drone shot down"


def test_an_incident_that_has_gone_is_an_empty_row(model: IncidentTableModel, shelf: Shelf) -> None:
    shelf.gone.add(2)
    model.show(ids(1, 2, 3), DEFAULT_SORT)
    assert model.index(1, 0).data() == ""
    assert model.index(2, 0).data() == "2023-0003"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.lists(st.integers(1, 12), unique=True), after=st.lists(st.integers(1, 12), unique=True))
def test_any_result_may_follow_any_other(qtbot: QtBot, before: list[int], after: list[int]) -> None:
    model = IncidentTableModel(Shelf().fetch, vocabularies())
    counted = [0]

    def count(change: Callable[[int], int]) -> Callable[[QModelIndex, int, int], None]:
        def apply(_: QModelIndex, first: int, last: int) -> None:
            counted[0] = change(last - first + 1)

        return apply

    model.show(ids(*before), DEFAULT_SORT)
    counted[0] = model.rowCount()
    model.rowsInserted.connect(count(lambda n: counted[0] + n))
    model.rowsRemoved.connect(count(lambda n: counted[0] - n))
    model.modelReset.connect(lambda: counted.__setitem__(0, model.rowCount()))
    model.show(ids(*after), DEFAULT_SORT)
    assert list(model.ids) == after
    assert counted[0] == len(after)


def test_every_field_that_can_be_a_column_has_a_text(qtbot: QtBot) -> None:
    for field in AVAILABLE:
        assert isinstance(cell_text(make_row(1), field.key, vocabularies()), str)
    assert {field.key for field in AVAILABLE} == {
        field.key for field in FIELDS if field.column and not field.search_only
    }


def test_cells_say_value_precision_and_status(qtbot: QtBot) -> None:
    row = make_row(0)
    words = vocabularies()
    assert (cell(row, "t_from", words).text, cell(row, "t_from", words).suffix) == ("17 Oct 2023", "±day")
    assert cell_text(row, "place", words) == "Al-Harir air base, Iraq"
    assert cell(row, "status", words).status == "claimed"
    assert cell_text(row, "status", words) == "Claimed"
    assert cell_text(row, "killed", words) == "0"
    assert cell_text(row, "injured", words) == "–"
    assert cell_text(row, "origins", words) == "2 of 3"
    assert cell_text(row, "claimed_by", words) == "Armed groups"
    assert cell_text(row, "attributed_to", words) == ""
    assert cell_text(row, "source", words) == "A channel, A service"


def test_figures_stand_at_the_end_of_their_cells(model: IncidentTableModel) -> None:
    model.show(ids(1), DEFAULT_SORT)
    killed = model.index(0, model.columns.index("killed")).data(Qt.ItemDataRole.TextAlignmentRole)
    assert killed & Qt.AlignmentFlag.AlignTrailing
    assert model.index(0, model.columns.index("title")).data(Qt.ItemDataRole.TextAlignmentRole) is None


def test_a_click_sorts_again_reverses_and_shift_adds_a_key() -> None:
    sort = next_sort(DEFAULT_SORT, "status", extend=False)
    assert sort == (SortKey("status"),)
    assert next_sort(sort, "status", extend=False) == (SortKey("status", descending=True),)
    both = next_sort(sort, "killed", extend=True)
    assert both == (SortKey("status"), SortKey("killed", descending=True))
    assert next_sort(both, "killed", extend=True) == (SortKey("status"), SortKey("killed"))
    assert next_sort(both, "statements", extend=False) == both


def test_a_sort_survives_as_text() -> None:
    sort = (SortKey("status"), SortKey("killed", descending=True))
    assert sort_text(sort) == ("status", "-killed")
    assert sort_from_text(("status", "-killed", "-nonsense", "statements")) == sort
    assert sort_from_text(()) == DEFAULT_SORT


def test_the_cache_forgets_what_was_read_longest_ago() -> None:
    shelf = Shelf()
    cache = RowCache(shelf.fetch, blocks=2)
    numbers = array("q", range(1, 3 * BLOCK + 1))
    for position in (0, BLOCK, 2 * BLOCK):
        cache.get(numbers, position)
    assert len(cache) == 2 * BLOCK
    cache.get(numbers, 0)
    assert len(shelf.reads) == 4


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(("get", "forget", "clear")), st.integers(0, 999)), max_size=120),
    st.integers(1, 4),
)
def test_the_cache_never_holds_more_than_its_bound(steps: list[tuple[str, int]], blocks: int) -> None:
    shelf = Shelf()
    cache = RowCache(shelf.fetch, blocks)
    numbers = array("q", range(1, 1001))
    for step, place in steps:
        if step == "get":
            assert cache.get(numbers, place) == make_row(place + 1)
        elif step == "forget":
            cache.forget({place + 1})
        else:
            cache.clear()
        assert len(cache) <= blocks * BLOCK
    assert not shelf.reads or max(shelf.reads) <= BLOCK


def test_who_scrolls_upwards_gets_a_screen_at_once() -> None:
    shelf = Shelf()
    cache = RowCache(shelf.fetch)
    numbers = array("q", range(1, 1001))
    for place in range(500, 500 - BLOCK, -1):
        cache.get(numbers, place)
    assert shelf.reads == [BLOCK, BLOCK]


def test_columns_fit_where_they_can_and_hold_what_was_set_by_hand() -> None:
    keys = DEFAULT_COLUMNS
    wide = fitted_widths(keys, 8.0, {}, 2000)
    assert sum(wide) == 2000
    narrow = fitted_widths(keys, 8.0, {}, 900)
    assert sum(narrow) <= 900
    title, ref = keys.index("title"), keys.index("ref")
    assert wide[title] > narrow[title]
    assert wide[ref] == narrow[ref]
    assert fitted_widths(keys, 8.0, {"ref": 150}, 900)[ref] == 150
    squeezed = fitted_widths(keys, 8.0, {}, 100)
    assert all(width >= 40 for width in squeezed)
