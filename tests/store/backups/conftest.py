"""Small logs to back up, and ways to look at them."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from ascertain.app.codebook import shipped_vocabularies
from ascertain.app.commands import LogIncident
from ascertain.app.session import create_session
from ascertain.domain.records import IncidentContent

NOON = 1_698_235_200
"""25 October 2023, 12:00 UTC."""

MINUTE, DAY = 60, 86_400


def log_more(path: Path, count: int) -> None:
    """Log incidents into a log that nobody has open."""
    from ascertain.app.session import LogSession

    with closing(LogSession.open(path)) as session:
        for number in range(count):
            session.ledger.run(LogIncident(IncidentContent(title=f"Drone {number}"))).result()


def content_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, and the schema."""
    with closing(sqlite3.connect(path)) as connection:
        names = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
            )
        ]
        found = {name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for name in names}
        found["sqlite_schema"] = connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
    return found


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log with four incidents, to be copied."""
    path = tmp_path_factory.mktemp("pattern") / "october.ascertain"
    create_session(path, vocabularies=shipped_vocabularies()).close()
    log_more(path, 4)
    return path


@pytest.fixture
def log(pattern: Path, tmp_path: Path) -> Path:
    """A log with four incidents that nobody has open."""
    path = tmp_path / "october.ascertain"
    path.write_bytes(pattern.read_bytes())
    path.chmod(0o600)
    return path


@pytest.fixture
def take_away() -> Callable[[Path, int], None]:
    """Takes incidents out of a log behind the program's back."""

    def take(path: Path, count: int) -> None:
        with closing(sqlite3.connect(path)) as knife:
            for table in ("incident_text", "incident_search", "operation_incident"):
                column = {"incident_search": "rowid", "operation_incident": "incident_id"}.get(table, "id")
                knife.execute(f"DELETE FROM {table} WHERE {column} <= ?", (count,))
            knife.execute("DELETE FROM incident WHERE id <= ?", (count,))
            knife.commit()

    return take
