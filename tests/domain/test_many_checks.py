"""Incidents that are checked by the thousand have the faults that they have alone."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.codes import Role
from ascertain.domain.incident_validation import check_incident
from ascertain.domain.many_checks import ManyChecks
from ascertain.domain.records import (
    ActorInRole,
    Figure,
    IncidentContent,
    NamedRef,
    OwnValue,
    Place,
    ReportedTime,
    Statement,
)
from tests.any_incident import CALM, CONTENTS, LISTS, OWN

# Each of them right in one of its values and wrong in another; the objects are the same in all incidents.
PARTS: dict[str, tuple[object, ...]] = {
    "title": ("One", "", "One\nTwo"),
    "kind": (None, "no such kind"),
    "when": (ReportedTime(), ReportedTime(zone="Nowhere/At all"), ReportedTime(t_from=5, t_to=2)),
    "place": (
        None,
        NamedRef("Here"),
        NamedRef(" "),
        NamedRef("There", place=Place("There", country="no such country")),
    ),
    "place_text": ("", "by the road\n"),
    "killed_civilian": (Figure(), Figure.exactly(2), Figure(3, 2, 1)),
    "actors": (
        (),
        (ActorInRole(NamedRef("One side"), Role.TARGET), ActorInRole(NamedRef("one Side"), Role.TARGET)),
        (ActorInRole(NamedRef("One side"), Role.TARGET), ActorInRole(NamedRef("one Side"), Role.HOST)),
        (ActorInRole(NamedRef("A", 1), Role.TARGET), ActorInRole(NamedRef("B", 1), Role.TARGET)),
        (ActorInRole(NamedRef("-"), Role.TARGET), ActorInRole(NamedRef("--"), Role.TARGET)),
    ),
    "statements": ((), (Statement(NamedRef("Paper")),), (Statement(NamedRef("Paper"), credibility=9),)),
    "status_reason": ("", "\x07"),
    "notes": ("", "one\ntwo", "one\x00two"),
    "tags": ((), ("a", "b"), ("a", "A")),
    "own": ((), (OwnValue("wind", "2.5"),), (OwnValue("wind", "a lot"),)),
    "draft": (False, True),
}


@CALM
@given(st.lists(st.fixed_dictionaries({key: st.sampled_from(values) for key, values in PARTS.items()}), max_size=12))
def test_the_faults_are_those_that_are_found_one_by_one(rows: list[dict[str, object]]) -> None:
    checks = ManyChecks(LISTS, OWN)
    for parts in [*rows, *rows]:
        content = IncidentContent(**parts)  # type: ignore[arg-type]  # each as its field has it
        assert checks.check(content) == check_incident(content, LISTS, OWN)


@CALM
@given(CONTENTS)
def test_what_was_right_once_hides_no_fault_beside_it(content: IncidentContent) -> None:
    checks = ManyChecks(LISTS, OWN)
    for each in (content, replace(content, notes="\x00"), replace(content, title="", draft=False), content):
        assert checks.check(each) == check_incident(each, LISTS, OWN)
