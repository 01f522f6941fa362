from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ascertain.app.commands import (
    EditIncident,
    KeepCode,
    KeepEntry,
    LogIncident,
    MergeCodes,
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


def test_what_held_a_merged_code_holds_the_other_and_one_undo_turns_it_back(log: Any) -> None:
    first = logged(log, IncidentContent(title="A mortar", means="mortar"))
    logged(log, IncidentContent(title="A rocket", means="rocket"))
    log.run(KeepCode("means", replace(BALLOON, parent="mortar")))
    merged = log.run(MergeCodes("means", "rocket", ("mortar",)))
    assert (str(merged.label), merged.vocabularies) == ("Merge Mortar into Rocket", True)
    mortar, balloon = (log.session.vocabularies["means"].find(key) for key in ("mortar", "balloon"))
    assert (mortar.retired, mortar.merged_into, balloon.parent) == (True, "rocket", "rocket")
    assert log.incident(first).content.means == "rocket"
    assert log.ask(lambda queries: queries.code_uses("means")) == {"rocket": 2}
    for words in ("means:mortar", "means:rocket", "means:Mortar"):
        assert log.ask(lambda queries, words=words: queries.count(parse(words))) == 2
    log.run(KeepCode("means", replace(mortar, retired=False)))
    assert log.session.vocabularies["means"].find("mortar").merged_into is None
    log.run(Undo())
    log.run(Undo())
    assert log.incident(first).content.means == "mortar"
    assert log.ask(lambda queries: queries.code_uses("means")) == {"mortar": 1, "rocket": 1}
    assert faults(log) == []


def test_a_code_that_was_added_and_never_used_goes_when_it_is_merged(log: Any) -> None:
    log.run(KeepCode("means", BALLOON))
    log.run(MergeCodes("means", "other", ("balloon",)))
    assert "balloon" not in keys(log)


def test_what_cannot_be_merged_is_refused(log: Any) -> None:
    assert "closed" in refusal(log, MergeCodes("status", "claimed", ("disputed",))).problems[0].code
    assert refusal(log, MergeCodes("means", "rocket", ())).problems[0].code == "needed"
    assert refusal(log, MergeCodes("means", "rocket", ("rocket",))).problems[0].code == "needed"
    assert refusal(log, MergeCodes("means", "rocket", ("nothing",))).problems[0].code == "gone"
    assert refusal(log, MergeCodes("kind", "air_drone_strike", ("battles",))).problems[0].code == "parent"
    assert refusal(log, MergeCodes("kind", "armed_clash", ("battles",))).problems[0].code == "parent"


def test_uses_count_records_of_every_kind(log: Any) -> None:
    log.run(KeepEntry(Place("Rutba", country="IQ", kind="base")))
    logged(log, IncidentContent(title="One"))
    assert log.ask(lambda queries: queries.code_uses("country")) == {"IQ": 1}
    assert log.ask(lambda queries: queries.code_uses("place_kind")) == {"base": 1}
    assert log.ask(lambda queries: queries.code_uses("status")) == {"unconfirmed": 1}
    assert log.ask(lambda queries: queries.code_uses("time_precision")) == {"unknown": 1}
    for name in log.session.vocabularies:
        assert log.ask(lambda queries, name=name: queries.code_uses(name.name)) is not None


def test_a_changed_note_is_told_in_the_history_of_the_code(log: Any) -> None:
    code = log.session.vocabularies["means"].find("rocket")
    told = log.run(KeepCode("means", replace(code, attributes={**code.attributes, "note": "With or without a motor."})))
    assert str(told.label) == "Change the note of Rocket"
    (entry,) = log.ask(lambda queries: queries.code_history("means", "rocket"))
    assert [(each.label, each.after) for each in entry.changes] == [("Note", "With or without a motor.")]
    too_long = replace(code, attributes={"note": "x" * 3_000})
    assert refusal(log, KeepCode("means", too_long)).problems[0].code == "too_long"
