"""Bringing an older log to the schema of this program. The only module that imports Alembic, and only when a migration
is due."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ascertain.domain.backups import Why
from ascertain.store.backups.making import make
from ascertain.store.connection import open_writer
from ascertain.store.engine import core_connection
from ascertain.store.failures import sorting_failures
from ascertain.store.revision import HEAD

SCRIPTS = Path(__file__).parent / "migrations"


def migrate(path: Path, at: int, root: Path | None = None, *, scripts: Path = SCRIPTS, to: str = HEAD) -> Path:
    """Make a verified backup, then run what is due; returns the backup's path.

    `at` is the time, `root` the folder for backups other than the one beside the log. A migration is one transaction:
    it is done, or the log is as it was. Raises `BackupFailed`, and then nothing was run; and `LogUnavailable`.
    """
    backup = make(path, Why.MIGRATION, at, root)
    with sorting_failures(path):
        connection = open_writer(path)
        try:
            # Alembic rebuilds tables, for which SQLite must not follow references meanwhile.
            connection.execute("PRAGMA foreign_keys=OFF")
            upgrade(connection, scripts=scripts, to=to)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
    return backup.path


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
