from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.codes import Role, Stance, TimePrecision
from ascertain.domain.fields import ASSERTABLE
from ascertain.domain.firewall import (
    GUARDED,
    Telling,
    barrier,
    for_another_event,
    left_out,
    may_fill,
    telling_of,
)
from ascertain.domain.records import ActorInRole, Assertion, IncidentContent, NamedRef, ReportedTime, Statement

_DAY = 1_697_500_800  # 2023-10-17T00:00Z
_EVENT = ReportedTime("17 Oct 2023", t_from=_DAY, t_to=_DAY + 86_400, precision=TimePrecision.DAY)
_BLAME = Telling("Ministry", Stance.ATTRIBUTES)


def _asked(field: str, telling: Telling, event: ReportedTime = _EVENT) -> str:
    found = barrier(field, telling, event)
    return "" if found is None else str(found.question)


@given(st.sampled_from(ASSERTABLE), st.sampled_from(ASSERTABLE))
def test_a_value_is_offered_for_its_own_field_alone(said: str, found: str) -> None:
    assert may_fill(said, found) == (said == found)


@pytest.mark.parametrize("field", sorted(GUARDED))
def test_what_was_said_of_this_event_passes(field: str) -> None:
    assert not _asked(field, _BLAME)
    assert not _asked(field, replace(_BLAME, on=date(2023, 10, 17)))
    assert not _asked(field, replace(_BLAME, on=date(2023, 11, 1), when="17 Oct 2023"))
    assert not _asked(field, replace(_BLAME, when="once upon a time"))


@pytest.mark.parametrize("field", sorted(GUARDED))
def test_what_was_said_of_another_time_is_asked_with_its_day(field: str) -> None:
    assert "2023-09-01" in _asked(field, replace(_BLAME, on=date(2023, 9, 1)))
    assert "2022" in _asked(field, replace(_BLAME, when="June 2022"))
    for stance in (Stance.GIVES_CONTEXT, Stance.THREATENS, Stance.NO_COMMENT):
        assert "Ministry" in _asked(field, replace(_BLAME, stance=stance))


@given(
    st.sampled_from(Stance),
    st.none() | st.dates(date(2000, 1, 1), date(2050, 1, 1)),
    st.sampled_from(["", "June 2022", "Tuesday", "?"]),
    st.booleans(),
)
def test_only_claims_and_blame_are_behind_the_wall(stance: Stance, on: date | None, when: str, has_time: bool) -> None:
    event = _EVENT if has_time else ReportedTime()
    for field in set(ASSERTABLE) - GUARDED:
        assert barrier(field, Telling("Ministry", stance, on, when), event) is None
    claim = barrier(Role.ATTRIBUTED_TO, Telling("Group", Stance.CLAIMS_RESPONSIBILITY, on, when), event)
    assert claim is not None
    assert not claim.passable


def test_the_day_of_the_document_stands_in_for_that_of_the_statement() -> None:
    said = Statement(NamedRef("Ministry"), Stance.ATTRIBUTES, assertions=(Assertion("t_from", value="Monday"),))
    assert telling_of(said, date(2023, 1, 5)) == Telling("Ministry", Stance.ATTRIBUTES, date(2023, 1, 5), "Monday")
    assert telling_of(replace(said, said_on=date(2023, 1, 6)), date(2023, 1, 5)).on == date(2023, 1, 6)


def test_a_copy_for_another_event_leaves_claims_and_blame_behind() -> None:
    report = Statement(
        NamedRef("Radio"),
        assertions=(Assertion("claimed_by", value="Group"), Assertion("means", value="uas_armed", adopted=True)),
    )
    content = IncidentContent(
        "Drone",
        actors=tuple(ActorInRole(NamedRef(f"Actor {role}"), role) for role in Role),
        statements=(
            report,
            Statement(NamedRef("Office"), Stance.CLAIMS_RESPONSIBILITY),
            Statement(NamedRef("Ministry"), Stance.ATTRIBUTES),
        ),
    )
    copy = for_another_event(content)
    assert {each.role for each in copy.actors} == set(Role) - GUARDED
    assert [each.source.name for each in copy.statements] == ["Radio"]
    assert [each.field for each in copy.statements[0].assertions] == ["means"]
    assert left_out(content)
    assert not left_out(copy)
