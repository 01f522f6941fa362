from __future__ import annotations

import json

from hypothesis import given, settings

from ascertain.domain.incoming.fingerprints import fingerprint
from ascertain.domain.incoming.kept_mappings import fit_to, mapping_values, read_mapping
from ascertain.domain.incoming.own_sheets.headings import LONG_TEXTS
from ascertain.domain.incoming.own_sheets.long_texts import LongTexts
from ascertain.domain.incoming.profiles import OWN
from ascertain.domain.incoming.proposing import Sample, propose
from ascertain.domain.incoming.reading import RowReader
from ascertain.domain.incoming.rows import IncomingRow, RecordKind
from ascertain.domain.records import Incident
from tests.any_incident import LISTS
from tests.any_incident import OWN as OWN_FIELDS
from tests.domain.incoming.tables import meaning, proposed, targets
from tests.exchange.own_log import Found, MemoryLibrary, logs, outgoing, read_again, sheets_of


def samples(found: Found) -> list[Sample]:
    """The sheets of a file of ours."""
    return [Sample(name, tuple(rows[0]), tuple(rows[1:200])) for name, rows in found.items() if rows]


@settings(max_examples=12, deadline=None)
@given(logs())
def test_our_own_sheets_are_told_and_read_as_they_were_written(log: tuple[list[Incident], MemoryLibrary]) -> None:
    found = sheets_of(outgoing(*log))
    mapping = propose(samples(found), OWN_FIELDS, LISTS)
    assert mapping.profile == OWN
    assert {sheet.kind.value for sheet in mapping.sheets} == {sheet.sheet for sheet in mapping.sheets}
    assert {sheet.kind for sheet in mapping.sheets} == set(RecordKind)
    expected = read_again(found)
    long = found[LONG_TEXTS]
    long_texts = LongTexts(lambda start, stop: enumerate(long[start:stop], start), len(long))
    for sheet in mapping.sheets:
        reader = RowReader(sheet, mapping, OWN_FIELDS, LISTS, long_texts)
        rows = [reader.read(at, cells) for at, cells in enumerate(found[sheet.sheet][1:], start=2)]
        assert rows == expected[sheet.kind]


UID = "018b0000-0000-7000-8000-000000000001"
BASE = 'base {"ref": "Ref", "title": "What happened"}'
HEADINGS = ("Ref", "When, from", "What happened", "Status", "uid", BASE, "rest")
ROW = ("2023-0001", "2023-10-17", "A", "Confirmed", UID, f"{fingerprint('2023-0001')}BBBB", "{}")


def test_a_sheet_without_a_name_of_ours_is_told_by_its_hidden_columns() -> None:
    mapping = proposed(HEADINGS, ROW)
    assert (mapping.profile, mapping.sheets[0].kind) == (OWN, RecordKind.INCIDENT)
    (row,) = [RowReader(mapping.sheets[0], mapping, OWN_FIELDS, LISTS).read(2, ROW)]
    assert isinstance(row, IncomingRow)
    assert (row.spot.sheet, row.uid, row.values["title"]) == ("Table", ROW[4], "A")
    assert row.base == {"ref": fingerprint("2023-0001"), "title": "BBBB"}


def test_json_lines_of_ours_have_the_fingerprints_by_their_keys() -> None:
    headings = ("uid", "of", "base", "rest", "ref", "title", "status")
    base = {"ref": fingerprint("2023-0001"), "title": "BBBB"}
    row = (ROW[4], None, json.dumps(base), "{}", "2023-0001", "A", "confirmed")
    mapping = propose([Sample("Incidents", headings, (row,), 0)], OWN_FIELDS, LISTS)
    assert mapping.profile == OWN
    read = RowReader(mapping.sheets[0], mapping, OWN_FIELDS, LISTS).read(1, row)
    assert isinstance(read, IncomingRow)
    # What has no fingerprint was nothing when it was written.
    assert read.base == {**base, "status": fingerprint(None)}
    assert (read.values["status"], read.uid) == ("confirmed", ROW[4])


def test_json_lines_tell_of_which_incident_a_statement_is_by_its_uid() -> None:
    row = ("a-uid", ROW[4], "{}", "{}", "2023-0001", "A source", "confirms")
    headings = ("uid", "of", "base", "rest", "ref", "source", "stance")
    mapping = propose([Sample("Statements", headings, (row,), 0)], OWN_FIELDS, LISTS)
    read = RowReader(mapping.sheets[0], mapping, OWN_FIELDS, LISTS).read(1, row)
    assert isinstance(read, IncomingRow)
    assert (read.of, read.uid) == (ROW[4], "a-uid")


def test_a_sheet_of_our_name_without_hidden_columns_is_ours_where_it_has_refs() -> None:
    sample = Sample("Incidents", HEADINGS[:4], (ROW[:4],))
    assert propose([sample], OWN_FIELDS, LISTS).profile == OWN
    without = Sample("Incidents", HEADINGS[1:4], (ROW[1:4],))
    assert propose([without], OWN_FIELDS, LISTS).profile == "plain"
    assert targets(proposed(("Title", "Date"), ("A", "2023-10-17")))["Title"] == "title"


def test_a_column_that_a_person_passes_over_is_not_read() -> None:
    mapping = meaning(proposed(HEADINGS, ROW), **{"What happened": ""})
    row = RowReader(mapping.sheets[0], mapping, OWN_FIELDS, LISTS).read(2, ROW)
    assert isinstance(row, IncomingRow)
    assert "title" not in row.values


def test_a_kept_mapping_takes_the_fingerprints_of_the_file_that_it_is_laid_over() -> None:
    kept = read_mapping(mapping_values(proposed(HEADINGS, ROW)))
    other = (*HEADINGS[:5], 'base {"title": "What happened"}', "rest")
    row = (*ROW[:5], "CCCC", "{}")
    fitted = fit_to(kept, [Sample("Table", other, (row,))])
    assert fitted.missing == ()
    read = RowReader(fitted.mapping.sheets[0], fitted.mapping, OWN_FIELDS, LISTS).read(2, row)
    assert isinstance(read, IncomingRow)
    assert read.base == {"title": "CCCC"}
