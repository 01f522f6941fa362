from __future__ import annotations

from array import array
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ascertain.app.commands import KeepStatus, SetFollowUp, SetStatus, TagIncidents, Undo
from ascertain.app.settings import REVIEW_ORDERS
from ascertain.domain.codes import Status
from ascertain.domain.review import ReviewOrder, Tally
from ascertain.ui.review.finding_json import read_finding, write_finding
from ascertain.ui.review.verdicts import VERDICTS, Finding, command_for, problem_of
from ascertain.ui.review.work import Sitting, Work

TODAY = date(2023, 10, 20)


def sitting(*ids: int, done: frozenset[int] = frozenset()) -> Sitting:
    return Sitting(array("q", ids), tally=Tally(done), there=frozenset(ids))


def work(*ids: int) -> Work:
    made = Work()
    made.start(sitting(*ids))
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


def test_work_begins_at_the_first_that_is_not_done_today() -> None:
    desk = Work()
    desk.start(sitting(5, 6, 7, done=frozenset({5, 99})))
    assert desk.current == 6
    assert (desk.done, desk.total) == (2, 4)


def test_an_empty_queue_has_nothing_in_hand() -> None:
    desk = work()
    assert desk.current is None
    desk.step(1)
    assert not desk.next_undone()
    assert desk.finding() == Finding()


def test_what_is_settled_counts_and_is_passed_over() -> None:
    desk = work(5, 6, 7)
    assert not desk.note(verdict(5), frozenset({5}))
    desk.note(SetFollowUp((6,), date(2023, 10, 30)), frozenset({6}))
    assert desk.done == 2
    assert desk.next_undone()
    assert desk.current == 7
    desk.note(KeepStatus((7,), "same"), frozenset({7}))
    assert not desk.next_undone()


def test_the_search_for_the_next_goes_round() -> None:
    desk = work(5, 6, 7)
    desk.go_to(2)
    desk.note(verdict(7), frozenset({7}))
    assert desk.next_undone()
    assert desk.current == 5


def test_the_log_has_the_last_word_on_what_is_done() -> None:
    desk = work(5, 6)
    desk.note(verdict(5), frozenset({5}))
    desk.note(Undo(), frozenset({5}))
    desk.count(Tally(), frozenset({6}))
    assert desk.done == 0
    assert desk.changed == {6}


def test_what_does_not_stand_here_is_told() -> None:
    desk = work(5, 6)
    assert not desk.note(TagIncidents((5,), ("x",)), frozenset({5}))
    assert desk.note(verdict(99), frozenset({99}))
    assert (desk.done, desk.total) == (1, 3)


def test_a_large_operation_is_counted_too() -> None:
    desk = work(*range(100))
    desk.note(SetStatus(tuple(range(50, 150)), Status.REFUTED, ""), frozenset(range(50, 150)))
    assert (desk.done, desk.total) == (100, 150)


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
    desk.rearrange(sitting(7, 6, done=frozenset({5})))
    assert desk.current == 6
    assert list(desk.ids) == [7, 6, 5]
    assert (desk.done, desk.total) == (1, 3)


def test_an_incident_is_found_or_brought() -> None:
    desk = work(5, 6)
    desk.bring(6)
    assert (desk.current, list(desk.ids)) == (6, [5, 6])
    desk.bring(9)
    assert (desk.current, list(desk.ids)) == (9, [9, 5, 6])


def test_skipped_is_counted_until_it_is_settled() -> None:
    desk = work(5, 6)
    desk.skip()
    assert desk.skipped == {5}
    desk.note(verdict(5), frozenset({5}))
    assert desk.skipped == set()


@given(st.lists(st.sampled_from(["next", "back", "skip", "settle", "undo"]), max_size=40), st.integers(1, 6))
def test_the_work_always_ends(steps: list[str], size: int) -> None:
    desk = work(*range(size))
    for step in steps:
        current = desk.current
        assert current is not None
        if step == "settle":
            desk.note(verdict(current), frozenset({current}))
            desk.next_undone()
        elif step == "undo":
            desk.count(Tally(), frozenset())
        elif step == "skip":
            desk.skip()
        else:
            desk.step(1 if step == "next" else -1)
        assert 0 <= desk.done <= size == desk.total
    for _ in range(size):
        current = desk.current
        assert current is not None
        desk.note(verdict(current), frozenset({current}))
        desk.next_undone()
    assert desk.done == size


def test_a_verdict_becomes_one_command() -> None:
    on = date(2023, 10, 30)
    assert command_for(5, Finding(Status.REFUTED, reason=" no "), TODAY) == SetStatus((5,), Status.REFUTED, "no")
    later = Finding(Status.CLAIMED, follow_up=True, when="in 10 days", reason="x")
    assert command_for(5, later, TODAY, draft="u") == SetStatus((5,), Status.CLAIMED, "x", on, "u")
    again = Finding(follow_up=True, when="2023-10-30", reason="ask")
    assert command_for(5, again, TODAY) == SetFollowUp((5,), on, "ask")
    kept = Finding(keep=True, follow_up=True, when="10d", reason="holds")
    assert command_for(5, kept, TODAY) == KeepStatus((5,), "holds", on)


def test_the_same_status_counts_as_a_look_unless_another_reason_is_given() -> None:
    same = Finding(Status.CLAIMED)
    assert command_for(5, same, TODAY, Status.CLAIMED, "they say") == KeepStatus((5,), "")
    typed = Finding(Status.CLAIMED, reason="they say so twice")
    assert command_for(5, typed, TODAY, Status.CLAIMED, "they say") == SetStatus((5,), Status.CLAIMED, typed.reason)


def test_what_cannot_be_saved_is_told() -> None:
    assert "Pick a verdict" in problem_of(Finding(reason="only typed"), TODAY)
    assert "{source}" in problem_of(Finding(Status.REFUTED, reason="Denied by {source}"), TODAY)
    assert "not after today" in problem_of(Finding(follow_up=True, when="2020-01-01"), TODAY)
    assert problem_of(Finding(Status.REFUTED, follow_up=True, when="a week"), TODAY) == ""
    assert problem_of(Finding(keep=True), TODAY) == ""


def test_every_status_has_a_key_of_its_own() -> None:
    assert [each.key for each in VERDICTS] == list("1234567")
    assert {each.status for each in VERDICTS} == set(Status)


def test_the_settings_know_every_order() -> None:
    assert set(REVIEW_ORDERS) == {order.value for order in ReviewOrder}


@given(st.builds(Finding, st.none() | st.sampled_from(Status), st.booleans(), st.booleans(), st.text(), st.text()))
def test_a_finding_is_the_same_after_it_was_kept(finding: Finding) -> None:
    assert read_finding(write_finding(finding)) == finding


@given(st.text() | st.sampled_from(["[]", '{"status":5,"reason":[]}', "null"]))
def test_any_text_is_a_finding_or_none(text: str) -> None:
    assert isinstance(read_finding(text), Finding)
