"""A log in a folder without a write-ahead log, after a program was killed or the power went while it wrote: the change
that was not finished is taken back when the log is opened again, in whatever way."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ascertain.app.session import LogSession, create_session
from ascertain.store.checking import check
from ascertain.store.connection import open_reader

_OF_SEVERAL = bytes.fromhex("d9d505f920a163d7")


@pytest.fixture
def half_written(tmp_path: Path) -> Path:
    """A log with a half of a change in it, and the journal that takes it back."""
    before = tmp_path / "before" / "log.ascertain"
    create_session(before).close()
    left = tmp_path / "left" / before.name
    left.parent.mkdir()
    with closing(sqlite3.connect(before, isolation_level=None)) as connection:
        for setting in ("journal_mode=TRUNCATE", "cache_size=2", "cache_spill=1"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute("BEGIN")
        connection.execute("UPDATE code SET label = label || label || label || ' half written'")
        for ending in ("", "-journal"):
            shutil.copyfile(f"{before}{ending}", f"{left}{ending}")
        connection.execute("ROLLBACK")
    assert left.with_name(f"{left.name}-journal").stat().st_size
    return left


@pytest.mark.parametrize("read_only", [False, True])
def test_it_is_taken_back(half_written: Path, read_only: bool) -> None:
    with closing(LogSession.open(half_written, read_only=read_only)) as session:
        assert session.read_only == read_only
        labels = [code.label for name in ("means", "kind") for code in session.vocabularies[name]]
    assert not [label for label in labels if "half written" in label]
    assert not check(half_written).faults


def test_a_journal_that_names_another_database_is_let_be(half_written: Path) -> None:
    journal = half_written.with_name(f"{half_written.name}-journal")
    with journal.open("ab") as file:
        file.write(_OF_SEVERAL)
    before = half_written.read_bytes(), journal.read_bytes()
    with pytest.raises(sqlite3.OperationalError):
        open_reader(half_written)
    assert (half_written.read_bytes(), journal.read_bytes()) == before
