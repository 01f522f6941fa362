from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from ascertain.app.clock import SystemClock, TimeOrderedIds
from ascertain.app.codebook import shipped_vocabularies
from ascertain.app.commands import LogIncident
from ascertain.app.session import LogSession, create_session
from ascertain.domain.backups import State, Why
from ascertain.domain.records import IncidentContent
from ascertain.store import backups, migrating, own_schema
from ascertain.store.connection import open_writer
from ascertain.store.opening import create_log, examine
from ascertain.store.revision import HEAD, REVISIONS

NOW = 1_698_240_000
NEXT = """
from __future__ import annotations

from alembic import op

revision = "next"
down_revision = "{head}"


def upgrade() -> None:
    with op.batch_alter_table("place") as batch:
        batch.alter_column("notes", new_column_name="remarks")
    {more}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "log.ascertain"
    create_log(made, shipped_vocabularies(), SystemClock(), TimeOrderedIds())
    return made


def schema(connection: sqlite3.Connection) -> dict[str, object]:
    """Tables with their columns, keys, references and indexes, apart from how they were written down."""
    found: dict[str, object] = {}
    names = "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    for name, sql in connection.execute(names).fetchall():
        made_by = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'index'").fetchall())
        indexes = sorted(
            # Of an expression there is no column to name.
            (
                bool(unique),
                tuple(row[2] or made_by[index] for row in connection.execute(f'PRAGMA index_info("{index}")')),
            )
            for _, index, unique, *_ in connection.execute(f'PRAGMA index_list("{name}")').fetchall()
        )
        columns = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
        references = sorted(row[2:] for row in connection.execute(f'PRAGMA foreign_key_list("{name}")'))
        found[name] = (columns, references, indexes, "AUTOINCREMENT" in sql, sql if "VIRTUAL" in sql else "")
    return found


def test_migrations_make_the_schema_that_a_new_log_has(path: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.ascertain"
    sqlite3.connect(empty).close()
    empty.touch()
    with closing(open_writer(empty)) as migrated, closing(open_writer(path)) as made:
        migrating.upgrade(migrated)
        assert schema(migrated) == schema(made)
        assert migrated.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]


def test_ids_are_never_reused(path: Path) -> None:
    with closing(open_writer(path)) as connection:
        without = {name for name, parts in schema(connection).items() if not parts[3]}  # type: ignore[index]  # the tuple made above
    searched = {name for name in without if name.startswith(("incident_search", "document_search"))}
    assert without - searched == {
        "alembic_version", "incident_text", "log_info", "operation_incident", "scrubbed_operation",
    }  # fmt: skip


def test_the_revisions_known_without_alembic_are_those_there_are() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrating.SCRIPTS))
    script = ScriptDirectory.from_config(config)
    assert tuple(reversed([each.revision for each in script.walk_revisions()])) == REVISIONS
    assert script.get_heads() == [HEAD]


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """The migrations of a later program."""
    copied = tmp_path / "migrations"
    (copied / "versions").mkdir(parents=True)
    for each in (*migrating.SCRIPTS.glob("*.py"), *migrating.SCRIPTS.glob("versions/*.py")):
        (copied / each.relative_to(migrating.SCRIPTS)).write_text(each.read_text())
    (copied / "versions" / "next.py").write_text(NEXT.format(head=HEAD, more="pass"))
    return copied


@pytest.fixture
def written(tmp_path: Path) -> Path:
    made = tmp_path / "written.ascertain"
    with closing(create_session(made)) as session:
        session.ledger.run(LogIncident(IncidentContent(title="Drone"))).result()
    return made


def test_a_migration_makes_a_backup_and_keeps_every_row(written: Path, scripts: Path) -> None:
    before = written.read_bytes()
    copy = migrating.migrate(written, NOW, scripts=scripts, to="next")
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(written)) as migrated:
        assert migrated.execute("SELECT version_num FROM alembic_version").fetchone() == ("next",)
        assert migrated.execute("SELECT title FROM incident").fetchall() == [("Drone",)]
        assert "remarks" in {row[1] for row in migrated.execute("PRAGMA table_info(place)")}
    (backup,) = backups.listing(written)
    assert (backup.path, backup.state) == (copy, State.WHOLE)
    assert backup.manifest is not None
    assert backup.manifest.why is Why.MIGRATION
    with closing(LogSession.open(copy, read_only=True)) as kept:
        assert kept.pages.count() == 1
    assert len(copy.read_bytes()) == len(before)


def test_a_migration_that_fails_leaves_the_log_as_it_was(written: Path, scripts: Path) -> None:
    (scripts / "versions" / "next.py").write_text(NEXT.format(head=HEAD, more="raise RuntimeError('no')"))
    with pytest.raises(RuntimeError):
        migrating.migrate(written, NOW, scripts=scripts, to="next")
    with closing(LogSession.open(written)) as session:
        assert not session.read_only
        assert session.pages.count() == 1
    with closing(sqlite3.connect(written)) as kept:
        assert "remarks" not in {row[1] for row in kept.execute("PRAGMA table_info(place)")}


@pytest.fixture
def later_program(monkeypatch: pytest.MonkeyPatch, scripts: Path, written: Path) -> None:
    monkeypatch.setattr("ascertain.store.opening.REVISIONS", (HEAD, "next"))
    known = own_schema.revision_of
    monkeypatch.setattr(own_schema, "revision_of", lambda parts: known(parts) or "next")
    real = migrating.migrate
    monkeypatch.setattr(migrating, "migrate", lambda path, at, root: real(path, at, root, scripts=scripts, to="next"))


@pytest.mark.usefixtures("later_program")
def test_what_is_due_runs_on_opening(written: Path) -> None:
    assert examine(written).due
    with closing(LogSession.open(written)) as session:
        assert not session.read_only
        assert session.pages.count() == 1
    assert not examine(written).due
    assert [backup.sound for backup in backups.listing(written)] == [True]


@pytest.mark.usefixtures("later_program")
def test_without_a_backup_nothing_is_brought_up_to_date(written: Path) -> None:
    written.with_name("written.backups").write_text("in the way")
    before = written.read_bytes()
    with closing(LogSession.open(written)) as session:
        assert "could not be backed up" in str(session.why_read_only)
        assert session.pages.count() == 1
    assert examine(written).due
    assert written.read_bytes() == before


@pytest.mark.usefixtures("later_program")
def test_what_is_due_does_not_run_when_reading_only(written: Path) -> None:
    with closing(LogSession.open(written, read_only=True)) as session:
        assert session.pages.count() == 1
    assert examine(written).due
