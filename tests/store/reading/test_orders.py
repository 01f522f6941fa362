"""Whatever is found is in the same order, walked or sorted; and a walk reads an index and sorts nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from ascertain.domain.fields import FIELDS
from ascertain.domain.rows import SortKey
from ascertain.domain.search import parse
from ascertain.store.failures import is_interruption
from ascertain.store.incident_table import SUMMED
from ascertain.store.reading import orders
from ascertain.store.reading.finding import ordered
from ascertain.store.reading.line import ReadLine
from ascertain.store.reading.orders import first_of_order, whole_order
from ascertain.store.reading.walks import walk_of
from tests.store.reading.sample import VOCABULARIES, Sample

SORTED = [field.key for field in FIELDS if field.sorts]
WALKED = sorted(
    {*SUMMED, "ref", "title", "place", "status", "kind", "country", "origins", "created_at", "follow_up_on"}
)
SEARCHES = ["", "status:claimed", "-status:claimed killed:>0", "drone", "title:missing", "no:kind or killed:>1"]
OWN = {"own_number": "number", "own_text": "text", "own_choice": "choice"}


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReadLine]:
    """A log in which much is equal, much is not stated and some is in the trash."""
    sample = Sample(tmp_path_factory.mktemp("orders") / "log.ascertain")
    _fill(sample, random.Random(11))
    sample.close()
    with closing(ReadLine(sample.path, lambda: date(2023, 10, 20))) as made:
        yield made


def _fill(sample: Sample, draw: random.Random) -> None:
    sample.insert("log_info", key="vocabulary:own:own_choice", value='{"label": "Choice", "closed": false}')
    for position, key in enumerate(("second", "first", "third")):
        sample.insert("code", vocabulary="own:own_choice", key=key, label=key, position=position, attributes="{}")
    made = {}
    for position, (key, kind) in enumerate(OWN.items()):
        choice = {"vocabulary": f"own:{key}"} if kind == "choice" else {}
        made[key] = sample.insert("own_field", key=key, label=key, type=kind, position=position, **choice)
    places = [sample.place(name) for name in ("Alpha", "Beta")]
    for _ in range(90):
        figures = {f"{key}_{draw.choice(('low', 'best', 'high'))}": draw.choice((None, 0, 1, 7)) for key in SUMMED}
        codes = {
            name: draw.choice([None, *VOCABULARIES[name], "in no list"])
            for name in ("kind", "means", "country")
            if name in VOCABULARIES
        }
        number = sample.incident(
            title=draw.choice(("", "Drone at sea", "Another", "Ámbar")),
            status=draw.choice(list(VOCABULARIES["status"])),
            t_from=draw.choice((None, 1_697_490_000, 1_600_000_000)),
            place_id=draw.choice((None, *places)),
            follow_up_on=draw.choice((None, "2023-10-01", "2024-01-01")),
            ref=f"{draw.choice((2022, 2023))}-{draw.randrange(10**6):04}",
            created_at=draw.randrange(5),
            updated_at=draw.randrange(5),
            origins=draw.randrange(3),
            trashed_at=draw.choice((None,) * 8 + (9,)),
            **figures,
            **codes,
        )
        for key, value in (("own_number", 1.5), ("own_number", 2.0), ("own_text", ""), ("own_choice", "first")):
            if draw.random() < 0.3 and not (key == "own_number" and value == 2.0):
                told = draw.choice((value, draw.choice((3.5, -1.0)))) if key == "own_number" else value
                text = draw.choice(("first", "second", "odd")) if key != "own_number" else str(told)
                field = {"incident_id": number, "field_id": made[key], "value": text, "sort_key": text}
                sample.insert("own_value", **field, **({"number": told} if key == "own_number" else {}))


@pytest.fixture(params=[0, 10**6], ids=["walked", "sorted"])
def _few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(orders, "_FEW", request.param)


def _same(line: ReadLine, text: str, sort: SortKey) -> None:
    search = parse(text, line.fields()) if text else None
    expected = list(line.ids(ordered(line, search, (sort,))))
    assert list(whole_order(line, search, (sort,))) == expected
    for limit in (1, 7, 1000):
        assert list(first_of_order(line, search, (sort,), limit)) == expected[:limit]


@pytest.mark.usefixtures("_few")
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("key", [*SORTED, *OWN])
def test_an_order_is_the_same_walked_and_sorted(line: ReadLine, key: str, descending: bool) -> None:
    for text in SEARCHES:
        _same(line, text, SortKey(key, descending))


@pytest.mark.parametrize("text", ["is:trash", "status:claimed is:trash"])
def test_the_trash_has_its_order_too(line: ReadLine, text: str) -> None:
    _same(line, text, SortKey("title"))


@pytest.mark.parametrize("key", [*WALKED, *OWN])
def test_a_walk_reads_one_index_and_sorts_nothing(line: ReadLine, key: str) -> None:
    walk = walk_of(line, (SortKey(key, descending=True),))
    assert walk is not None
    for part in walk.parts:
        plan = line.plan(part).partition("; ")[0]
        assert "ix_incident_" in plan or "ix_own_value_" in plan
        # Codes that are in no list stand together, which only a log from elsewhere has.
        assert "TEMP B-TREE" not in line.plan(part) or "IN (" in str(part)


def test_little_that_is_found_far_behind_is_looked_for_by_the_search(
    line: ReadLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orders, "_FAR", 10)
    _same(line, "status:claimed", SortKey("title"))


def test_a_walk_ends_when_it_is_no_longer_wanted(line: ReadLine, monkeypatch: pytest.MonkeyPatch) -> None:
    real = line.ids

    def asked(statement: object) -> object:
        found = real(statement)  # type: ignore[arg-type]  # handed on as it is
        line.interrupt()
        return found

    monkeypatch.setattr(line, "ids", asked)
    with pytest.raises(Exception, match="interrupted") as caught:
        whole_order(line, None, (SortKey("killed"),))
    assert is_interruption(caught.value)


def test_a_log_without_the_index_of_a_walk_is_sorted(line: ReadLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "indexes", frozenset())
    assert walk_of(line, (SortKey("title"),)) is None
    _same(line, "", SortKey("own_number"))
