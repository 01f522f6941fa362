"""Indexes that are left out while very many rows come in, and built anew at the end in one go, within the same
transaction: sorted once, they cost a fraction of what it costs to find the place of each row in each of them."""

from __future__ import annotations

from sqlalchemy import Connection

from ascertain.store import indexing

_SPARED = ("incident", "statement", "incident_actor")
"""Tables of which an import writes most rows. What makes a value unique stays, and so does what is looked up while rows
come in: what hangs on an incident and on a statement."""
_LOOKED_UP = "ix_incident_actor_incident_id"
FEWEST = 5_000
"""New incidents that are very many."""
_SHARE = 3
"""Worth it where the log grows by a third and more: all that it has must go into the new indexes as well."""
_INDEXES = (
    "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN (?, ?, ?)"
    " AND name <> ? ORDER BY rowid"
)
_STATISTICS = "SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'"


class Sparing:
    """What is put off within one operation."""

    def __init__(self, core: Connection) -> None:
        self._core = core
        self._begun = False
        self._spared: list[str] = []

    def begin(self, rows: int) -> None:
        """Before so many new incidents come: leave out the indexes that are quicker built at the end, and gather more
        words before they go into the search index. Not for few; asked again, it changes nothing."""
        if rows < FEWEST or self._begun:
            return
        self._begun = True
        indexing.expect_many(self._core, True)
        if worth_sparing(self._core, rows):
            self._spared = spare(self._core)

    def end(self) -> None:
        """Build what was left out, and gather words as usual."""
        if not self._begun:
            return
        build(self._core, self._spared)
        indexing.expect_many(self._core, False)
        self._begun, self._spared = False, []


def worth_sparing(core: Connection, rows: int) -> bool:
    """Whether so many new incidents are better written without indexes. Not where the log has statistics: they would go
    with the indexes."""
    if rows < FEWEST or core.exec_driver_sql(_STATISTICS).first() is not None:
        return False
    last = core.exec_driver_sql("SELECT max(id) FROM incident").scalar() or 0
    return rows * _SHARE >= int(last)


def spare(core: Connection) -> list[str]:
    """Take the indexes away; returns what makes them again."""
    found = core.exec_driver_sql(_INDEXES, (*_SPARED, _LOOKED_UP)).all()
    for name, _ in found:
        core.exec_driver_sql(f'DROP INDEX "{name}"')
    return [sql for _, sql in found]


def build(core: Connection, indexes: list[str]) -> None:
    """Make them again."""
    for sql in indexes:
        core.exec_driver_sql(sql)
