"""A log goes out into a file and comes back: into itself without a change, into an empty log as the same log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from ascertain.app.commands import EditIncident, KeepOwnField, LogIncident
from ascertain.app.example import log_example
from ascertain.app.queries import open_queries
from ascertain.app.session import LogSession, create_session
from ascertain.domain.codes import AnchorKind, Role, Stance, Status, TimePrecision
from ascertain.domain.incoming.rows import Standing
from ascertain.domain.own_fields import OwnField, OwnType
from ascertain.domain.records import (
    ActorInRole,
    Anchor,
    Figure,
    IncidentContent,
    NamedRef,
    OwnValue,
    Passage,
    Place,
    ReportedTime,
    Statement,
)
from tests.exchange.there_and_back import contents, library, looked, taken, written

WHOLE = (".xlsx", ".ods", ".jsonl")
"""Formats that hold all of a log."""
ODD = IncidentContent(
    title='=HYPERLINK("http://example.org")',
    when=ReportedTime(
        "in the past 24 hours", Anchor(AnchorKind.DATE, date(2023, 10, 18)), "Asia/Baghdad",
        1_697_554_805, 1_697_641_205, TimePrecision.DAY,
    ),
    place=NamedRef("عين الأسد", None, Place("عين الأسد", "base", "IQ", "Anbar", "", 33.785612345678901, 42.441)),
    place_text="  near; the base",
    actors=(
        ActorInRole(NamedRef('A "group"; of sorts'), Role.CLAIMED_BY),
        ActorInRole(NamedRef("@the army"), Role.TARGET),
        ActorInRole(NamedRef("-another"), Role.CLAIMED_BY),
    ),
    killed_civilian=Figure(unknown=True),
    killed_target_force=Figure.exactly(0),
    injured_unknown=Figure(2, None, 5),
    statements=(
        Statement(
            NamedRef("@channel"), Stance.DENIES, NamedRef("+a page"), quote="+1 -1",
            passage=Passage(3, 8, "before ", " after"), said_on=date(1899, 1, 2), note="'",
        ),
    ),
    tags=("a; b", "ع"),
    notes="ملاحظة‏\nعلى سطرين\n" + "long " * 9_000,
    own=(OwnValue("crew", "-2.5"), OwnValue("weather", "yes")),
)  # fmt: skip


def fields_of_our_own(session: LogSession) -> None:
    session.ledger.run(KeepOwnField(OwnField("Crew", OwnType.NUMBER))).result()
    session.ledger.run(KeepOwnField(OwnField("Weather", OwnType.FLAG))).result()


@pytest.fixture
def session(tmp_path: Path) -> Iterator[LogSession]:
    with closing(create_session(tmp_path / "log.ascertain")) as session:
        log_example(session)
        fields_of_our_own(session)
        session.ledger.run(LogIncident(ODD)).result()
        yield session


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[LogSession]:
    with closing(create_session(tmp_path / "empty.ascertain")) as session:
        fields_of_our_own(session)
        yield session


@pytest.mark.parametrize("suffix", [*WHOLE, ".csv"])
def test_what_nobody_edited_changes_nothing(suffix: str, session: LogSession, tmp_path: Path) -> None:
    found = looked(session, written(session, tmp_path / f"out{suffix}"))
    assert list(found.refusals) == []
    assert {standing: found.count(standing) for standing in Standing if standing is not Standing.SAME} == {
        standing: 0 for standing in Standing if standing is not Standing.SAME
    }
    assert found.count(Standing.SAME) >= len(contents(session))


@pytest.mark.parametrize("suffix", WHOLE)
def test_an_empty_log_becomes_the_same_log(suffix: str, session: LogSession, empty: LogSession, tmp_path: Path) -> None:
    out = written(session, tmp_path / f"out{suffix}")
    refused = [(each.spot, each.column, each.value, str(each.reason)) for each in looked(empty, out).refusals]
    assert refused == []
    taken(empty, out, tmp_path)
    assert library(empty) == library(session)
    assert contents(empty) == contents(session)
    again = looked(empty, out)
    assert again.count(Standing.NEW) == again.count(Standing.CHANGED) == again.count(Standing.CONFLICTING) == 0


def edited(path: Path, sheet: str, ref: str, **cells: object) -> None:
    """Give cells of the row of `ref` other values, and save the workbook by another library."""
    book = openpyxl.load_workbook(path)
    head, *rows = book[sheet].iter_rows()
    column = {str(cell.value): at for at, cell in enumerate(head)}
    row = next(row for row in rows if row[column["Ref"]].value == ref)
    for heading, value in cells.items():
        row[column[heading.replace("_", " ")]].value = value
    book.save(path)


def test_an_edit_in_a_spreadsheet_changes_that_cell_and_one_made_meanwhile_is_a_conflict(
    session: LogSession, tmp_path: Path
) -> None:
    out = written(session, tmp_path / "out.xlsx")
    before = contents(session)
    odd = next(each for each in before.values() if each.content.title == ODD.title)
    edited(out, "Incidents", odd.ref, What_happened="Another title", Status="CONFIRMED")
    found = looked(session, out)
    assert [found.count(each) for each in (Standing.NEW, Standing.CHANGED, Standing.CONFLICTING)] == [0, 1, 0]
    with closing(open_queries(session.path)) as queries:
        now = queries.incident_by_ref(odd.ref)
    assert now is not None
    changed = replace(now.content, title="A third title")
    session.ledger.run(EditIncident(now.id, now.version, changed)).result()
    (conflict,) = looked(session, out).conflicts
    assert (conflict.here, conflict.there, conflict.label) == ("A third title", "Another title", "What happened")
    taken(session, out, tmp_path)
    wanted = replace(odd.content, title="A third title", status=Status.CONFIRMED)
    after = contents(session)
    assert after.pop(odd.uid).content == wanted
    assert after == {uid: each for uid, each in before.items() if uid != odd.uid}
