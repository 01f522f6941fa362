"""Few that are found are looked up by number: for them the table is not scanned."""

from __future__ import annotations

import pytest

from ascertain.domain.rows import SortKey
from ascertain.domain.search import parse
from ascertain.store.queries import Queries
from ascertain.store.reading import orders
from tests.store.reading.sample import Sample


@pytest.mark.parametrize("key", ["title", "place", "ref", "killed_civilian"])
def test_few_of_an_order_that_the_index_by_time_lacks_are_looked_up(
    sample: Sample, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orders, "_FAR", 1)
    for at in range(8):
        sample.incident(title=f"Event {at % 3}", kind="air" if at % 4 == 0 else "ground", killed_civilian_best=at % 2)
    queries = Queries(sample.path)
    expected = list(queries.order(parse("kind:air"), (SortKey(key),)))
    asked: list[str] = []
    queries._line.raw.set_trace_callback(asked.append)
    assert list(queries.first(parse("kind:air"), (SortKey(key),), 5)) == expected
    selects = [sql for sql in asked if "SELECT incident.id" in sql and "ORDER BY" in sql]
    assert "json_each" in selects[-1], selects
    queries.close()
