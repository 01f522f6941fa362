"""Qt's own tester of models looks on while a model goes through whatever may happen to it."""

from __future__ import annotations

import random
from array import array

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ascertain.domain.rows import SortKey
from ascertain.ui.table.columns import DEFAULT_COLUMNS, DEFAULT_SORT
from ascertain.ui.table.model import IncidentTableModel
from ascertain.ui.table.row_cache import BLOCK
from tests.ui.table.builders import Shelf, make_row, vocabularies

_SORTS = (DEFAULT_SORT, (SortKey("title"),), (SortKey("status"), SortKey("killed", descending=True)))
_IDS = st.lists(st.integers(1, 400), unique=True, max_size=150)


class ModelStates(RuleBasedStateMachine):
    """Any results in any order, whole or only their first rows, with edits and other columns in between."""

    def __init__(self) -> None:
        super().__init__()
        self.shelf = Shelf()
        self.model = IncidentTableModel(self.shelf.fetch, vocabularies())
        self.tester = QAbstractItemModelTester(self.model, QAbstractItemModelTester.FailureReportingMode.Warning)
        self.expected: list[int] = []
        self.held: list[tuple[QPersistentModelIndex, int]] = []
        self.model.modelReset.connect(self.held.clear)

    def _show(self, ids: list[int], sort: tuple[SortKey, ...], complete: bool = True) -> None:
        self.expected = ids
        self.model.show(array("q", ids), sort, complete)

    @rule(ids=_IDS, sort=st.sampled_from(_SORTS))
    def another_result(self, ids: list[int], sort: tuple[SortKey, ...]) -> None:
        if len(ids) > 20:
            self._show(ids[:20], sort, complete=False)
        self._show(ids, sort)

    @rule(seed=st.integers(0, 99), sort=st.sampled_from(_SORTS))
    def another_order(self, seed: int, sort: tuple[SortKey, ...]) -> None:
        mixed = list(self.expected)
        random.Random(seed).shuffle(mixed)
        self._show(mixed, sort)

    @rule(at=st.integers(0, 150), come=st.integers(0, 5), gone=st.integers(0, 5))
    def rows_come_and_go(self, at: int, come: int, gone: int) -> None:
        rows = list(self.expected)
        rows[at : at + gone] = range(max(rows, default=0) + 1, max(rows, default=0) + 1 + come)
        self._show(rows, self.model.sort_keys)

    @rule(at=st.integers(0, 150))
    def an_incident_is_held(self, at: int) -> None:
        if at < len(self.expected):
            self.held.append((QPersistentModelIndex(self.model.index(at, 0)), self.expected[at]))

    @rule(changed=st.sets(st.integers(1, 400), max_size=4))
    def incidents_change(self, changed: set[int]) -> None:
        for incident_id in changed:
            self.shelf.rows[incident_id] = make_row(incident_id, title="Changed")
        self.model.refresh(changed)

    @rule(columns=st.lists(st.sampled_from(DEFAULT_COLUMNS), unique=True, min_size=1))
    def other_columns(self, columns: list[str]) -> None:
        self.model.set_columns(columns)

    @rule()
    def all_is_read_anew(self) -> None:
        self.model.read_all_anew()

    @invariant()
    def the_rows_are_those_that_were_given(self) -> None:
        assert list(self.model.ids) == self.expected
        assert self.model.rowCount() == len(self.expected)
        shown = "ref" in self.model.columns
        for row in range(0, len(self.expected), 7):
            found = self.model.row(row)
            assert found is not None
            assert found.id == self.expected[row]
            if shown:
                assert self.model.index(row, self.model.columns.index("ref")).data() == found.ref
        assert all(index.row() == self.expected.index(i) for index, i in self.held if index.isValid())

    @invariant()
    def little_is_kept(self) -> None:
        assert len(self.model._cache) <= 60 * BLOCK

    def teardown(self) -> None:
        self.tester.deleteLater()
        self.model.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_qt_finds_no_fault_whatever_happens(qtbot: QtBot) -> None:
    case = ModelStates.TestCase
    case.settings = settings(
        max_examples=15, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
    )
    case("runTest").runTest()
    assert QModelIndex().row() == -1
