from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime
from itertools import pairwise
from threading import Timer

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from ascertain.domain.rows import Bin
from ascertain.domain.search import parse
from ascertain.domain.timeline import BarUnit
from ascertain.store.failures import is_interruption
from ascertain.store.queries import Queries
from tests.store.reading.sample import Sample

DAY = 86_400


def at(year: int, month: int, day: int, hour: int = 0) -> int:
    return int(datetime(year, month, day, hour, tzinfo=UTC).timestamp())


def height(bar: Bin) -> float:
    return sum(count for _, count in bar.by_status)


def test_facets_count_what_the_search_finds(sample: Sample, queries: Queries) -> None:
    one = sample.incident(country="IQ", status="claimed", title="drone one")
    two = sample.incident(country="IQ", draft=True, title="drone two")
    three = sample.incident(country="SY", title="rocket")
    sample.incident(country="SY", trashed_at=1)
    for number in (one, two):
        sample.actor_in_role(number, "Militia", "claimed_by")
        sample.statement(number, "Outlet")
        sample.statement(number, "Outlet")
        sample.tag(number, "base")
    sample.actor_in_role(three, "Militia", "target")
    countries = queries.facet("country", None)
    assert [(value.value, value.label, value.count) for value in countries] == [("IQ", "Iraq", 2), ("SY", "Syria", 1)]
    assert [(value.value, value.count) for value in queries.facet("country", parse("rocket"))] == [("SY", 1)]
    assert [(value.value, value.count) for value in queries.facet("status", None)] == [
        ("unconfirmed", 2),
        ("claimed", 1),
    ]
    assert [(value.value, value.count) for value in queries.facet("draft", None)] == [("no", 2), ("yes", 1)]
    assert [(value.value, value.count) for value in queries.facet("claimed_by", None)] == [("Militia", 2)]
    assert [(value.value, value.count) for value in queries.facet("source", None)] == [("Outlet", 2)]
    assert [(value.value, value.count) for value in queries.facet("tags", None)] == [("base", 2)]
    assert queries.facet("notes", None) == queries.facet("no such field", None) == []
    assert len(queries.facet("country", None, 1)) == 1


def test_what_a_facet_offers_finds_as_many(sample: Sample, queries: Queries) -> None:
    for name in ("Base", "Base North", "Base"):
        place = sample.raw.execute("SELECT id FROM place WHERE name = ?", (name,)).fetchone()
        sample.incident(place_id=place[0] if place else sample.place(name))
    for value in queries.facet("place", None):
        assert queries.count(parse(f'place:"{value.value}"')) == value.count


def test_bars_are_days_for_days_and_months_for_years(sample: Sample, queries: Queries) -> None:
    sample.incident(t_from=at(2023, 10, 17), t_to=at(2023, 10, 18))
    sample.incident(t_from=at(2023, 10, 19, 5), t_to=at(2023, 10, 19, 6), status="claimed")
    bars = queries.timeline(None, 60).bins
    assert [(bar.start, bar.end, bar.by_status) for bar in bars] == [
        (at(2023, 10, 17), at(2023, 10, 18), (("unconfirmed", 1.0),)),
        (at(2023, 10, 18), at(2023, 10, 19), ()),
        (at(2023, 10, 19), at(2023, 10, 20), (("claimed", 1.0),)),
    ]
    sample.incident(t_from=at(2021, 2, 28), t_to=at(2021, 3, 1))
    months = queries.timeline(None, 60).bins
    assert (months[0].start, months[0].end, months[-1].end) == (at(2021, 2, 1), at(2021, 3, 1), at(2023, 11, 1))
    assert height(months[-1]) == 2


def test_an_uncertain_time_is_spread_over_its_interval(sample: Sample, queries: Queries) -> None:
    sample.incident(t_from=at(2023, 10, 17), t_to=at(2023, 10, 21))
    assert [height(bar) for bar in queries.timeline(None, 60).bins] == [0.25] * 4


def test_bars_show_what_the_search_finds(sample: Sample, queries: Queries) -> None:
    sample.incident(t_from=at(2023, 10, 17), t_to=at(2023, 10, 18), title="drone")
    sample.incident(t_from=at(2023, 10, 18), t_to=at(2023, 10, 19), title="rocket")
    assert [height(bar) for bar in queries.timeline(parse("drone"), 60).bins] == [1.0]
    assert queries.timeline(parse("nothing"), 60).bins == ()


def test_no_bars_without_times(sample: Sample, queries: Queries) -> None:
    assert queries.timeline(None, 60).bins == ()
    sample.incident(t_from=None)
    assert queries.timeline(None, 60).bins == ()


_INSTANTS = st.integers(at(1, 1, 1), at(9990, 1, 1)) | st.integers(at(1965, 1, 1), at(2030, 1, 1))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    times=st.lists(st.tuples(_INSTANTS, st.integers(1, 3 * 366 * DAY)), min_size=1, max_size=8), bins=st.integers(1, 90)
)
def test_bars_touch_are_few_and_add_up(
    sample: Sample, queries: Queries, times: list[tuple[int, int]], bins: int
) -> None:
    sample.raw.execute("DELETE FROM incident_text")
    sample.raw.execute("DELETE FROM incident")
    for start, length in times:
        sample.incident(t_from=start, t_to=start + length)
    bars = queries.timeline(None, bins).bins
    assert 1 <= len(bars) <= bins
    assert all(one.end == two.start for one, two in pairwise(bars))
    assert bars[0].start <= min(start for start, _ in times)
    assert bars[-1].end >= max(start + length for start, length in times)
    assert sum(map(height, bars)) == pytest.approx(len(times))


def test_bars_counted_off_the_index_of_days_are_those_counted_without_it(sample: Sample, queries: Queries) -> None:
    sample.incident(t_from=at(2023, 10, 17), t_to=at(2023, 10, 21), status="claimed")
    sample.incident(t_from=at(2023, 10, 18), t_to=at(2023, 10, 19))
    sample.incident(t_from=None)
    sample.incident(t_from=None, trashed_at=1)
    sample.incident(t_from=at(2023, 10, 18), t_to=at(2023, 10, 19), trashed_at=1)
    sample.raw.execute("DROP INDEX IF EXISTS ix_incident_days")
    asked = [None, *(parse(text) for text in ("status:claimed", "-status:claimed", "is:trash", "country:IQ", "claim"))]
    with closing(Queries(sample.path)) as without:
        slow = [without.timeline(search, 60) for search in asked]
    sample.raw.execute("CREATE INDEX ix_incident_days ON incident (day_from, day_to, status) WHERE trashed_at IS NULL")
    with closing(Queries(sample.path)) as indexed:
        assert [indexed.timeline(search, 60) for search in asked] == slow
    assert [(each.timed, each.untimed) for each in slow[:4]] == [(2, 1), (1, 0), (1, 1), (1, 1)]


def test_what_was_counted_is_kept_until_the_log_changes(sample: Sample, queries: Queries) -> None:
    sample.incident(t_from=at(2023, 10, 17), t_to=at(2023, 10, 18))
    asked: list[str] = []
    assert queries.timeline(None, 60).timed == 1
    queries._line.raw.set_trace_callback(asked.append)
    assert len(queries.timeline(None, 60, shown=(19_600, 19_700)).bins) == 15
    assert queries.timeline(None, 60, unit=BarUnit.YEAR).timed == 1
    assert not [sql for sql in asked if "incident" in sql]
    sample.incident(t_from=at(2023, 10, 19), t_to=at(2023, 10, 20))
    assert queries.timeline(None, 60).timed == 2
    assert queries.timeline(parse("nothing"), 60).timed == 0


def test_incidents_that_may_be_one_overlap_in_time_near_by(sample: Sample, queries: Queries) -> None:
    base, other = sample.place("Base", country="IQ"), sample.place("Other", country="IQ")
    time = {"t_from": at(2023, 10, 17), "t_to": at(2023, 10, 18)}
    near = sample.incident(title="Drone at other", place_id=other, country="IQ", **time)
    same = sample.incident(title="Drones at base", place_id=base, country="IQ", **time)
    sample.incident(title="Later", place_id=base, country="IQ", t_from=at(2023, 11, 1), t_to=at(2023, 11, 2))
    sample.incident(title="Elsewhere", country="SY", **time)
    sample.incident(title="Gone", place_id=base, country="IQ", trashed_at=1, **time)
    mine = sample.incident(title="Drone at base", place_id=base, country="IQ", **time)
    incident = queries.incident(mine)
    assert incident is not None
    found = queries.like_content(incident.content, leave_out=mine)
    assert [each.row.id for each in found] == [same]
    assert [each.row.id for each in queries.like_incident(mine)] == [same]
    other_place = queries.compared(mine, near)
    assert other_place is not None
    assert other_place.comparison.score < found[0].comparison.score


def test_evidence_is_weighed_from_the_sources_of_the_log(sample: Sample, queries: Queries) -> None:
    number = sample.incident()
    sample.entry("source", "Ministry", reliability="B", is_official=True)
    sample.statement(number, "Ministry", stance="confirms", credibility=2)
    evidence = queries.evidence(number)
    assert evidence is not None
    (told,) = evidence.statements
    assert (told.source_name, told.reliability, told.is_official) == ("Ministry", "B", True)
    assert evidence.today == date.today()
    assert queries.evidence(99) is None


def test_history_of_an_incident_that_nothing_touched_is_empty(sample: Sample, queries: Queries) -> None:
    assert queries.history(sample.incident()) == []


def test_a_question_that_runs_can_be_stopped(sample: Sample, queries: Queries) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    timer = Timer(0.2, queries.interrupt)
    timer.start()
    with pytest.raises(Exception) as stopped:
        queries._line.all(text(endless))
    timer.join()
    assert is_interruption(stopped.value)
    sample.incident()
    assert queries.count(None) == 1
