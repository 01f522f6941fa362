from __future__ import annotations

import random
from typing import Any

import pytest

from ascertain.domain.figure import Figure
from ascertain.domain.search import parse
from ascertain.domain.totals import COUNTED, SHARING, Bounds, Counted, Link, Total, Totals, totals
from ascertain.store.queries import Queries
from tests.store.reading.sample import Sample


def _figure(draw: random.Random) -> Figure:
    return draw.choice((Figure(), Figure.exactly(draw.randrange(4)), Figure(1, 2, 5), Figure(low=2), Figure(high=3)))


def _row(figures: dict[str, Figure]) -> dict[str, Any]:
    return {
        f"{key}_{part}": getattr(figure, part) for key, figure in figures.items() for part in ("low", "best", "high")
    }


def _filled(sample: Sample, seed: int) -> tuple[dict[int, Counted], list[Link], dict[int, str]]:
    draw = random.Random(seed)
    counted, statuses = {}, {}
    for _ in range(60):
        figures = {key: _figure(draw) for key in COUNTED}
        status, aggregate = draw.choice(("claimed", "confirmed")), draw.random() < 0.3
        number = sample.incident(status=status, is_aggregate=aggregate, **_row(figures))
        counted[number] = Counted(number, figures, aggregate)
        statuses[number] = status
    links = []
    for _ in range(25):
        one, other = draw.sample(sorted(counted), 2)
        low = draw.choice((None, 0, 1))
        link = Link(draw.choice(SHARING), one, other, low, draw.choice((None, 2)))
        links.append(link)
        sample.insert(
            "link", from_id=one, to_id=other, type=link.type.value, shared_low=link.low, shared_high=link.high
        )
    return counted, links, statuses


@pytest.mark.parametrize("seed", range(4))
def test_sums_of_the_database_and_the_linked_ones_make_the_same_as_all_by_the_rule(
    sample: Sample, queries: Queries, seed: int
) -> None:
    counted, links, statuses = _filled(sample, seed)
    assert queries.totals(None) == totals(counted.values(), links)
    claimed = [each for number, each in counted.items() if statuses[number] == "claimed"]
    assert queries.totals(parse("status:claimed")) == totals(claimed, links)
    chosen = sorted(counted)[::3]
    assert queries.totals_of(chosen) == totals((counted[number] for number in chosen), links)


def test_the_trash_is_left_out_and_an_empty_result_has_nothing(sample: Sample, queries: Queries) -> None:
    assert queries.totals(None) == Totals()
    one = sample.incident(killed_low=2, killed_best=2, killed_high=2)
    gone = sample.incident(killed_low=5, killed_best=5, killed_high=5, trashed_at=1)
    sample.insert("link", from_id=one, to_id=gone, type="possibly_same")
    found = queries.totals(None)
    assert (found.records, found.killed) == (1, Total(Bounds(2, 2), 1))
    assert found.shared == ()
    assert queries.totals(parse("is:trash")).killed.bounds == Bounds(5, 5)
    assert queries.totals_of([]) == Totals()
