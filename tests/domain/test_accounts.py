from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ascertain.domain.accounts import accounts_of, finding
from ascertain.domain.codes import AnchorKind, AssertionState, Role
from ascertain.domain.fields import ASSERTABLE
from ascertain.domain.records import (
    ActorInRole,
    Anchor,
    Assertion,
    Figure,
    IncidentContent,
    NamedRef,
    ReportedTime,
    Statement,
)

_CONTENT = IncidentContent(
    title="Drones",
    means="uas_unknown",
    munitions=Figure(2, None, 5),
    when=ReportedTime("Tuesday", Anchor(AnchorKind.PUBLICATION, date(2023, 10, 18)), "Asia/Baghdad"),
    place=NamedRef("Ain al-Asad", 4),
    actors=(ActorInRole(NamedRef("Army"), Role.TARGET), ActorInRole(NamedRef("Guard"), Role.TARGET)),
)


def _with(*sayings: tuple[Assertion, ...]) -> IncidentContent:
    return replace(
        _CONTENT, statements=tuple(Statement(NamedRef(f"S{at}"), assertions=each) for at, each in enumerate(sayings))
    )


def test_no_statement_makes_an_empty_grid() -> None:
    grid = accounts_of(_CONTENT)
    assert (grid.columns, grid.rows) == ((), ())


def test_rows_stand_in_the_order_of_the_fields_and_silence_is_told_apart() -> None:
    grid = accounts_of(
        _with(
            (Assertion("munitions", value="3", adopted=True), Assertion("claimed_by", AssertionState.DECLINED)),
            (Assertion("means", AssertionState.UNKNOWN), Assertion("munitions", AssertionState.NOT_STATED)),
            (Assertion("killed_civilian", AssertionState.EXPLICIT_ZERO),),
        )
    )
    spoken_of = {"munitions", "claimed_by", "means", "killed_civilian"}
    assert [row.field for row in grid.rows] == [key for key in ASSERTABLE if key in spoken_of]
    assert [column.source.name for column in grid.columns] == ["S0", "S1", "S2"]
    rows = {row.field: row for row in grid.rows}
    states = [cell.state for cell in rows["munitions"].cells]
    assert states == [AssertionState.VALUE, AssertionState.NOT_STATED, None]
    assert (rows["munitions"].cells[0].value, rows["munitions"].cells[0].adopted) == ("3", True)
    assert not any(row.differs for row in grid.rows)


@pytest.mark.parametrize(
    ("field", "one", "other", "differs"),
    [
        ("munitions", "3", "three", False),
        ("munitions", "3", "2–5", False),
        ("munitions", "100+", "300", False),
        ("munitions", "2", "3", True),
        ("munitions", "~3", "~4", True),
        ("munitions", "≤5", "6+", True),
        ("means", "uas_unknown", "uas_unknown", False),
        ("means", "uas_unknown", "rocket", True),
        ("place_text", "Al-Asad", "al asad", False),
        ("t_from", "Tuesday night", "2023-10-17", False),
        ("t_from", "yesterday", "Monday", True),
        ("t_from", "once", "once upon a time", True),
        ("claimed_by", "Group A", "Group B", True),
    ],
)
def test_accounts_differ_where_both_cannot_be_right(field: str, one: str, other: str, differs: bool) -> None:
    grid = accounts_of(_with((Assertion(field, value=one),), (Assertion(field, value=other),), ()))
    assert grid.rows[0].differs is differs
    assert [grid.contradicts(at) for at in range(3)] == [differs, differs, False]


def test_none_contradicts_a_count_and_silence_contradicts_nothing() -> None:
    zero = (Assertion("killed_civilian", AssertionState.EXPLICIT_ZERO),)
    assert accounts_of(_with(zero, (Assertion("killed_civilian", value="2"),))).rows[0].differs
    assert not accounts_of(_with(zero, (Assertion("killed_civilian", value="0"),))).rows[0].differs
    for state in (AssertionState.NOT_STATED, AssertionState.DECLINED, AssertionState.UNKNOWN):
        assert not accounts_of(_with(zero, (Assertion("killed_civilian", state),))).rows[0].differs


def test_the_finding_is_what_the_incident_has() -> None:
    assert finding(_CONTENT, "means") == "uas_unknown"
    assert finding(_CONTENT, "munitions") == "2–5"
    assert finding(_CONTENT, "t_from") == "Tuesday"
    assert finding(_CONTENT, "place") == "Ain al-Asad"
    assert finding(_CONTENT, "target") == "Army, Guard"
    assert finding(_CONTENT, "outcome") == finding(_CONTENT, "killed_civilian") == ""
    assert all(isinstance(finding(_CONTENT, key), str) for key in ASSERTABLE)
