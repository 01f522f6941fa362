from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ascertain.app.commands import (
    EditIncident,
    KeepCode,
    KeepEntry,
    LogIncident,
    MoveCode,
    Redo,
    RemoveCode,
    RestoreIncidentVersion,
    Undo,
)
from ascertain.domain.code_lists import check_code, new_key
from ascertain.domain.records import IncidentContent, NamedRef, Place
from ascertain.domain.search import parse
from ascertain.domain.vocabulary import Code, Vocabulary
from ascertain.store.replaying import journal_faults
from tests.app.contents import logged, refusal

BALLOON = Code("balloon", "Balloon")


def keys(log: Any, name: str = "means") -> list[str]:
    return [code.key for code in log.session.vocabularies[name]]


def faults(log: Any) -> list[str]:
    from contextlib import closing

    from ascertain.store.connection import open_reader

    with closing(open_reader(log.session.path)) as connection:
        return [str(each) for each in journal_faults(connection)]


def test_a_code_is_added_renamed_retired_and_brought_back_for_all_who_hold_the_lists(log: Any) -> None:
    lists = log.session.vocabularies
    added = log.run(KeepCode("means", BALLOON))
    assert (str(added.label), added.vocabularies) == ("Add Balloon to its list", True)
    assert lists["means"].label_of("balloon") == "Balloon"
    incident_id = logged(log, IncidentContent(title="Something drifts", means="balloon"))
    assert (
        str(log.run(KeepCode("means", replace(BALLOON, label="Balloon, free"))).label)
        == "Rename Balloon to Balloon, free"
    )
    assert log.session.vocabularies is lists
    assert lists["means"].label_of("balloon") == "Balloon, free"
    assert (
        str(log.run(KeepCode("means", Code("balloon", "Balloon, free", retired=True))).label) == "Retire Balloon, free"
    )
    assert "balloon" not in [code.key for code in lists["means"].current()]
    assert log.incident(incident_id).content.means == "balloon"
    log.run(Undo())
    log.run(Undo())
    assert lists["means"].label_of("balloon") == "Balloon"
    log.run(Redo())
    assert lists["means"].label_of("balloon") == "Balloon, free"
    assert faults(log) == []
    log.reopen()
    assert log.session.vocabularies["means"].label_of("balloon") == "Balloon, free"
    told = log.ask(lambda queries: queries.code_history("means", "balloon"))
    assert [str(each.label) for each in told][-1] == "Add Balloon to its list"
    assert len(told) == 6


def test_codes_move_and_undo_brings_the_order_back(log: Any) -> None:
    before = keys(log, "status")
    log.run(MoveCode("status", before[-1], 0))
    assert keys(log, "status") == [before[-1], *before[:-1]]
    log.run(MoveCode("status", before[-1], 99))
    assert keys(log, "status") == before
    assert log.run(MoveCode("status", before[-1], 99)).operation == 0
    log.run(Undo())
    log.run(Undo())
    assert keys(log, "status") == before


def test_only_what_was_added_and_is_not_used_goes(log: Any) -> None:
    assert refusal(log, RemoveCode("means", "ballistic")).problems[0].code == "shipped"
    log.run(KeepCode("means", BALLOON))
    made = log.run(LogIncident(IncidentContent(title="Something drifts", means="balloon")))
    assert "used once" in str(refusal(log, RemoveCode("means", "balloon")).problems[0].text)
    now = log.incident(made.made[0])
    log.run(EditIncident(now.id, now.version, replace(now.content, means=None)))
    assert refusal(log, RemoveCode("means", "balloon")).problems[0].code == "in_use", "an earlier version holds it"
    log.run(RestoreIncidentVersion(now.id, made.operation))
    assert log.incident(now.id).content.means == "balloon"
    log.run(KeepCode("means", Code("kite", "Kite")))
    log.run(RemoveCode("means", "kite"))
    assert "kite" not in keys(log)
    log.run(Undo())
    assert keys(log)[-1] == "kite"
    assert refusal(log, RemoveCode("means", "none")).problems[0].code == "gone"
    assert refusal(log, RemoveCode("nothing", "none")).problems[0].code == "gone"


def test_a_code_of_the_library_in_use_stays(log: Any) -> None:
    log.run(KeepCode("place_kind", Code("ferry", "Ferry")))
    log.run(KeepEntry(Place("The ferry", kind="ferry")))
    assert refusal(log, RemoveCode("place_kind", "ferry")).problems[0].code == "in_use"
    log.run(KeepCode("kind", Code("air", "From the air")))
    log.run(KeepCode("kind", Code("drop", "Something dropped", parent="air")))
    assert refusal(log, RemoveCode("kind", "air")).problems[0].code == "in_use"


def test_a_renamed_country_is_found_by_its_new_name(log: Any) -> None:
    place = log.run(KeepEntry(Place("North base", country="IQ"))).made[0]
    incident_id = logged(log, IncidentContent(title="Drone", place=NamedRef("", place)))
    changed = log.run(KeepCode("country", Code("IQ", "Mesopotamia")))
    assert incident_id in changed.incident_ids
    assert list(log.ask(lambda queries: queries.order(parse("mesopotamia")))) == [incident_id]
    log.run(Undo())
    assert list(log.ask(lambda queries: queries.order(parse("mesopotamia")))) == []


LIST = Vocabulary("means", "Means", (Code("drone", "Drone"), Code("small", "Small", parent="drone")))
CLOSED = Vocabulary("status", "Status", (Code("claimed", "Claimed"), Code("confirmed", "Confirmed")), closed=True)


@pytest.mark.parametrize(
    ("vocabulary", "code", "problem"),
    [
        (LIST, Code("kite", "Kite"), None),
        (LIST, Code("kite", "  "), "needed"),
        (LIST, Code("kite", "dRONE "), "twice"),
        (LIST, Code("Kite", "Kite"), "form"),
        (LIST, Code("kite__x", "Kite"), "form"),
        (LIST, Code("", "Kite"), "form"),
        (LIST, Code("kite", "two\nlines"), "line_break"),
        (LIST, Code("kite", "x" * 121), "too_long"),
        (LIST, Code("kite", "Kite", parent="drone"), None),
        (LIST, Code("kite", "Kite", parent="small"), "parent"),
        (LIST, Code("kite", "Kite", parent="none"), "parent"),
        (LIST, Code("drone", "Drone", parent="drone"), "parent"),
        (CLOSED, Code("claimed", "Said"), None),
        (CLOSED, Code("claimed", "Claimed", retired=True), "closed"),
        (CLOSED, Code("said", "Said"), "closed"),
    ],
)
def test_a_code_is_checked(vocabulary: Vocabulary, code: Code, problem: str | None) -> None:
    found = [each.code for each in check_code(vocabulary, code)]
    assert found == ([problem] if problem else [])


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Loitering munition", "loitering_munition"),
        ("Drone", "drone_2"),
        ("طائرة", "code"),
        ("É – x!", "e_x"),
        ("", "code"),
    ],
)
def test_a_new_code_gets_a_key_of_its_own(label: str, key: str) -> None:
    assert new_key(LIST, label) == key
