"""Grades of sources over time, and what another grade would change, told before it is given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ascertain.app.commands import KeepEntry, MergeEntries, RemoveEntry, RestoreEntryVersion, Undo
from ascertain.domain.codes import Stance, Status
from ascertain.domain.grades import GradeEffect, SourceGrade, weighs_the_same
from ascertain.domain.records import IncidentContent, NamedRef, Source, Statement
from ascertain.domain.rows import Shelf
from tests.app.contents import logged

_THIRD, _NINTH = date(2023, 10, 3), date(2023, 10, 9)


def kept(log: Any, source: Source) -> int:
    made = log.run(KeepEntry(source)).made
    return int(made[0]) if made else int(source.id or 0)


def source(log: Any, number: int) -> Source:
    found: Source = log.ask(lambda queries: queries.entry(Shelf.SOURCES, number))
    return found


def grades(log: Any, number: int) -> list[tuple[str | None, str, date | None]]:
    found: list[SourceGrade] = log.ask(lambda queries: queries.grades(number))
    return [(each.reliability, each.basis, each.graded_on) for each in found]


def effect(log: Any, number: int, grade: str | None) -> GradeEffect:
    found: GradeEffect = log.ask(lambda queries: queries.grade_effect(number, grade))
    return found


@pytest.fixture
def paper(log: Any) -> int:
    return kept(log, Source("The Paper", reliability="B", reliability_basis="Right so far", graded_on=_THIRD))


def test_another_grade_is_added_and_another_basis_replaces(log: Any, paper: int) -> None:
    assert source(log, paper).graded_on == _THIRD
    log.run(KeepEntry(replace(source(log, paper), reliability_basis="Mostly right")))
    assert grades(log, paper) == [("B", "Mostly right", _THIRD)]
    log.run(KeepEntry(replace(source(log, paper), reliability="D", reliability_basis="Wrong twice", graded_on=_NINTH)))
    assert grades(log, paper) == [("D", "Wrong twice", _NINTH), ("B", "Mostly right", _THIRD)]
    log.run(KeepEntry(replace(source(log, paper), notes="Closed on Fridays")))
    assert len(grades(log, paper)) == 2
    log.run(Undo())
    log.run(Undo())
    assert grades(log, paper) == [("B", "Mostly right", _THIRD)]
    assert source(log, paper).graded_on == _THIRD


def test_a_source_without_a_grade_has_no_grades(log: Any) -> None:
    assert grades(log, kept(log, Source("A channel"))) == []


def test_the_grades_come_back_with_an_earlier_version(log: Any, paper: int) -> None:
    history = log.ask(lambda queries: queries.entry_history(Shelf.SOURCES, paper))
    log.run(KeepEntry(replace(source(log, paper), reliability="E", graded_on=_NINTH)))
    told = log.ask(lambda queries: queries.entry_history(Shelf.SOURCES, paper))[0]
    assert ("Graded on", "", "2023-10-09") in [(each.label, each.before, each.after) for each in told.changes]
    log.run(RestoreEntryVersion(Shelf.SOURCES, paper, history[0].operation))
    assert grades(log, paper) == [("B", "Right so far", _THIRD)]


def test_grades_go_with_a_merge_and_with_a_removal(log: Any, paper: int) -> None:
    other = kept(log, Source("The Daily Paper", reliability="C", reliability_basis="New", graded_on=_NINTH))
    log.run(MergeEntries(Shelf.SOURCES, paper, (other,)))
    assert {grade for grade, _, _ in grades(log, paper)} == {"B", "C"}
    log.run(RemoveEntry(Shelf.SOURCES, paper))
    assert log.values("SELECT count(*) FROM source_grade") == [(0,)]
    log.run(Undo())
    assert len(grades(log, paper)) == 2


def test_what_a_grade_would_change_is_told_and_nothing_is_changed(log: Any, paper: int) -> None:
    other = kept(log, Source("An agency", reliability="B"))
    told = (Statement(NamedRef("", paper)), Statement(NamedRef("", other)))
    both = logged(log, IncidentContent(title="Both say so", statements=told))
    logged(log, IncidentContent(title="Only one says so", statements=told[:1]))
    before = log.values("SELECT max(id) FROM operation")
    found = effect(log, paper, "D")
    assert (found.used, found.looked_at) == (2, 2)
    (changed,) = found.changed
    assert (changed.incident_id, changed.before, changed.after) == (both, Status.CONFIRMED, Status.UNCONFIRMED)
    assert effect(log, paper, "A").changed == ()
    assert effect(log, other, None).changed == (changed,)
    assert log.values("SELECT max(id) FROM operation") == before


def test_a_grade_of_an_origin_counts_too(log: Any, paper: int) -> None:
    relay, other = kept(log, Source("A relay", reliability="A")), kept(log, Source("An agency", reliability="A"))
    told = (
        Statement(NamedRef("", relay), Stance.REPORTS, origin=NamedRef("", paper)),
        Statement(NamedRef("", other)),
    )
    logged(log, IncidentContent(title="Relayed", statements=told))
    assert [each.after for each in effect(log, paper, "E").changed] == [Status.UNCONFIRMED]


@pytest.mark.parametrize("one", [None, *"ABCDEF"])
@pytest.mark.parametrize("other", [None, *"ABCDEF"])
def test_grades_that_weigh_the_same_are_never_said_to_change_anything(one: str | None, other: str | None) -> None:
    assert weighs_the_same(one, other) == weighs_the_same(other, one)
    assert weighs_the_same(one, one)
    if {one, other} <= set("AB") or {one, other} <= set("CDEF"):
        assert weighs_the_same(one, other)
    if (one in ("A", "B")) != (other in ("A", "B")):
        assert not weighs_the_same(one, other)
