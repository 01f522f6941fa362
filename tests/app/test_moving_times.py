from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ascertain.app.calendars import KnownCalendars
from ascertain.app.commands import EditIncident, KeepEntry, LogIncident, Redo, Undo
from ascertain.domain.codes import AnchorKind
from ascertain.domain.records import Anchor, Document, IncidentContent, NamedRef, ReportedTime, Statement
from ascertain.domain.reported_time import read_time

DAY = date(2023, 10, 18)
LATER = date(2023, 10, 20)
ZONE = "Asia/Baghdad"


def _when(phrase: str, anchor: Anchor) -> ReportedTime:
    read = read_time(phrase, anchor.on, ZONE, KnownCalendars())
    assert read.found
    return ReportedTime(phrase, anchor, ZONE, read.t_from, read.t_to, read.precision)


def _log(log: Any, phrase: str, anchor: Anchor, **more: Any) -> int:
    number: int = log.run(LogIncident(IncidentContent("An attack", when=_when(phrase, anchor), **more))).made[0]
    return number


def _document(log: Any, day: date | None = DAY) -> int:
    number: int = log.run(KeepEntry(Document("Bulletin", published_on=day))).made[0]
    return number


def _republished(log: Any, document: int, day: date = LATER) -> Any:
    return log.run(KeepEntry(Document("Bulletin", id=document, published_on=day)))


def _edit_phrase(log: Any, number: int, phrase: str) -> Any:
    incident = log.incident(number)
    when = _when(phrase, incident.content.when.anchor)
    return log.run(EditIncident(number, incident.version, replace(incident.content, when=when)))


def _day_of(log: Any, number: int) -> date:
    t_from = log.incident(number).content.when.t_from
    return date(1970, 1, 1) + timedelta(seconds=t_from + 3 * 3600)


def test_a_new_day_of_publication_moves_what_is_told_from_it_and_says_how_many(log: Any) -> None:
    document = _document(log)
    anchor = Anchor(AnchorKind.PUBLICATION, DAY, document)
    told = [_log(log, phrase, anchor) for phrase in ("yesterday", "أمس", "دیشب")]
    fixed = _log(log, "7 Oct 2023", anchor)
    changed = _republished(log, document)
    assert [_day_of(log, each) for each in told] == [date(2023, 10, 19)] * 3
    assert _day_of(log, fixed) == date(2023, 10, 7)
    assert log.incident(fixed).content.when.anchor.on == LATER
    assert str(changed.label) == "Edit Bulletin; 3 times told from it moved along"
    assert changed.incident_ids >= {*told, fixed}


def test_one_undo_takes_the_day_and_all_that_moved_back(log: Any) -> None:
    document = _document(log)
    anchor = Anchor(AnchorKind.PUBLICATION, DAY, document)
    first = _log(log, "yesterday", anchor)
    second = _log(log, "the day before", Anchor(AnchorKind.INCIDENT, date(2023, 10, 17), first))
    before = [log.incident(each).content.when for each in (first, second)]
    _republished(log, document)
    after = [log.incident(each).content.when for each in (first, second)]
    assert [_day_of(log, each) for each in (first, second)] == [date(2023, 10, 19), date(2023, 10, 18)]
    log.run(Undo())
    assert [log.incident(each).content.when for each in (first, second)] == before
    assert log.values("SELECT published_on FROM document") == [("2023-10-18",)]
    log.run(Redo())
    assert [log.incident(each).content.when for each in (first, second)] == after


def test_a_moved_incident_moves_what_is_told_from_it(log: Any) -> None:
    first = _log(log, "17 Oct 2023", Anchor(AnchorKind.DATE, DAY))
    second = _log(log, "two days later", Anchor(AnchorKind.INCIDENT, date(2023, 10, 17), first))
    third = _log(log, "the following day", Anchor(AnchorKind.INCIDENT, date(2023, 10, 19), second))
    changed = _edit_phrase(log, first, "10 Oct 2023")
    assert [_day_of(log, each) for each in (first, second, third)] == [
        date(2023, 10, 10),
        date(2023, 10, 12),
        date(2023, 10, 13),
    ]
    assert str(changed.label) == "Edit 2023-0001; 2 times told from it moved along"


def test_incidents_told_from_one_another_move_once(log: Any) -> None:
    first = _log(log, "17 Oct 2023", Anchor(AnchorKind.DATE, DAY))
    second = _log(log, "the following day", Anchor(AnchorKind.INCIDENT, date(2023, 10, 17), first))
    incident = log.incident(first)
    circle = _when("the day before", Anchor(AnchorKind.INCIDENT, date(2023, 10, 18), second))
    log.run(EditIncident(first, incident.version, replace(incident.content, when=circle)))
    incident = log.incident(first)
    moved = replace(incident.content, when=_when("10 Oct 2023", circle.anchor))
    changed = log.run(EditIncident(first, incident.version, moved))
    assert [_day_of(log, each) for each in (first, second)] == [date(2023, 10, 10), date(2023, 10, 11)]
    assert str(changed.label).endswith("; one time told from it moved along")


def test_the_day_on_which_something_was_said_moves_what_is_told_from_it(log: Any) -> None:
    speaker = _log(log, "17 Oct 2023", Anchor(), statements=(Statement(NamedRef("Ministry"), said_on=DAY),))
    statement = log.incident(speaker).content.statements[0]
    told = _log(log, "yesterday", Anchor(AnchorKind.STATEMENT, DAY, statement.id))
    incident = log.incident(speaker)
    said = (replace(statement, said_on=LATER),)
    changed = log.run(EditIncident(speaker, incident.version, replace(incident.content, statements=said)))
    assert _day_of(log, told) == date(2023, 10, 19)
    assert str(changed.label) == "Edit 2023-0001; one time told from it moved along"


def test_a_day_that_was_typed_by_hand_does_not_follow(log: Any) -> None:
    document = _document(log)
    told = _log(log, "yesterday", Anchor(AnchorKind.PUBLICATION, date(2023, 10, 16), document))
    changed = _republished(log, document)
    assert _day_of(log, told) == date(2023, 10, 15)
    assert str(changed.label) == "Edit Bulletin"


def test_an_interval_set_by_hand_keeps_its_extent_and_moves_with_its_phrase(log: Any) -> None:
    document = _document(log)
    number = _log(log, "yesterday", Anchor(AnchorKind.PUBLICATION, DAY, document))
    incident = log.incident(number)
    when = incident.content.when
    by_hand = replace(when, t_from=when.t_from + 7200, t_to=when.t_from + 9000)
    log.run(EditIncident(number, incident.version, replace(incident.content, when=by_hand)))
    _republished(log, document)
    moved = log.incident(number).content.when
    assert (moved.t_from, moved.t_to) == (by_hand.t_from + 2 * 86_400, by_hand.t_to + 2 * 86_400)
    assert moved.precision == by_hand.precision


def test_what_is_not_read_any_more_stays_and_is_told(log: Any) -> None:
    document = _document(log)
    anchor = Anchor(AnchorKind.PUBLICATION, DAY, document)
    read = _when("17 Oct 2023", anchor)
    content = IncidentContent("An attack", when=replace(read, phrase="on the day of the feast"))
    number = log.run(LogIncident(content)).made[0]
    changed = _republished(log, document)
    when = log.incident(number).content.when
    assert (when.t_from, when.t_to, when.anchor.on) == (read.t_from, read.t_to, LATER)
    assert str(changed.label) == "Edit Bulletin; one time told from it is not read any more and stayed"


def test_a_day_of_publication_that_comes_to_be_known_is_read_from(log: Any) -> None:
    document = _document(log, None)
    anchor = Anchor(AnchorKind.PUBLICATION, None, document)
    number = log.run(LogIncident(IncidentContent("An attack", when=ReportedTime("yesterday", anchor, ZONE)))).made[0]
    assert log.incident(number).content.when.t_from is None
    _republished(log, document)
    assert _day_of(log, number) == date(2023, 10, 19)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(["yesterday", "two days later", "أمس", "the following day"]), max_size=6),
    st.integers(-90, 90),
)
def test_a_chain_moves_by_the_days_of_its_first(make_log: Any, phrases: list[str], days: int) -> None:
    log = make_log()
    document = _document(log)
    anchor, chain = Anchor(AnchorKind.PUBLICATION, DAY, document), []
    for phrase in ("yesterday", *phrases):
        chain.append(_log(log, phrase, anchor))
        anchor = Anchor(AnchorKind.INCIDENT, _day_of(log, chain[-1]), chain[-1])
    before = [_day_of(log, each) for each in chain]
    _republished(log, document, DAY + timedelta(days=days))
    assert [_day_of(log, each) for each in chain] == [day + timedelta(days=days) for day in before]


def test_the_way_to_what_depends_on_a_record_is_an_index(log: Any) -> None:
    plan = log.values("EXPLAIN QUERY PLAN SELECT id FROM incident_text WHERE anchor_id IN (1, 2) ORDER BY id")
    assert any("ix_incident_text_anchor" in str(row[3]) for row in plan)
