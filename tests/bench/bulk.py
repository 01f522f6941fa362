"""Changing 10,000 incidents at once, and undoing it, beside the bare writes of as many rows by SQLite alone."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from functools import partial
from pathlib import Path

from ascertain.app.commands import Command, EditFields, ReplaceText, SetStatus, TagIncidents, TrashIncidents, Undo
from ascertain.app.session import LogSession
from ascertain.domain.codes import Status
from ascertain.domain.field_edits import FieldEdit, Way
from ascertain.domain.records import NamedRef
from ascertain.domain.text_replacing import TextSearch
from tests.bench.logs import generated_log
from tests.bench.measuring import Figure, at_most, milliseconds

_ROWS = 10_000
_MOST_MS = 2_000


def measure(folder: Path, incidents: int) -> Iterable[Figure]:
    """The time of each command over 10,000 incidents from all over a log, and of its undo."""
    log = folder / "bulk.ascertain"
    shutil.copy(generated_log(folder, incidents), log)
    ids = _spread(log, min(_ROWS, incidents))
    peer = _bare_updates(folder / "bare.sqlite", generated_log(folder, incidents), ids)
    with closing(LogSession.open(log)) as session:
        session.ledger.warm().result()
        for name, command in _commands(ids).items():
            taken = milliseconds(partial(_run, session, command))
            yield at_most(f"{name}, {len(ids)} rows", incidents, taken, peer, "bare updates", _MOST_MS)
            back = milliseconds(partial(_run, session, Undo()))
            yield at_most(f"undo: {name}, {len(ids)} rows", incidents, back, peer, "bare updates", _MOST_MS)
    log.unlink()


def _commands(ids: tuple[int, ...]) -> dict[str, Command]:
    return {
        "set a status": SetStatus(ids, Status.REFUTED, "It did not happen."),
        "add a tag": TagIncidents(ids, ("benchmark",)),
        "move to the trash": TrashIncidents(ids),
        "set a code": EditFields(ids, (FieldEdit("means", Way.SET, "ied"),)),
        "set a place": EditFields(ids, (FieldEdit("place", Way.SET, NamedRef("A place of the benchmark")),)),
        "replace in titles": ReplaceText(ids, TextSearch("e", "E", exact=True), ("title",)),
    }


def _run(session: LogSession, command: Command) -> None:
    session.ledger.run(command).result()


def _spread(log: Path, count: int) -> tuple[int, ...]:
    """So many ids from all over the log."""
    with closing(sqlite3.connect(f"file:{log}?mode=ro", uri=True)) as connection:
        ids = [row[0] for row in connection.execute("SELECT id FROM incident WHERE trashed_at IS NULL ORDER BY id")]
    return tuple(ids[:: max(1, len(ids) // count)][:count])


def _bare_updates(path: Path, source: Path, ids: tuple[int, ...]) -> float:
    """As many rows given another status in a copy of the log, with its indexes and as durable, by SQLite alone."""
    shutil.copy(source, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")

        def update() -> None:
            connection.execute("BEGIN")
            connection.executemany("UPDATE incident SET status = 'refuted' WHERE id = ?", [(each,) for each in ids])
            connection.execute("COMMIT")

        taken = milliseconds(update)
    path.unlink()
    return taken
