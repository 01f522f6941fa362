"""Where accounts differ, and where they are only silent."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.accounts import AccountCell, AccountRow, compare
from ascertain.domain.codes import AssertionState
from ascertain.domain.records import Assertion, Figure, IncidentContent, NamedRef, Statement

VALUE, ZERO, NOT_STATED = AssertionState.VALUE, AssertionState.EXPLICIT_ZERO, AssertionState.NOT_STATED


def said(*assertions: Assertion | None) -> AccountRow:
    statements = tuple(
        Statement(NamedRef(f"Source {at}"), assertions=(each,) if each else ()) for at, each in enumerate(assertions)
    )
    (row,) = compare(IncidentContent("What", munitions=Figure.exactly(3), statements=statements)).rows
    return row


def about(value: str = "", state: AssertionState = VALUE) -> Assertion:
    return Assertion("munitions", state, value)


def test_two_values_differ() -> None:
    row = said(about("3"), about("4"), None)
    assert row.differs
    assert [cell.differs for cell in row.cells] == [True, True, False]
    assert row.finding == "3"


def test_the_same_count_written_otherwise_does_not_differ() -> None:
    assert not said(about("2-3"), about("٢–٣")).differs


def test_an_explicit_zero_is_the_count_zero_and_differs_from_one() -> None:
    assert not said(about("0"), about(state=ZERO)).differs
    assert said(about("1"), about(state=ZERO)).differs


def test_what_one_states_and_another_expressly_leaves_out_is_marked_at_the_gap() -> None:
    row = said(about("1"), about(state=NOT_STATED), about(state=AssertionState.DECLINED))
    assert row.differs
    assert [cell.differs for cell in row.cells] == [False, True, True]


def test_an_account_that_does_not_touch_a_field_is_silent() -> None:
    row = said(about("1"), None)
    assert not row.differs
    assert row.cells[1] == AccountCell()


def test_unknown_contradicts_nobody() -> None:
    assert not said(about("1"), about(state=AssertionState.UNKNOWN)).differs


@given(
    st.lists(st.sampled_from([None, about("1"), about("2"), about(state=ZERO), about(state=NOT_STATED)]), min_size=1)
)
def test_the_order_of_accounts_decides_nothing(given_accounts: list[Assertion | None]) -> None:
    rows = compare(_content(given_accounts)).rows
    back = compare(_content(given_accounts[::-1])).rows
    assert [(row.field, row.differs, row.cells) for row in rows] == [
        (row.field, row.differs, row.cells[::-1]) for row in back
    ]


def _content(given_accounts: list[Assertion | None]) -> IncidentContent:
    return IncidentContent(
        "What",
        statements=tuple(Statement(NamedRef("S"), assertions=(each,) if each else ()) for each in given_accounts),
    )
