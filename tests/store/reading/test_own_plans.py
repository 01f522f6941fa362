"""How a large log is asked about own fields: by index, and not at all where none is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from ascertain.app.commands import KeepOwnField
from ascertain.app.session import create_session
from ascertain.domain.own_fields import OwnField, OwnType
from ascertain.domain.rows import SortKey
from ascertain.domain.search import parse
from ascertain.store.reading.finding import ordered
from ascertain.store.reading.line import ReadLine


@pytest.fixture
def line(tmp_path: Path) -> Iterator[ReadLine]:
    path = tmp_path / "own.ascertain"
    with closing(create_session(path)) as session:
        for label, kind in (("Wind", OwnType.NUMBER), ("Desk", OwnType.TEXT)):
            session.ledger.run(KeepOwnField(OwnField(label, kind))).result()
    with closing(ReadLine(path, date.today)) as made:
        yield made


def plan(line: ReadLine, text: str, *sort: SortKey) -> str:
    return line.plan(ordered(line, parse(text, line.fields()), sort))


def test_a_range_is_found_in_its_index_while_the_time_index_is_read(line: ReadLine) -> None:
    told = plan(line, "wind:>3")
    assert "incident USING COVERING INDEX ix_incident_time" in told
    assert "own_value USING COVERING INDEX ix_own_value_number" in told


def test_words_are_looked_up_by_the_ids_that_they_are_found_under(line: ReadLine) -> None:
    assert "SEARCH incident USING INTEGER PRIMARY KEY" in plan(line, "desk:gulf")


def test_an_own_number_is_looked_up_for_each_incident_that_is_found(line: ReadLine) -> None:
    told = plan(line, "status:claimed", SortKey("wind"))
    assert "incident USING COVERING INDEX ix_incident_time" in told
    assert "SEARCH own_value USING" in told
    assert "SCAN own_value" not in told


def test_own_values_are_not_touched_where_none_is_asked_for(line: ReadLine) -> None:
    assert "own_value" not in plan(line, "status:claimed", SortKey("title"))
