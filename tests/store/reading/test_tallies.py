"""The counts of the choices are those of the incidents one by one, however they are come by."""

from __future__ import annotations

from collections import Counter

import pytest

from ascertain.domain.search import parse
from ascertain.store.queries import Queries
from tests.store.reading.sample import Sample


@pytest.fixture
def _filled(sample: Sample) -> None:
    kinds = ("air", "air", "shelling", None, "air", "shelling")
    for at, kind in enumerate(kinds):
        sample.incident(kind=kind, status="claimed" if at % 2 else "confirmed", origins=at % 3, is_aggregate=at % 2)
    sample.incident(kind="air", trashed_at=1)


@pytest.mark.usefixtures("_filled")
@pytest.mark.parametrize("strange", [False, True], ids=["known codes", "a code that is in no list"])
@pytest.mark.parametrize("text", ["", "status:claimed", "-origins:0", "is:trash"])
@pytest.mark.parametrize("field", ["kind", "status", "origins", "is_aggregate"])
def test_the_choices_of_a_field_are_counted(sample: Sample, field: str, text: str, strange: bool) -> None:
    if strange:
        sample.incident(kind="of another log", status="claimed", origins=2)
    queries = Queries(sample.path)
    found = queries.order(parse(text))
    held = [
        sample.raw.execute(f"SELECT {field} FROM incident WHERE id = ?", (number,)).fetchone()[0] for number in found
    ]
    shown = {0: "no", 1: "yes"} if field == "is_aggregate" else {}
    expected = Counter(str(shown.get(value, value)) for value in held if value is not None)
    assert {value.value: value.count for value in queries.facet(field, parse(text))} == expected
    queries.close()


@pytest.mark.usefixtures("_filled")
def test_choices_are_kept_until_the_log_changes(sample: Sample) -> None:
    asked: list[str] = []
    queries = Queries(sample.path)
    first = queries.facet("kind", parse("status:claimed"))
    queries._line.raw.set_trace_callback(asked.append)
    assert queries.facet("kind", parse("status:claimed")) == first
    assert not any("FROM incident" in sql for sql in asked), asked
    sample.incident(kind="shelling", status="claimed")
    assert sum(value.count for value in queries.facet("kind", parse("status:claimed"))) == 1 + sum(
        value.count for value in first
    )
    queries.close()


@pytest.mark.usefixtures("_filled")
def test_who_has_a_role_is_counted_in_its_index(sample: Sample) -> None:
    asked: list[str] = []
    for incident, name, role in ((1, "A", "target"), (1, "A", "target"), (2, "A", "target"), (3, "B", "host")):
        sample.actor_in_role(incident, name, role)
    queries = Queries(sample.path)
    queries._line.raw.set_trace_callback(asked.append)
    assert [(value.value, value.count) for value in queries.facet("target", None)] == [("A", 2)]
    assert any("INDEXED BY ix_incident_actor_role" in sql for sql in asked), asked
    queries.close()


@pytest.mark.usefixtures("_filled")
def test_choices_under_a_filter_are_counted_in_one_pass_also_where_some_state_nothing(sample: Sample) -> None:
    asked: list[str] = []
    queries = Queries(sample.path)
    queries._line.raw.set_trace_callback(asked.append)
    counts = {value.value: value.count for value in queries.facet("kind", parse("status:confirmed"))}
    assert counts == {"air": 2, "shelling": 1}
    assert len([sql for sql in asked if "FROM incident" in sql and "ix_incident" in sql]) == 1, asked
    queries.facet("kind", parse("status:claimed"))
    assert len([sql for sql in asked if "FROM incident" in sql and "ix_incident" in sql]) == 2, asked
    queries.close()


@pytest.mark.usefixtures("_filled")
def test_all_is_counted_in_the_index_of_the_field(sample: Sample) -> None:
    asked: list[str] = []
    queries = Queries(sample.path)
    queries._line.raw.set_trace_callback(asked.append)
    queries.facet("kind", None)
    assert any("INDEXED BY ix_incident_kind" in sql and "GROUP BY" in sql for sql in asked), asked
    queries.close()
