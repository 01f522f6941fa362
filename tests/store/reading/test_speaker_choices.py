"""Who speaks of incidents, and how, is counted in texts as it is by joining statements to incidents."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ascertain.domain.codes import Stance
from ascertain.domain.rows import FacetValue
from ascertain.domain.search import parse
from ascertain.store.queries import Queries
from ascertain.store.speakers import LETTERS, MOST_SOURCES
from tests.store.reading.sample import Sample

KEYS = ("source", "origin", "stance", "grade", "origin_grade")
FILTERS = (
    "", "status:claimed", "source:Hawar", "-source:Hawar", "stance:denies", "-stance:denies", "source:none",
    "origin:any", "-stance:any", "stance:nonsense", "is:trash", "grade:A or status:claimed", "source:none stance:any",
)  # fmt: skip


@pytest.fixture
def filled(sample: Sample) -> Sample:
    hawar = sample.entry("source", "Hawar", reliability="B")
    for name, grade in (("Agency", "A"), ("وكالة", "B"), ("Channel", None)):
        sample.entry("source", name, reliability=grade)
    for at in range(12):
        number = sample.incident(status="claimed" if at % 2 else "confirmed", trashed_at=1 if at == 11 else None)
        for name in ("Agency", "وكالة", "Channel")[: at % 4]:
            stance = "denies" if at % 3 else "reports"
            sample.statement(number, name, stance=stance, origin_id=hawar if at % 5 == 3 else None)
        if at == 6:
            # Twice, and of two grades alike.
            sample.statement(number, "Agency")
            sample.statement(number, "Hawar", stance="gives_context")
    return sample


def answers(sample: Sample) -> Iterator[tuple[str, str, list[FacetValue], list[int]]]:
    queries = Queries(sample.path)
    for text in FILTERS:
        for key in KEYS:
            yield key, text, list(queries.facet(key, parse(text))), list(queries.order(parse(text)))
    queries.close()


def asked_of_statements(sample: Sample, key: str) -> bool:
    asked: list[str] = []
    queries = Queries(sample.path)
    queries._line.raw.set_trace_callback(asked.append)
    assert queries.facet(key, None)
    queries.close()
    return any("JOIN statement" in sql for sql in asked)


def test_choices_and_filters_are_those_of_the_statements_themselves(filled: Sample) -> None:
    assert not any(asked_of_statements(filled, key) for key in KEYS)
    told = list(answers(filled))
    assert {len(values) > 1 for _, text, values, _ in told if not text} == {True}
    # As a log of an older program: nothing is told in the index.
    filled.raw.execute("DROP INDEX ix_incident_time")
    filled.raw.execute("CREATE INDEX ix_incident_time ON incident (t_from) WHERE trashed_at IS NULL")
    assert all(asked_of_statements(filled, key) for key in KEYS)
    assert list(answers(filled)) == told


def test_the_most_frequent_come_first_and_no_more_than_asked_for(filled: Sample) -> None:
    queries = Queries(filled.path)
    assert [(value.value, value.count) for value in queries.facet("source", None, 2)] == [("Agency", 8), ("وكالة", 5)]
    assert [(value.label, value.count) for value in queries.facet("grade", None, 1)] == [("Reliable", 8)]
    queries.close()


@pytest.mark.parametrize(("number", "joined"), [(MOST_SOURCES, False), (MOST_SOURCES + 1, True)])
def test_a_log_with_more_sources_than_characters_counts_its_statements(
    filled: Sample, number: int, joined: bool
) -> None:
    filled.entry("source", "Last", id=number, reliability="C")
    filled.statement(1, "Last", stance="denies")
    assert asked_of_statements(filled, "source") is joined
    queries = Queries(filled.path)
    for key, value in (("source", "Last"), ("origin", "Last"), ("grade", "C")):
        assert (value, 1) in [(each.value, each.count) for each in queries.facet(key, None)]
    assert 1 in queries.order(parse("source:any stance:denies"))
    queries.close()


def test_every_stance_has_a_letter_of_its_own() -> None:
    assert set(LETTERS) == set(Stance)
    assert len(set(LETTERS.values())) == len(Stance)
