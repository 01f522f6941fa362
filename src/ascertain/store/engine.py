"""SQLAlchemy Core over one sqlite3 connection that was opened by `store.connection`."""

from __future__ import annotations

import sqlite3

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool


def core_connection(connection: sqlite3.Connection) -> Connection:
    """A Core connection that uses `connection` and nothing else. Closing it leaves `connection` open.

    Transactions stay in the hands of the caller: `exec_driver_sql("BEGIN IMMEDIATE")`, then `commit()` or `rollback()`.
    """
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    return engine.connect()
