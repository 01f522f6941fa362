"""What holds in a log of a million: work on rows ends when it is no longer wanted, and statistics mislead no plan."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from ascertain.domain.records import Incident
from ascertain.domain.rows import Shelf
from ascertain.store.engine import core_connection
from ascertain.store.failures import is_interruption
from ascertain.store.journal import Change
from ascertain.store.reading import review
from ascertain.store.reading.entering import last_logged
from ascertain.store.reading.grades import grade_effect
from ascertain.store.reading.incidents import incidents
from ascertain.store.reading.line import ReadLine
from ascertain.store.reading.marks import document_marks
from ascertain.store.reading.shelves import used_by
from ascertain.store.reading.totals import totals_found
from ascertain.store.schema import table
from ascertain.store.touching import Touched
from tests.store.reading.sample import Sample


class _InterruptedBehind(ReadLine):
    """A line that is interrupted between two statements, where SQLite does not hear it: behind the `last` one."""

    last = 10_000

    def all(self, *asked: Any) -> Any:
        """As in every line."""
        found = super().all(*asked)
        self.last -= 1
        if self.last == 0:
            self.interrupt()
        return found


class _Noting(ReadLine):
    """A line that notes how each question is answered, in the words of the database."""

    def __init__(self, path: Path, today: Callable[[], date], plans: list[str]) -> None:
        super().__init__(path, today)
        self._plans = plans

    def all(self, statement: Any, values: Mapping[str, Any] | None = None) -> Any:
        """As in every line."""
        self._plans.append(self.plan(statement))
        return super().all(statement, values)


@pytest.fixture
def line(sample: Sample) -> Iterator[_InterruptedBehind]:
    ids = [sample.incident(killed_low=1) for _ in range(3)]
    for other in ids[1:]:
        sample.insert("link", from_id=ids[0], to_id=other, type="possibly_same")
        sample.statement(other, "Outlet")
    with closing(_InterruptedBehind(sample.path, date.today)) as made:
        yield made


@pytest.mark.parametrize("behind", [1, 2, 3])
def test_totals_end_when_they_are_no_longer_wanted(line: _InterruptedBehind, behind: int) -> None:
    assert totals_found(line, None).incidents.low == 2
    line.last = behind
    with pytest.raises(Exception, match="interrupted") as caught:
        totals_found(line, None)
    assert is_interruption(caught.value)


def test_whole_incidents_are_made_no_further_than_they_are_wanted(line: _InterruptedBehind) -> None:
    assert len(list(incidents(line, [1, 2, 3]))) == 3
    line.last = 7
    with pytest.raises(Exception, match="interrupted") as caught:
        list(incidents(line, [1, 2, 3]))
    assert is_interruption(caught.value)


def test_the_effect_of_a_grade_ends_when_it_is_no_longer_wanted(line: _InterruptedBehind) -> None:
    def read(ids: Iterable[int]) -> Iterator[Incident]:
        for incident in incidents(line, ids):
            line.interrupt()
            yield incident

    with pytest.raises(Exception, match="interrupted") as caught:
        grade_effect(line, 1, "B", read, date(2023, 10, 20))
    assert is_interruption(caught.value)


def test_what_is_asked_after_an_interruption_is_answered(line: _InterruptedBehind) -> None:
    line.interrupt()
    assert totals_found(line, None).records == 3


@pytest.mark.parametrize("sql", [review._CHANGED, review._REVIEWED])
def test_statistics_of_one_large_operation_do_not_make_each_a_scan(sample: Sample, sql: str) -> None:
    sample.raw.execute("ANALYZE")
    sample.raw.execute("DELETE FROM sqlite_stat1")
    sample.raw.executemany(
        "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)",
        [
            ("operation_incident", "ix_operation_incident_operation_id", "100000 100000"),
            ("operation_incident", "sqlite_autoindex_operation_incident_1", "100000 1 1"),
            ("operation", "sqlite_autoindex_operation_1", "1 1"),
        ],
    )
    with closing(ReadLine(sample.path, date.today)) as line:
        told = [row[3] for row in line.raw.execute(f"EXPLAIN QUERY PLAN {sql}", (0, "") if "?" in sql else ())]
    assert any(each.startswith("SEARCH x USING INDEX ix_operation_incident_operation_id") for each in told), told


def test_statistics_mislead_neither_what_documents_hold_nor_the_last_that_was_logged(sample: Sample) -> None:
    sample.raw.execute("ANALYZE")
    sample.raw.execute("DELETE FROM sqlite_stat1")
    sample.raw.executemany(
        "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)",
        [
            ("statement", "ix_statement_document_id", "300000 300000"),
            ("statement_incident", "ix_statement_incident_incident_id", "300000 3"),
            ("incident", "ix_incident_counts", "100000 14286 190 188 18"),
        ],
    )
    asked: list[str] = []
    with closing(_Noting(sample.path, date.today, asked)) as line:
        document_marks(line, sample.insert("document", title="One"))
        assert last_logged(line) is None
        used_by(line, Shelf.DOCUMENTS, 1)
    plans = "\n".join(asked)
    assert plans.count("SEARCH statement USING INDEX ix_statement_document_id") == 1, plans
    assert plans.count("SEARCH statement USING COVERING INDEX ix_statement_document_id") == 1, plans
    assert "SCAN incident" in plans.splitlines()
    assert "ANY(status)" not in plans


@pytest.mark.parametrize(
    ("before", "after", "derived"),
    [
        ({"reliability": "A"}, {"reliability": "B"}, False),
        ({"notes": "", "name": "Outlet"}, {"notes": "Seen", "name": "Outlet"}, False),
        ({"name": "Outlet"}, {"name": "Another"}, True),
        (None, {"name": "Outlet"}, True),
        ({"name": "Outlet"}, None, True),
    ],
)
def test_what_follows_is_computed_anew_only_where_an_entry_is_found_by_what_changed(
    sample: Sample, before: dict[str, Any] | None, after: dict[str, Any] | None, derived: bool
) -> None:
    incident = sample.incident()
    sample.statement(incident, "Outlet")
    touched = Touched()
    with core_connection(sample.raw) as core:
        touched.note(core, Change("source", sample.entry("source", "Outlet"), before, after))
    assert touched.shown == {incident}
    assert set(touched.derived) == ({incident} if derived else set())


def test_numbers_come_in_order_whole_and_in_many_pieces(sample: Sample) -> None:
    with closing(ReadLine(sample.path, date.today)) as line:
        numbers = func.json_each(json.dumps([*range(9_000, -1, -3), None, 7])).table_valued("value", "key")
        asked = select(numbers.c.value)
        assert line.tallied(asked) == Counter([*range(0, 9_001, 3), None, 7])
        stated = asked.where(numbers.c.value.is_not(None))
        assert line.ids(stated.order_by(numbers.c.key.desc())).tolist() == [7, *range(0, 9_001, 3)]
        assert line.ids(stated.order_by(numbers.c.value.desc()).limit(2)).tolist() == [9_000, 8_997]
        assert not line.ids(stated.where(numbers.c.value > 9_000))
        assert line.tallied(stated.where(numbers.c.value > 9_000)) == Counter()


def test_numbers_are_given_no_further_than_they_are_wanted(line: _InterruptedBehind) -> None:
    line.last = 1
    with pytest.raises(Exception, match="interrupted") as caught:
        line.ids(select(table("incident").c.id))
    assert is_interruption(caught.value)
