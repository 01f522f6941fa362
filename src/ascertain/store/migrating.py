"""Bringing an older log to the schema of this program. The only module that imports Alembic, and only when a migration
is due."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from ascertain.domain.messages import say
from ascertain.domain.problems import LogUnavailable
from ascertain.store.connection import open_reader, open_writer
from ascertain.store.engine import core_connection
from ascertain.store.failures import sorting_failures
from ascertain.store.revision import HEAD

SCRIPTS = Path(__file__).parent / "migrations"


def migrate(path: Path, *, scripts: Path = SCRIPTS, to: str = HEAD) -> Path:
    """Keep a verified copy beside the log, then run what is due; returns the copy's path.

    A migration is one transaction: it is done, or the log is as it was. Raises `LogUnavailable`.
    """
    with sorting_failures(path):
        copy = keep_copy(path)
        connection = open_writer(path)
        try:
            # Alembic rebuilds tables, for which SQLite must not follow references meanwhile.
            connection.execute("PRAGMA foreign_keys=OFF")
            upgrade(connection, scripts=scripts, to=to)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
    return copy


def upgrade(connection: sqlite3.Connection, *, scripts: Path = SCRIPTS, to: str = HEAD) -> None:
    """Run the migrations from the revision of the file up to `to` on an open connection, in one transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    with core_connection(connection) as core:
        core.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            config.attributes["connection"] = core
            command.upgrade(config, to)
            if core.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise sqlite3.IntegrityError("a migration left a row that points to nothing")
            core.commit()
        except BaseException:
            core.rollback()
            raise


def keep_copy(path: Path) -> Path:
    """Copy a log through SQLite to a new file beside it, readable by its owner only, and read the copy through. Returns
    its path."""
    copy = _free_name(path)
    copy.touch(mode=0o600, exist_ok=False)
    with closing(open_reader(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
    with closing(open_reader(copy)) as made:
        verdict = made.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if verdict != "ok":
        copy.unlink()
        text = (
            "The log {name} could not be copied before it is brought up to date. Check the disk; the log is as it was."
        )
        raise LogUnavailable(say(text, name=path.name))
    return copy


def _free_name(path: Path) -> Path:
    number = 1
    while (copy := path.with_name(f"{path.stem}.before-update-{number}{path.suffix}")).exists():
        number += 1
    return copy
