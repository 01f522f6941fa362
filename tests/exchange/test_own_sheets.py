"""The log's own sheets say all that the log has, and come back from a spreadsheet program as they went."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.codes import Stance, TimePrecision
from ascertain.domain.fields import Field, FieldType
from ascertain.domain.incoming.fingerprints import fingerprint
from ascertain.domain.incoming.own_sheets.headings import LONG_TEXTS, kind_of_sheet
from ascertain.domain.incoming.own_sheets.labels import AllLabels, Labels
from ascertain.domain.incoming.own_sheets.long_texts import PART, parts, units
from ascertain.domain.incoming.own_sheets.reading import OwnSheetReader
from ascertain.domain.incoming.rows import FoundCell, IncomingRow, RecordKind, Refusal, Value
from ascertain.domain.incoming.targets import AnyRecord, blank, targets_of, with_values
from ascertain.domain.incoming.told_rows import ToldAssertion, ToldLink, ToldStatement
from ascertain.domain.own_fields import Fields, OwnField, OwnType
from ascertain.domain.records import (
    Document,
    Incident,
    IncidentContent,
    NamedRef,
    ReportedTime,
    Statement,
)
from ascertain.domain.vocabulary import Code
from ascertain.exchange.own_sheets.writing import CELL_HOLDS
from tests.any_incident import CALM, LISTS, OWN
from tests.exchange.own_log import (
    Found,
    K,
    MemoryLibrary,
    logs,
    outgoing,
    read_again,
    sheets_of,
    uid_of,
)


def rows_of(said: list[IncomingRow | tuple[Refusal, ...]]) -> list[IncomingRow]:
    refused = [each for each in said if not isinstance(each, IncomingRow)]
    assert not refused, refused
    return [each for each in said if isinstance(each, IncomingRow)]


def made(row: IncomingRow, library: MemoryLibrary) -> AnyRecord:
    return with_values(row.kind, blank(row.kind), row.values, row.rest, library)


@CALM
@given(logs())
def test_what_the_sheets_say_is_what_the_log_has(log: tuple[list[Incident], MemoryLibrary]) -> None:
    incidents, library = log
    said = read_again(sheets_of(outgoing(incidents, library)))
    found = [made(row, library) for row in rows_of(said[K.INCIDENT])]
    assert [_alone(content) for content in found] == [_alone(each.content) for each in incidents]
    assert [row.uid for row in rows_of(said[K.INCIDENT])] == [each.uid for each in incidents]
    told = [(each, statement) for each in incidents for statement in each.content.statements]
    wanted = [ToldStatement(replace(statement, id=None, assertions=()), each.ref, each.uid) for each, statement in told]
    assert [made(row, library) for row in rows_of(said[K.STATEMENT])] == wanted
    assert [(row.uid, row.of) for row in rows_of(said[K.STATEMENT])] == [
        (uid_of(K.STATEMENT, statement.id or 0), each.uid) for each, statement in told
    ]
    asserted = rows_of(said[K.ASSERTION])
    assert [(row.uid, row.of) for row in asserted] == [
        (uid_of(K.STATEMENT, statement.id or 0), each.uid) for each, statement in told for _ in statement.assertions
    ]
    found_said = [made(row, library) for row in asserted]
    assert [each.assertion for each in found_said if isinstance(each, ToldAssertion)] == [
        said for _, statement in told for said in statement.assertions
    ]
    links = [made(row, library) for row in rows_of(said[K.LINK])]
    wanted_links = [
        ToldLink(replace(link, other_id=0), each.ref, each.uid, uid_of(K.INCIDENT, link.other_id))
        for each in incidents
        for link in each.links
    ]
    assert links == wanted_links
    for kind in (K.SOURCE, K.DOCUMENT, K.ACTOR, K.PLACE):
        entries = {row.uid: made(row, library) for row in rows_of(said[kind])}
        assert entries == {uid_of(kind, number): entry for number, entry in library.found[kind].items()}


def _alone(content: AnyRecord) -> IncidentContent:
    """Without what other sheets hold, and own fields in one order."""
    assert isinstance(content, IncidentContent)
    return replace(content, statements=(), own=tuple(sorted(content.own, key=str)))


def as_spreadsheets_do(cell: FoundCell, chance: Random) -> FoundCell:
    """A cell after a spreadsheet program saved it, though nobody edited it."""
    if isinstance(cell, str):
        return chance.choice((cell, cell.replace("\n", "\r\n"), f"{cell}  ", f"{cell}\n"))
    if isinstance(cell, bool) or cell is None:
        return chance.choice((None, "")) if cell is None else cell
    if isinstance(cell, datetime):
        off = timedelta(microseconds=400_000) if 1 < cell.year < 9999 else timedelta()
        return chance.choice((cell, cell + off, cell - off, cell.isoformat(sep=" ")))
    if isinstance(cell, date):
        return chance.choice((cell, datetime.combine(cell, time.min), cell.isoformat()))
    return chance.choice((cell, float(f"{float(cell):.15g}")))


@CALM
@given(logs(), st.integers(0, 2**32))
def test_what_a_spreadsheet_program_does_to_cells_is_no_edit(
    log: tuple[list[Incident], MemoryLibrary], seed: int
) -> None:
    sheets, chance = sheets_of(outgoing(*log)), Random(seed)
    for kind in RecordKind:
        head, *rows = sheets[kind.value]
        sheets[kind.value] = [head, *(tuple(as_spreadsheets_do(cell, chance) for cell in row) for row in rows)]
    for said in read_again(sheets).values():
        for row in rows_of(said):
            assert row.base
            edited = {key: value for key, value in row.values.items() if fingerprint(value) != row.base[key]}
            assert not edited, row


def _edited(sheets: Found, kind: RecordKind, line: int, heading: str, cell: FoundCell) -> Found:
    rows = [list(row) for row in sheets[kind.value]]
    rows[line][list(rows[0]).index(heading)] = cell
    return {**sheets, kind.value: [tuple(row) for row in rows]}


def _one(content: IncidentContent, **more: Any) -> Incident:
    return replace(Incident(1, "u-1", "2023-1", 1, content, (), "IQ", 1, None, 5, 6, None), **more)


SIMPLE = _one(
    IncidentContent(
        title="=1+1", place=NamedRef("عين الأسد", 3), notes="one\ntwo", tags=("a; b", "c"), is_aggregate=True,
        when=ReportedTime(t_from=1_697_500_800, t_to=1_697_587_200, precision=TimePrecision.DAY),
        statements=(Statement(NamedRef("Channel", 7), Stance.DENIES, id=10),),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "cell", "key", "value"),
    [
        ("Status", "CONFIRMED", "status", "confirmed"),
        ("Status", "confirmed", "status", "confirmed"),
        ("Aggregate", "No", "is_aggregate", False),
        ("Killed, civilians (best)", 3.0, "killed_civilian_best", 3),
        ("Killed, civilians (best)", "Unknown", "killed_civilian_best", "unknown"),
        ("Killed, civilians (low)", "٣", "killed_civilian_low", 3),
        ("When, from", datetime(2023, 10, 16), "t_from", datetime(2023, 10, 16)),
        ("When, from", "2023-10-16 14:30", "t_from", datetime(2023, 10, 16, 14, 30)),
        ("Follow up on", datetime(2023, 11, 1), "follow_up_on", date(2023, 11, 1)),
        ("Tags", 'c;"a; b" ; d', "tags", ("c", "a; b", "d")),
        ("What happened", 2023.0, "title", "2023"),
        ("Where", None, "place", None),
    ],
)
def test_an_edited_cell_is_read_as_it_is_meant(heading: str, cell: FoundCell, key: str, value: Value) -> None:
    (row,) = rows_of(read_again(_edited(sheets_of(outgoing([SIMPLE])), K.INCIDENT, 1, heading, cell))[K.INCIDENT])
    assert row.values[key] == value
    assert [each for each in row.values if fingerprint(row.values[each]) != row.base[each]] == [key]


@pytest.mark.parametrize(
    ("heading", "cell", "words"),
    [
        ("Status", "perhaps", "Choose one of the list"),
        ("Aggregate", "maybe", "neither yes nor no"),
        ("Killed, civilians (best)", "a few", "not a count"),
        ("Killed, civilians (low)", 2.5, "whole number"),
        ("When, from", "17/10/2023", "2023-10-17"),
        ("Follow up on", datetime(2023, 11, 1, 8), "time of the day"),
        ("What happened", " ", "must not be empty"),
        ("Ref", "2023-9", "cannot be changed here"),
        ("Country", "Syria", "cannot be changed here"),
        ("Source", "Another", "Channel speaks"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_told_with_its_place_and_what_to_do(
    heading: str, cell: FoundCell, words: str
) -> None:
    (refused,) = read_again(_edited(sheets_of(outgoing([SIMPLE])), K.INCIDENT, 1, heading, cell))[K.INCIDENT]
    assert isinstance(refused, tuple)
    assert [(each.spot.sheet, each.spot.row, each.column) for each in refused] == [("Incidents", 2, heading)]
    assert words in str(refused[0].reason)


def test_columns_may_be_moved_left_out_added_and_sorted() -> None:
    sheets = sheets_of(outgoing([SIMPLE]))
    head, row = sheets["Incidents"]
    order = [at for at in range(len(head)) if head[at] != "Notes"][::-1]
    moved = [("Mine", *(cells[at] for at in order)) for cells in (head, row)]
    (read,) = rows_of(read_again({**sheets, "Incidents": moved})[K.INCIDENT])
    assert "notes" not in read.values
    assert read.values["title"] == "=1+1"
    assert all(fingerprint(value) == read.base[key] for key, value in read.values.items())


def test_a_row_that_was_added_by_hand_has_no_uid_and_needs_what_the_record_needs() -> None:
    sheets = sheets_of(outgoing([SIMPLE]))
    head = sheets["Statements"][0]
    told = {"Ref": "2023-1", "Source": "Somebody", "Stance": "denies"}
    row = tuple(told.get(str(heading)) for heading in head)
    (_, added) = rows_of(read_again({**sheets, "Statements": [*sheets["Statements"], row]})[K.STATEMENT])
    assert (added.uid, added.of, added.base, added.values["stance"]) == ("", "2023-1", {}, "denies")
    lacking = tuple({**told, "Source": None}.get(str(heading)) for heading in head)
    (refused,) = read_again({**sheets, "Statements": [head, lacking]})[K.STATEMENT]
    assert isinstance(refused, tuple)
    assert [each.column for each in refused] == ["Source"]


def test_an_empty_row_says_nothing() -> None:
    sheets = sheets_of(outgoing([SIMPLE]))
    said = read_again({**sheets, "Incidents": [sheets["Incidents"][0], (None, "", None)]})
    assert said[K.INCIDENT] == [()]


LONG = "".join(f"line {number} عين 🛩️\n" for number in range(9_000))


def test_texts_longer_than_a_cell_go_on_elsewhere_and_come_back_whole() -> None:
    library = MemoryLibrary({K.DOCUMENT: {4: Document("All of it", text=LONG)}})
    content = replace(SIMPLE.content, notes=LONG[:40_000])
    sheets = sheets_of(outgoing([_one(content)], library))
    cells = [cell for rows in sheets.values() for row in rows for cell in row if isinstance(cell, str)]
    assert max(map(units, cells)) <= CELL_HOLDS
    said = read_again(sheets)
    (document,), (incident,) = rows_of(said[K.DOCUMENT]), rows_of(said[K.INCIDENT])
    assert document.values["text"] == LONG
    assert incident.values["notes"] == LONG[:40_000]
    assert fingerprint(document.values["text"]) == document.base["text"]
    (changed,) = rows_of(read_again(_edited(sheets, K.INCIDENT, 1, "Notes", "short"))[K.INCIDENT])
    assert changed.values["notes"] == "short"
    assert sheets_of(outgoing([_one(content)], library), None)[LONG_TEXTS] == sheets[LONG_TEXTS][:1]


def test_a_part_that_is_missing_is_told_and_nothing_is_cut() -> None:
    sheets = sheets_of(outgoing([_one(replace(SIMPLE.content, notes=LONG[:70_000]))]))
    del sheets[LONG_TEXTS][2]
    (refused,) = read_again(sheets)[K.INCIDENT]
    assert isinstance(refused, tuple)
    assert "Long texts" in str(refused[0].reason)


@given(st.text(st.characters(codec="utf-8"), max_size=50), st.integers(1, 2_000))
def test_parts_fit_their_cell_and_make_the_text_again(text: str, often: int) -> None:
    whole = text * often
    pieces = list(parts(whole))
    assert "".join(pieces) == whole
    assert all(0 < units(piece) <= PART for piece in pieces)


def test_two_codes_of_one_label_are_told_apart_by_their_keys() -> None:
    labels = Labels((Code("a", "Other"), Code("b", "other"), Code("c", "a")))
    assert [labels.key(labels.shown(key)) for key in "abc"] == ["a", "b", "c"]
    assert (labels.shown("a"), labels.shown("c"), labels.key("OTHER"), labels.key("B")) == ("Other [a]", "a", None, "b")


def test_an_own_field_that_is_called_like_a_column_has_its_key_in_its_heading() -> None:
    fields = Fields([*OWN.made, OwnField("Time zone", OwnType.TEXT, key="time_zone", id=9)])
    given_ = replace(outgoing([SIMPLE]), fields=fields)
    head = [str(heading) for heading in sheets_of(given_)["Incidents"][0]]
    assert len(set(head)) == len(head)
    reader = OwnSheetReader("Incidents", head, fields, LISTS)
    assert set(reader.heads.columns) == {each.key for each in targets_of(K.INCIDENT, fields) if each.column}


def test_a_field_that_was_renamed_since_is_known_by_the_heading_that_was_written() -> None:
    sheets = sheets_of(outgoing([SIMPLE]))
    renamed = Fields(replace(own, label=f"{own.label}, renamed") for own in OWN.made)
    reader = OwnSheetReader("Incidents", sheets["Incidents"][0], renamed, LISTS)
    assert {own.key for own in OWN.made} <= set(reader.heads.columns)


@pytest.mark.parametrize("name", ["Incidents", "Incidents 2", "Incidents (3)", " Incidents "])
def test_a_sheet_that_goes_on_is_called_like_the_first(name: str) -> None:
    assert kind_of_sheet(name) is K.INCIDENT


def test_other_sheets_are_not_the_logs() -> None:
    assert [kind_of_sheet(name) for name in ("Totals", "Codebook", "Sheet1", "Incidents of mine")] == [None] * 4


def test_every_list_of_choices_stands_in_the_codebook_and_the_codes_are_counted() -> None:
    from ascertain.exchange.own_sheets.writing import OwnSheets

    sheets = OwnSheets(outgoing([SIMPLE, replace(SIMPLE, id=2, uid="u-2")]))
    found = sheets_of(outgoing([SIMPLE, replace(SIMPLE, id=2, uid="u-2")]))["Codebook"]
    lists = next(plan.lists for plan in sheets.plans if plan.name == "Codebook")
    labels = AllLabels(LISTS)
    for plan in sheets.plans:
        for column in plan.columns:
            if column.list_name and column.choices:
                first, last = lists[column.list_name]
                assert tuple(row[2] for row in found[first - 1 : last]) == column.choices
    denies = labels.of(next(each for each in targets_of(K.STATEMENT) if each.key == "stance"))
    assert denies is not None
    assert next(row[6] for row in found if row[1] == "denies") == 2
    assert next(row[6] for row in found if row[1] == "confirms") == 0


def test_what_every_type_of_field_shows_is_known() -> None:
    types = {target.type for kind in RecordKind for target in targets_of(kind, OWN)}
    assert types <= set(FieldType)
    assert isinstance(OWN.own[0], Field)
