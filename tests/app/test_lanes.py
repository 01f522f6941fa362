from __future__ import annotations

import sqlite3
from concurrent.futures import CancelledError
from threading import Event, current_thread
from typing import Any

import pytest

from ascertain.app.lanes import ReaderLane, WriterLane
from ascertain.store.failures import is_interruption

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
PATIENCE = 30


class Database:
    """A connection of its own; `threads` are the names of the threads that used it."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:", check_same_thread=False)
        self.thread = current_thread().name
        self.closed = Event()

    def interrupt(self) -> None:
        self.connection.interrupt()

    def close(self) -> None:
        self.connection.close()
        self.closed.set()


@pytest.fixture
def lane() -> Any:
    made = ReaderLane("a-reader", Database, is_interruption)
    yield made
    made.close()


def test_the_writer_lane_does_everything_in_order_on_one_thread() -> None:
    lane = WriterLane("a-writer")
    seen: list[tuple[int, str]] = []
    futures = [lane.do(lambda n=n: seen.append((n, current_thread().name))) for n in range(50)]  # type: ignore[misc]  # a lambda with a default
    lane.close()
    assert [future.done() for future in futures] == [True] * 50
    assert seen == [(n, "a-writer") for n in range(50)]
    with pytest.raises(RuntimeError):
        lane.do(lambda: None)


def test_a_job_that_fails_fails_its_own_future_only() -> None:
    lane = WriterLane("a-writer")
    failed, after = lane.do(lambda: 1 // 0), lane.do(lambda: 7)
    with pytest.raises(ZeroDivisionError):
        failed.result(PATIENCE)
    assert after.result(PATIENCE) == 7
    lane.close()


def test_a_reader_answers_on_its_own_thread(lane: ReaderLane[Database]) -> None:
    assert lane.ask(lambda database: (database.thread, current_thread().name)).result(PATIENCE) == (
        "a-reader",
        "a-reader",
    )


def test_a_newer_question_interrupts_the_one_under_way(lane: ReaderLane[Database]) -> None:
    begun = Event()

    def endless(database: Database) -> Any:
        begun.set()
        return database.connection.execute(ENDLESS).fetchone()

    older = lane.ask(endless)
    assert begun.wait(PATIENCE)
    newer = lane.ask(lambda database: database.connection.execute("SELECT 2").fetchone())
    assert newer.result(PATIENCE) == (2,)
    with pytest.raises(CancelledError):
        older.result(PATIENCE)


def test_of_questions_that_wait_only_the_newest_is_answered(lane: ReaderLane[Database]) -> None:
    begun, go_on = Event(), Event()
    asked: list[int] = []

    def first(_: Database) -> None:
        begun.set()
        go_on.wait(PATIENCE)

    under_way = lane.ask(first)
    assert begun.wait(PATIENCE)
    waiting = [lane.ask(lambda _, n=n: asked.append(n)) for n in range(10)]  # type: ignore[misc]  # a lambda with a default
    go_on.set()
    waiting[-1].result(PATIENCE)
    assert asked == [9]
    assert [future.cancelled() for future in (under_way, *waiting)] == [True] * 10 + [False]


def test_dropping_a_question_stops_it(lane: ReaderLane[Database]) -> None:
    begun = Event()

    def endless(database: Database) -> Any:
        begun.set()
        return database.connection.execute(ENDLESS).fetchone()

    dropped = lane.ask(endless)
    assert begun.wait(PATIENCE)
    lane.drop()
    assert dropped.cancelled()
    assert lane.ask(lambda database: database.connection.execute("SELECT 1").fetchone()).result(PATIENCE) == (1,)


def test_a_fault_reaches_who_asked_and_the_next_question_is_answered(lane: ReaderLane[Database]) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        lane.ask(lambda database: database.connection.execute("SELECT * FROM elsewhere")).result(PATIENCE)
    assert lane.ask(lambda _: 3).result(PATIENCE) == 3


def test_closing_stops_what_is_under_way_and_lets_go_of_the_connection() -> None:
    lane = ReaderLane("a-reader", Database, is_interruption)
    begun = Event()
    opened: list[Database] = []

    def endless(database: Database) -> Any:
        opened.append(database)
        begun.set()
        return database.connection.execute(ENDLESS).fetchone()

    future = lane.ask(endless)
    assert begun.wait(PATIENCE)
    lane.close()
    assert future.cancelled()
    assert opened[0].closed.is_set()
    with pytest.raises(RuntimeError):
        lane.ask(lambda _: None)


def test_closing_a_reader_that_was_never_asked() -> None:
    ReaderLane("a-reader", Database, is_interruption).close()
