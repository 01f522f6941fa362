"""Every fault of a record is told at its field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.app.codebook import shipped_vocabularies
from ascertain.domain.codes import Affiliation, AssertionState, Role
from ascertain.domain.records import (
    Actor,
    ActorInRole,
    AlternateName,
    Assertion,
    Document,
    Figure,
    IncidentContent,
    LibraryEntry,
    NamedRef,
    Place,
    ReportedTime,
    Source,
    Statement,
)
from ascertain.domain.validation import check_entry, check_incident

LISTS = shipped_vocabularies()
GOOD = IncidentContent(title="Drone attack")
SAID = Statement(NamedRef("A channel"))


def faults(content: IncidentContent) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in check_incident(content, LISTS)]


def with_statement(**changes: object) -> IncidentContent:
    return replace(GOOD, statements=(SAID, replace(SAID, **changes)))  # type: ignore[arg-type]  # field values by name


def test_a_title_alone_is_enough() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("content", "field", "code"),
    [
        (replace(GOOD, title="  "), "title", "missing"),
        (replace(GOOD, title="x" * 501), "title", "too_long"),
        (replace(GOOD, title="a\x00b"), "title", "unholdable"),
        (replace(GOOD, notes="\ud800"), "notes", "unholdable"),
        (replace(GOOD, kind="nonsense"), "kind", "unknown_code"),
        (replace(GOOD, munitions=Figure(5, None, 2)), "munitions", "bad_figure"),
        (replace(GOOD, killed_civilian=Figure(-1, None, None)), "killed_civilian", "bad_figure"),
        (replace(GOOD, injured_unknown=Figure(0, 0, 0, unknown=True)), "injured_unknown", "bad_figure"),
        (replace(GOOD, when=ReportedTime(t_from=5, t_to=5)), "t_from", "reversed"),
        (replace(GOOD, when=ReportedTime(t_from=5)), "t_from", "half_interval"),
        (replace(GOOD, when=ReportedTime(zone="Mars/Base")), "t_from", "unknown_zone"),
        (replace(GOOD, when=ReportedTime(zone="../../etc/passwd")), "t_from", "unknown_zone"),
        (replace(GOOD, place=NamedRef(" ")), "place", "missing"),
        (replace(GOOD, follow_up_on=date(20, 1, 1)), "follow_up_on", "out_of_range"),
        (replace(GOOD, tags=("",)), "tags", "missing"),
        (
            replace(GOOD, actors=(ActorInRole(NamedRef("A"), Role.TARGET), ActorInRole(NamedRef("a "), Role.TARGET))),
            "target",
            "twice",
        ),
        (with_statement(source=NamedRef("")), "statements[1].source", "missing"),
        (with_statement(credibility=7), "statements[1].credibility", "out_of_range"),
        (with_statement(quote="\x07"), "statements[1].quote", "unholdable"),
        (with_statement(assertions=(Assertion("title", value="x"),)), "statements[1].assertions[0]", "unknown_field"),
        (
            with_statement(assertions=(Assertion("means", value="catapult"),)),
            "statements[1].assertions[0]",
            "unknown_code",
        ),
        (with_statement(assertions=(Assertion("means"),)), "statements[1].assertions[0]", "missing"),
        (
            with_statement(assertions=(Assertion("target", AssertionState.DECLINED), Assertion("target", value="x"))),
            "statements[1].assertions[1]",
            "twice",
        ),
    ],
)
def test_a_fault_is_told_at_its_field(content: IncidentContent, field: str, code: str) -> None:
    assert (field, code) in faults(content)


def test_the_same_actor_may_stand_in_two_roles() -> None:
    both = (ActorInRole(NamedRef("A"), Role.TARGET), ActorInRole(NamedRef("A"), Role.INTERCEPTOR))
    assert faults(replace(GOOD, actors=both)) == []


@pytest.mark.parametrize(
    ("entry", "field", "code"),
    [
        (Source(""), "name", "missing"),
        (Source("S", reliability="G"), "reliability", "unknown_code"),
        (Source("S", affiliation=Affiliation.SPEAKS_FOR), "actor", "missing"),
        (Source("S", language="?"), "language", "not_a_language"),
        (Actor("A", country="XX"), "country", "unknown_code"),
        (Actor("A", names=(AlternateName(""),)), "names", "missing"),
        (Place("P", latitude=91.0, longitude=0.0), "latitude", "out_of_range"),
        (Place("P", latitude=float("nan"), longitude=0.0), "latitude", "out_of_range"),
        (Place("P", longitude=5.0), "latitude", "missing"),
        (Document(""), "title", "missing"),
        (Document("D", text="\x00"), "text", "unholdable"),
    ],
)
def test_a_fault_of_the_library_is_told_at_its_field(entry: LibraryEntry, field: str, code: str) -> None:
    assert (field, code) in [(problem.field, problem.code) for problem in check_entry(entry, LISTS)]


@pytest.mark.parametrize("entry", [Source("S"), Actor("A"), Place("P", latitude=-90.0, longitude=180.0), Document("D")])
def test_a_name_alone_is_enough(entry: LibraryEntry) -> None:
    assert check_entry(entry, LISTS) == ()


@given(st.text(max_size=40), st.text(max_size=40), st.integers(), st.integers())
def test_any_input_is_answered(title: str, zone: str, low: int, high: int) -> None:
    content = IncidentContent(
        title, munitions=Figure(low, None, high), when=ReportedTime(title, zone=zone), tags=(title,)
    )
    for problem in check_incident(content, LISTS):
        assert str(problem.text)
        assert "{" not in problem.text.source.format_map(dict.fromkeys(dict(problem.text.values), ""))
