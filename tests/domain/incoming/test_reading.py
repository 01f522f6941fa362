from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from ascertain.domain.incoming.rows import IncomingRow, RecordKind, Spot
from ascertain.domain.incoming.targets import blank, with_values
from ascertain.domain.records import Figure, IncidentContent
from tests.domain.incoming.tables import meaning, proposed, read_all, read_one, targets

HEADINGS = ("Date", "Where", "Type", "Civilians killed", "Killed", "Source", "Remarks", "Lat", "Lon")
ROW = ("17.10.2023", "Kern", "Air/drone strike", "3-5", "at least 3", "Agency A; Agency B", "a text", "33,49", "38.66")


def test_a_plain_table_is_proposed_and_read() -> None:
    mapping = proposed(HEADINGS, ROW)
    assert targets(mapping) == dict(
        zip(
            HEADINGS,
            (
                "t_from", "place", "kind", "killed_civilian", "killed_unknown", "source", "notes", "place_latitude",
                "place_longitude",
            ),
            strict=True,
        )
    )  # fmt: skip
    assert (mapping.profile, mapping.day_first) == ("plain", True)
    assert all(use.why is not None and 0.5 < use.score <= 1 for use in mapping.sheets[0].columns)
    row = read_one(HEADINGS, ROW)
    assert (row.kind, row.spot) == (RecordKind.INCIDENT, Spot("Table", 2))
    assert row.values["t_from"] == date(2023, 10, 17)
    assert row.values["source"] == ("Agency A", "Agency B")
    content = with_values(RecordKind.INCIDENT, blank(RecordKind.INCIDENT), row.values)
    assert isinstance(content, IncidentContent)
    assert content.killed_civilian == Figure(3, None, 5)
    assert content.killed_unknown == Figure(low=3)
    assert content.place is not None
    assert content.place.place is not None
    assert (content.place.place.latitude, content.place.place.longitude) == (33.49, 38.66)


def test_every_cell_that_cannot_be_taken_is_told_with_row_column_value_and_what_to_do() -> None:
    mapping = proposed(HEADINGS, ROW)
    (found,) = read_all(mapping, [("31.02.2023", "", "Nonesuch", "x", "-3", "", "a\x00b", "99", "")])
    assert isinstance(found, tuple)
    told = [(refusal.spot.row, refusal.column, refusal.value, str(refusal.reason)) for refusal in found]
    assert [each[:3] for each in told] == [
        (2, "Date", "31.02.2023"),
        (2, "Type", "Nonesuch"),
        (2, "Civilians killed", "x"),
        (2, "Killed", "-3"),
        (2, "Remarks", "a\x00b"),
        (2, "Lat", "99"),
    ]
    assert told[0][3] == "There is no such day as “31.02.2023”. Write it as 2023-10-17."
    assert "Choose what it stands for, add it to the list, or leave it out." in told[1][3]
    assert "U+0000" in told[4][3]
    assert "from -90 to 90" in told[5][3]


def test_an_empty_row_says_nothing() -> None:
    mapping = proposed(HEADINGS, ROW)
    assert read_all(mapping, [(), ("", None), (None,) * 9]) == [(), (), ()]


def test_the_same_row_is_the_same_record_and_another_row_another() -> None:
    mapping = proposed(HEADINGS, ROW)
    first, again, other = read_all(mapping, [ROW, (*ROW, None, ""), (*ROW[:-1], "38.67")])
    assert isinstance(first, IncomingRow)
    assert isinstance(again, IncomingRow)
    assert isinstance(other, IncomingRow)
    assert first.uid == again.uid != other.uid


def test_a_key_of_the_file_names_the_record_whatever_else_changes() -> None:
    mapping = meaning(proposed(("No.", *HEADINGS), ("1", *ROW)), **{"No.": "key"})
    first, changed, other = read_all(mapping, [("1", *ROW), ("1", *ROW[:-1], "38.67"), ("2", *ROW)])
    assert isinstance(first, IncomingRow)
    assert isinstance(changed, IncomingRow)
    assert isinstance(other, IncomingRow)
    assert first.uid == changed.uid != other.uid
    assert "key" not in first.values


def test_words_stand_for_codes_as_a_person_said() -> None:
    mapping = proposed(("Title", "Type", "Killed"), ("A", "Bang", "none known"))
    (found,) = read_all(mapping, [("A", "Bang", "none known")])
    assert isinstance(found, tuple)
    told = replace(
        mapping, codes={"kind": {"BANG": "air_drone_strike", "Boom": "+Boom"}, "killed_unknown": {"none known": "?"}}
    )
    one, two = read_all(told, [("A", "bang", "None known"), ("B", "boom", "2")])
    assert isinstance(one, IncomingRow)
    assert isinstance(two, IncomingRow)
    assert (one.values["kind"], one.values["killed_unknown"]) == ("air_drone_strike", "?")
    assert two.values["kind"] == "+Boom"


def test_a_day_and_a_time_of_day_are_put_together_in_the_zone_of_the_table() -> None:
    headings = ("Title", "Date", "Time")
    mapping = replace(proposed(headings, ("A", "2023-10-17", "14:30")), zone="Asia/Baghdad")
    one, two, three = read_all(
        mapping, [("A", "2023-10-17", "14:30"), ("B", "2023-10-17T21:05:00Z", None), ("C", datetime(2023, 10, 17), 0.5)]
    )
    assert isinstance(one, IncomingRow)
    assert isinstance(two, IncomingRow)
    assert isinstance(three, IncomingRow)
    assert one.values["t_from"] == datetime(2023, 10, 17, 14, 30)
    assert (one.values["precision"], one.values["zone"]) == ("minute", "Asia/Baghdad")
    assert two.values["t_from"] == datetime(2023, 10, 18, 0, 5)
    assert three.values["t_from"] == datetime(2023, 10, 17, 12)


def content_of(headings: tuple[str, ...], row: tuple[str, ...]) -> IncidentContent:
    made = with_values(RecordKind.INCIDENT, blank(RecordKind.INCIDENT), read_one(headings, row).values)
    assert isinstance(made, IncidentContent)
    return made


def test_the_sources_of_a_row_say_what_stands_beside_them() -> None:
    headings = ("Title", "Sources", "Links", "Document", "Quote", "Published", "Goes back to")
    row = ("A", "Agency A; Outlet B", "https://one.example/a; https://two.example/b", "First; Second", "so it was",
           "2023-10-18", "Agency A")  # fmt: skip
    one, other = content_of(headings, row).statements
    assert (one.source.name, one.note, one.quote, one.said_on, one.origin) == (
        "Agency A", "https://one.example/a", "so it was", date(2023, 10, 18), None,
    )  # fmt: skip
    assert one.document is not None
    assert one.document.name == "First"
    assert (other.source.name, other.note, other.quote) == ("Outlet B", "https://two.example/b", "")
    assert other.origin is not None
    assert other.origin.name == "Agency A"


def test_addresses_that_do_not_go_in_pairs_stand_with_the_first_source() -> None:
    row = ("A", "Agency A; Outlet B", "https://one.example/a")
    one, other = content_of(("Title", "Source", "Link"), row).statements
    assert (one.note, other.note) == ("https://one.example/a", "")
    alone = content_of(("Title", "Source", "Link"), ("A", "", "https://www.one.example/a")).statements
    assert [(each.source.name, each.note) for each in alone] == [("one.example", "https://www.one.example/a")]


def test_a_quote_that_nobody_says_is_told() -> None:
    mapping = proposed(("Title", "Source", "Quote"), ("A", "Agency A", "so it was"))
    (found,) = read_all(mapping, [("A", "", "so it was")])
    assert isinstance(found, tuple)
    assert (found[0].column, found[0].value) == ("Quote", "so it was")
    assert str(found[0].reason) == "The row has a quote and nobody who says so. Name a source."


def test_an_end_before_its_beginning_is_told() -> None:
    mapping = proposed(("Title", "Start date", "End date"), ("A", "2023-10-17", "2023-10-19"))
    (good, found) = read_all(mapping, [("A", "2023-10-17 14:00", "2023-10-17"), ("B", "2023-10-17", "2023-10-16")])
    assert isinstance(good, IncomingRow)
    assert isinstance(found, tuple)
    assert (found[0].column, str(found[0].reason)) == ("End date", "The end of the time stands before its beginning.")


def test_a_time_of_day_alone_says_nothing_of_when() -> None:
    row = read_one(("Title", "Time"), ("A", "14:30"))
    assert "when_clock" not in row.values
    assert row.values["t_from"] is None
