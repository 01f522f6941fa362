"""A day that is asked for is the local day of where it happened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.app.commands import EditIncident, LogIncident, Undo
from ascertain.app.queries import Queries, open_queries
from ascertain.app.session import LogSession, create_session
from ascertain.domain.records import IncidentContent, ReportedTime
from ascertain.domain.reported_time import local_days, read_time, zone_names
from ascertain.domain.search import parse

DAY = date(2023, 10, 17)
EPOCH = date(1970, 1, 1)


def on_the_day(zone: str) -> IncidentContent:
    read = read_time("2023-10-17", DAY, zone)
    return IncidentContent(zone, when=ReportedTime("2023-10-17", zone=zone, t_from=read.t_from, t_to=read.t_to))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[LogSession]:
    with closing(create_session(tmp_path / "log.ascertain")) as session:
        for zone in ("Asia/Baghdad", "America/New_York", "UTC"):
            session.ledger.run(LogIncident(on_the_day(zone))).result()
        yield session


@pytest.fixture
def queries(session: LogSession) -> Iterator[Queries]:
    with closing(open_queries(session.path)) as queries:
        yield queries


def test_a_day_finds_what_happened_on_it_wherever(queries: Queries) -> None:
    assert queries.count(parse("when:2023-10-17")) == 3
    assert queries.count(parse("when:2023-10-16")) == 0
    assert queries.count(parse("when:2023-10-18..")) == 0


def test_the_bars_stand_on_local_days(queries: Queries) -> None:
    (only,) = queries.timeline(None, 60).bins
    assert only.start == (DAY - EPOCH).days * 86_400
    assert sum(count for _, count in only.by_status) == 3


def test_days_follow_the_time_and_its_undo(session: LogSession, queries: Queries) -> None:
    found = queries.incident(1)
    assert found is not None
    session.ledger.run(EditIncident(1, found.version, IncidentContent("No time"))).result()
    assert queries.count(parse("when:2023-10-17")) == 2
    session.ledger.run(Undo()).result()
    assert queries.count(parse("when:2023-10-17")) == 3


@given(st.dates(date(1971, 1, 1), date(2100, 1, 1)), st.sampled_from(zone_names()))
def test_a_day_read_in_a_zone_is_that_local_day(day: date, zone: str) -> None:
    read = read_time(day.isoformat(), None, zone)
    if read.t_from is not None and read.t_to is not None and read.t_to - read.t_from >= 82_800:
        assert local_days(read.t_from, read.t_to, zone) == ((day - EPOCH).days,) * 2
