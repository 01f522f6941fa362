from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.app.codebook import shipped_vocabularies
from ascertain.domain.codes import Affiliation, AssertionState, LinkType, Role, Stance
from ascertain.domain.fields import HARM_FIELDS
from ascertain.domain.records import (
    Actor,
    ActorInRole,
    AlternateName,
    Assertion,
    Document,
    Figure,
    IncidentContent,
    LibraryEntry,
    Link,
    NamedRef,
    Passage,
    Place,
    ReportedTime,
    SavedView,
    Source,
    Statement,
)
from ascertain.domain.validation import check_entry, check_incident, check_links, check_view

_SHIPPED = shipped_vocabularies()
_BARE = IncidentContent(title="Drone attack")
_SAID = Statement(NamedRef("Radio"))


def _faults(content: IncidentContent) -> list[tuple[str, str]]:
    problems = check_incident(content, _SHIPPED)
    assert all(str(problem.text).endswith(".") and "{" not in str(problem.text) for problem in problems)
    return [(problem.field, problem.code) for problem in problems]


def _stating(*assertions: Assertion) -> IncidentContent:
    return replace(_BARE, statements=(replace(_SAID, assertions=assertions),))


def test_a_title_alone_is_an_incident() -> None:
    assert _faults(_BARE) == []
    assert _faults(IncidentContent(draft=True)) == []
    assert _faults(IncidentContent(title="قصف قاعدة عين الأسد‌ בסיס")) == []


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (IncidentContent(), ("title", "needed")),
        (IncidentContent(title="  "), ("title", "needed")),
        (IncidentContent(title="x" * 501), ("title", "too_long")),
        (IncidentContent(title="two\nlines"), ("title", "line_break")),
        (IncidentContent(title="a\x00b"), ("title", "character")),
        (IncidentContent(title="a\ud800b"), ("title", "character")),
        (replace(_BARE, notes="a\x1bb"), ("notes", "character")),
        (replace(_BARE, status_reason="\ufffe"), ("status_reason", "character")),
        (replace(_BARE, kind="party"), ("kind", "unknown_code")),
        (replace(_BARE, means="fork"), ("means", "unknown_code")),
        (replace(_BARE, where_precision="there"), ("where_precision", "unknown_code")),
        (replace(_BARE, munitions=Figure(5, 3, 9)), ("munitions", "order")),
        (replace(_BARE, munitions=Figure(-1)), ("munitions", "order")),
        (replace(_BARE, munitions=Figure(best=10**9)), ("munitions", "order")),
        (replace(_BARE, killed_civilian=Figure(best=1, unknown=True)), ("killed_civilian", "order")),
        (replace(_BARE, when=ReportedTime(zone="Asia/Nowhere")), ("t_from", "zone")),
        (replace(_BARE, when=ReportedTime(t_from=5, t_to=5)), ("t_from", "order")),
        (replace(_BARE, when=ReportedTime(t_from=10**15)), ("t_from", "range")),
        # In the first hours of the calendar some zones are still in the year before it.
        (replace(_BARE, when=ReportedTime(t_from=-62_135_596_800, zone="America/Lima")), ("t_from", "range")),
        (replace(_BARE, place=NamedRef(" ")), ("place", "needed")),
        (replace(_BARE, follow_up_on=date(202, 1, 1)), ("follow_up_on", "range")),
        (replace(_BARE, tags=("a", " ")), ("tags[1]", "needed")),
        (replace(_BARE, tags=("Bases", "bases")), ("tags[1]", "twice")),
        (replace(_BARE, tags=("x" * 101,)), ("tags[0]", "too_long")),
        (replace(_BARE, statements=(_SAID, replace(_SAID, source=NamedRef("")))), ("statements[1].source", "needed")),
        (replace(_BARE, statements=(replace(_SAID, credibility=7),)), ("statements[0].credibility", "range")),
        (replace(_BARE, statements=(replace(_SAID, passage=Passage(5, 3)),)), ("statements[0].quote", "passage")),
        (replace(_BARE, statements=(replace(_SAID, origin=NamedRef("")),)), ("statements[0].origin", "needed")),
        (replace(_BARE, statements=(replace(_SAID, quote="\x07"),)), ("statements[0].quote", "character")),
        (_stating(Assertion("title", value="x")), ("statements[0].assertions[0].field", "unknown_field")),
        (_stating(Assertion("means")), ("statements[0].assertions[0].value", "needed")),
        (_stating(Assertion("means", value="fork")), ("statements[0].assertions[0].value", "unknown_code")),
        (_stating(Assertion("munitions", value="many")), ("statements[0].assertions[0].value", "figure")),
        (
            _stating(Assertion("munitions", AssertionState.DECLINED, "3")),
            ("statements[0].assertions[0].value", "state"),
        ),
        (
            _stating(Assertion("munitions", value="3"), Assertion("munitions", value="4")),
            ("statements[0].assertions[1].field", "twice"),
        ),
    ],
)
def test_a_fault_is_told_at_its_field(content: IncidentContent, fault: tuple[str, str]) -> None:
    assert _faults(content) == [fault]


def test_what_is_in_order_is_kept() -> None:
    content = replace(
        _BARE,
        kind="air_drone_strike",
        when=ReportedTime("some time no one can read", t_from=1, t_to=2),
        munitions=Figure(2, None, 5),
        killed_civilian=Figure(unknown=True),
        actors=(ActorInRole(NamedRef("Army"), Role.TARGET), ActorInRole(NamedRef("Army"), Role.HOST)),
        statements=(
            replace(
                _SAID,
                stance=Stance.DENIES,
                credibility=6,
                passage=Passage(0, 4),
                assertions=(
                    Assertion("munitions", value="~3"),
                    Assertion("place", AssertionState.NOT_STATED),
                    Assertion("t_from", value="last night"),
                ),
            ),
        ),
        notes="Line one\nLine two\tthree",
    )  # fmt: skip
    assert _faults(content) == []


def test_an_actor_stands_once_in_a_role() -> None:
    army = ActorInRole(NamedRef("Army", 3), Role.TARGET)
    again = ActorInRole(NamedRef("ARMY"), Role.TARGET)
    assert _faults(replace(_BARE, actors=(army, again))) == [("target[1]", "twice")]
    assert _faults(replace(_BARE, actors=(army, ActorInRole(NamedRef(""), Role.HOST)))) == [("host[0]", "needed")]


_ANY_TEXT = st.text(st.characters(codec=None))


@given(st.builds(IncidentContent, title=_ANY_TEXT, notes=_ANY_TEXT, tags=st.lists(st.text(max_size=5)).map(tuple)))
def test_what_passes_can_be_written(content: IncidentContent) -> None:
    if not check_incident(content, _SHIPPED):
        "".join((content.title, content.notes, *content.tags)).encode()
        assert "\x00" not in content.title + content.notes


@pytest.mark.parametrize("key", ["munitions", *HARM_FIELDS])
def test_every_figure_is_checked(key: str) -> None:
    wrong = IncidentContent(title="x", **{key: Figure(5, 1, 0)})  # type: ignore[arg-type]  # by name of the field
    assert _faults(wrong) == [(key, "order")]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (Source(""), ("name", "needed")),
        (Source("Radio", kind="pigeon"), ("kind", "unknown_code")),
        (Source("Radio", reliability="G"), ("reliability", "unknown_code")),
        (Source("Radio", affiliation=Affiliation.CLOSE_TO), ("actor", "needed")),
        (Source("Radio", language="Arabic!"), ("language", "language")),
        (Source("Radio", country="ZZ"), ("country", "unknown_code")),
        (Source("Radio", names=(AlternateName("RADIO"),)), ("names[0].name", "twice")),
        (Source("Radio", names=(AlternateName(" "),)), ("names[0].name", "needed")),
        (Actor("Army", kind="pigeon"), ("kind", "unknown_code")),
        (Place("Erbil", latitude=91.0, longitude=44.0), ("latitude", "range")),
        (Place("Erbil", latitude=float("nan"), longitude=44.0), ("latitude", "range")),
        (Place("Erbil", latitude=36.2, longitude=-181.0), ("longitude", "range")),
        (Place("Erbil", latitude=36.2), ("longitude", "needed")),
        (Document(""), ("title", "needed")),
        (Document("Item", text="a\x00"), ("text", "character")),
        (Document("Item", publisher=NamedRef("")), ("publisher", "needed")),
        (Document("Item", kind="scroll"), ("kind", "unknown_code")),
    ],
)
def test_a_fault_of_an_entry_is_told(entry: LibraryEntry, fault: tuple[str, str]) -> None:
    problems = check_entry(entry, _SHIPPED)
    assert [(problem.field, problem.code) for problem in problems] == [fault]


def test_entries_in_order_are_kept() -> None:
    place = Place("عين الأسد", "base", "IQ", latitude=33.8, longitude=42.4, names=(AlternateName("Ain al-Asad", "en"),))
    source = Source(
        "CENTCOM", "command", "B", actor=NamedRef("Army"), affiliation=Affiliation.SPEAKS_FOR, language="en-US"
    )
    for entry in (place, source, Actor("Army", "state_force"), Document("Item", text="one\ntwo")):
        assert check_entry(entry, _SHIPPED) == ()


def test_links_and_views_are_checked() -> None:
    link = Link(LinkType.OVERLAPS, 2)
    codes = [
        problem.code
        for problem in check_links(
            1, (link, link, Link(LinkType.SAME_AS, 1), replace(link, other_id=3, shared_low=3, shared_high=1))
        )
    ]
    assert codes == ["twice", "itself", "order"]
    assert check_links(None, (link,)) == ()
    assert [problem.field for problem in check_view(SavedView(""))] == ["name"]
    assert check_view(SavedView("Due", "is:due")) == ()
