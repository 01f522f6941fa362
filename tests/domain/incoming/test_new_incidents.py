"""New incidents made by the thousand are those that are made one by one."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.figures import NotAFigure
from ascertain.domain.incoming.new_incidents import NewIncidents
from ascertain.domain.incoming.rows import RecordKind, Value
from ascertain.domain.incoming.targets import NOTHING_KNOWN, blank, rest_of, targets_of, with_values
from ascertain.domain.records import IncidentContent
from tests.any_incident import CALM, CONTENTS, OWN

# Values that are equal and mean different things, and what two cells of one row tell together.
CELLS: dict[str, st.SearchStrategy[Value]] = {
    "title": st.none() | st.sampled_from(("One", "Two")),
    "t_from": st.none() | st.sampled_from((date(2023, 10, 29), datetime(2023, 10, 29), datetime(2023, 10, 29, 2, 30))),
    "t_to": st.none() | st.sampled_from((date(2023, 10, 30), datetime(2023, 10, 30, 1))),
    "precision": st.none() | st.sampled_from(("day", "month", "minute", "unknown")),
    "phrase": st.none() | st.just("on 3 May 2023"),
    "zone": st.none() | st.sampled_from(("UTC", "Europe/Berlin")),
    "place": st.sampled_from((None, "Here", "33.5, 38.6")),
    "country": st.sampled_from((None, "IQ")),
    "place_latitude": st.sampled_from((None, 33.5, 33, True, 1.0, 1)),
    "place_longitude": st.sampled_from((None, 38.5, 38)),
    "killed_unknown": st.sampled_from((None, 1, "2–5", True, "none at all")),
    "killed_unknown_best": st.sampled_from((None, 3, "unknown", 3.0)),
    "killed_unknown_high": st.sampled_from((None, 9)),
    "target": st.sampled_from((None, ("One side", "Other side"), "One side")),
    "attributed_to": st.sampled_from((None, ("One side",))),
    "source": st.sampled_from((None, (), ("Paper", "Wire", "paper"), ("Wire",))),
    "source_url": st.sampled_from((None, ("https://a.example/1",))),
    "quote": st.sampled_from((None, "It came at night.")),
    "wind": st.sampled_from((None, 2.5, 1, True)),
    "status": st.sampled_from((None, "claimed", "no status")),
}


def made_alone(values: dict[str, Value]) -> IncidentContent | str:
    made = blank(RecordKind.INCIDENT)
    assert isinstance(made, IncidentContent)
    try:
        return with_values(RecordKind.INCIDENT, made, values)
    except ValueError as wrong:
        return type(wrong).__name__


def made_with_others(many: NewIncidents, values: dict[str, Value]) -> IncidentContent | str:
    try:
        return many.made(values, {})
    except ValueError as wrong:
        return type(wrong).__name__


@CALM
@given(st.lists(st.fixed_dictionaries({}, optional=CELLS), min_size=1, max_size=8))
def test_rows_make_the_same_incidents_together_as_alone(rows: list[dict[str, Value]]) -> None:
    many = NewIncidents(NOTHING_KNOWN)
    for values in [*rows, *rows]:
        alone, together = made_alone(values), made_with_others(many, values)
        assert repr(together) == repr(alone)  # tells 1 from true


@CALM
@given(CONTENTS)
def test_whatever_an_incident_shows_and_what_it_does_not_show_is_made_too(content: IncidentContent) -> None:
    values = {each.key: each.get(content) for each in targets_of(RecordKind.INCIDENT, OWN) if not each.derived}
    rest = rest_of(content, NOTHING_KNOWN)
    many = NewIncidents(NOTHING_KNOWN)
    start = blank(RecordKind.INCIDENT)
    assert many.made(values, {}) == with_values(RecordKind.INCIDENT, start, values)
    assert many.made(values, rest) == with_values(RecordKind.INCIDENT, start, values, rest)


def test_what_rows_say_alike_is_one_object() -> None:
    many = NewIncidents(NOTHING_KNOWN)
    row: dict[str, Value] = {"t_from": date(2023, 5, 1), "place": "Here", "source": ("Paper",), "killed_unknown": 3}
    one, other = many.made({"title": "One", **row}, {}), many.made({"title": "Other", **row}, {})
    assert one.when is other.when
    assert one.place is other.place
    assert one.killed_unknown is other.killed_unknown
    assert one.statements[0] is other.statements[0]


def test_the_two_hours_that_a_clock_shows_twice_stay_two() -> None:
    many = NewIncidents(NOTHING_KNOWN)
    first = datetime(2023, 10, 29, 2, 30)
    row: dict[str, Value] = {"zone": "Europe/Berlin", "precision": "minute"}
    one, other = (many.made({**row, "t_from": each}, {}).when.t_from for each in (first, first.replace(fold=1)))
    assert one is not None
    assert other == one + 3_600


def test_a_text_that_is_no_figure_is_refused_each_time() -> None:
    many = NewIncidents(NOTHING_KNOWN)
    for _ in range(2):
        with pytest.raises(NotAFigure):
            many.made({"killed_unknown": "several of them"}, {})
