"""A log goes out into a file and comes back: into itself without a change, into an empty log as the same log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ascertain.app.commands import EditIncident, KeepOwnField, LogIncident
from ascertain.app.example import log_example
from ascertain.app.exporting import Wanted, export
from ascertain.app.incoming.looking import look
from ascertain.app.incoming.staging import stage
from ascertain.app.incoming.taking import take
from ascertain.app.incoming.understanding import understand
from ascertain.app.queries import Queries, open_queries
from ascertain.app.session import LogSession, create_session
from ascertain.domain.codes import AnchorKind, Role, Stance, Status, TimePrecision
from ascertain.domain.incoming.outcome import Look
from ascertain.domain.incoming.rows import RecordKind, Standing
from ascertain.domain.own_fields import OwnField, OwnType
from ascertain.domain.records import (
    ActorInRole,
    Anchor,
    Figure,
    Incident,
    IncidentContent,
    NamedRef,
    OwnValue,
    Passage,
    Place,
    ReportedTime,
    Statement,
)

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


def written(session: LogSession, out: Path) -> Path:
    with closing(open_queries(session.path)) as queries:
        wanted = Wanted(queries.order(None), session.vocabularies, fields=session.fields)
        assert export(queries, wanted, out).shortened == ()
    return out


def looked(session: LogSession, path: Path) -> Look:
    with stage(path) as staged:
        return look(session, staged, understand(staged, session.fields, session.vocabularies))


def taken(session: LogSession, path: Path, folder: Path) -> Any:
    with stage(path) as staged:
        mapping = understand(staged, session.fields, session.vocabularies)
        assert mapping.profile == "own"
        return take(session, staged, mapping, backups=folder)


def contents(session: LogSession) -> dict[str, Incident]:
    """Every incident by its uid, with nothing in it that is a number within one log."""
    with closing(open_queries(session.path)) as queries:
        return {each.uid: _without_numbers(each, queries) for each in queries.incidents(queries.order(None))}


def _without_numbers(incident: Incident, queries: Queries) -> Incident:
    def ref(named: NamedRef | None) -> NamedRef | None:
        return None if named is None else NamedRef(named.name)

    def must(named: NamedRef) -> NamedRef:
        return NamedRef(named.name)

    content = incident.content
    anchor = content.when.anchor
    if anchor.record_id is not None:
        kinds = {AnchorKind.PUBLICATION: RecordKind.DOCUMENT, AnchorKind.STATEMENT: RecordKind.STATEMENT}
        kind = kinds.get(anchor.kind, RecordKind.INCIDENT)
        told = int(queries.uids(kind, [anchor.record_id])[anchor.record_id].replace("-", ""), 16)
        anchor = replace(anchor, record_id=told)
    statements = tuple(
        replace(
            each, source=must(each.source), origin=ref(each.origin), document=ref(each.document), id=None,
            bears_on=(len(each.bears_on),) if each.bears_on else (),
            assertions=tuple(replace(said, id=None) for said in each.assertions),
        )
        for each in content.statements
    )  # fmt: skip
    content = replace(
        content, when=replace(content.when, anchor=anchor), place=ref(content.place), statements=statements,
        actors=tuple(replace(each, actor=must(each.actor)) for each in content.actors),
    )  # fmt: skip
    links = tuple(sorted((replace(each, id=None, other_id=0) for each in incident.links), key=str))
    return replace(incident, id=0, content=content, links=links, version=0, updated_at=0, created_at=0, status_at=None)


def library(session: LogSession) -> dict[tuple[RecordKind, str], object]:
    """Every entry by its uid."""
    found: dict[tuple[RecordKind, str], object] = {}
    with closing(open_queries(session.path)) as queries:
        for kind in (RecordKind.SOURCE, RecordKind.DOCUMENT, RecordKind.ACTOR, RecordKind.PLACE):
            for uid, entry in queries.many_entries(kind, queries.every_entry(kind)):
                told: Any = replace(entry, id=None)
                for key in ("actor", "publisher"):
                    if getattr(told, key, None) is not None:
                        told = replace(told, **{key: NamedRef(getattr(told, key).name)})
                found[kind, uid] = told
    return found


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
