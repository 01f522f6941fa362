from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.app.codebook import shipped_vocabularies
from ascertain.app.commands import EditIncident, LogIncident
from ascertain.domain.codes import AnchorKind, AssertionState, Role, Stance, Status, TimePrecision
from ascertain.domain.fields import HARM_FIELDS
from ascertain.domain.firewall import for_another_event
from ascertain.domain.records import (
    ActorInRole,
    Anchor,
    Assertion,
    Figure,
    Incident,
    IncidentContent,
    NamedRef,
    Passage,
    ReportedTime,
    Source,
    Statement,
)
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.form.incident.presenter import WHEN, IncidentPresenter
from ascertain.ui.form.incident.told import TypedStatement
from ascertain.ui.form.incident.when import TypedTime, read_typed_time, reading_of, show_time, taken_over
from tests.ui.form.samples import content

TODAY = date(2023, 10, 20)
LISTS = Vocabularies(shipped_vocabularies())

_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
_NAMES = st.builds(NamedRef, _WORDS, st.none() | st.integers(1, 9))
_COUNTS = st.lists(st.integers(0, 500), min_size=3, max_size=3).map(sorted)
_FIGURES = st.one_of(
    st.just(Figure()),
    st.just(Figure(unknown=True)),
    st.integers(0, 500).map(Figure.exactly),
    _COUNTS.map(lambda three: Figure(three[0], three[1], three[2])),
    st.integers(0, 500).map(lambda low: Figure(low=low)),
    st.integers(0, 500).map(lambda high: Figure(high=high)),
    st.integers(0, 500).map(lambda best: Figure(best=best)),
)
_DAYS = st.none() | st.dates(date(2001, 1, 1), date(2099, 12, 31))
_TIMES = st.builds(
    lambda phrase, kind, on, begins, lasts, precision: ReportedTime(
        phrase, Anchor(kind, on), "Asia/Baghdad", begins, begins + lasts, precision
    ),
    st.sampled_from(("", "yesterday", "17 Oct 2023", "as of Tuesday night", "not a time")),
    st.sampled_from(AnchorKind),
    _DAYS,
    st.integers(1_600_000_000, 1_700_000_000),
    st.integers(1, 500_000),
    st.sampled_from(TimePrecision),
)
_STATEMENTS = st.builds(
    Statement,
    _NAMES,
    st.sampled_from(Stance),
    st.none() | _NAMES,
    st.none() | _NAMES,
    st.none() | st.integers(1, 6),
    _WORDS,
    st.just(Passage(3, 9, "be", "fore")),
    _DAYS,
)
_CONTENTS = st.builds(
    IncidentContent,
    title=_WORDS,
    kind=st.sampled_from((None, "air_drone_strike")),
    when=_TIMES,
    munitions=_FIGURES,
    place=st.none() | _NAMES,
    actors=st.lists(st.builds(ActorInRole, _NAMES, st.sampled_from(Role)), max_size=4).map(tuple),
    statements=st.lists(_STATEMENTS, max_size=3).map(tuple),
    status=st.sampled_from(Status),
    follow_up_on=_DAYS,
    tags=st.lists(_WORDS, max_size=3, unique=True).map(tuple),
    draft=st.booleans(),
    **dict.fromkeys(HARM_FIELDS, _FIGURES),
)


@pytest.fixture
def presenter() -> IncidentPresenter:
    return IncidentPresenter(LISTS, lambda: TODAY)


def incident(given: IncidentContent) -> Incident:
    return Incident(7, "uid", "2023-0007", 4, given, (), None, 0, None, 0, 0, None)


@given(_CONTENTS)
def test_what_is_shown_is_read_back_as_it_was(given_content: IncidentContent) -> None:
    presenter = IncidentPresenter(LISTS, lambda: TODAY)
    presenter.start(given_content, incident(given_content))
    read, problems = presenter.content()
    assert problems == ()
    assert read == given_content
    assert not presenter.is_dirty()


@given(_TIMES, st.sampled_from(("", "x")))
def test_an_untouched_interval_survives_a_changed_phrase_by_hand(time: ReportedTime, more: str) -> None:
    typed = show_time(time)
    read, problems = read_typed_time(replace(typed, phrase=typed.phrase + more), TODAY)
    assert problems == ()
    if typed.by_hand:
        assert read.t_from is not None
        # Boxes hold minutes.
        assert abs(read.t_from - (time.t_from or 0)) < 60


def test_every_field_has_its_place(presenter: IncidentPresenter) -> None:
    presenter.start(content())
    read, problems = presenter.read()
    assert problems == ()
    assert read == content()


def test_actors_keep_their_order_when_one_is_added(presenter: IncidentPresenter) -> None:
    stood = (ActorInRole(NamedRef("Guard"), Role.HOST), ActorInRole(NamedRef("Force"), Role.TARGET))
    presenter.start(IncidentContent("Ordered", actors=stood))
    presenter.put("target", (NamedRef("Force"), NamedRef("Another")))
    read, _ = presenter.content()
    assert read.actors == (*stood, ActorInRole(NamedRef("Another"), Role.TARGET))


def test_what_cannot_be_read_is_told_at_its_field_and_keeps_what_was(presenter: IncidentPresenter) -> None:
    given_content = IncidentContent("Known", munitions=Figure.exactly(3), follow_up_on=TODAY)
    presenter.start(given_content, incident(given_content))
    presenter.put("munitions", "a few")
    presenter.put("follow_up_on", "some day")
    presenter.put(WHEN, TypedTime("yesterday", anchor_on="never", zone="Nowhere"))
    presenter.put("statements", (TypedStatement(Statement(NamedRef("")), "long ago"),))
    read, problems = presenter.read()
    assert [problem.field for problem in problems] == [
        "t_from.anchor_on",
        "munitions",
        "statements[0].said_on",
        "follow_up_on",
        "t_from",
        "statements[0].source",
    ]
    assert (read.munitions, read.follow_up_on) == (Figure.exactly(3), TODAY)


def test_a_time_is_read_while_it_is_typed() -> None:
    typed = TypedTime("yesterday", AnchorKind.PUBLICATION.value, "2023-10-18", None, "Asia/Baghdad")
    assert reading_of(typed, TODAY).time.t_from == 1697490000
    assert reading_of(replace(typed, anchor_on=""), TODAY).note is not None
    assert reading_of(TypedTime(), TODAY).note is None
    by_hand = replace(taken_over(typed, TODAY), t_to="2023-10-17 12:00")
    assert (by_hand.t_from, by_hand.precision) == ("2023-10-17 00:00", "day")
    read, problems = read_typed_time(by_hand, TODAY)
    assert problems == ()
    assert (read.t_from, read.t_to) == (1697490000, 1697490000 + 43_200)


def test_a_new_incident_is_logged_and_a_known_one_is_edited(presenter: IncidentPresenter) -> None:
    given_content = IncidentContent("Known")
    assert presenter.command(given_content) == LogIncident(given_content)
    presenter.start(given_content, incident(given_content))
    assert presenter.command(given_content) == EditIncident(7, 4, given_content)


def test_knowing_the_id_of_a_name_is_no_change_of_the_user(presenter: IncidentPresenter) -> None:
    given_content = IncidentContent("Known", place=NamedRef("Base"), statements=(Statement(NamedRef("Radio")),))
    presenter.start(given_content, incident(given_content))
    presenter.put("place", NamedRef("Base", 3))
    presenter.put("statements", (TypedStatement(Statement(NamedRef("Radio", 9))),))
    assert not presenter.is_dirty()
    presenter.put("place", NamedRef("Other base"))
    assert presenter.is_dirty()


def test_the_document_of_an_anchor_that_the_log_names_later_is_nothing_typed_since(
    presenter: IncidentPresenter,
) -> None:
    presenter.start(IncidentContent())
    anchored = TypedTime("yesterday", AnchorKind.PUBLICATION, "2023-10-18")
    presenter.put(WHEN, anchored)
    sent = presenter.typed()
    presenter.put(WHEN, replace(anchored, anchor_id=1))
    assert not presenter.differs_from(sent)
    presenter.put(WHEN, replace(anchored, anchor_id=1, phrase="yesterday evening"))
    assert presenter.differs_from(sent)


def claimed() -> IncidentContent:
    claim = Statement(
        NamedRef("Channel"),
        Stance.CLAIMS_RESPONSIBILITY,
        assertions=(
            Assertion("claimed_by", value="Brigade"),
            Assertion("outcome", value="hit"),
            Assertion("killed_civilian", AssertionState.EXPLICIT_ZERO),
            Assertion("munitions", AssertionState.NOT_STATED),
        ),
    )
    other = Statement(NamedRef("Command"), assertions=(Assertion("outcome", value="failed", adopted=True),))
    return IncidentContent("Claimed", outcome="failed", statements=(claim, other))


def test_nothing_of_a_claim_enters_the_finding_by_itself(presenter: IncidentPresenter) -> None:
    presenter.start(claimed())
    presenter.put("title", "Claimed, typed on")
    presenter.suggestion({})
    read, _ = presenter.content()
    assert (read.actors, read.outcome, read.killed_civilian, read.status) == (
        (),
        "failed",
        Figure(),
        Status.UNCONFIRMED,
    )


def test_an_adopted_value_is_marked_and_the_one_before_it_is_not_any_more(presenter: IncidentPresenter) -> None:
    presenter.start(claimed())
    assert presenter.adopt(0, 1) == "outcome"
    assert presenter.adopt(0, 2) == "killed_civilian"
    assert presenter.adopt(0, 0) == "claimed_by"
    assert presenter.adopt(0, 3) is None
    read, _ = presenter.content()
    assert (read.outcome, read.killed_civilian) == ("hit", Figure.exactly(0))
    assert read.actors == (ActorInRole(NamedRef("Brigade"), Role.CLAIMED_BY),)
    marks = [[said.adopted for said in each.assertions] for each in read.statements]
    assert marks == [[True, True, True, False], [False]]


def test_several_actors_of_one_value_are_adopted_as_several(presenter: IncidentPresenter) -> None:
    said = Statement(NamedRef("Wire"), assertions=(Assertion("target", value="Force; Guard ;Force"),))
    presenter.start(
        IncidentContent("Told", actors=(ActorInRole(NamedRef("Guard", 4), Role.TARGET),), statements=(said,))
    )
    assert presenter.adopt(0, 0) == "target"
    assert presenter.get("target") == (NamedRef("Guard", 4), NamedRef("Force"))
    assert presenter.put("target", (NamedRef("Force"),))


def test_a_finding_changed_by_hand_cites_no_statement_any_more(presenter: IncidentPresenter) -> None:
    presenter.start(claimed())
    assert not presenter.put("outcome", "failed")
    assert presenter.put("outcome", "near")
    read, _ = presenter.content()
    assert not any(said.adopted for each in read.statements for said in each.assertions)


def test_the_suggestion_weighs_what_is_typed_with_what_the_log_knows(presenter: IncidentPresenter) -> None:
    assert presenter.suggestion({}) is None
    told = (TypedStatement(Statement(NamedRef("One", 1))), TypedStatement(Statement(NamedRef("Two", 2))))
    presenter.put("statements", told)
    plain = presenter.suggestion({})
    assert plain is not None
    assert plain.status is Status.UNCONFIRMED
    graded = presenter.suggestion({1: Source("One", reliability="A", id=1), 2: Source("Two", reliability="B", id=2)})
    assert graded is not None
    assert graded.status is Status.CONFIRMED


def test_a_copy_is_told_by_the_same_and_settled_by_nobody(presenter: IncidentPresenter) -> None:
    given_content = replace(
        content(),
        statements=tuple(replace(each, id=5, bears_on=(3,)) for each in content().statements),
    )
    presenter.start(given_content, incident(given_content))
    copied = presenter.copied(claims=True)
    assert (copied.status, copied.status_reason, copied.follow_up_on) == (Status.UNCONFIRMED, "", None)
    assert [(each.id, each.bears_on) for each in copied.statements] == [(None, ()), (None, ())]
    assert copied.place == given_content.place
    assert presenter.copied() == for_another_event(copied)
    assert presenter.copied() != copied, "a claim stays with its event"
    assert presenter.further() == IncidentContent(
        when=ReportedTime("", given_content.when.anchor, given_content.when.zone)
    )
