"""SQLAlchemy Core over one sqlite3 connection that was opened by `store.connection`."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, create_engine, insert
from sqlalchemy.pool import StaticPool


def core_connection(connection: sqlite3.Connection) -> Connection:
    """A Core connection that uses `connection` and nothing else. Closing it leaves `connection` open.

    Transactions stay in the hands of the caller: `exec_driver_sql("BEGIN IMMEDIATE")`, then `commit()` or `rollback()`.
    """
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    return engine.connect()


def insert_row(core: Connection, target: Table, values: Mapping[str, Any]) -> int:
    """Add one row and return its id."""
    key = core.execute(insert(target), dict(values)).inserted_primary_key
    if key is None:
        raise RuntimeError(f"no id came back from {target.name}")
    return int(key[0])


def insert_rows(core: Connection, target: Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Add many rows with their ids: values in the order of `columns`, of which one is `id`."""
    # As text and tuples: SQLAlchemy binds each value by its name, which costs more than to write it.
    marks = ", ".join("?" * len(columns))
    core.exec_driver_sql(f"INSERT INTO {target.name} ({', '.join(columns)}) VALUES ({marks})", list(rows))
