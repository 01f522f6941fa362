"""A log in a folder that other computers may change: written with a rollback journal, and with a warning."""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ascertain.app.commands import LogIncident, Undo
from ascertain.app.exporting import Wanted, export
from ascertain.app.generation import generate
from ascertain.app.session import LogSession, create_session
from ascertain.domain.problems import LogUnavailable, Remedy
from ascertain.domain.records import IncidentContent
from ascertain.exchange.sheets import Conduct
from ascertain.store import beside, custody
from ascertain.store.checking import check

DRONE = LogIncident(IncidentContent(title="Drone"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A log made elsewhere, and put into a folder of a service."""
    with closing(create_session(tmp_path / "made.ascertain")) as made:
        made.ledger.run(DRONE).result()
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    return Path(shutil.move(tmp_path / "made.ascertain", folder / "a.ascertain"))


@pytest.fixture
def session(path: Path) -> Iterator[LogSession]:
    with closing(LogSession.open(path)) as opened:
        yield opened


def mode(path: Path) -> str:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def settings(session: LogSession) -> tuple[str, int]:
    session.warm().result()
    desk = session.ledger._desk
    assert desk is not None
    asked = (desk.door.core.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous"))
    return tuple(asked)  # type: ignore[return-value]


def test_it_leaves_wal_and_says_why(path: Path, session: LogSession) -> None:
    assert settings(session) == ("truncate", 2)
    assert "that Dropbox keeps the same on several computers" in str(session.warning)
    assert session.ledger.run(DRONE).result().operation
    assert session.pages.count() == 2
    assert {each.name for each in path.parent.iterdir()} <= {"a.ascertain", ".a.ascertain.lock", "a.ascertain-journal"}
    session.close()
    assert check(path).faults == ()
    assert mode(path) == "delete"


@pytest.mark.parametrize(("host", "told"), [("elsewhere", True), (custody.host_name(), False)])
def test_a_lock_file_of_another_computer_is_told(path: Path, host: str, told: bool) -> None:
    facts = {"host": host, "pid": 1, "account": "somebody", "since": 1_700_000_000}
    beside.lock_file(path).write_text(json.dumps(facts))
    with closing(LogSession.open(path)) as session:
        said = "It was left open by somebody on elsewhere, since 2023-11-1" in str(session.warning)
        assert said is told
        assert session.ledger.run(DRONE).result().operation


def test_back_on_this_computer_it_has_wal_again(path: Path, session: LogSession, tmp_path: Path) -> None:
    session.save_as(tmp_path / "own.ascertain").result()
    session.close()
    with closing(LogSession.open(tmp_path / "own.ascertain")) as own:
        assert own.warning is None
        assert settings(own) == ("wal", 2)
        assert own.ledger.run(Undo()).result().operation
    assert mode(path) == "delete"


def test_a_new_log_and_a_generated_one_are_written_so_too(path: Path) -> None:
    new = path.with_name("new.ascertain")
    create_session(new).close()
    assert mode(new) == "delete"
    generate(new, 20)
    assert mode(new) == "delete"
    assert check(new).faults == ()


def test_where_somebody_reads_it_with_wal_it_is_only_read(path: Path) -> None:
    # As a program on another computer may have it, that knows of no other place.
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("PRAGMA journal_mode=WAL").fetchone()[0] == "wal"
        other.execute("SELECT count(*) FROM incident").fetchone()
        with pytest.raises(LogUnavailable) as caught:
            LogSession.open(path)
        assert caught.value.remedies == (Remedy.OPEN_READ_ONLY,)
    LogSession.open(path).close()


def test_work_is_saved_while_questions_are_asked(session: LogSession) -> None:
    readers = [session.reader() for _ in range(3)]
    stop = threading.Event()
    counted: list[int] = []

    def ask(reader: object) -> None:
        while not stop.is_set():
            counted.append(reader.ask(lambda log: len(list(log.incidents(log.order(None))))).result())  # type: ignore[attr-defined]

    asking = [threading.Thread(target=ask, args=(reader,)) for reader in readers]
    for each in asking:
        each.start()
    try:
        for _ in range(30):
            session.ledger.run(DRONE).result()
            assert session.pages.count()
    finally:
        stop.set()
        for each in asking:
            each.join()
    assert session.pages.count() == 31
    assert set(counted) <= set(range(1, 32))


def test_work_is_saved_while_an_export_is_under_way(session: LogSession, tmp_path: Path) -> None:
    session.close()
    generate_into = session.path.with_name("large.ascertain")
    create_session(generate_into).close()
    generate(generate_into, 600)
    with closing(LogSession.open(generate_into)) as opened:
        saved: list[int] = []

        def heard(done: int, total: int) -> None:
            if done < total:
                saved.append(opened.ledger.run(DRONE).result(10).operation)

        reader = opened.reader()
        reader.ask(
            lambda log: export(log, Wanted(log.order(None), opened.vocabularies), tmp_path / "out.csv", Conduct(heard))
        ).result()
        assert saved
        assert all(saved)
