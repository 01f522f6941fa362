"""What is read to answer a question: the plan decides whether a million incidents take a moment or a minute."""

from __future__ import annotations

import pytest

from ascertain.domain.rows import SortKey
from ascertain.domain.search import parse
from ascertain.store.queries import Queries
from ascertain.store.reading.finding import ordered
from tests.store.reading.sample import Sample


def plan(queries: Queries, search: str, *sort: SortKey) -> str:
    """How SQLite answers `order`, in its own words."""
    return queries._line.plan(ordered(queries._line, parse(search), sort))


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("search", ["", "status:claimed", "country:IQ -kind:air", "killed:>0 when:2023", "is:review"])
def test_the_order_by_time_comes_from_the_narrow_index_alone(queries: Queries, search: str, descending: bool) -> None:
    found = plan(queries, search, SortKey("t_from", descending))
    assert "incident USING COVERING INDEX ix_incident_time" in found
    assert "TEMP B-TREE" not in found


def test_another_order_of_what_the_narrow_index_holds_reads_it_and_sorts(queries: Queries) -> None:
    found = plan(queries, "killed:>0", SortKey("status"), SortKey("updated_at", True))
    assert found.startswith("SCAN incident USING COVERING INDEX ix_incident_time; USE TEMP B-TREE")


@pytest.mark.parametrize("search", ["", "killed_civilian:>0"])
def test_what_the_narrow_index_lacks_is_scanned_not_looked_up_one_by_one(queries: Queries, search: str) -> None:
    assert plan(queries, search, SortKey("title")).startswith("SCAN incident; USE TEMP B-TREE")


@pytest.mark.parametrize("search", ["drone", "source:outlet", "tag:base status:claimed", "notes:heard"])
def test_what_an_index_finds_is_looked_up_by_number(queries: Queries, search: str) -> None:
    assert plan(queries, search).startswith("SEARCH incident USING INTEGER PRIMARY KEY")


def test_the_trash_is_not_searched_for_in_everything(queries: Queries) -> None:
    assert "ix_incident_trash" in plan(queries, "is:trash")


def test_a_log_without_the_narrow_index_is_read_all_the_same(sample: Sample) -> None:
    number = sample.incident(status="claimed")
    sample.raw.execute("DROP INDEX ix_incident_time")
    queries = Queries(sample.path)
    assert list(queries.order(parse("status:claimed"))) == [number]
    queries.close()
