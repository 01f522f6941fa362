"""What may be left of a log after the power went: each judge takes the log and what had happened by then, and gives
`lost` or `corrupt` with a sentence for everything that may not be."""

from __future__ import annotations

import gzip
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path

from ascertain.app.backing_up import list_backups
from ascertain.app.session import LogSession
from ascertain.domain.problems import LogUnavailable
from ascertain.store.attachment_files import stored_path
from ascertain.store.connection import open_reader
from ascertain.store.disk import hash_of
from tests.prove.recorder import Event
from tests.prove.soundness import Ledger, faults_of_file, missing

OLD = Path(__file__).resolve().parents[1] / "store" / "golden" / "0001.ascertain.gz"
"""A log of the first schema, with data."""


def after_saving(log: Path, events: Sequence[Event]) -> list[tuple[str, str]]:
    """Every operation that was acknowledged is there, and the log is whole."""
    told = [event for event in events if event.what == "told"]
    if not log.exists():
        return [("lost", "there is no log")] if told else []
    fault = opened(log)
    if fault:
        return [("corrupt", fault)]
    saved = {event.at for event in told if event.path == "saved"}
    found = [("lost", f"operation {each}") for each in missing(log, saved)]
    found += [("lost", f"the attached file {name} is not what it was") for name in _attachments_lost(log)]
    return found + [("corrupt", fault) for fault in (*faults_of_file(log), *Ledger().faults(log))]


def _attachments_lost(log: Path) -> list[str]:
    """The names of attached files that are missing or altered."""
    with closing(open_reader(log)) as connection:
        rows = connection.execute("SELECT name, sha256 FROM attachment").fetchall()
    paths = {name: (stored_path(log, sha256), sha256) for name, sha256 in rows}
    return [name for name, (path, sha256) in paths.items() if not path.is_file() or hash_of(path) != sha256]


def after_migrating(log: Path, events: Sequence[Event]) -> list[tuple[str, str]]:
    """Whatever the cut left opens as the log of today with all that was in the old one, and a copy from before is
    there once the log is no longer the old one."""
    if not log.exists():
        return [("lost", "there is no log")]
    return list(_migrated(log))


def after_restoring(log: Path, events: Sequence[Event]) -> list[tuple[str, str]]:
    """Before the restoring has told its end, the log is the old one or the backup, and then the backup. Where it is the
    backup, the old log lies beside it, whole; and no backup is gone."""
    if not log.exists():
        return [("lost", "there is no log")]
    fault = opened(log)
    if fault:
        return [("corrupt", fault)]
    found = [("corrupt", fault) for fault in (*faults_of_file(log), *Ledger().faults(log))]
    here, shelved = operations(log), [operations(each.path) for each in list_backups(log)]
    saved = min(shelved, key=len, default=frozenset())
    done = any(event.what == "told" and event.path == "restored" for event in events)
    if here == saved and saved:
        beside = [each for each in log.parent.glob("*.ascertain") if each != log]
        if not any(operations(each) > saved and not faults_of_file(each) for each in beside):
            found.append(("lost", f"the old log is not beside the new one: {[each.name for each in beside]}"))
    elif done or not here > saved:
        found.append(("lost", "the log is neither the backup nor what it was"))
    return found if saved else [*found, ("lost", "the backup is gone")]


def operations(log: Path) -> frozenset[str]:
    """The marks of all operations of a log; none where it cannot be read."""
    try:
        with closing(open_reader(log)) as connection:
            return frozenset(row[0] for row in connection.execute("SELECT uid FROM operation"))
    except sqlite3.DatabaseError:
        return frozenset()


def _migrated(log: Path) -> Iterator[tuple[str, str]]:
    old = _revision(log) == "0001"
    if not old and not any(_revision(copy) == "0001" for copy in log.parent.rglob("*.ascertain") if copy != log):
        yield "lost", "the log is brought up to date, and no copy from before is there"
    fault = opened(log)
    if fault:
        yield "corrupt", fault
        return
    for each in faults_of_file(log):
        yield "corrupt", each
    for table, (columns, rows) in _old_rows().items():
        if not _holds(table, _rows(log, table, columns), rows):
            yield "lost", f"{table} does not hold what it held"


def _holds(table: str, there: list[tuple[object, ...]], old: list[tuple[object, ...]]) -> bool:
    """Whether a table has every old row, and no other but those of code lists that came with the migration."""
    if table == "sqlite_sequence":
        given = {str(name): int(str(number)) for name, number in there}
        return all(given[str(name)] >= int(str(number)) for name, number in old)
    if table in ("code", "log_info"):
        return set(old) <= set(there)
    return there == old


@cache
def _old_rows() -> dict[str, tuple[str, list[tuple[object, ...]]]]:
    """Every table of the older log: its columns and its rows."""
    with tempfile.TemporaryDirectory() as folder:
        old = Path(folder) / "old.ascertain"
        old.write_bytes(gzip.decompress(OLD.read_bytes()))
        with closing(sqlite3.connect(old)) as connection:
            names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            columns = {
                name: ", ".join(row[1] for row in connection.execute(f"PRAGMA table_info({name})"))
                for name in names
                if name != "alembic_version"
            }
        return {name: (text, _rows(old, name, text)) for name, text in columns.items()}


def _rows(log: Path, table: str, columns: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(log)) as connection:
        return sorted(connection.execute(f"SELECT {columns} FROM {table}").fetchall(), key=repr)


def _revision(log: Path) -> str:
    """The schema of a log, or nothing where it cannot be told."""
    try:
        with closing(sqlite3.connect(f"{log.as_uri()}?mode=ro", uri=True)) as connection:
            return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    except (sqlite3.DatabaseError, TypeError):
        return ""


def opened(log: Path) -> str:
    """Open a log as any, ready for writing, and close it; says why it could not be."""
    try:
        with closing(LogSession.open(log)) as session:
            session.warm().result()
            return str(session.why_read_only or "")
    except LogUnavailable as fault:
        return str(fault.message)
