"""Whether a log is sound: the file, its schema, its references, its values, its journal and what is derived from it.

A damaged file can answer any question with any error: whatever a part of the check stumbles over is a finding, told
without the text that it stumbled over.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.messages import Message, say
from ascertain.domain.problems import LogUnavailable
from ascertain.store import failures, sealing
from ascertain.store.connection import open_reader
from ascertain.store.sealing import SealState

_MOST_FAULTS = 100
_STEPS_BETWEEN_LOOKS = 50_000
_COUNTED = (
    "incident",
    "statement",
    "assertion",
    "source",
    "actor",
    "place",
    "document",
    "attachment",
    "link",
    "tag",
    "operation",
    "change",
)
_SEALS = {
    SealState.BROKEN: say(
        "The content of the file is not what it was when it was closed, though nobody has written to it since: "
        "the disk or a copy has altered it"
    ),
    SealState.OUTDATED: say(
        "The file was written or copied since this program closed it, so it could not be compared with what it was"
    ),
    SealState.NONE: say(
        "Nothing is kept of what the file was when it was closed, so altered bits may stand in its texts unseen"
    ),
}
_RESTLESS = (
    "The log {name} was changed again and again while it was read. Check it again when fewer people write to it."
)
_NO_COPY = "The log {name} could not be copied to be checked: {reason}. Nothing was changed."
Step = tuple[str, Callable[[], Iterator[Message]]]


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found: how many rows each table has, each fault as a sentence, and what could not be checked."""

    rows: tuple[tuple[str, int], ...]
    faults: tuple[Message, ...]
    notes: tuple[Message, ...] = ()


def check(path: Path, conduct: Conduct | None = None, *, closed: bool = False, apart: bool = False) -> Findings:
    """Read the whole log and say what is wrong with it. Changes nothing.

    `closed`: no connection of this process has the log open, so that it may be compared with its seal. `apart`: a copy
    is read, since whoever reads the log itself would hold up its writer. `conduct` is told thousandths. Raises
    `LogUnavailable` where the log cannot be read at all, and `Cancelled`.
    """
    conduct = conduct or Conduct()
    faults: list[Message] = []
    notes: list[Message] = []
    if closed:
        state = _seal_state(path)
        if state in _SEALS:
            (faults if state is SealState.BROKEN else notes).append(_SEALS[state])
    with failures.sorting_failures(path), _opened(path, apart, conduct.cancelled) as connection:
        connection.set_progress_handler(lambda: int(conduct.cancelled()), _STEPS_BETWEEN_LOOKS)
        connection.execute("BEGIN")
        steps = _steps(connection, path, conduct)
        for at, (what, step) in enumerate(steps):
            conduct.tell(at * 1000 // len(steps), 1000)
            faults += _found(what, step, conduct)
        rows = tuple(_counts(connection))
    return Findings(rows, tuple(faults), tuple(notes))


@contextmanager
def _opened(path: Path, apart: bool, cancelled: Callable[[], bool]) -> Iterator[sqlite3.Connection]:
    if not apart:
        with closing(open_reader(path)) as connection:
            yield connection
        return
    from ascertain.store import disk
    from ascertain.store.backups.copying import ChangedMeanwhile, copy_of_one_state
    from ascertain.store.backups.snapshots import snapshot_of

    try:
        with disk.part_for(path) as part:
            with closing(open_reader(path)) as source:
                copy_of_one_state(source, snapshot_of, part, Conduct(cancelled=cancelled))
            with closing(open_reader(part)) as connection:
                yield connection
    except ChangedMeanwhile as error:
        raise LogUnavailable(say(_RESTLESS, name=path.name)) from error
    except OSError as error:
        sentence = say(_NO_COPY, name=path.name, reason=error.strerror or type(error).__name__)
        raise failures.unwritable(sentence, error, path) from error


def _steps(connection: sqlite3.Connection, path: Path, conduct: Conduct) -> list[Step]:
    from ascertain.store.attachment_holds import attachment_faults
    from ascertain.store.check_following import document_faults, following_faults, index_faults
    from ascertain.store.check_values import value_faults
    from ascertain.store.replaying import journal_faults

    inner = Conduct(cancelled=conduct.cancelled)
    return [
        ("pages", partial(_page_faults, connection)),
        ("references", partial(_reference_faults, connection)),
        ("values", partial(value_faults, connection)),
        ("texts", partial(_text_faults, connection)),
        ("search index", partial(index_faults, connection)),
        ("documents", partial(document_faults, connection)),
        ("derived values", partial(following_faults, connection, inner)),
        ("journal", partial(journal_faults, connection)),
        ("attachments", partial(attachment_faults, connection, path)),
    ]


def _found(what: str, step: Callable[[], Iterator[Message]], conduct: Conduct) -> Iterator[Message]:
    """The faults that a step finds, its own fall included."""
    try:
        for at, fault in enumerate(step()):
            if at == _MOST_FAULTS:
                yield say("More is wrong with the {what} than is told here", what=say(what))
                return
            yield fault
    except Cancelled:
        raise
    except Exception as error:
        if conduct.cancelled() and failures.is_interruption(error):
            raise Cancelled from error
        # Of the error only its name: its text could hold what an analyst typed.
        name = failures.error_name(error)
        yield say("The {what} cannot be read through: {reason}", what=say(what), reason=name)


def _page_faults(connection: sqlite3.Connection) -> Iterator[Message]:
    for (line,) in connection.execute(f"PRAGMA integrity_check({_MOST_FAULTS})"):
        if line != "ok":
            yield say("The file is damaged: {detail}", detail=line)


def _reference_faults(connection: sqlite3.Connection) -> Iterator[Message]:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield say("Row {row} of {table} names a row of {parent} that is not there", row=row, table=table, parent=parent)


def _text_faults(connection: sqlite3.Connection) -> Iterator[Message]:
    query = "SELECT count(*) FROM incident WHERE id NOT IN (SELECT id FROM incident_text)"
    count = connection.execute(query).fetchone()[0]
    if count:
        yield say("Incidents that have lost their text: {count}", count=count)


def _counts(connection: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    for name in _COUNTED:
        try:
            yield name, connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
        except sqlite3.DatabaseError:
            yield name, 0


def _seal_state(path: Path) -> SealState:
    try:
        return sealing.seal_state(path)
    except OSError:
        return SealState.NONE
