"""The user's own fields: made, changed and removed by commands; filled, searched, sorted, undone, restored, purged."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import Any

from ascertain.app.commands import (
    EditFields,
    EditIncident,
    KeepCode,
    KeepOwnField,
    KeepView,
    LogIncident,
    MergeCodes,
    MoveCode,
    MoveOwnField,
    PurgeIncidents,
    Redo,
    RemoveCode,
    RemoveOwnField,
    RestoreIncidentVersion,
    RetireOwnField,
    TrashIncidents,
    Undo,
)
from ascertain.domain.field_edits import FieldEdit, Way
from ascertain.domain.own_fields import OwnField, OwnType
from ascertain.domain.records import IncidentContent, OwnValue, SavedView
from ascertain.domain.rows import SortKey
from ascertain.domain.search import parse
from ascertain.domain.vocabulary import Code
from ascertain.store.replaying import journaled_tables
from tests.app.contents import refusal
from tests.app.own_fields import ALL, found, keys, log_with, make_fields, own, sound

# ---- the fields themselves


def set_own(ids: tuple[int, ...], values: tuple[OwnValue, ...]) -> EditFields:
    """Let incidents hold these values; an empty one takes away what is there."""
    edits = (
        FieldEdit(each.field, Way.SET, each.value) if each.value else FieldEdit(each.field, Way.CLEAR)
        for each in values
    )
    return EditFields(ids, tuple(edits))


def test_a_field_is_made_for_all_who_hold_the_fields_of_the_log(log: Any) -> None:
    fields, lists = log.session.fields, log.session.vocabularies
    notice = log.run(KeepOwnField(OwnField("Shift", OwnType.CHOICE), ("Day", "Night", "Day ", "")))
    assert (str(notice.label), notice.fields, notice.vocabularies) == ("Make the field Shift", True, True)
    made = fields.find_made("shift")
    assert made is not None
    assert notice.made == (made.id,)
    assert [code.label for code in lists["own:shift"]] == ["Day", "Night"]
    log.reopen()
    assert log.session.fields.find_made("shift") == made
    assert lists["own:shift"].label == "Shift"


def test_the_key_stays_when_the_name_changes_and_a_view_that_names_it_keeps_working(log: Any) -> None:
    make_fields(log)
    first = log_with(log, wind="12", shift="day")
    log.run(KeepView(SavedView("Windy", "wind:>10", ("-wind",), ("ref", "wind"))))
    renamed = replace(log.session.fields.find_made("wind"), label="Wind speed", group="Air", help="In knots.")
    assert str(log.run(KeepOwnField(renamed)).label) == "Rename the field Wind to Wind speed"
    assert log.session.fields["wind"].label == "Wind speed"
    assert found(log, "wind:>10") == [first]
    shift = replace(log.session.fields.find_made("shift"), label="Watch")
    log.run(KeepOwnField(shift))
    assert log.session.vocabularies["own:shift"].label == "Watch"
    assert own(log, first) == {"wind": "12", "shift": "day"}


def test_two_fields_have_two_names_and_none_has_that_of_another_field(log: Any) -> None:
    make_fields(log)
    assert refusal(log, KeepOwnField(OwnField("wind", OwnType.TEXT))).problems[0].code == "twice"
    assert refusal(log, KeepOwnField(OwnField("Status", OwnType.TEXT))).problems[0].code == "twice"
    assert refusal(log, KeepOwnField(OwnField("", OwnType.TEXT))).problems[0].field == "label"
    gone = OwnField("Nothing", OwnType.TEXT, key="nothing", id=99)
    for command in (
        KeepOwnField(gone),
        MoveOwnField("nothing", 0),
        RetireOwnField("nothing"),
        RemoveOwnField("nothing"),
    ):
        assert refusal(log, command).problems[0].code == "gone"


def test_fields_are_moved_retired_and_brought_back(log: Any) -> None:
    make_fields(log)
    assert str(log.run(MoveOwnField("footage", 0)).label) == "Move the field Footage"
    assert keys(log)[:2] == ["footage", "wind"]
    log.run(MoveOwnField("footage", 99))
    assert keys(log)[-1] == "footage"
    first = log_with(log, wind="3")
    assert str(log.run(RetireOwnField("wind")).label) == "Retire the field Wind"
    assert log.session.fields["wind"].retired
    assert found(log, "wind:3") == [first]
    assert own(log, first) == {"wind": "3"}
    log.run(RetireOwnField("wind", retired=False))
    assert not log.session.fields["wind"].retired


def test_the_type_stays_once_there_are_values_and_it_is_said_what_to_do(log: Any) -> None:
    make_fields(log)
    shift = log.session.fields.find_made("shift")
    log.run(KeepOwnField(replace(shift, type=OwnType.TEXT)))
    assert log.values("SELECT count(*) FROM code WHERE vocabulary = 'own:shift'") == [(0,)]
    log.run(Undo())
    log_with(log, shift="day")
    told = refusal(log, KeepOwnField(replace(shift, type=OwnType.TEXT))).problems[0]
    assert (told.field, told.code) == ("type", "in_use")
    assert "retire this one" in str(told.text)


def test_a_field_that_holds_something_or_once_did_is_not_removed(log: Any) -> None:
    make_fields(log)
    first = log_with(log, wind="3")
    assert "one incident" in str(refusal(log, RemoveOwnField("wind")))
    log.run(set_own((first,), (OwnValue("wind", ""),)))
    assert "earlier version" in str(refusal(log, RemoveOwnField("wind")))
    assert str(log.run(RemoveOwnField("shift")).label) == "Remove the field Shift"
    assert "shift" not in keys(log)
    assert "own:shift" not in {each.name for each in log.session.vocabularies}
    log.run(Undo())
    assert [code.label for code in log.session.vocabularies["own:shift"]] == ["Day", "Night"]


def test_choices_are_a_code_list_like_every_other(log: Any) -> None:
    make_fields(log)
    log.run(KeepCode("own:shift", Code("dusk", "Dusk")))
    first = log_with(log, shift="dusk")
    second = log_with(log, shift="night")
    log.run(MoveCode("own:shift", "dusk", 0))
    assert found(log, "shift:any", SortKey("shift")) == [first, second]
    log.run(KeepCode("own:shift", Code("dusk", "Evening")))
    assert found(log, "shift:evening") == [first]
    third = log_with(log, shift="day")
    log.run(MergeCodes("own:shift", "night", ("day",)))
    assert sorted(found(log, "shift:night")) == [second, third]
    sound(log)
    log.run(Undo())
    assert found(log, "shift:day") == [third]
    assert "used once" in str(refusal(log, RemoveCode("own:shift", "dusk")))
    log.run(set_own((first,), (OwnValue("shift", ""),)))
    assert "earlier version" in str(refusal(log, RemoveCode("own:shift", "dusk")))
    assert (
        refusal(log, LogIncident(IncidentContent("x", own=(OwnValue("shift", "noon"),)))).problems[0].field == "shift"
    )


# ---- what incidents hold


def test_values_of_every_type_come_back_as_they_were_given(log: Any) -> None:
    make_fields(log)
    first = log_with(log, **ALL)
    assert own(log, first) == ALL
    rows = log.ask(lambda queries: queries.rows((first,), own=True))
    assert {each.field: each.value for each in rows[0].own} == ALL
    assert log.ask(lambda queries: queries.rows((first,)))[0].own == ()
    assert log.session.pages.rows((first,), own=True) == rows
    assert log.ask(lambda queries: queries.own_field_uses()) == dict.fromkeys(ALL, 1)
    sound(log)


def test_editing_changes_what_differs_and_takes_away_what_is_not_there(log: Any) -> None:
    make_fields(log)
    first = log_with(log, wind="3", desk="Gulf")
    incident = log.incident(first)
    content = replace(incident.content, own=(OwnValue("wind", "4"), OwnValue("seen_by_us", "no")))
    log.run(EditIncident(first, incident.version, content))
    assert own(log, first) == {"wind": "4", "seen_by_us": "no"}
    newest = log.ask(lambda queries: queries.history(first))[0]
    told = {each.label: (each.before, each.after) for each in newest.changes}
    assert told == {"Wind": ("3", "4"), "Desk": ("Gulf", ""), "Seen by us": ("", "No")}


def test_values_are_set_for_many_at_once_and_one_undo_takes_it_back(log: Any) -> None:
    make_fields(log)
    ids = tuple(log_with(log, wind=str(number)) for number in range(3))
    other = log_with(log)
    notice = log.run(set_own((*ids, other), (OwnValue("shift", "night"), OwnValue("wind", "1"))))
    assert str(notice.label) == "Change Shift, Wind of 4 incidents"
    assert [own(log, each) for each in (*ids, other)] == [{"shift": "night", "wind": "1"}] * 4
    log.run(set_own(ids[:1], (OwnValue("wind", ""),)))
    assert own(log, ids[0]) == {"shift": "night"}
    assert log.run(set_own(ids[:1], (OwnValue("shift", "night"),))).operation == 0
    log.run(Undo())
    log.run(Undo())
    assert [own(log, each) for each in ids] == [{"wind": "0"}, {"wind": "1"}, {"wind": "2"}]
    assert refusal(log, set_own(ids, (OwnValue("wind", "x"),))).problems[0].code == "would_be_invalid"
    assert refusal(log, set_own(ids, (OwnValue("nothing", ""),))).problems[0].code == "unknown_field"


def test_all_is_undone_and_done_again_in_order(log: Any) -> None:
    def tables() -> Any:
        with closing(sqlite3.connect(log.session.path)) as connection:
            return journaled_tables(connection)

    before = tables()
    make_fields(log)
    first = log_with(log, **ALL)
    log.run(KeepOwnField(replace(log.session.fields.find_made("desk"), label="Region")))
    log.run(MoveOwnField("desk", 0))
    log.run(set_own((first,), (OwnValue("desk", "Levant"), OwnValue("wind", ""), OwnValue("seen_by_us", "no"))))
    log.run(RetireOwnField("desk"))
    after = tables()
    for _ in range(11):
        log.run(Undo())
    assert tables() == before
    assert keys(log) == []
    assert "own:shift" not in {each.name for each in log.session.vocabularies}
    for _ in range(11):
        log.run(Redo())
    assert tables() == after
    sound(log)


def test_an_earlier_version_brings_its_values_back(log: Any) -> None:
    make_fields(log)
    first = log_with(log, **ALL)
    then = log.ask(lambda queries: queries.history(first))[0].operation
    log.run(set_own((first,), tuple(OwnValue(key, "") for key in ALL)))
    log.run(RetireOwnField("wind"))
    log.run(RestoreIncidentVersion(first, then))
    assert own(log, first) == ALL
    sound(log)


def test_a_purge_takes_the_values_along(log: Any) -> None:
    make_fields(log)
    first, second = log_with(log, desk="secretword"), log_with(log, desk="other")
    log.run(TrashIncidents((first,)))
    log.run(PurgeIncidents((first,), "asked for"))
    assert log.values("SELECT incident_id FROM own_value") == [(second,)]
    assert b"secretword" not in log.session.path.read_bytes()
    sound(log)


# ---- search, sort, facets


def test_every_type_is_searched(log: Any) -> None:
    make_fields(log)
    full = log_with(log, "full", **ALL)
    low = log_with(log, "low", wind="3", seen_by_us="no", filed_on="2024-01-01", shift="day", desk="Levant")
    bare = log_with(log, "bare")
    wanted = {
        "wind:-2.5": [full], "wind:>3": [], "wind:>=3": [low], "wind:<3": [full], "wind:-5..5": [full, low],
        "wind:none": [bare], "wind:any": [full, low], "-wind:none": [full, low], "-wind:3": [full, bare],
        "seen_by_us:yes": [full], "seen_by_us:no": [low], "seen_by_us:none": [bare], "-seen_by_us:yes": [low, bare],
        "filed_on:2023-10": [full], "filed_on:>2023": [low], "filed_on:2023..2024": [full, low], "shift:night": [full],
        "shift:Day": [low], "shift:night,day": [full, low], "desk:gulf": [full], 'desk:"red sea"': [full],
        "desk:gulf desk:sea": [full], "footage:example.org": [full], "footage:none": [low, bare],
        "gulf": [full], "levant": [low], "film": [full], "wind:>1 OR shift:night": [full, low],
        "status:unconfirmed wind:3": [low],
    }  # fmt: skip
    assert {text: sorted(found(log, text)) for text in wanted} == wanted
    assert [log.ask(lambda q, t=text: q.count(parse(t, log.session.fields))) for text in wanted] == [
        len(ids) for ids in wanted.values()
    ]


def test_every_type_is_sorted_and_nothing_stated_comes_last(log: Any) -> None:
    make_fields(log)
    values = [
        {"wind": "10", "desk": "Beta", "filed_on": "2024-01-01", "shift": "night", "seen_by_us": "yes"},
        {"wind": "9", "desk": "alpha", "filed_on": "2023-01-01", "shift": "day", "seen_by_us": "no"},
        {"wind": "-1", "desk": "Élan", "filed_on": "2023-06-01"},
    ]
    a, b, c = (log_with(log, **each) for each in values)
    bare = log_with(log)
    orders = {
        "wind": [c, b, a, bare], "desk": [b, a, c, bare], "filed_on": [b, c, a, bare], "shift": [b, a, c, bare],
        "seen_by_us": [b, a, c, bare],
    }  # fmt: skip
    assert {key: found(log, "", SortKey(key)) for key in orders} == orders
    assert found(log, "", SortKey("wind", descending=True)) == [a, b, c, bare]
    assert found(log, "", SortKey("no_such_field")) == found(log, "")
    both = found(log, "wind:any", SortKey("seen_by_us", descending=True), SortKey("wind"))
    assert both == [a, b, c]


def test_the_values_of_a_filter_are_counted(log: Any) -> None:
    make_fields(log)
    log_with(log, shift="night", seen_by_us="yes", desk="Gulf", wind="1")
    log_with(log, shift="night", desk="Gulf")
    log_with(log, shift="day")
    facets = {
        key: [(each.label, each.count) for each in log.ask(lambda queries, key=key: queries.facet(key, None))]
        for key in ("shift", "seen_by_us", "desk", "wind")
    }
    assert facets == {
        "shift": [("Night", 2), ("Day", 1)],
        "seen_by_us": [("Yes", 1)],
        "desk": [("Gulf", 2)],
        "wind": [],
    }
    narrowed = log.ask(lambda queries: queries.facet("shift", parse("desk:gulf", log.session.fields)))
    assert [(each.value, each.count) for each in narrowed] == [("night", 2)]
