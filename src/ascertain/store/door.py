"""The one door through which a log is written. Every row that passes is journaled as it was and as it became."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import update as sql_update

from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.drafts import Draft
from ascertain.domain.messages import Message, say
from ascertain.domain.own_fields import Fields
from ascertain.domain.problems import LogUnavailable, Remedy
from ascertain.domain.times.reckoning import Calendars
from ascertain.domain.vocabulary import Vocabularies
from ascertain.store import drafts, failures, journal
from ascertain.store.clearing import clear_traces
from ascertain.store.deriving import refresh
from ascertain.store.document_index import index_documents
from ascertain.store.engine import core_connection
from ascertain.store.following import NameFolder
from ascertain.store.keeping import Keeping
from ascertain.store.opening import read_vocabularies
from ascertain.store.operation import Operation as Operation
from ascertain.store.own_rows import read_fields
from ascertain.store.providers import Clock, Ids
from ascertain.store.schema import table

NOTHING_CHANGED = say("Nothing changed")
_STEPS = 20_000
"""Steps of SQLite's machine between two looks at whether an operation is cancelled: some milliseconds."""

Follow = Callable[[Operation], None]
"""Changes what follows from the changes of an operation, through the operation itself."""


class Door:
    """Writes to one log over one connection, used by one thread."""

    def __init__(
        self, keeping: Keeping, clock: Clock, ids: Ids, author: str, calendars: Calendars, follow: Follow
    ) -> None:
        """Open the log that `keeping` knows. `follow` is called at the end of each operation that changed something.
        Raises `LogUnavailable` and `sqlite3.Error`."""
        connection = keeping.open_writer()
        self.path = keeping.path
        self._keeping = keeping
        self.clock = clock
        self.ids = ids
        self.author = author
        self.calendars = calendars
        self._follow = follow
        self.core = core_connection(connection)
        self._connection = connection
        self._conduct = Conduct()

    @contextmanager
    def operation(self, kind: str, label: Message, reason: str = "") -> Iterator[Operation]:
        """One transaction: on a clean end all of it is on disk, with its journal and all that follows from it; else
        nothing is.

        Raises `LogUnavailable` for what the surroundings cause; whatever the body raises goes through.
        """
        with self._transaction():
            op = Operation(
                self.core, kind, label, reason, self.clock.now(), self.ids, self.calendars, self._conduct, self._head
            )  # fmt: skip
            with self._heeding():
                yield op
                op.build_indexes()
                if op.changes or op.streamed:
                    self._follow(op)
                    self._finish(op)
            if op.changes or op.streamed or op.settled:
                self._commit()

    @contextmanager
    def conducted(self, conduct: Conduct) -> Iterator[None]:
        """Let operations meanwhile say how far they are, and be cancelled until their commit: they raise `Cancelled`
        then, and nothing of them is there."""
        self._conduct = conduct
        try:
            yield
        finally:
            self._conduct = Conduct()

    def keep_draft(self, draft: Draft) -> Draft:
        """Keep an unfinished form beside the journal; returns it as it is on disk. Raises `LogUnavailable`."""
        kept = replace(draft, author=self.author, updated_at=self.clock.now())
        with self._transaction():
            drafts.put(self.core, kept)
            self._commit()
        return kept

    def drop_draft(self, uid: str) -> None:
        """Take an unfinished form away. Raises `LogUnavailable`."""
        with self._transaction():
            if drafts.take_away(self.core, uid):
                self._commit()

    def look(self) -> None:
        """See whether the log is still where it was opened. Raises `LogUnavailable`."""
        with self._bringing_home():
            self._keeping.look()

    def save_as(self, target: Path, conduct: Conduct) -> None:
        """Copy the log as it is here to a new file. Raises as `store.saving_as.save_as` does."""
        from ascertain.store.saving_as import save_as

        save_as(self._connection, self.path, target, conduct)

    def clear_traces(self) -> Message | None:
        """Rewrite the file after a purge (`store.clearing`); says where traces may remain, None where none do."""
        self.look()
        return clear_traces(self._connection, self.path)

    def code_lists(self) -> Vocabularies:
        """The code lists of the log as they are now."""
        return read_vocabularies(self._connection)

    def fields(self) -> Fields:
        """The fields of the log as they are now."""
        return read_fields(self._connection)

    def close(self) -> None:
        """Write everything into the file itself and close it."""
        self.core.close()
        try:
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self._connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """What is not committed in it is not written. The file is looked for before and at the end."""
        with failures.sorting_failures(self.path), self._bringing_home():
            self._keeping.look()
            self.core.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield
            finally:
                self.core.rollback()

    @contextmanager
    def _heeding(self) -> Iterator[None]:
        """Stop a statement that runs long as well, where the operation is cancelled. A commit is never stopped."""
        conduct = self._conduct
        self._connection.set_progress_handler(lambda: int(conduct.cancelled()), _STEPS)
        try:
            yield
            conduct.heed()
        except Exception as fault:
            if conduct.cancelled() and not isinstance(fault, Cancelled):
                raise Cancelled from fault
            raise
        finally:
            self._connection.set_progress_handler(None, 0)

    def _commit(self) -> None:
        self._keeping.look()
        self.core.commit()

    @contextmanager
    def _bringing_home(self) -> Iterator[None]:
        """Where the file was moved, what SQLite keeps beside it was not: then nothing is left there alone."""
        try:
            yield
        except LogUnavailable as fault:
            if Remedy.SAVE_AS in fault.remedies:
                with contextlib.suppress(sqlite3.Error):
                    self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            raise

    def _finish(self, op: Operation) -> None:
        op.number = op.end()
        journal.write(self.core, op.number, op.left_to_journal, op.touched.changed)
        for finish in op.at_the_end:
            finish(op.number)
        incident = table("incident")
        stamp = {"version": op.number, "updated_at": op.at}
        for ids in op.touched.batches(op.touched.stamped):
            self.core.execute(sql_update(incident).where(incident.c.id.in_(ids)).values(stamp))
        folder = NameFolder()
        computed = 0
        for follows, ids in op.touched.derivable():
            op.finishing(computed, len(op.touched.derived))
            refresh(self.core, ids, follows, folder=folder)
            computed += len(ids)
        for ids in op.touched.batches(op.touched.documents):
            index_documents(self.core, ids)

    def _head(self, op: Operation) -> dict[str, Any]:
        return {
            "uid": self.ids.new(), "kind": op.kind, "label": journal.write_message(op.label), "reason": op.reason,
            "author": self.author, "at": op.at, "reverses": op.reverses,
        }  # fmt: skip
