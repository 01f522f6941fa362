"""What a fault of the database is called to people."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from ascertain.domain.problems import LogUnavailable, Remedy
from ascertain.store.failures import sorting_failures


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_CANTOPEN])
def test_a_question_that_fails_since_the_file_has_gone_says_that_it_has_gone(tmp_path: Path, code: int) -> None:
    path = tmp_path / "october.ascertain"
    fault = sqlite3.OperationalError("disk I/O error")
    fault.sqlite_errorcode = code
    with pytest.raises(LogUnavailable, match="is no longer at") as told, sorting_failures(path):
        raise fault
    assert told.value.remedies == (Remedy.SAVE_AS,)


def test_a_fault_of_the_disk_is_told_where_the_file_is_there(tmp_path: Path) -> None:
    path = tmp_path / "october.ascertain"
    path.touch()
    fault = sqlite3.OperationalError("disk I/O error")
    fault.sqlite_errorcode = sqlite3.SQLITE_IOERR_READ
    with pytest.raises(LogUnavailable, match="The disk reported a fault"), sorting_failures(path):
        raise fault
