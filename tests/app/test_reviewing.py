"""What the journal tells of reviews: what changed since, what was done today, which reasons were given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from ascertain.app.commands import (
    EditIncident,
    KeepEntry,
    KeepStatus,
    LogIncident,
    Redo,
    SetFollowUp,
    SetStatus,
    TagIncidents,
    Undo,
)
from ascertain.domain.codes import Stance, Status
from ascertain.domain.records import IncidentContent, NamedRef, Source, Statement
from ascertain.domain.review import ReviewOrder, SinceReview, Tally, UsedReason
from ascertain.domain.rows import Shelf
from tests.app.conftest import Log

AUTHOR = "someone"


def logged(log: Log, title: str = "Drone", *sources: str) -> int:
    told = tuple(Statement(NamedRef(name), Stance.REPORTS) for name in sources)
    return int(log.run(LogIncident(IncidentContent(title=title, statements=told))).made[0])


def add_statement(log: Log, incident_id: int, source: str) -> int:
    """Another statement; returns its id."""
    now = log.incident(incident_id)
    told = (*now.content.statements, Statement(NamedRef(source), Stance.CONFIRMS))
    log.run(EditIncident(incident_id, now.version, replace(now.content, statements=told)))
    number = log.incident(incident_id).content.statements[-1].id
    assert number is not None
    return number


def changed(log: Log) -> frozenset[int]:
    return log.ask(lambda queries: queries.review_queue(ReviewOrder.WAITING).changed)


def since(log: Log, incident_id: int) -> SinceReview:
    return log.ask(lambda queries: queries.since_review(incident_id))


def tally(log: Log, start: int = 0, author: str = AUTHOR) -> Tally:
    return log.ask(lambda queries: queries.tally(author, start))


def test_a_new_statement_is_a_change_until_the_next_review(log: Log) -> None:
    one, other = logged(log, "One", "Radio"), logged(log, "Other", "Radio")
    assert changed(log) == frozenset()
    statement = add_statement(log, one, "Command")
    assert changed(log) == {one}
    told = since(log, one)
    assert told.statements == {statement}
    assert len(told.operations) == 1
    assert since(log, other).is_empty
    log.run(SetStatus((one,), Status.CLAIMED, "the command speaks"))
    assert changed(log) == frozenset()
    assert since(log, one).is_empty


def test_tags_days_and_reviews_are_no_new_evidence(log: Log) -> None:
    one = logged(log)
    log.run(TagIncidents((one,), ("base",)))
    log.run(SetFollowUp((one,), date(2023, 10, 30)))
    log.run(KeepStatus((one,), "nothing new"))
    assert since(log, one).is_empty


def test_an_undone_change_is_none_and_a_redone_one_is_one(log: Log) -> None:
    one = logged(log, "One", "Radio")
    add_statement(log, one, "Command")
    log.run(Undo())
    assert since(log, one).is_empty
    assert changed(log) == frozenset()
    log.run(Redo())
    assert changed(log) == {one}


def test_an_undone_review_brings_back_what_had_changed(log: Log) -> None:
    one = logged(log, "One", "Radio")
    add_statement(log, one, "Command")
    log.run(KeepStatus((one,), "looked"))
    assert since(log, one).is_empty
    log.run(Undo())
    assert changed(log) == {one}


def test_keeping_a_status_is_a_review_that_leaves_the_reason(log: Log) -> None:
    one = logged(log)
    log.run(SetStatus((one,), Status.CONFIRMED, "two origins"))
    before = log.incident(one)
    log.run(KeepStatus((one,), "looked again", date(2023, 12, 1)))
    now = log.incident(one)
    assert (now.content.status, now.content.status_reason) == (Status.CONFIRMED, "two origins")
    assert now.status_at is not None
    assert before.status_at is not None
    assert now.status_at > before.status_at
    assert now.content.follow_up_on == date(2023, 12, 1)
    newest = log.ask(lambda queries: queries.history(one))[0]
    assert newest.reason == "looked again"
    assert str(newest.label) == f"Look at {now.ref} again"


def test_another_reason_for_the_same_status_is_a_review_and_the_same_again_is_nothing(log: Log) -> None:
    one = logged(log, "One", "Radio")
    add_statement(log, one, "Command")
    log.run(SetStatus((one,), Status.UNCONFIRMED, "no statement found"))
    assert since(log, one).is_empty
    assert log.run(SetStatus((one,), Status.UNCONFIRMED, "no statement found")).operation == 0


def test_the_tally_counts_each_incident_by_its_last_review_of_the_day(log: Log) -> None:
    one, two, three, four = (logged(log, title) for title in "abcd")
    log.run(SetStatus((four,), Status.REFUTED, "yesterday"))
    morning = log.clock.at + 1
    log.run(SetStatus((one, two), Status.CONFIRMED, "x"))
    log.run(SetStatus((one,), Status.DISPUTED, "y"))
    log.run(KeepStatus((three,), "z"))
    log.run(SetFollowUp((four,), date(2023, 11, 1)))
    assert tally(log, morning) == Tally(
        frozenset({one, two, three, four}), (("confirmed", 1), ("disputed", 1)), kept=1, put_off=1
    )
    assert tally(log, morning, "somebody else") == Tally()


def test_the_tally_follows_undo_and_redo_and_survives_a_restart(log: Log) -> None:
    one, two = logged(log, "a"), logged(log, "b")
    log.run(SetStatus((one,), Status.CONFIRMED, "x"))
    log.run(SetStatus((two,), Status.REFUTED, "y"))
    log.run(Undo())
    assert tally(log).ids == {one}
    log.run(Redo())
    log.run(Undo())
    log.run(Redo())
    assert tally(log).by_status == (("confirmed", 1), ("refuted", 1))
    log.reopen()
    assert tally(log).ids == {one, two}


def settle(log: Log, *ids: int) -> None:
    log.run(SetStatus(ids, Status.CONFIRMED, "seen"))


def test_a_second_look_begins_with_what_changed_since_it_was_settled(make_log: Callable[[], Log]) -> None:
    log = make_log()
    ids = [logged(log, f"n{at}", f"Source {at}") for at in range(12)]
    settle(log, *ids[:10])
    add_statement(log, ids[4], "Command")
    source = log.incident(ids[7]).content.statements[0].source
    assert source.id is not None
    entry = log.entry(Shelf.SOURCES, source.id)
    assert isinstance(entry, Source)
    log.run(KeepEntry(replace(entry, reliability="E")))
    found = log.ask(lambda queries: queries.second_look(3, 1))
    assert list(found.ids[:2]) == [ids[7], ids[4]]
    assert found.changed == {ids[4], ids[7]}
    assert len(found.ids) == 5
    assert set(found.ids) <= set(ids[:10])
    assert since(log, ids[7]).regrades == (("Source 7", "", "E"),)

    def drawn(seed: int) -> tuple[int, ...]:
        return tuple(log.ask(lambda queries: queries.second_look(3, seed)).ids)

    assert drawn(1) == tuple(found.ids)
    others = {drawn(seed) for seed in range(8)}
    assert len(others) > 1
    log.run(Undo())
    assert since(log, ids[7]).regrades == ()
    assert log.ask(lambda queries: queries.second_look(0, 1)).changed == {ids[4]}


def test_what_was_looked_at_again_is_not_drawn_again(log: Log) -> None:
    ids = [logged(log, f"n{at}") for at in range(3)]
    settle(log, *ids)
    log.run(KeepStatus((ids[0],), "holds"))
    done = tally(log, log.clock.at).ids
    found = log.ask(lambda queries: queries.second_look(10, 5, done))
    assert set(found.ids) == set(ids[1:])


def test_reasons_given_before_are_told_with_their_status(log: Log) -> None:
    one, two = logged(log, "a"), logged(log, "b")
    log.run(SetStatus((one,), Status.CONFIRMED, "two origins"))
    log.run(SetStatus((two,), Status.CONFIRMED, "two origins"))
    log.run(SetStatus((two,), Status.REFUTED, "old film"))
    log.run(KeepStatus((one,), "holds"))
    assert log.ask(lambda queries: queries.used_reasons()) == [
        UsedReason("", "holds"),
        UsedReason("refuted", "old film"),
        UsedReason("confirmed", "two origins"),
    ]
    assert len(log.ask(lambda queries: queries.used_reasons(1))) == 1
