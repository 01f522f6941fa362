"""Opening a log: what it gives, what it costs, and what is said where it cannot be done."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ascertain.app.commands import LogIncident, Undo
from ascertain.app.session import LogSession, create_session
from ascertain.domain.problems import LogUnavailable
from ascertain.domain.records import IncidentContent
from ascertain.store import connection as connections
from ascertain.store.connection import open_reader, open_writer
from ascertain.store.revision import APPLICATION_ID

DRONE = LogIncident(IncidentContent(title="Drone"))


def sentence(path: Path, **how: Any) -> str:
    with pytest.raises(LogUnavailable) as caught:
        LogSession.open(path, **how)
    return str(caught.value)


@pytest.fixture
def closed(log: Any) -> Path:
    """A sound log with one incident that nobody has open."""
    log.run(DRONE)
    log.session.close()
    path: Path = log.session.path
    return path


def test_a_log_is_for_its_owner_only_and_closes_into_one_file(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "a.ascertain"
    session = create_session(path)
    session.ledger.run(DRONE).result()
    beside = {each.name: each.stat().st_mode & 0o777 for each in path.parent.iterdir()}
    assert set(beside) == {"a.ascertain", "a.ascertain-wal", "a.ascertain-shm", ".a.ascertain.lock"}
    assert set(beside.values()) == {0o600}
    assert path.parent.stat().st_mode & 0o777 == 0o700
    session.close()
    session.close()
    assert {each.name: each.stat().st_mode & 0o777 for each in path.parent.iterdir()} == {
        "a.ascertain": 0o600,
        ".a.ascertain.seal": 0o600,
    }


def test_an_open_log_knows_its_code_lists_and_its_first_page(closed: Path) -> None:
    with closing(LogSession.open(closed)) as session:
        assert not session.read_only
        assert session.vocabularies.label("status", "partly_confirmed") == "Partly confirmed"
        assert session.vocabularies["status"].closed
        assert [row.title for row in session.pages.rows(session.pages.first_ids(10))] == ["Drone"]


def test_every_connection_has_its_settings(closed: Path) -> None:
    def setting(connection: sqlite3.Connection, name: str) -> Any:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]

    with closing(open_writer(closed)) as writer, closing(open_reader(closed)) as reader:
        for each in (writer, reader):
            assert [
                setting(each, name) for name in ("foreign_keys", "trusted_schema", "cell_size_check", "mmap_size")
            ] == [1, 0, 1, 0]
            assert setting(each, "busy_timeout") == connections.BUSY_MS
        assert (setting(writer, "journal_mode"), setting(writer, "synchronous")) == ("wal", 2)
        assert setting(writer, "application_id") == APPLICATION_ID
        assert setting(reader, "query_only") == 1
        with pytest.raises(sqlite3.OperationalError):
            reader.execute("DELETE FROM incident")
        with pytest.raises(sqlite3.IntegrityError):
            writer.execute("UPDATE incident SET place_id = 999")


def test_opening_loads_nothing_heavy(closed: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from ascertain.app.session import LogSession;"
        f"session = LogSession.open(Path({str(closed)!r})); session.pages.rows(session.pages.first_ids(10));"
        "heavy = {'sqlalchemy', 'sqlmodel', 'alembic', 'openpyxl', 'PySide6'} & set(sys.modules);"
        "print(sorted(heavy)); session.warm().result(); "
        "print('sqlalchemy' in sys.modules, 'alembic' in sys.modules); session.close()"
    )
    source = str(Path(connections.__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": source},
    )
    assert done.stdout.split("\n")[:2] == ["[]", "True False"]


def test_no_file(tmp_path: Path) -> None:
    assert sentence(tmp_path / "away.ascertain").startswith("There is no log at ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"Dear all,\n" * 200, b"SQLite format 3\x00" + b"\xff" * 4000])
def test_something_else_than_a_log(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.ascertain"
    path.write_bytes(content)
    assert sentence(path) == "letter.ascertain is not a log of this program. Choose a file that ends in .ascertain."
    assert path.read_bytes() == content


def test_a_folder(tmp_path: Path) -> None:
    assert "is not a log of this program" in sentence(tmp_path)


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "other.ascertain"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE incident (id INTEGER)")
    assert "is not a log of this program" in sentence(path)


def test_a_damaged_log(closed: Path) -> None:
    whole = closed.read_bytes()
    closed.write_bytes(whole[:4096] + b"\x55" * (len(whole) - 4096))
    assert "is damaged. Close it, keep the file as it is, and open a backup of it, or copy" in sentence(closed)


@pytest.mark.parametrize(
    "statement",
    ["DROP TABLE alembic_version", "DELETE FROM alembic_version", "DROP TABLE code", "DELETE FROM log_info"],
)
def test_a_log_with_a_part_missing(closed: Path, statement: str) -> None:
    with closing(sqlite3.connect(closed)) as knife:
        knife.execute(statement)
        knife.commit()
    assert "is damaged" in sentence(closed)


def test_a_log_of_a_newer_program_is_read_only(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
        newer.commit()
    before = closed.read_bytes()
    with closing(LogSession.open(closed)) as session:
        assert session.read_only
        assert "newer version of the program" in str(session.why_read_only)
        assert len(session.pages.first_ids(10)) == 1
        with pytest.raises(LogUnavailable, match="newer version"):
            session.ledger.run(DRONE).result()
    assert closed.read_bytes() == before


def test_a_log_that_may_not_be_written_is_read_only(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ascertain.store.opening.os.access", lambda _, mode: mode == os.R_OK)
    with closing(LogSession.open(closed)) as session:
        assert "Copy it to a folder of your own" in str(session.why_read_only)
        with pytest.raises(LogUnavailable):
            session.ledger.run(Undo()).result()


def test_a_log_that_may_not_be_read(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ascertain.store.opening.os.access", lambda *_: False)
    assert "Check that you may read the file" in sentence(closed)


def test_a_log_opened_for_reading_only(closed: Path) -> None:
    with closing(LogSession.open(closed, read_only=True)) as session:
        assert str(session.why_read_only) == "The log is open for reading only, as you asked."
        with pytest.raises(LogUnavailable):
            session.ledger.run(DRONE).result()


def test_a_log_on_a_medium_that_cannot_be_written(closed: Path, tmp_path: Path) -> None:
    # No -shm can be made beside it: it is read as it is.
    beside = closed.with_name(closed.name + "-shm")
    beside.mkdir()
    with closing(open_reader(closed)) as connection:
        assert connection.execute("SELECT count(*) FROM incident").fetchone() == (1,)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait long for another program."""
    monkeypatch.setattr(connections.open_writer, "__kwdefaults__", {"busy_ms": 50})
    return


@pytest.mark.usefixtures("quick")
def test_a_log_that_another_program_writes(closed: Path) -> None:
    with closing(LogSession.open(closed)) as session, closing(sqlite3.connect(closed, isolation_level=None)) as other:
        session.warm().result()
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LogUnavailable, match="Another program is writing to the log"):
            session.ledger.run(DRONE).result()
        other.execute("ROLLBACK")
        assert session.ledger.run(DRONE).result().operation


@pytest.mark.usefixtures("quick")
def test_a_full_disk(closed: Path) -> None:
    with closing(LogSession.open(closed)) as session:
        session.warm().result()
        desk = session.ledger._desk
        assert desk is not None
        pages = desk.door.core.exec_driver_sql("PRAGMA page_count").scalar()
        desk.door.core.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        big = LogIncident(IncidentContent(title="Drone", notes="long " * 19_000))
        with pytest.raises(LogUnavailable, match="The disk is full"):
            session.ledger.run(big).result()
        assert session.pages.count() == 1
        assert session.ledger.run(DRONE).result().operation


def test_a_reading_session_sees_what_the_writing_one_does(closed: Path) -> None:
    with closing(LogSession.open(closed)) as one, closing(LogSession.open(closed, read_only=True)) as other:
        one.ledger.run(DRONE).result()
        assert one.pages.count() == other.pages.count() == 2


def test_a_log_is_not_made_over_a_file(closed: Path) -> None:
    before = closed.read_bytes()
    with pytest.raises(LogUnavailable, match="There is already a file at"):
        create_session(closed)
    assert closed.read_bytes() == before


def test_a_log_that_cannot_be_made_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("ascertain.store.opening.os.open", refuse)
    with pytest.raises(LogUnavailable, match="read-only"):
        create_session(tmp_path / "a.ascertain")
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").write_text("")
    with pytest.raises(LogUnavailable, match="cannot be made"):
        create_session(tmp_path / "file" / "a.ascertain")


def test_a_copy_of_a_log_opens_like_the_log(closed: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy of – سجل.ascertain"
    shutil.copy(closed, copy)
    with closing(LogSession.open(copy)) as session:
        assert session.pages.count() == 1


def test_a_refused_opening_leaves_no_thread(tmp_path: Path) -> None:
    import threading

    before = threading.active_count()
    sentence(tmp_path / "away.ascertain")
    assert threading.active_count() == before
