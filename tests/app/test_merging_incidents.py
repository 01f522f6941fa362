"""Making one incident of several: nothing is lost, nothing is doubled, and one undo gives all of it back."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ascertain.app.commands import (
    EditIncident,
    LinkIncidents,
    MergeIncidents,
    PurgeIncidents,
    RestoreIncidentVersion,
    TrashIncidents,
    Undo,
)
from ascertain.domain.codes import AnchorKind, AssertionState, LinkType, Role, Stance, Status
from ascertain.domain.merging import Moving, differences, merged, moving
from ascertain.domain.records import (
    ActorInRole,
    Anchor,
    Assertion,
    Figure,
    Incident,
    IncidentContent,
    Link,
    NamedRef,
    ReportedTime,
    Statement,
)
from ascertain.domain.search import parse
from ascertain.store.connection import open_reader
from ascertain.store.replaying import journaled_tables
from tests.app.contents import FULL, instant, logged, refusal


def _other(**changes: Any) -> IncidentContent:
    content = IncidentContent(
        "A drone falls near the base",
        place=NamedRef("North base"),
        when=ReportedTime("17 Oct", t_from=instant(2023, 10, 17), t_to=instant(2023, 10, 18)),
        munitions=Figure.exactly(1),
        actors=(ActorInRole(NamedRef("Group of the River"), Role.ATTRIBUTED_TO),),
        statements=(
            Statement(
                NamedRef("Channel Two"),
                Stance.ATTRIBUTES,
                assertions=(Assertion("munitions", value="1", adopted=True), Assertion("outcome", value="hit")),
            ),
        ),
        tags=("Drones", "night"),
        notes="Heard in the town.",
    )
    return replace(content, **changes)


def _alone(content: IncidentContent) -> IncidentContent:
    return replace(content, statements=tuple(replace(each, bears_on=()) for each in content.statements))


def _tables(log: Any) -> Any:
    with closing(open_reader(log.session.path)) as connection:
        return journaled_tables(connection)


def test_the_kept_one_holds_what_both_held(log: Any) -> None:
    keep, other = logged(log), logged(log, _other())
    before = log.incident(keep), log.incident(other)
    log.run(MergeIncidents(keep, (other,)))
    content, gone = log.incident(keep).content, log.incident(other)
    assert content.title == FULL.title
    assert content.munitions == Figure.exactly(2)
    assert content.notes == "Seen from the road.\n\nHeard in the town."
    assert content.tags == ("drones", "base", "night")
    assert [each.source.name for each in content.statements] == [
        "Channel One", "Group of the River office", "Channel Two",
    ]  # fmt: skip
    assert {(each.actor.name, each.role) for each in content.actors} == {
        ("Group of the River", Role.CLAIMED_BY), ("The army", Role.TARGET), ("Group of the River", Role.ATTRIBUTED_TO),
    }  # fmt: skip
    cited = [a.value for each in content.statements for a in each.assertions if a.field == "munitions" and a.adopted]
    assert cited == ["2"]
    assert gone.trashed_at is not None
    assert [(each.type, each.other_id) for each in gone.links] == [(LinkType.SAME_AS, keep)]
    assert [(each.other_ref, each.other_trashed) for each in log.incident(keep).links] == [(before[1].ref, True)]
    assert _alone(gone.content) == _alone(before[1].content)
    assert merged(before) == replace(
        content,
        statements=merged(before).statements,
    )


def test_a_choice_takes_the_value_of_the_other_with_the_assertion_that_it_cites(log: Any) -> None:
    keep, other = logged(log), logged(log, _other(status=Status.DISPUTED, status_reason="Two accounts"))
    choices = (("munitions", other), ("status", other), ("notes", keep), ("title", other))
    log.run(MergeIncidents(keep, (other,), choices, "One event, told twice"))
    content = log.incident(keep).content
    assert (content.title, content.munitions) == ("A drone falls near the base", Figure.exactly(1))
    assert (content.status, content.status_reason) == (Status.DISPUTED, "One event, told twice")
    assert content.notes == "Seen from the road."
    cited = [a.value for each in content.statements for a in each.assertions if a.field == "munitions" and a.adopted]
    assert cited == ["1"]


def test_differences_and_what_moves_are_told_beforehand(log: Any) -> None:
    keep, other = logged(log), logged(log, _other())
    third = logged(log, _other(title="Elsewhere"))
    log.run(LinkIncidents(other, Link(LinkType.POSSIBLY_SAME, third)))
    pair = log.incident(keep), log.incident(other)
    told = {each.part: each for each in differences(pair)}
    assert list(told) == ["title", "t_from", "munitions", "notes"]
    assert (told["munitions"].chosen, told["notes"].chosen) == (keep, None)
    assert moving(pair) == Moving(statements=1, assertions=2, links=1, actors=1, tags=1)
    assert {each.part: each.chosen for each in differences(pair, {"title": other})}["title"] == other


def test_links_move_once_and_never_to_itself(log: Any) -> None:
    keep, other, third = logged(log), logged(log, _other()), logged(log, _other(title="Third"))
    log.run(LinkIncidents(keep, Link(LinkType.POSSIBLY_SAME, other, note="perhaps")))
    log.run(LinkIncidents(other, Link(LinkType.OVERLAPS, third, shared_low=1, shared_high=2, note="one of them")))
    log.run(LinkIncidents(third, Link(LinkType.OVERLAPS, keep, note="some")))
    log.run(LinkIncidents(third, Link(LinkType.PART_OF, other)))
    before = _tables(log)
    log.run(MergeIncidents(keep, (other,)))
    links = {(each.type, each.other_id, each.outgoing, each.note) for each in log.incident(keep).links}
    assert links == {
        (LinkType.SAME_AS, other, False, "perhaps"),
        (LinkType.OVERLAPS, third, False, "some\none of them"),
        (LinkType.PART_OF, third, False, ""),
    }
    overlap = next(each for each in log.incident(third).links if each.type is LinkType.OVERLAPS)
    assert (overlap.shared_low, overlap.shared_high) == (1, 2)
    log.run(Undo())
    assert _tables(log) == before


def test_the_old_number_leads_to_the_kept_one_also_after_another_merge(log: Any) -> None:
    first, second, third = logged(log), logged(log, _other()), logged(log, _other(title="Third"))
    refs = [log.incident(each).ref for each in (first, second, third)]
    log.run(MergeIncidents(second, (third,)))
    log.run(MergeIncidents(first, (second,)))
    for ref in refs:
        assert list(log.ask(lambda queries, ref=ref: queries.order(parse(f"ref:{ref}")))) == [first]


def test_times_told_from_the_other_are_told_from_the_kept_one(log: Any) -> None:
    keep, other = (
        logged(log),
        logged(log, _other(when=ReportedTime("", t_from=instant(2023, 10, 18), t_to=instant(2023, 10, 19)))),
    )
    anchor = Anchor(AnchorKind.INCIDENT, date(2023, 10, 18), other)
    after = ReportedTime("the day after", anchor, "UTC", instant(2023, 10, 19), instant(2023, 10, 20))
    told = logged(log, _other(title="Funeral", when=after))
    log.run(MergeIncidents(keep, (other,)))
    when = log.incident(told).content.when
    assert (when.anchor.record_id, when.anchor.on) == (keep, date(2023, 10, 17))
    assert when.t_from == instant(2023, 10, 18)


def test_nothing_is_told_from_itself(log: Any) -> None:
    other = logged(log, _other())
    anchor = Anchor(AnchorKind.INCIDENT, date(2023, 10, 17), other)
    when = ReportedTime("the same day", anchor, "UTC", instant(2023, 10, 17), instant(2023, 10, 18))
    keep = logged(log, replace(FULL, when=when))
    log.run(MergeIncidents(keep, (other,)))
    assert log.incident(keep).content.when.anchor == Anchor(AnchorKind.DATE, date(2023, 10, 17))


def test_a_statement_on_both_stays_one_and_what_it_says_besides_stays_with_the_other(log: Any) -> None:
    keep = logged(log)
    kept = log.incident(keep)
    shared = kept.content.statements[0]
    other = logged(log, _other())
    now = log.incident(other)
    says = replace(
        shared,
        assertions=(Assertion("munitions", value="5"), Assertion("outcome", AssertionState.UNKNOWN)),
        bears_on=(),
    )
    log.run(EditIncident(other, now.version, replace(now.content, statements=(*now.content.statements, says))))
    log.run(MergeIncidents(keep, (other,)))
    one = next(each for each in log.incident(keep).content.statements if each.id == shared.id)
    told = {each.field: (each.state, each.value) for each in one.assertions}
    assert told["munitions"] == (AssertionState.VALUE, "2")
    assert told["outcome"] == (AssertionState.UNKNOWN, "")
    left = next(each for each in log.incident(other).content.statements if each.id == shared.id)
    assert ("munitions", "5") in {(each.field, each.value) for each in left.assertions}


def test_what_cannot_be_merged_is_refused_in_a_sentence(log: Any) -> None:
    keep, other = logged(log), logged(log, _other())
    assert refusal(log, MergeIncidents(keep, (keep,))).problems[0].code == "needed"
    assert refusal(log, MergeIncidents(keep, (999,))).problems[0].code == "gone"
    version = log.incident(other).version
    assert refusal(log, MergeIncidents(keep, (other,), versions=((other, version + 1),))).problems[0].code == (
        "edited_elsewhere"
    )
    log.run(TrashIncidents((other,)))
    refused = refusal(log, MergeIncidents(keep, (other,)))
    assert refused.problems[0].code == "trashed"
    assert log.incident(other).ref in str(refused.problems[0].text)


def test_an_earlier_version_and_a_purge_lose_nothing_of_the_others(log: Any) -> None:
    keep, other, third = logged(log), logged(log, _other()), logged(log, _other(title="Third"))
    log.run(LinkIncidents(other, Link(LinkType.FOLLOWS, third)))
    whole = log.incident(other)
    first = log.values("SELECT max(operation_id) FROM operation_incident WHERE incident_id = ?", keep)[0][0]
    log.run(MergeIncidents(keep, (other,)))
    after = log.incident(keep).content
    log.run(RestoreIncidentVersion(keep, first))
    assert len(log.incident(keep).content.statements) == 2
    assert _alone(log.incident(other).content) == _alone(whole.content)
    assert [(each.type, each.other_id) for each in log.incident(other).links] == [(LinkType.FOLLOWS, third)]
    log.run(Undo())
    assert log.incident(keep).content == after
    log.run(PurgeIncidents((other,), "to protect a source"))
    assert _alone(log.incident(keep).content) == _alone(after)
    assert not [each for each in log.incident(keep).links if each.other_id == other]


_POOL = ("Alpha", "Beta", "Gamma")


def _drawn(draw: random.Random) -> IncidentContent:
    said = tuple(
        Statement(
            NamedRef(f"Source {draw.choice(_POOL)}"),
            draw.choice(list(Stance)),
            assertions=tuple(
                Assertion(field, value=draw.choice(("1", "2")), adopted=draw.random() < 0.5)
                for field in draw.sample(("munitions", "killed_civilian", "injured_civilian"), draw.randrange(3))
            ),
        )
        for _ in range(draw.randrange(3))
    )
    return IncidentContent(
        draw.choice(("", *_POOL)) or "Untitled",
        munitions=draw.choice((Figure(), Figure.exactly(1), Figure(1, 2, 3), Figure(unknown=True))),
        place=draw.choice((None, NamedRef("Here"), NamedRef("There"))),
        is_aggregate=draw.random() < 0.3,
        actors=tuple({ActorInRole(NamedRef(draw.choice(_POOL)), draw.choice(list(Role))) for _ in range(3)}),
        statements=said,
        status=draw.choice(list(Status)),
        tags=tuple(draw.sample(_POOL, draw.randrange(3))),
        notes=draw.choice(("", "one", "two")),
        draft=draw.random() < 0.2,
    )


def _told(content: IncidentContent) -> Counter[Any]:
    """What must not be lost, as often as it is there: statements, assertions by field, actors in roles, tags."""
    held: Counter[Any] = Counter(each.id for each in content.statements)
    held.update((each.id, a.field) for each in content.statements for a in each.assertions)
    held.update((each.actor.id, each.role) for each in content.actors)
    held.update(content.tags)
    return held


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**20))
def test_nothing_is_lost_or_doubled_and_one_undo_gives_all_back(make_log: Callable[[], Any], seed: int) -> None:
    draw, log = random.Random(seed), make_log()
    ids = [logged(log, _drawn(draw)) for _ in range(4)]
    now = log.incident(ids[1])
    if log.incident(ids[0]).content.statements:
        shared = replace(log.incident(ids[0]).content.statements[0], assertions=(), bears_on=())
        log.run(EditIncident(ids[1], now.version, replace(now.content, statements=(*now.content.statements, shared))))
    for _ in range(4):
        one, other = draw.sample(ids, 2)
        log.run(LinkIncidents(one, Link(draw.choice(list(LinkType)), other, note=draw.choice(("", "so it seems")))))
    members = ids[: draw.choice((2, 3))]
    before: list[Incident] = [log.incident(each) for each in members]
    tables = _tables(log)
    choices = tuple((part, draw.choice(members)) for part in ("title", "munitions", "place", "status"))
    log.run(MergeIncidents(members[0], tuple(members[1:]), choices))
    after = log.incident(members[0])
    wanted: Counter[Any] = Counter()
    for each in before:
        wanted |= _told(each.content)
    assert _told(after.content) == wanted
    outside = {(each.type, each.other_id) for member in before for each in member.links if each.other_id not in members}
    linked = [(each.type, each.other_id) for each in after.links]
    assert {each for each in linked if each[1] not in members} == outside
    assert {each for each in linked if each[1] in members} == {(LinkType.SAME_AS, each) for each in members[1:]}
    for part, chosen in choices:
        assert getattr(after.content, part) in (
            getattr(before[members.index(chosen)].content, part), *([getattr(each.content, part) for each in before]),
        )  # fmt: skip
    adopted = Counter(a.field for each in after.content.statements for a in each.assertions if a.adopted)
    most = max(
        (
            n
            for each in before
            for n in Counter(a.field for s in each.content.statements for a in s.assertions if a.adopted).values()
        ),
        default=0,
    )
    assert all(count <= most for count in adopted.values())
    log.run(Undo())
    assert _tables(log) == tables
