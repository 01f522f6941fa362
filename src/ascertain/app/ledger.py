"""The one way to change a log: a command goes in, one operation is on disk, everybody is told."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import nullcontext
from typing import TYPE_CHECKING, TypeVar

from ascertain.app.lanes import WriterLane
from ascertain.app.notices import WHOLE_ROW, LogChanged, Notices

if TYPE_CHECKING:
    from pathlib import Path

    from ascertain.app.commands import Command
    from ascertain.app.handlers.desk import Desk, Done
    from ascertain.domain.conduct import Conduct
    from ascertain.domain.drafts import Draft
    from ascertain.domain.messages import Message
    from ascertain.domain.table_rows import UndoState

T = TypeVar("T")
_LIBRARY = frozenset(
    {
        "place", "place_name", "actor", "actor_name", "source", "source_name", "source_grade", "document",
        "attachment", "document_mark",
    }
)  # fmt: skip
_OWN_FIELD = "own_field"
_DESCRIBING = frozenset({"code", _OWN_FIELD})
"""What the code lists and the fields of the log are made of."""


class Ledger:
    """Carries out commands on the writer lane, one after another."""

    def __init__(self, lane: WriterLane, notices: Notices, desk: Callable[[], Desk]) -> None:
        self._lane = lane
        self._notices = notices
        self._make_desk = desk
        self._desk: Desk | None = None

    def run(self, command: Command, conduct: Conduct | None = None) -> Future[LogChanged]:
        """Carry out a command as one operation in one transaction.

        The future holds what changed, once it is on disk (after `notices` were told); where nothing did, `operation` is
        0 and nobody is told. It fails with `Refused` or `LogUnavailable`, and then nothing was written; likewise with
        `Cancelled` where `conduct`, which is told how far it is, stops it before its commit.
        """
        return self._lane.do(lambda: self._carry_out(command, conduct))

    def keep_draft(self, draft: Draft) -> Future[Draft]:
        """Keep an unfinished form, in place of what was kept under its uid. Nobody is told: it is no record.

        The future holds the draft once it is on disk; it fails with `LogUnavailable`, and then nothing was written.
        """
        return self._lane.do(lambda: self._ready().door.keep_draft(draft))

    def drop_draft(self, uid: str) -> Future[None]:
        """Take an unfinished form away. Fails with `LogUnavailable`."""
        return self._lane.do(lambda: self._ready().door.drop_draft(uid))

    def undo_state(self) -> Future[UndoState]:
        """What undo and redo would do now."""
        return self._lane.do(self._undo_state)

    def between(self, job: Callable[[], T]) -> Future[T]:
        """Do something beside the log between two commands, while nobody writes to it."""
        return self._lane.do(job)

    def clear_traces(self) -> Future[Message | None]:
        """Finish a purge that could not rewrite the file: nothing deleted remains in it afterwards. The future holds
        what stands in the way, None where nothing does."""
        return self._lane.do(lambda: self._ready().door.clear_traces())

    def save_as(self, target: Path, conduct: Conduct) -> Future[None]:
        """Copy the log, as it is after all that was given before, to a new file. Fails with `LogUnavailable`,
        `FileTrouble` or `Cancelled`, and then there is no such file."""
        return self._lane.do(lambda: self._ready().door.save_as(target, conduct))

    def look(self) -> Future[None]:
        """See whether the log is still where it was opened. Fails with `LogUnavailable` where it is not."""
        return self._lane.do(lambda: self._ready().door.look())

    def warm(self) -> Future[None]:
        """Open for writing now, so that the first command need not wait for it."""
        return self._lane.do(lambda: self._warm())

    def close(self) -> None:
        """Finish what was given, write everything into the file itself and close it."""
        self._lane.do(self._shut)
        self._lane.close()

    def _warm(self) -> None:
        self._ready()

    def _ready(self) -> Desk:
        if self._desk is None:
            self._desk = self._make_desk()
        return self._desk

    def _undo_state(self) -> UndoState:
        from ascertain.store.journal import undo_state

        return undo_state(self._ready().door.core)

    def _carry_out(self, command: Command, conduct: Conduct | None) -> LogChanged:
        from ascertain.app.handlers.carrying_out import carry_out

        desk = self._ready()
        with desk.door.conducted(conduct) if conduct is not None else nullcontext():
            done = carry_out(command, desk)
        if done.operation.number and not _DESCRIBING.isdisjoint(done.operation.touched.tables):
            desk.fields.take(desk.door.fields())
            desk.vocabularies.take(desk.door.code_lists())
        notice = self._notice(command, done)
        if notice.operation:
            self._notices.publish(notice)
        return notice

    def _notice(self, command: Command, done: Done) -> LogChanged:
        from ascertain.store.door import NOTHING_CHANGED

        op = done.operation
        return LogChanged(
            operation=op.number,
            command=command,
            label=op.label if op.number else NOTHING_CHANGED,
            incident_ids=frozenset(op.touched.shown),
            library=bool(op.touched.tables & _LIBRARY),
            views="saved_view" in op.touched.tables,
            vocabularies=not _DESCRIBING.isdisjoint(op.touched.tables),
            fields=_OWN_FIELD in op.touched.tables,
            undo=self._undo_state(),
            made=done.made,
            tables=frozenset(op.touched.tables),
            columns=frozenset((name, each) for name, columns in op.touched.shapes for each in columns or (WHOLE_ROW,)),
            at=op.at,
            left=done.left,
            followed=op.followed,
        )

    def _shut(self) -> None:
        if self._desk is not None:
            self._desk.door.close()
            self._desk = None
