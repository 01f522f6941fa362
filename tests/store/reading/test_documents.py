"""Documents that may be the one that is given: found through indexes, whatever the log holds."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ascertain.domain.document_proposals import KnownSource, TwinQuestion
from ascertain.domain.folding import fold
from ascertain.store.queries import Queries
from ascertain.store.reading.documents import ways
from tests.store.reading.sample import Sample

WHOLE = TwinQuestion("ab" * 32, "Ferry suspended", 7, date(2023, 10, 18), "shore.example/a")


def test_no_way_of_looking_reads_all_documents(queries: Queries) -> None:
    plans = [queries._line.plan(statement) for statement in ways(WHOLE)]
    assert [plan.partition(" (")[0] for plan in plans] == [
        "SEARCH document USING INDEX ix_document_sha256",
        "SEARCH document USING INDEX ix_document_title_key",
        "MULTI-INDEX OR; INDEX 1; SEARCH document USING INDEX ix_document_publisher_id",
        "SEARCH document USING INDEX ix_document_publisher_id",
    ]
    assert not any("SCAN document" in plan for plan in plans)
    unknown = [queries._line.plan(each) for each in ways(TwinQuestion(address_part="shore.example/a"))]
    assert [plan.partition(" (")[0] for plan in unknown] == ["SEARCH document USING INDEX ix_document_publisher_id"]


def test_what_is_not_asked_for_is_not_looked_for() -> None:
    assert list(ways(TwinQuestion())) == []
    assert len(list(ways(TwinQuestion(publisher_id=3)))) == 0


@pytest.fixture
def shelf(sample: Sample) -> dict[str, int]:
    shore = sample.entry("source", "The Shore", url="https://www.Shore.example/")
    other = sample.entry("source", "Another")
    sample.insert("source_name", source_id=shore, name="Küste", name_key="kuste", language="de")
    given: dict[str, dict[str, Any]] = {
        "same text": {"title": "A", "sha256": "ab" * 32},
        "same title": {"title": "Ferry suspended"},
        "same address": {"title": "B", "publisher_id": shore, "url": "https://shore.example/a?x=1"},
        "address, no publisher": {"title": "C", "url": "http://www.shore.example/a"},
        "address, another": {"title": "D", "publisher_id": other, "url": "https://shore.example/a"},
        "that week": {"title": "E", "publisher_id": shore, "published_on": "2023-10-21"},
        "before": {"title": "F", "publisher_id": shore, "published_on": "2023-10-14"},
        "another's": {"title": "G", "publisher_id": other, "published_on": "2023-10-18"},
    }
    made = {
        name: sample.insert("document", title_key=fold(str(values["title"])), **values)
        for name, values in given.items()
    }
    return {"shore": shore, **made}


def test_each_way_finds_what_it_is_for(queries: Queries, shelf: dict[str, int]) -> None:
    asked = TwinQuestion("ab" * 32, " ferry SUSPENDED ", shelf["shore"], date(2023, 10, 18), "shore.example/a")
    found = queries.twin_candidates(asked)
    names = {number: name for name, number in shelf.items()}
    assert {names[each.document_id] for each in found} == {
        "same text", "same title", "same address", "address, no publisher", "that week",
    }  # fmt: skip
    week = next(each for each in found if each.document_id == shelf["that week"])
    assert (week.publisher, week.published_on) == ("The Shore", date(2023, 10, 21))


@pytest.mark.parametrize(
    ("name", "hosts", "by_name"),
    [("the shore", (), True), ("Kuste", (), True), ("", ("news.shore.example", "shore.example"), False)],
)
def test_a_source_is_found_by_a_name_or_its_host(
    queries: Queries, shelf: dict[str, int], name: str, hosts: tuple[str, ...], by_name: bool
) -> None:
    known = queries.known_sources(name, hosts)
    assert known == [KnownSource(shelf["shore"], "The Shore", "https://www.Shore.example/", by_name)]
    assert queries.known_sources("nobody", ("x.example",)) == queries.known_sources("", ()) == []
