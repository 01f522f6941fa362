"""Export of incidents: whole or not at all, in the order asked for, every field in its column."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ascertain.app import exporting
from ascertain.app.commands import LogIncident
from ascertain.app.example import log_example
from ascertain.app.exporting import Wanted, export
from ascertain.app.queries import Queries, open_queries
from ascertain.app.session import LogSession, create_session
from ascertain.domain.codes import AssertionState
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.fields import BY_KEY
from ascertain.domain.messages import say
from ascertain.domain.records import Figure, IncidentContent, NamedRef, Statement
from ascertain.exchange.outgoing import Exporter, Loss, Option, Outgoing
from ascertain.exchange.sheets import ExportFailed, Shortened
from ascertain.exchange.zipped import Archive


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LogSession]:
    with closing(create_session(tmp_path_factory.mktemp("exporting") / "log.ascertain")) as session:
        log_example(session)
        session.ledger.run(
            LogIncident(
                IncidentContent(
                    title='=HYPERLINK("http://example.org")',
                    killed_civilian=Figure(unknown=True),
                    injured_unknown=Figure(2, None, 5),
                    statements=(Statement(NamedRef("@channel"), quote="+1 -1"),),
                    notes="ملاحظة‏\nعلى سطرين",
                )
            )
        ).result()
        yield session


@pytest.fixture
def queries(session: LogSession) -> Iterator[Queries]:
    with closing(open_queries(session.path)) as found:
        yield found


class _Refusing:
    """An exporter whose disk gives up after some bytes."""

    name = "refusing"
    suffix = ".xlsx"
    label = say("Refusing")
    purpose = say("Refuses")
    most_records = 100
    chooses_columns = False
    options: tuple[Option, ...] = ()

    def losses(self, outgoing: Outgoing, conduct: Conduct) -> tuple[Loss, ...]:
        return ()

    def __init__(self, fault: int) -> None:
        self._fault = fault

    def write(self, outgoing: Outgoing, out: Path, conduct: Conduct) -> tuple[Shortened, ...]:
        out.write_bytes(b"half")
        raise OSError(self._fault, "no more")


def test_rows_come_in_the_order_asked_for_with_typed_cells(
    session: LogSession, queries: Queries, tmp_path: Path
) -> None:
    ids = list(queries.order(None))[::-1]
    result = export(queries, Wanted(ids, session.vocabularies), tmp_path / "out.xlsx")
    assert result.incidents == len(ids) == 9
    assert result.shortened == ()
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    head, *rows = [[cell.value for cell in line] for line in book["Incidents"].iter_rows()]
    found = [dict(zip(head, row, strict=True)) for row in rows]
    assert [each["Ref"] for each in found] == [row.ref for row in queries.rows(ids)]
    odd = next(each for each in found if str(each["What happened"]).startswith("=HYPERLINK"))
    assert odd["Killed, civilians (best)"] == "unknown"
    assert (odd["Injured (low)"], odd["Injured (high)"]) == (2, 5)
    assert odd["Killed, attackers (best)"] is None
    assert odd["Notes"] == "ملاحظة‏\nعلى سطرين"
    harir = next(each for each in found if str(each["What happened"]).startswith("Claimed drone attack on Al-Harir"))
    assert harir["Injured, side unknown (best)"] == 0
    assert harir["When, from"] == datetime(2023, 10, 17)
    assert harir["When, as reported"] == "yesterday"
    assert harir["Status"] == "Partly confirmed"
    statements = [[cell.value for cell in line] for line in book["Statements"].iter_rows(min_row=2)]
    assert [odd["Ref"], "@channel"] in [line[:2] for line in statements]
    assert not [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]


@pytest.mark.parametrize(
    ("name", "records", "told"),
    [
        ("briefing_word.docx", 5_001, "Filter or select fewer first."),
        ("out.xlsx", 1_048_576, "Export to CSV, or filter first."),
    ],
)
def test_a_format_that_cannot_hold_so_many_says_what_helps(
    session: LogSession, queries: Queries, tmp_path: Path, name: str, records: int, told: str
) -> None:
    with pytest.raises(ExportFailed) as refused:
        export(queries, Wanted(range(records), session.vocabularies), tmp_path / name)
    said = str(refused.value)
    assert f"there are {records:,}" in said
    assert said.endswith(told)
    assert not (tmp_path / name).exists()


def test_only_the_fields_asked_for_become_columns(session: LogSession, queries: Queries, tmp_path: Path) -> None:
    export(queries, Wanted(queries.order(None), session.vocabularies, ("title", "status")), tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Incidents"]
    seen = [cell.value for cell in next(sheet.iter_rows()) if not sheet.column_dimensions[cell.column_letter].hidden]
    assert seen[:3] == ["Ref", "What happened", "Status"]
    hidden = [str(cell.value).split()[0] for cell in next(sheet.iter_rows())][3:]
    assert hidden == ["uid", "base", "rest"]


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_no_incidents_make_a_file_with_headings(
    suffix: str, session: LogSession, queries: Queries, tmp_path: Path
) -> None:
    result = export(queries, Wanted([], session.vocabularies), tmp_path / f"out{suffix}")
    assert result.incidents == 0
    assert result.size > 100


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_when_the_disk_refuses_the_old_file_stays(
    fault: int, session: LogSession, queries: Queries, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.xlsx"
    out.write_bytes(b"old")
    refusing: Exporter = _Refusing(fault)
    monkeypatch.setattr(exporting, "exporter_for", lambda _: refusing)
    with pytest.raises(ExportFailed) as failed:
        export(queries, Wanted(queries.order(None), session.vocabularies), out)
    assert "out.xlsx" in str(failed.value.message)
    assert out.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]


def test_when_the_disk_refuses_a_part_of_a_workbook_its_file_is_closed(
    session: LogSession, queries: Queries, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Any] = []

    def refuse(self: Any, *_: Any) -> None:
        opened.append(self._file)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Archive, "add_pieces", refuse)
    with pytest.raises(ExportFailed):
        export(queries, Wanted(queries.order(None), session.vocabularies), tmp_path / "out.xlsx")
    assert [each.closed for each in opened] == [True]
    assert not list(tmp_path.iterdir())


def test_cancel_leaves_nothing_behind(session: LogSession, queries: Queries, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    out.write_bytes(b"old")
    with pytest.raises(Cancelled):
        export(queries, Wanted(queries.order(None), session.vocabularies), out, conduct=Conduct(cancelled=lambda: True))
    assert out.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]


def test_too_many_rows_for_a_format_are_refused_before_anything_is_written(
    session: LogSession, queries: Queries, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small: Exporter = _Refusing(errno.EIO)
    monkeypatch.setattr(exporting, "exporter_for", lambda _: small)
    with pytest.raises(ExportFailed, match="at most 100 incidents, and there are 101"):
        export(queries, Wanted(range(101), session.vocabularies), tmp_path / "out.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(session: LogSession, queries: Queries, tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="nowhere"):
        export(queries, Wanted([], session.vocabularies), tmp_path / "nowhere" / "out.csv")


def test_the_file_is_its_owners(session: LogSession, queries: Queries, tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows keeps rights otherwise")
    export(queries, Wanted([], session.vocabularies), tmp_path / "out.csv")
    assert (tmp_path / "out.csv").stat().st_mode & 0o777 == 0o600


def test_what_accounts_say_has_a_sheet_in_which_silences_are_told_apart(
    session: LogSession, queries: Queries, tmp_path: Path
) -> None:
    ids = list(queries.order(None))
    export(queries, Wanted(ids, session.vocabularies), tmp_path / "out.xlsx")
    head, *rows = openpyxl.load_workbook(tmp_path / "out.xlsx")["Assertions"].iter_rows(values_only=True)
    assert head[:7] == ("Ref", "Source", "Stance", "Field", "State", "Value", "Adopted")
    states = {session.vocabularies.label("assertion_state", each.value): each.value for each in AssertionState}
    wanted = [
        (incident.ref, said.field, said.state.value)
        for incident in queries.incidents(ids)
        for statement in incident.content.statements
        for said in statement.assertions
    ]
    told = [
        (row[0], BY_KEY[field].label, states[str(row[4])], row[5])
        for row, (_, field, _) in zip(rows, wanted, strict=True)
    ]
    assert [(ref, state) for ref, _, state, _ in told] == [(ref, state) for ref, _, state in wanted]
    assert [row[3] for row in rows] == [field for _, field, _, _ in told]
    assert {state for _, _, state, _ in told} >= {"value", "explicit_zero", "not_stated", "declined"}
    assert {value for _, _, state, value in told if state == "explicit_zero"} == {"0"}
    assert {value for _, _, state, value in told if state in ("not_stated", "declined", "unknown")} == {None}


def test_totals_have_a_sheet_with_minimum_maximum_and_the_pairs(
    session: LogSession, queries: Queries, tmp_path: Path
) -> None:
    ids = list(queries.order(None))
    export(queries, Wanted(ids, session.vocabularies), tmp_path / "out.xlsx")
    _, *rows = openpyxl.load_workbook(tmp_path / "out.xlsx")["Totals"].iter_rows(values_only=True)
    found = queries.totals_of(ids)
    assert rows[0][:4] == ("Incidents", found.incidents.low, found.incidents.high, len(ids))
    assert rows[1][:4] == ("Munitions", 3, "open", 3), "one and at least one may be of the three, and one claim is open"
    assert rows[2][:4] == ("Killed", 100, "open", 1), "more than a hundred has no greatest value"
    assert len(rows) == 4 + len(found.shared)
    refs = {row.id: row.ref for row in queries.rows(ids)}
    assert [row[5] for row in rows[4:]] == [f"{refs[one]} – {refs[other]}" for one, other in found.shared]


def test_totals_of_nothing_are_nothing(session: LogSession, queries: Queries, tmp_path: Path) -> None:
    export(queries, Wanted([], session.vocabularies), tmp_path / "out.xlsx")
    _, *rows = openpyxl.load_workbook(tmp_path / "out.xlsx")["Totals"].iter_rows(values_only=True)
    assert [row[:4] for row in rows] == [
        ("Incidents", 0, 0, 0),
        ("Munitions", None, None, 0),
        ("Killed", None, None, 0),
        ("Injured", None, None, 0),
    ]
