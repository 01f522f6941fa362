from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.incoming.evidence import gather
from ascertain.domain.incoming.meanings import meanings_of
from ascertain.domain.incoming.proposing import Sample, mapping_for, propose, settle
from ascertain.domain.incoming.rows import FoundCell, IncomingRow, RecordKind
from ascertain.domain.incoming.unknown_words import UnknownWord, UnknownWords
from ascertain.domain.own_fields import NO_OWN, Fields, OwnField, OwnType
from tests.domain.incoming.tables import lists, proposed, read_all, targets
from tests.domain.incoming.test_profiles import ACLED

MEANINGS = ("t_from", "place", "kind", "killed_unknown", "injured_unknown", "target", "source", "notes")
LANGUAGES = {
    "english": ("Date", "Location", "Event type", "Fatalities", "Wounded", "Target", "Reported by", "Description"),
    "capitals": ("EVENT_DATE", "PLACE", "TYPE", "DEATHS", "INJURIES", "TARGET", "SOURCES", "COMMENTS"),
    "arabic": ("التاريخ", "المكان", "نوع الحدث", "القتلى", "الجرحى", "الهدف", "المصدر", "ملاحظات"),
    "persian": ("تاریخ", "محل", "نوع رویداد", "کشته", "زخمی", "هدف", "منبع", "توضیحات"),
    "french": ("Date", "Lieu", "Type d'événement", "Morts", "Blessés", "Cible", "Source", "Remarques"),
    "spanish": ("Fecha", "Lugar", "Tipo", "Muertos", "Heridos", "Objetivo", "Fuente", "Notas"),
    "german": ("Datum", "Ort", "Ereignistyp", "Tote", "Verletzte", "Ziel", "Quelle", "Bemerkungen"),
    "turkish": ("TARİH", "Yer", "Olay türü", "Ölü sayısı", "Yaralı sayısı", "Hedef", "Kaynak", "Açıklama"),
}
ROW: tuple[FoundCell, ...] = ("17.10.2023", "Kern", "Armed clash", 2, 3, "Force B", "Agency A", "a text")


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_of_several_languages_are_understood_in_any_order(language: str) -> None:
    columns = list(zip(LANGUAGES[language], MEANINGS, ROW, strict=True))
    random.Random(language).shuffle(columns)
    mapping = proposed([heading for heading, _, _ in columns], [cell for _, _, cell in columns])
    assert targets(mapping) == {heading: target for heading, target, _ in columns}
    assert mapping.profile == "plain"


@given(st.lists(st.text(max_size=20), max_size=12), st.data())
def test_whatever_the_headings_each_meaning_is_given_once_with_a_reason(
    headings: list[str], data: st.DataObject
) -> None:
    known = st.sampled_from([heading for words in LANGUAGES.values() for heading in words])
    headings = [data.draw(known) if data.draw(st.booleans()) else heading for heading in headings]
    mapping = proposed(headings, ["x"] * len(headings))
    meanings = {meaning.key for meaning in meanings_of(RecordKind.INCIDENT, NO_OWN)}
    for sheet in mapping.sheets:
        used = [use.target for use in sheet.columns if use.target]
        assert len(used) == len(set(used))
        assert set(used) <= meanings
        assert all(use.why is not None and 0 <= use.score <= 1 for use in sheet.columns)
        assert [use.at for use in sheet.columns] == list(range(len(headings)))


def test_counts_are_told_by_the_words_of_their_headings() -> None:
    mapping = proposed(
        (
            "Number of civilians killed (minimum)",
            "Civilians wounded, max.",
            "soldiers killed - best estimate",
            "Total dead",
        ),
        (1, 2, 3, 4),
    )
    assert list(targets(mapping).values()) == [
        "killed_civilian_low", "injured_civilian_high", "killed_target_force_best", "killed_unknown",
    ]  # fmt: skip


def test_cells_speak_where_headings_do_not() -> None:
    rows = [
        (f"{day}.10.2023", "Air/drone strike" if day % 2 else "Armed clash", 33.49 + day / 100, 38.66 + day / 100,
         f"https://one.example/{day}", "A long text that tells at length what is said to have happened. " * 2, day)
        for day in range(10, 20)
    ]  # fmt: skip
    mapping = proposed(("a", "b", "c", "d", "e", "f", "g"), *rows)
    assert targets(mapping) == {
        "a": "t_from", "b": "kind", "c": "place_latitude", "d": "place_longitude", "e": "source_url", "f": "notes",
        "g": "",
    }  # fmt: skip
    assert [str(use.why) for use in mapping.sheets[0].columns[:2]] == [
        "The cells are days.", "The cells are words of the list “Type”.",
    ]  # fmt: skip
    assert str(mapping.sheets[0].columns[6].why) == "Nothing tells what this column is."


def test_cells_that_contradict_a_heading_lessen_it() -> None:
    kept = proposed(("Latitude", "Date"), (33.49, "17.10.2023")).sheets[0].columns
    doubted = proposed(("Latitude", "Date"), ("somewhere", "a text")).sheets[0].columns
    assert all(sure.score > unsure.score for sure, unsure in zip(kept, doubted, strict=True))


def test_a_table_without_headings_is_judged_by_its_cells() -> None:
    sample = Sample("Table", (), (("17.10.2023", "Armed clash"), ("18.10.2023", "Air/drone strike")), heading_row=0)
    mapping = propose([sample], NO_OWN, lists())
    assert [use.target for use in mapping.sheets[0].columns] == ["t_from", "kind"]
    assert mapping.sheets[0].heading_row == 0


def test_the_own_fields_of_a_log_are_found_by_their_names() -> None:
    fields = Fields(
        [
            OwnField("Shift", OwnType.TEXT, key="shift", id=1),
            OwnField("Old", OwnType.TEXT, key="old", id=2, retired=True),
        ]
    )
    mapping = propose([Sample("Table", ("Title", "Shift", "Old"), (("A", "night", "x"),))], fields, lists())
    assert targets(mapping) == {"Title": "title", "Shift": "shift", "Old": ""}


def test_nothing_is_proposed_of_an_empty_file() -> None:
    assert propose([], NO_OWN, lists()).sheets == ()
    assert propose([Sample("Table", ())], NO_OWN, lists()).sheets == ()


def test_ambiguous_days_are_left_to_a_person_until_more_rows_decide() -> None:
    headings, rows = ("Title", "Date"), [("A", "05/03/2023"), ("B", "06/04/2023")]
    mapping = proposed(headings, *rows)
    assert mapping.day_first is None
    (refused, _) = read_all(mapping, rows)
    assert isinstance(refused, tuple)
    assert (refused[0].spot.row, refused[0].column, refused[0].value) == (2, "Date", "05/03/2023")
    settled = settle(mapping, "Table", gather([*rows, ("C", "17/04/2023")], 2), NO_OWN)
    assert settled.day_first is True
    assert all(isinstance(found, IncomingRow) for found in read_all(settled, rows))
    said = settle(replace(mapping, day_first=False), "Table", gather([("C", "17/04/2023")], 2), NO_OWN)
    assert said.day_first is False


def test_a_decimal_comma_and_what_parts_names_are_told_by_the_cells() -> None:
    mapping = proposed(("Title", "Killed", "Tags"), ("A", "1.200", "one, two"), ("B", "1.234,0", "three, four"))
    assert mapping.decimal_comma is True
    more = gather([("C", "2.5", ""), ("D", "3.5", ""), ("E", "4.5", "")], 3)
    assert settle(mapping, "Table", more, NO_OWN).decimal_comma is False, "more rows tell more than a sample"
    said = replace(mapping, decimal_comma=True, comma_chosen=True)
    assert settle(said, "Table", more, NO_OWN).decimal_comma is True, "what a person said stands"
    (row, _) = read_all(mapping, [("A", "1.200", "one, two"), ("B", "1.234,0", "three, four")])
    assert isinstance(row, IncomingRow)
    assert (row.values["killed_unknown"], row.values["tags"]) == ("1200", ("one", "two"))


def test_the_sheet_with_the_most_rows_is_taken() -> None:
    small = Sample("Read me", ("Notes",), (("a text",),))
    large = Sample("Data", ("Title", "Date"), (("A", "2023-10-17"), ("B", "2023-10-18")))
    assert propose([small, large], NO_OWN, lists()).sheets[0].sheet == "Data"


def test_words_without_a_code_are_found_and_counted() -> None:
    rows = [
        ("A", "Bang", "Syria"),
        ("B", "Bang", "Nowhere"),
        ("C", "Armed clash", ""),
        ("D", "bang", "DR Congo (Zaire)"),
    ]
    mapping = proposed(("Title", "Type", "Country"), *rows)
    words = UnknownWords(mapping.sheets[0], mapping, NO_OWN, lists())
    for row in rows:
        words.see(row)
    assert words.found == (
        UnknownWord("kind", "kind", "Bang", 2),
        UnknownWord("kind", "kind", "bang", 1),
        UnknownWord("country", "country", "Nowhere", 1),
    )
    told = replace(mapping, codes={"kind": {"bang": None}})
    words = UnknownWords(told.sheets[0], told, NO_OWN, lists())
    for row in rows:
        words.see(row)
    assert [each.word for each in words.found] == ["Nowhere"]


def test_sheets_that_go_on_with_the_same_columns_are_read_too() -> None:
    headings = ("Title", "Date")
    samples = [Sample(name, headings, (("A", f"{name}-10-17"),)) for name in ("2022", "2023")]
    mapping = propose([*samples, Sample("Legend", ("Word", "Sense"), (("x", "y"),))], NO_OWN, lists())
    assert [sheet.sheet for sheet in mapping.sheets] == ["2022", "2023"]


def test_a_known_table_can_be_read_as_one_that_is_not() -> None:
    sample = Sample("Table", tuple(ACLED), (tuple(ACLED.values()),))
    assert propose([sample], NO_OWN, lists()).profile == "acled"
    mapping = mapping_for("plain", [sample], NO_OWN, lists())
    assert mapping.profile == "plain"
    assert targets(mapping)["event_date"] == "t_from"
