from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QLocale

from ascertain.domain.codes import LinkType
from ascertain.domain.messages import say
from ascertain.domain.records import IncidentContent, Link, NamedRef, Passage, ReportedTime, Statement
from ascertain.domain.rows import ChangedField, HistoryEntry
from ascertain.ui.accounts.words import grade_of
from ascertain.ui.detail.accounts_told import all_shown, by_origin, evidence_heading, statement_shown
from ascertain.ui.detail.changes import change_shown
from ascertain.ui.detail.compared import accounts_shown, differing, differing_rows
from ascertain.ui.detail.facts import facts, when_line
from ascertain.ui.detail.summary_tab import link_text
from tests.ui.detail.samples import LISTS, TODAY, content, instant, opened, without_statements


@pytest.fixture(autouse=True)
def english(qapp: QCoreApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("times", "figures"):
        monkeypatch.setattr(f"ascertain.ui.wording.{module}.QLocale", lambda: QLocale("en_GB"))


def test_the_facts_tell_what_is_known_and_leave_out_the_rest() -> None:
    told = dict(facts(opened(), LISTS, TODAY))
    assert told["When"] == "17 Oct 2023 ±day · reported on 18 Oct 2023 as “yesterday”"
    assert told["Where"].lstrip("\u200e").startswith("Al-Harir air base, Erbil, Iraq · ")
    assert told["Target"] == "US and coalition forces"
    assert told["Claimed by"] == "Iraqi armed groups"
    assert told["Follow up on"].endswith("23 Oct 2023 · due yesterday")
    assert "Attributed to" not in told
    assert "Notes" not in told


def test_zero_and_not_known_casualties_are_told_apart() -> None:
    told = dict(facts(opened(), LISTS, TODAY))["Casualties"]
    assert told.splitlines() == ["Killed, civilians: not known", "Injured, target force: 0"]
    nothing = opened(IncidentContent(title="x"))
    assert dict(facts(nothing, LISTS, TODAY))["Casualties"] == "not stated"


def test_a_phrase_that_was_not_read_is_told_as_such() -> None:
    assert when_line(IncidentContent(when=ReportedTime("some day"))) == "reported as “some day”"
    assert when_line(IncidentContent()) == "not known"


def test_statements_are_told_with_grade_and_origin() -> None:
    first, second, third = all_shown(opened(), LISTS)
    assert (first.grade, second.grade, third.grade) == ("E3", "B2", "D–")
    assert "not graded" in third.grade_spoken
    assert third.origin == "goes back to Armed-group channels"
    assert not first.origin
    assert "[…]" in first.around


def test_what_stands_around_a_quote_is_told_in_whole_words() -> None:
    source = Statement(
        NamedRef("Wire", 1), quote="a drone", passage=Passage(9, 16, "acks on the base by ", "\n\nTwo more cam")
    )
    assert statement_shown(source, None, LISTS).around == "… on the base by […] Two more …"
    alone = Statement(NamedRef("Wire", 1), quote="a drone", passage=Passage(0, 7, "", " fell"))
    assert statement_shown(alone, None, LISTS).around == "[…] fell …"
    assert not statement_shown(Statement(NamedRef("Wire", 1)), None, LISTS).around


def test_statements_of_one_origin_stand_under_it_and_count_once() -> None:
    groups = by_origin(opened(), LISTS)
    assert [len(group.statements) for group in groups] == [2, 1]
    assert groups[0].heading == "Armed-group channels · 2 statements, counted once"
    assert evidence_heading(3, 2) == "Evidence · 3 statements, 2 independent origins"
    assert evidence_heading(1, 1) == "Evidence · 1 statement, 1 independent origin"
    assert evidence_heading(0, 0) == "Evidence"


def test_a_statement_without_any_grade_has_no_badge() -> None:
    assert grade_of(None, None, LISTS) == ("", "")
    assert grade_of(None, 3, LISTS)[0] == "–3"


def test_silence_refusal_not_knowing_and_zero_are_told_apart_side_by_side() -> None:
    grid = accounts_shown(opened(), LISTS, finding=True)
    rows = {row.label: [cell.text for cell in row.cells] for row in grid.rows}
    assert rows["Target"] == ["the base", "not stated", "declined to say", "US and coalition forces"]
    assert rows["Injured, target force"] == ["not stated", "0", "says it is not known", "0"]
    assert rows["Outcome"][2] == "–"
    assert grid.columns[-1].name == "Your finding"


def test_differing_cells_are_marked_and_the_finding_cites_the_adopted_one() -> None:
    grid = accounts_shown(opened(), LISTS, finding=False)
    rows = {row.label: row for row in grid.rows}
    outcome = rows["Outcome"]
    assert [cell.differs for cell in outcome.cells] == [True, True, False]
    assert [cell.adopted for cell in outcome.cells] == [False, True, False]
    only = differing(grid, differing_rows(grid))
    assert [row.label for row in only.rows] == ["Outcome", "Target", "Injured, target force"]
    assert not any(cell.differs for row in only.rows[1:] for cell in row.cells)


def test_review_frames_the_fields_with_what_each_account_does_and_where_it_comes_from() -> None:
    grid = accounts_shown(opened(), LISTS, finding=True, framed=True)
    assert grid.rows[0].label == "Happened?"
    assert grid.rows[0].cells[-1].text == "Partly confirmed"
    assert [cell.text for cell in grid.rows[-1].cells] == [
        "its own word", "its own word", "Armed-group channels", "2 independent",
    ]  # fmt: skip


def test_an_incident_without_statements_has_an_empty_grid() -> None:
    assert accounts_shown(without_statements(), LISTS, finding=False).rows == ()


@pytest.mark.parametrize(
    ("link", "text"),
    [
        (Link(LinkType.OVERLAPS, 2, "2023-0105", shared_low=0, shared_high=2), "2023-0105, shares 0–2"),
        (Link(LinkType.PART_OF, 2, "2023-0105", shared_low=1), "2023-0105, shares 1+"),
        (Link(LinkType.FOLLOWS, 2, "2023-0105", outgoing=False), "2023-0105: "),
    ],
)
def test_a_link_says_how_incidents_stand_to_each_other(link: Link, text: str) -> None:
    assert text in link_text(link, LISTS)


def test_an_operation_is_told_with_before_and_after() -> None:
    entry = HistoryEntry(
        3, instant(19, 12), "Analyst", say("Set status of {ref}", ref="2023-0107"), "crash acknowledged",
        (ChangedField("Status", "Claimed", "Partly confirmed"), ChangedField("Notes", "", "new"),
         ChangedField("Tags", "old", "")),
    )  # fmt: skip
    shown = change_shown(entry)
    assert shown.what == "Set status of 2023-0107"
    assert shown.who.endswith("Analyst")
    assert shown.reason == "“crash acknowledged”"
    assert shown.fields == (("Status", "Claimed → Partly confirmed"), ("Notes", "new"), ("Tags", "old → (empty)"))


def test_before_and_after_run_as_the_window_does() -> None:
    entry = HistoryEntry(3, 0, "", say("Edit"), "", (ChangedField("Title", "هجوم", "Attack"),))
    ((_, told),) = change_shown(entry).fields
    assert told.startswith("\u200e"), "else the arrow would lead from after to before"


def test_a_repeated_name_is_told_once() -> None:
    same = opened(replace(content(), place=None, place_text="somewhere"))
    assert "somewhere" in dict(facts(replace(same, place=None), LISTS, TODAY))["Where"]
