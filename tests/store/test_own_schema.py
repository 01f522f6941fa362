"""A file is a log only if its schema is ours to the letter; what else there is is told, and not run."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ascertain.app.clock import SystemClock, TimeOrderedIds
from ascertain.app.codebook import shipped_vocabularies
from ascertain.app.commands import LogIncident
from ascertain.app.generation.generating import generate
from ascertain.app.session import LogSession, create_session
from ascertain.domain.problems import LogUnavailable, Remedy
from ascertain.domain.records import IncidentContent
from ascertain.store import migrating, own_schema
from ascertain.store.connection import open_reader, open_writer
from ascertain.store.opening import create_log, examine
from ascertain.store.revision import FINGERPRINTS, HEAD, REVISIONS

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "log.ascertain"
    create_log(made, shipped_vocabularies(), SystemClock(), TimeOrderedIds())
    return made


def cut(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as knife:
        for statement in statements:
            knife.execute(statement)


def refused(path: Path) -> LogUnavailable:
    with pytest.raises(LogUnavailable) as caught:
        examine(path)
    return caught.value


def revision(path: Path) -> str | None:
    with closing(open_reader(path)) as connection:
        return own_schema.revision_of(own_schema.parts_of(connection))


def test_each_revision_has_one_fingerprint_made_or_brought_up_to_date(path: Path, tmp_path: Path) -> None:
    assert tuple(FINGERPRINTS.values()) == REVISIONS
    assert revision(path) == HEAD
    for kept in sorted(GOLDEN.glob("*.gz")):
        old = tmp_path / kept.stem
        old.write_bytes(gzip.decompress(kept.read_bytes()))
        assert revision(old) == kept.stem.partition(".")[0]
        migrating.migrate(old, 1_698_235_200)
        assert revision(old) == HEAD


def test_statistics_are_no_strangers(path: Path) -> None:
    generate(path, 5)
    with closing(open_reader(path)) as connection:
        # As in a log that a person fills: what holds of the first operation would mislead about all that follow.
        assert not connection.execute("SELECT 1 FROM sqlite_schema WHERE name LIKE 'sqlite_stat%'").fetchone()
    with closing(open_writer(path)) as connection:
        connection.execute("ANALYZE")
    with closing(open_reader(path)) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_stat1").fetchone()[0]
    assert revision(path) == HEAD


@pytest.mark.parametrize(
    ("statements", "told"),
    [
        (("CREATE TRIGGER t AFTER INSERT ON place BEGIN SELECT 1; END",), "1 trigger"),
        (
            (
                "CREATE TRIGGER t AFTER INSERT ON place BEGIN SELECT 1; END",
                "CREATE VIEW a AS SELECT 1",
                "CREATE VIEW b AS SELECT 1",
            ),
            "1 trigger and 2 views",
        ),
        (("DROP TABLE code", "CREATE VIEW code AS SELECT 1"), "1 view"),
        (("CREATE INDEX own ON place (notes)",), "1 index"),
        (("ALTER TABLE place ADD COLUMN own TEXT", "CREATE TABLE own (a)"), "1 table and 1 altered table"),
    ],
)  # fmt: skip
def test_what_was_added_is_told_and_the_rows_can_be_copied(path: Path, statements: tuple[str, ...], told: str) -> None:
    cut(path, *statements)
    fault = refused(path)
    assert f"holds {told} that this program did not make" in str(fault)
    assert fault.remedies == (Remedy.SALVAGE, Remedy.SHOW_BACKUPS)


def test_what_is_missing_is_damage(path: Path) -> None:
    cut(path, "DROP TABLE place")
    fault = refused(path)
    assert "is damaged" in str(fault)
    assert fault.remedies == (Remedy.SHOW_BACKUPS, Remedy.SALVAGE)


def test_a_newer_log_is_read_if_nothing_in_it_runs(path: Path) -> None:
    cut(path, "UPDATE alembic_version SET version_num = '9999'", "CREATE TABLE later (a)")
    assert examine(path).read_only is not None
    cut(path, "CREATE VIEW own AS SELECT 1")
    assert "not built as a log is" in str(refused(path))


def test_a_statement_that_does_not_end_is_stopped(path: Path) -> None:
    endless = "SELECT count(*) FROM code a, code b, code c, code d, code e"
    with (
        closing(open_reader(path)) as connection,
        own_schema.watched(connection, own_schema.after(0.05)),
        pytest.raises(sqlite3.OperationalError, match="interrupted"),
    ):
        connection.execute(endless).fetchone()


def test_no_view_is_asked(path: Path) -> None:
    cut(path, "CREATE VIEW own AS SELECT * FROM code")
    with (
        closing(open_reader(path)) as connection,
        own_schema.watched(connection, own_schema.after(5)),
        pytest.raises(sqlite3.DatabaseError, match="prohibited"),
    ):
        connection.execute("SELECT * FROM own")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE incident SET follow_up_on = '2023-99-99'",
        "UPDATE incident SET t_from = 'soon'",
        "UPDATE incident SET title = CAST(x'c328ff' AS TEXT)",
        "UPDATE change SET after = '{'",
    ],
)
def test_values_that_are_none_are_told_as_such(path: Path, statement: str) -> None:
    with closing(LogSession.open(path)) as session:
        made = session.ledger.run(LogIncident(IncidentContent(title="Drone"))).result().made[0]
    cut(path, statement)

    def read(session: LogSession) -> None:
        session.pages.rows(session.pages.first_ids(5))
        session.reader().ask(lambda log: log.history(made)).result()

    with closing(LogSession.open(path, read_only=True)) as session, pytest.raises(LogUnavailable) as caught:
        read(session)
    assert Remedy.SALVAGE in caught.value.remedies


def test_a_fault_of_the_asker_stays_a_fault(tmp_path: Path) -> None:
    def wrong(_: object) -> None:
        raise ValueError("of the program")

    with (
        closing(create_session(tmp_path / "a.ascertain")) as session,
        pytest.raises(ValueError, match="of the program"),
    ):
        session.reader().ask(wrong).result()
