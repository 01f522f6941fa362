from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.codes import Status
from ascertain.domain.figure import Figure
from ascertain.domain.review_weight import NEW_EVIDENCE, Waiting, weigh

TODAY = date(2023, 10, 20)
NOTHING = Waiting("unconfirmed", Figure(), Figure(), 0)
_figures = st.builds(Figure, *[st.none() | st.integers(0, 200)] * 3)
_waiting = st.builds(
    Waiting,
    st.sampled_from([status.value for status in Status]),
    _figures,
    _figures,
    st.integers(0, 6),
    st.none() | st.dates(date(2023, 9, 1), date(2023, 12, 1)),
    st.booleans(),
)


@pytest.mark.parametrize(
    ("waiting", "points"),
    [
        (NOTHING, 0),
        (replace(NOTHING, killed=Figure.exactly(0)), 0),
        (replace(NOTHING, killed=Figure.exactly(1)), 4),
        (replace(NOTHING, killed=Figure(9, None, 12)), 4),
        (replace(NOTHING, killed=Figure(9, 10, 12)), 6),
        (replace(NOTHING, killed=Figure(None, None, 100)), 8),
        (replace(NOTHING, killed=Figure(unknown=True)), 0),
        (replace(NOTHING, injured=Figure.exactly(10)), 3),
        (replace(NOTHING, origins=2), 2),
        (replace(NOTHING, origins=9), 3),
        (replace(NOTHING, status="disputed"), 2),
        (replace(NOTHING, status="claimed"), 1),
        (replace(NOTHING, follow_up_on=TODAY + timedelta(days=1)), 0),
        (replace(NOTHING, follow_up_on=TODAY), 2),
        (replace(NOTHING, follow_up_on=TODAY - timedelta(days=7)), 3),
        (replace(NOTHING, changed=True), 4),
        (Waiting("disputed", Figure.exactly(120), Figure.exactly(300), 4, date(2023, 1, 1), True), 24),
    ],
)
def test_the_table_of_the_rule(waiting: Waiting, points: int) -> None:
    assert weigh(waiting, TODAY).points == points


def test_reasons_name_what_is_weighed() -> None:
    told = weigh(Waiting("claimed", Figure.exactly(3), Figure(), 1, None, True), TODAY)
    assert [str(reason) for reason in told.reasons] == [
        "3 killed (+4)",
        "1 independent origin (+1)",
        "a claim is left to be settled (+1)",
        "new evidence since the last review (+4)",
    ]


@given(_waiting)
def test_points_are_what_the_reasons_add_up_to(waiting: Waiting) -> None:
    told = weigh(waiting, TODAY)
    assert told.points == sum(int(dict(reason.values)["points"]) for reason in told.reasons)  # type: ignore[call-overload]
    assert all(int(dict(reason.values)["points"]) > 0 for reason in told.reasons)  # type: ignore[call-overload]


@given(_waiting)
def test_new_evidence_never_makes_an_incident_lighter(waiting: Waiting) -> None:
    without, having = replace(waiting, changed=False), replace(waiting, changed=True)
    assert weigh(having, TODAY).points == weigh(without, TODAY).points + NEW_EVIDENCE
