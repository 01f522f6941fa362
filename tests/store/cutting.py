"""Damage as a hand with a tool for databases does it: past every rule of the program."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def cut(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as knife:
        for statement in statements:
            knife.execute(statement)
