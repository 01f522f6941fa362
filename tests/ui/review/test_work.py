from __future__ import annotations

from array import array
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ascertain.app.commands import Redo, SetFollowUp, SetStatus, TagIncidents, Undo
from ascertain.domain.codes import Status
from ascertain.ui.review.verdicts import VERDICTS, Finding, command_for, days_ahead
from ascertain.ui.review.work import Order, Work


def work(*ids: int) -> Work:
    made = Work()
    made.start(array("q", ids))
    return made


def verdict(incident_id: int) -> SetStatus:
    return SetStatus((incident_id,), Status.CONFIRMED, "seen")


def test_work_begins_at_the_head_and_steps_within_the_ends() -> None:
    desk = work(5, 6, 7)
    assert desk.current == 5
    desk.step(-1)
    assert desk.current == 5
    desk.step(1)
    desk.step(1)
    desk.step(1)
    assert desk.current == 7


def test_an_empty_queue_has_nothing_in_hand() -> None:
    desk = work()
    assert desk.current is None
    desk.step(1)
    assert not desk.next_undone()
    assert desk.finding() == Finding()


def test_what_is_settled_counts_and_is_passed_over() -> None:
    desk = work(5, 6, 7)
    assert desk.note(verdict(5), frozenset({5}))
    assert desk.note(SetFollowUp((6,), date(2023, 10, 30)), frozenset({6}))
    assert desk.done == 2
    assert desk.next_undone()
    assert desk.current == 7
    desk.note(verdict(7), frozenset({7}))
    assert not desk.next_undone()


def test_the_search_for_the_next_goes_round() -> None:
    desk = work(5, 6, 7)
    desk.go_to(2)
    desk.note(verdict(7), frozenset({7}))
    assert desk.next_undone()
    assert desk.current == 5


def test_undo_opens_again_and_redo_settles_again() -> None:
    desk = work(5, 6)
    desk.note(verdict(5), frozenset({5}))
    desk.note(Undo(), frozenset({5}))
    assert desk.done == 0
    desk.note(Redo(), frozenset({5}))
    assert desk.is_done(5)


def test_other_changes_and_other_incidents_settle_nothing() -> None:
    desk = work(5, 6)
    assert desk.note(TagIncidents((5,), ("x",)), frozenset({5}))
    assert not desk.note(verdict(99), frozenset({99}))
    assert desk.done == 0


def test_a_large_operation_is_counted_too() -> None:
    desk = work(*range(100))
    desk.note(SetStatus(tuple(range(50, 150)), Status.REFUTED, ""), frozenset(range(50, 150)))
    assert desk.done == 50


def test_what_is_typed_stays_with_its_incident() -> None:
    desk = work(5, 6)
    desk.keep(Finding(Status.DISPUTED, reason="half a sentence"))
    desk.step(1)
    assert desk.finding() == Finding()
    desk.step(-1)
    assert desk.finding().reason == "half a sentence"
    desk.forget(5)
    assert desk.finding() == Finding()


def test_another_order_keeps_the_incident_in_hand_and_what_is_done() -> None:
    desk = work(5, 6, 7)
    desk.go_to(1)
    desk.note(verdict(5), frozenset({5}))
    desk.rearrange(array("q", (7, 6)))
    assert desk.current == 6
    assert list(desk.ids) == [7, 6, 5]
    assert desk.done == 1


@given(st.lists(st.sampled_from(["next", "back", "settle", "undo"]), max_size=40), st.integers(1, 6))
def test_the_work_always_ends(steps: list[str], size: int) -> None:
    desk = work(*range(size))
    for step in steps:
        current = desk.current
        assert current is not None
        if step == "settle":
            desk.note(verdict(current), frozenset({current}))
            desk.next_undone()
        elif step == "undo":
            desk.note(Undo(), frozenset({current}))
        else:
            desk.step(1 if step == "next" else -1)
        assert 0 <= desk.done <= size
    for _ in range(size):
        current = desk.current
        assert current is not None
        desk.note(verdict(current), frozenset({current}))
        desk.next_undone()
    assert desk.done == size


def test_a_verdict_becomes_one_command() -> None:
    on = date(2023, 10, 30)
    assert command_for(5, Finding(Status.REFUTED, reason=" no ")) == SetStatus((5,), Status.REFUTED, "no")
    assert command_for(5, Finding(Status.CLAIMED, True, on, "x")) == SetStatus((5,), Status.CLAIMED, "x", on)
    assert command_for(5, Finding(None, True, on, "ask")) == SetFollowUp((5,), on, "ask")
    assert command_for(5, Finding(reason="only typed")) is None


def test_keys_are_told_apart_and_days_lie_ahead() -> None:
    assert len({verdict.key for verdict in VERDICTS}) == len(VERDICTS)
    today = date(2023, 12, 30)
    assert [day for _, day in days_ahead(today)] == [date(2023, 12, 31), date(2024, 1, 2), date(2024, 1, 6)]


def test_every_order_is_a_sort_by_known_fields() -> None:
    assert all(order.sort for order in Order)
