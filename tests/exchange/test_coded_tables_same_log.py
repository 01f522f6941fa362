"""The tables in the columns of ACLED and of UCDP GED, brought back into the log that wrote them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ascertain.app.commands import EditIncident, LogIncident, SetFollowUp
from ascertain.app.example import log_example
from ascertain.app.exporting import Wanted, export
from ascertain.app.incoming.staging import stage
from ascertain.app.incoming.taking import take
from ascertain.app.incoming.tally import Tally
from ascertain.app.incoming.understanding import understand
from ascertain.app.queries import open_queries
from ascertain.app.session import LogSession, create_session
from ascertain.domain.codes import Role
from ascertain.domain.incoming.outcome import Look
from ascertain.domain.incoming.rows import Standing
from ascertain.domain.records import ActorInRole, Figure, Incident, IncidentContent, NamedRef
from tests.app.contents import FULL
from tests.exchange.there_and_back import contents, looked

NAMES = ("acled", "ucdp_ged")
CASE = replace(
    FULL,
    title="Two boats are stopped",
    notes="At dawn.\n\nTold later.",
    killed_civilian=Figure.exactly(2),
    killed_unknown=Figure(),
    actors=(ActorInRole(NamedRef("A group"), Role.ATTRIBUTED_TO), ActorInRole(NamedRef("Fishers"), Role.TARGET)),
)


class Minutes:
    """A clock that goes on by a minute whenever it is asked."""

    def __init__(self) -> None:
        self._at = 1_700_000_000

    def now(self) -> int:
        self._at += 60
        return self._at

    def today(self) -> date:
        return date(2023, 11, 14)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[LogSession]:
    with closing(create_session(tmp_path / "log.ascertain", clock=Minutes())) as session:
        log_example(session)
        session.ledger.run(LogIncident(CASE)).result()
        session.ledger.run(LogIncident(IncidentContent(title="Nothing is known of it"))).result()
        yield session


def written(session: LogSession, name: str, out: Path, **options: str) -> Path:
    with closing(open_queries(session.path)) as queries:
        wanted = Wanted(queries.order(None), session.vocabularies, fields=session.fields, format=name, options=options)
        export(queries, wanted, out)
    return out


def taken(session: LogSession, path: Path, folder: Path) -> Look:
    with stage(path) as staged:
        mapping = understand(staged, session.fields, session.vocabularies)
        assert mapping.profile in NAMES
        tally = Tally(mapping.profile)
        take(session, staged, mapping, backups=folder, tally=tally)
        return tally.look()


def edited(path: Path, ref: str, without: tuple[str, ...] = (), **cells: str) -> None:
    """Edit cells of the row of an incident, and take columns out of the table."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    key = "event_id_cnty" if "event_id_cnty" in rows[0] else "id"
    next(row for row in rows if row[key] == ref).update(cells)
    kept = [name for name in rows[0] if name not in without]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, kept, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def of_title(session: LogSession, title: str) -> Incident:
    return next(each for each in contents(session).values() if each.content.title == title)


def number(session: LogSession, ref: str) -> int:
    with closing(open_queries(session.path)) as queries:
        return next(each.id for each in queries.incidents(queries.order(None)) if each.ref == ref)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("attacker", ["attributed", "claimed_too"])
def test_a_table_that_nobody_edited_changes_nothing(
    name: str, attacker: str, session: LogSession, tmp_path: Path
) -> None:
    out, before = written(session, name, tmp_path / "out.csv", attacker=attacker), contents(session)
    found = looked(session, out)
    assert {each: found.count(each) for each in Standing if found.count(each)} == {Standing.SAME: len(before)}
    taken(session, out, tmp_path)
    assert contents(session) == before


@pytest.mark.parametrize("name", NAMES)
def test_what_the_table_has_no_column_for_stays(name: str, session: LogSession, tmp_path: Path) -> None:
    out, before = written(session, name, tmp_path / "out.csv"), contents(session)
    there = (
        "notes",
        "source",
        "tags",
        "latitude",
        "date_end",
        "best",
        "high",
        "low",
        "source_office",
        "source_headline",
    )
    edited(out, of_title(session, CASE.title).ref, there)
    assert looked(session, out).count(Standing.SAME) == len(before)


def test_an_edited_cell_of_the_table_of_acled_is_taken_and_no_other(session: LogSession, tmp_path: Path) -> None:
    out, before = written(session, "acled", tmp_path / "out.csv"), contents(session)
    one = of_title(session, CASE.title)
    edited(out, one.ref, notes="Three boats are stopped\n\nAt dawn.\n\nTold later.", fatalities="9", tags="boats; sea")
    found = taken(session, out, tmp_path)
    assert (found.count(Standing.CHANGED), found.count(Standing.CONFLICTING)) == (1, 0)
    wanted = replace(
        one.content, title="Three boats are stopped", tags=("boats", "sea"),
        killed_unknown=replace(one.content.killed_unknown, best=9 - _sides(one)),
    )  # fmt: skip
    assert contents(session)[one.uid].content == wanted
    assert {uid: each for uid, each in contents(session).items() if uid != one.uid} == {
        uid: each for uid, each in before.items() if uid != one.uid
    }


def _sides(one: Incident) -> int:
    content = one.content
    return sum(
        each.best or 0 for each in (content.killed_attacker, content.killed_target_force, content.killed_civilian)
    )


def test_fewer_killed_than_the_sides_have_are_refused(session: LogSession, tmp_path: Path) -> None:
    out = written(session, "acled", tmp_path / "out.csv")
    edited(out, of_title(session, CASE.title).ref, fatalities="1")
    (refused,) = looked(session, out).refusals
    assert (refused.column, refused.value) == ("fatalities", "1")
    assert "on the sides together" in str(refused.reason)


def test_what_was_edited_here_meanwhile_is_a_conflict(session: LogSession, tmp_path: Path) -> None:
    out, one = written(session, "acled", tmp_path / "out.csv"), of_title(session, CASE.title)
    edited(out, one.ref, tags="boats")
    at = number(session, one.ref)
    with closing(open_queries(session.path)) as queries:
        now = next(iter(queries.incidents([at])))
    session.ledger.run(EditIncident(at, now.version, replace(now.content, tags=("sea",)))).result()
    found = looked(session, out)
    assert found.count(Standing.NEW) == 0
    (conflict,) = found.conflicts
    assert (conflict.key, conflict.here, conflict.there) == ("tags", "sea", "boats")


def test_the_table_of_ucdp_carries_the_uid(session: LogSession, tmp_path: Path) -> None:
    out, one = written(session, "ucdp_ged", tmp_path / "out.csv"), of_title(session, CASE.title)
    edited(out, one.ref, where_description="off the coast")
    session.ledger.run(SetFollowUp((number(session, one.ref),), None)).result()
    found = looked(session, out)
    assert found.count(Standing.NEW) == 0
    (conflict,) = found.conflicts
    assert (conflict.key, conflict.there) == ("place_text", "off the coast")


@pytest.mark.parametrize("name", NAMES)
def test_the_same_table_twice_adds_nothing_to_another_log(name: str, session: LogSession, tmp_path: Path) -> None:
    out = written(session, name, tmp_path / "out.csv")
    with closing(create_session(tmp_path / "other.ascertain")) as other:
        other.ledger.run(LogIncident(IncidentContent(title="Of this log alone"))).result()
        mine = contents(other)
        # One that has neither a type nor a place has nothing to make a title of, where there is no column for it.
        there = len(contents(session)) - (name == "ucdp_ged")
        assert taken(other, out, tmp_path).count(Standing.NEW) == there
        found = looked(other, out)
        assert (found.count(Standing.SAME), found.count(Standing.NEW), found.count(Standing.CHANGED)) == (there, 0, 0)
        (uid,) = mine
        assert contents(other)[uid] == mine[uid], "the same number in another log is another incident"
