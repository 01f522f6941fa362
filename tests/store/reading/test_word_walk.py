"""The first rows of a search for frequent words are those of its whole order, however they were found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

import pytest

from ascertain.domain.rows import SortKey
from ascertain.domain.search import parse
from ascertain.store.queries import Queries
from ascertain.store.reading import word_walk
from tests.store.reading.sample import Sample

COUNT = 400
WORDS = [
    "drone",
    "drones",
    "al-Asad",
    "alasad",
    "Deir Ezzor",
    "deir ez-zor",
    "attack",
    "at",
    "night",
    "الأسد",
    "اسد",
    "x_y",
    "U.S.",
]


@pytest.fixture
def queries(sample: Sample) -> Iterator[Queries]:
    random = Random(1)
    sample.raw.execute("BEGIN")
    for number in range(COUNT):
        sample.incident(
            title=" ".join(random.choices(WORDS, k=3)),
            notes=" ".join(random.choices(WORDS, k=2)),
            t_from=None if number % 9 == 0 else random.randrange(50) * 86_400,
            status=random.choice(("claimed", "confirmed")),
            trashed_at=1 if number % 11 == 0 else None,
        )
    sample.raw.execute("COMMIT")
    asked = Queries(sample.path, lambda: date(2023, 10, 20))
    yield asked
    asked.close()


@pytest.fixture
def walked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows each walk has given."""
    given: list[int] = []
    walk = word_walk._looked_into
    monkeypatch.setattr(word_walk, "FREQUENT", 1)

    def counted(*asked: object) -> object:
        found = walk(*asked)  # type: ignore[arg-type]  # as it is called
        given.append(-1 if found is None else len(found))
        return found

    monkeypatch.setattr(word_walk, "_looked_into", counted)
    return given


SEARCHES = [
    "d", "drone", "al-asad", "alasad", '"al asad"', '"drone al-asad"', "deir ezzor", "deir ez zor", "al asad",
    "attack -night", '-"al asad" a', "اسد", "الاسد", "x_y", "us", "n a", "status:claimed drone",
    "-status:claimed d -(drone)", "nothing", "y",
]  # fmt: skip


@pytest.mark.parametrize("text", SEARCHES)
@pytest.mark.parametrize("descending", [True, False])
def test_the_first_rows_are_those_of_the_whole_order(
    queries: Queries, walked: list[int], text: str, descending: bool
) -> None:
    sort = (SortKey("t_from", descending=descending),)
    search = parse(text)
    order = queries.order(search, sort)
    for limit in (1, 20, COUNT):
        assert queries.first(search, sort, limit) == order[:limit]
    assert all(number >= 0 for number in walked)
    assert (text == "nothing") or len(walked) == 3


def test_what_the_walk_does_not_serve_is_asked_of_the_index(queries: Queries, walked: list[int]) -> None:
    others = ("is:trash d", "document:any d", "d OR a")
    for text, sort in (("drone", "title"), *((text, "t_from") for text in others)):
        search, keys = parse(text), (SortKey(sort),)
        assert queries.first(search, keys, 20) == queries.order(search, keys)[:20]
    assert walked == []


def test_a_walk_that_passes_too_much_leaves_it_to_the_index(
    queries: Queries, walked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_walk, "_STEPS", (5, 5))
    search = parse("drone")
    assert queries.first(search, (), 100) == queries.order(search)[:100]
    assert walked == [-1]
