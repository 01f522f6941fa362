"""One read-only line to a log: a connection on which statements of SQLAlchemy Core are asked."""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import ClauseElement, Connection, Executable, Select, func, select

from ascertain.domain.conduct import Pause
from ascertain.domain.own_fields import Fields
from ascertain.domain.rows import HistoryEntry, Shelf
from ascertain.domain.vocabulary import Vocabularies
from ascertain.store.connection import open_reader
from ascertain.store.engine import core_connection
from ascertain.store.entry_history import code_history, entry_history
from ascertain.store.failures import interruption, sorting_failures
from ascertain.store.history import history
from ascertain.store.incident_table import DAYS_INDEX, TIME_INDEX
from ascertain.store.keeping import Keeping
from ascertain.store.opening import read_vocabularies
from ascertain.store.own_rows import read_fields
from ascertain.store.pages import one_state
from ascertain.store.reading.steering import HintedCompiler
from ascertain.store.searching import Surroundings
from ascertain.store.searching_text import DOCUMENTS_INDEX, says

_PIECE = 16_000
"""Characters of a long text of numbers that are read between two looks whether the answer is still wanted."""


class ReadLine:
    """A connection that cannot write. One thread at a time asks; `interrupt` may come from any."""

    def __init__(self, path: Path, today: Callable[[], date], keeping: Keeping | None = None) -> None:
        self.path = path
        with sorting_failures(path):
            self.raw: sqlite3.Connection = open_reader(path) if keeping is None else keeping.open_reader()
        self.raw.create_function("says", 2, says, deterministic=True)
        self._interrupts = 0
        self._described: tuple[int, Vocabularies, Fields] | None = None
        self.core: Connection = core_connection(self.raw)
        self.core.dialect.statement_compiler = HintedCompiler
        self.indexes = self._names_of_indexes()
        self.time_index = self._columns_of_index(TIME_INDEX)
        self.surroundings = Surroundings(
            self.vocabularies, self.fields, today, self._holds(DOCUMENTS_INDEX), "stances" in self.time_index
        )
        self.has_days_index = DAYS_INDEX in self.indexes

    def all(self, statement: Executable, values: Mapping[str, Any] | None = None) -> Sequence[Any]:
        """All rows, as plain tuples of the driver: no names, no conversion, fit for results of any size."""
        with sorting_failures(self.path), self.core.execute(statement, values) as result:
            found: Sequence[Any] = _cursor(result).fetchall()
            return found

    def ids(self, statement: Select[Any], values: Mapping[str, Any] | None = None) -> array[int]:
        """The one column of whole numbers that the statement gives, in its order."""
        numbers = array("q")
        for piece in self._pieces(statement, values):
            numbers.extend(map(int, piece))
        return numbers

    def tallied(self, statement: Select[Any]) -> Counter[int | None]:
        """How often each whole number of the one column stands in it."""
        counts: Counter[str] = Counter()
        for piece in self._pieces(statement, None):
            counts.update(piece)
        told: Counter[int | None] = Counter({int(number): count for number, count in counts.items() if number})
        told.update({None: counts[""]} if counts[""] else {})
        return told

    def _pieces(self, statement: Select[Any], values: Mapping[str, Any] | None) -> Iterator[list[str]]:
        """The one column as text, in pieces. SQLite puts it together, without Python: for each row of a cursor a thread
        takes and leaves Python, and a million rows would make the thread that paints wait all the while."""
        given, pause, start = statement.subquery(), self.pause(), 0
        (column,) = given.columns
        # What is asked for in an order is put together in that order.
        told = self.all(select(func.group_concat(func.coalesce(column, ""), ",").label("told"), func.count()), values)
        text, count = told[0]
        while count and start <= len(text):
            pause()
            end = text.find(",", start + _PIECE)
            end = len(text) if end < 0 else end
            yield text[start:end].split(",")
            start = end + 1

    def scalar(self, statement: Executable) -> Any:
        """The first value of the first row; None where there is no row."""
        found = self.all(statement)
        return found[0][0] if found else None

    def history(self, incident_id: int) -> list[HistoryEntry]:
        """The operations that changed an incident, from the journal."""
        with sorting_failures(self.path):
            return history(self.core, self.vocabularies(), incident_id)

    def entry_history(self, shelf: Shelf, entry_id: int) -> list[HistoryEntry]:
        """The operations that changed an entry of the library, from the journal."""
        with sorting_failures(self.path):
            return entry_history(self.core, self.vocabularies(), shelf, entry_id)

    def code_history(self, vocabulary: str, key: str) -> list[HistoryEntry]:
        """The operations that changed a code, from the journal."""
        with sorting_failures(self.path):
            return code_history(self.core, self.vocabularies(), vocabulary, key)

    def data_version(self) -> int:
        """A number that changes whenever another connection has written to the log."""
        return int(self.raw.execute("PRAGMA data_version").fetchone()[0])

    def vocabularies(self) -> Vocabularies:
        """The code lists of the log as they are now; read again only after the log has changed."""
        return self._describe()[0]

    def fields(self) -> Fields:
        """The fields of the log as they are now; read again only after the log has changed."""
        return self._describe()[1]

    def plan(self, statement: ClauseElement) -> str:
        """How the database would answer, in its own words."""
        compiled = statement.compile(dialect=self.core.dialect, compile_kwargs={"render_postcompile": True})
        values = [compiled.params[name] for name in getattr(compiled, "positiontup", None) or ()]
        with sorting_failures(self.path):
            return "; ".join(row[3] for row in self.raw.execute(f"EXPLAIN QUERY PLAN {compiled}", values))

    def has_column(self, name: str, column: str) -> bool:
        """Whether a table has a column: a log of an older program that is only read may lack a newer one."""
        with sorting_failures(self.path):
            found = self.raw.execute("SELECT 1 FROM pragma_table_info(?) WHERE name = ?", (name, column))
            return found.fetchone() is not None

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """Let several questions see the same state of the log. May be nested."""
        with sorting_failures(self.path), one_state(self.raw):
            yield

    def pause(self) -> Pause:
        """What work of our own on rows calls between its pieces: it fails as a statement does once `interrupt` was
        called since."""
        begun = self._interrupts

        def heed() -> None:
            if self._interrupts != begun:
                raise interruption()

        return heed

    def interrupt(self) -> None:
        """Stop what is being asked now: it fails with an error for which `failures.is_interruption` is true."""
        self._interrupts += 1
        self.raw.interrupt()

    def close(self) -> None:
        """Close the connection. Safe to call twice."""
        self.core.close()
        self.raw.close()

    def _describe(self) -> tuple[Vocabularies, Fields]:
        with sorting_failures(self.path):
            version = self.data_version()
            if self._described is None or self._described[0] != version:
                self._described = version, read_vocabularies(self.raw), read_fields(self.raw)
            return self._described[1:]

    def _holds(self, name: str) -> bool:
        """Whether the log has a table of this name."""
        with sorting_failures(self.path):
            return self.raw.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (name,)).fetchone() is not None

    def _names_of_indexes(self) -> frozenset[str]:
        with sorting_failures(self.path):
            names = self.raw.execute("SELECT name FROM sqlite_schema WHERE type = 'index'")
            return frozenset(row[0] for row in names)

    def _columns_of_index(self, name: str) -> frozenset[str]:
        with sorting_failures(self.path):
            return frozenset(row[0] for row in self.raw.execute("SELECT name FROM pragma_index_info(?)", (name,)))


def _cursor(result: Any) -> Any:
    # The driver's own cursor: a million ids take a tenth of the time that rows of SQLAlchemy take.
    return result.cursor
