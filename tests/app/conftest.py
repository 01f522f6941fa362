"""Logs to write into, with a clock and ids that the tests decide."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest

from ascertain.app.codebook import shipped_vocabularies
from ascertain.app.queries import Queries
from ascertain.app.session import LogSession, create_session
from ascertain.domain.records import Incident, LibraryEntry
from ascertain.domain.rows import Shelf
from ascertain.store.connection import open_reader

T = TypeVar("T")


class SetClock:
    """A clock that goes on by a second each time it is asked, from noon of 20 October 2023."""

    def __init__(self) -> None:
        self.at = int(datetime(2023, 10, 20, 12, tzinfo=UTC).timestamp())

    def now(self) -> int:
        self.at += 1
        return self.at

    def today(self) -> date:
        return datetime.fromtimestamp(self.at, UTC).date()


class CountedIds:
    """Ids that count up."""

    def __init__(self) -> None:
        self.last = 0

    def new(self) -> str:
        self.last += 1
        return str(uuid.UUID(int=self.last))


class Log:
    """An open log and short ways to ask it."""

    def __init__(self, session: LogSession, clock: SetClock, ids: CountedIds) -> None:
        self.session = session
        self.clock = clock
        self.ids = ids
        self._reader = session.reader()

    def run(self, command: Any) -> Any:
        return self.session.ledger.run(command).result()

    def incident(self, incident_id: int) -> Incident:
        found = self._reader.ask(lambda queries: queries.incident(incident_id)).result()
        assert found is not None
        return found

    def entry(self, shelf: Shelf, entry_id: int) -> LibraryEntry | None:
        return self._reader.ask(lambda queries: queries.entry(shelf, entry_id)).result()

    def ask(self, question: Callable[[Queries], T]) -> T:
        return self._reader.ask(question).result()

    def reopen(self) -> None:
        path = self.session.path
        self.session.close()
        self.session = LogSession.open(path, clock=self.clock, ids=self.ids)
        self._reader = self.session.reader()

    def values(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with closing(open_reader(self.session.path)) as connection:
            return connection.execute(sql, values).fetchall()


@pytest.fixture
def make_log(tmp_path: Path) -> Iterator[Callable[[], Log]]:
    made: list[Log] = []

    def make() -> Log:
        clock, ids = SetClock(), CountedIds()
        path = tmp_path / f"log-{len(made)}.ascertain"
        session = create_session(path, vocabularies=shipped_vocabularies(), clock=clock, ids=ids, author="someone")
        made.append(Log(session, clock, ids))
        return made[-1]

    yield make
    for log in made:
        log.session.close()


@pytest.fixture
def log(make_log: Callable[[], Log]) -> Log:
    return make_log()


@pytest.fixture
def writer_elsewhere(log: Log) -> Iterator[sqlite3.Connection]:
    """A connection as another program would have it."""
    with closing(sqlite3.connect(log.session.path, isolation_level=None)) as connection:
        yield connection
