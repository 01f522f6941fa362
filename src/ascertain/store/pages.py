"""Pages of the incident table by id, through the standard sqlite3 alone: what a window reads before anything else is
loaded."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ascertain.domain.conduct import Conduct
from ascertain.domain.fields import HARM_FIELDS
from ascertain.domain.figure import Figure
from ascertain.domain.table_rows import IncidentRow
from ascertain.store.connection import open_reader
from ascertain.store.failures import sorting_failures, sorting_misreadings
from ascertain.store.keeping import Keeping
from ascertain.store.own_rows import read_values

if TYPE_CHECKING:
    from ascertain.domain.records import OwnValue

_PARTS = ("low", "best", "high", "unknown")
_SCALARS = (
    "i.id",
    "i.ref",
    "i.title",
    "i.kind",
    "i.means",
    "i.outcome",
    "i.t_from",
    "i.t_to",
    "i.precision",
    "i.zone",
    "t.phrase",
    "p.name",
    "t.place_text",
    "i.country",
    "i.where_precision",
    "i.status",
    "t.status_reason",
    "i.status_at",
    "i.statements",
    "i.origins",
    "t.notes",
    "i.is_aggregate",
    "i.draft",
    "i.follow_up_on",
    "i.created_at",
    "i.updated_at",
    "i.trashed_at",
    "i.version",
    "i.killed_low",
    "i.killed_best",
    "i.killed_high",
    "i.injured_low",
    "i.injured_best",
    "i.injured_high",
)
_FIGURES = tuple(f"i.{key}_{part}" for key in ("munitions", *HARM_FIELDS) for part in _PARTS)

# The ids come as one JSON list: the statement stays the same for any number of them, so it is prepared once.
_ROWS = f"""
    SELECT {", ".join(_SCALARS + _FIGURES)}
    FROM json_each(?) AS wanted
    CROSS JOIN incident AS i ON i.id = wanted.value
    LEFT JOIN incident_text AS t ON t.id = i.id
    LEFT JOIN place AS p ON p.id = i.place_id
"""
_ACTORS = """
    SELECT x.incident_id, x.role, a.name
    FROM json_each(?) AS wanted
    CROSS JOIN incident_actor AS x ON x.incident_id = wanted.value
    CROSS JOIN actor AS a ON a.id = x.actor_id
    ORDER BY x.position, x.id
"""
_SOURCES = """
    SELECT x.incident_id, s.name
    FROM json_each(?) AS wanted
    CROSS JOIN statement_incident AS x ON x.incident_id = wanted.value
    CROSS JOIN statement AS y ON y.id = x.statement_id
    CROSS JOIN source AS s ON s.id = y.source_id
    ORDER BY x.position, x.id
"""
_TAGS = """
    SELECT x.incident_id, g.name
    FROM json_each(?) AS wanted
    CROSS JOIN incident_tag AS x ON x.incident_id = wanted.value
    CROSS JOIN tag AS g ON g.id = x.tag_id
    ORDER BY x.id
"""
# Named, because with statistics SQLite would rather take all live incidents from another index and sort them.
FIRST_PAGE = (
    "SELECT id FROM incident INDEXED BY ix_incident_time WHERE trashed_at IS NULL ORDER BY t_from DESC, id DESC LIMIT ?"
)
_COUNT = "SELECT count(*) FROM incident WHERE trashed_at IS NULL"


class Pages:
    """A reader of pages for the thread that paints. Every method fails with `LogUnavailable` where the surroundings
    are at fault."""

    def __init__(self, path: Path, keeping: Keeping | None = None) -> None:
        self._path = path
        with sorting_failures(path):
            self._connection = open_reader(path) if keeping is None else keeping.open_reader()

    def first_ids(self, limit: int) -> array[int]:
        """The ids of the newest incidents by time, then by number; without the trash, drafts included, those without
        a time last."""
        with sorting_misreadings(self._path):
            return array("q", chain.from_iterable(self._connection.execute(FIRST_PAGE, (limit,))))

    def rows(self, ids: Iterable[int], *, own: bool = False) -> list[IncidentRow]:
        """The rows of these incidents in the order of `ids`; an id that the log does not have is left out. With what
        the user's own fields hold only where `own`."""
        with sorting_misreadings(self._path):
            return read_rows(self._connection, ids, own=own)

    def count(self) -> int:
        """How many incidents there are, without the trash."""
        with sorting_misreadings(self._path):
            return int(self._connection.execute(_COUNT).fetchone()[0])

    def save_as(self, target: Path, conduct: Conduct) -> None:
        """Copy the log to a new file, from another thread if wanted. Raises as `store.saving_as.save_as` does."""
        from ascertain.store.saving_as import save_as

        save_as(self._connection, self._path, target, conduct)

    def close(self) -> None:
        """Close the connection. Safe to call twice."""
        self._connection.close()


def read_rows(connection: sqlite3.Connection, ids: Iterable[int], *, own: bool = False) -> list[IncidentRow]:
    """The rows of these incidents in the order of `ids`, from one state of the log."""
    wanted = list(ids)
    if not wanted:
        return []
    listed = (json.dumps(wanted),)
    with one_state(connection):
        found = connection.execute(_ROWS, listed).fetchall()
        actors = _grouped((incident, (role, name)) for incident, role, name in connection.execute(_ACTORS, listed))
        sources = _grouped(connection.execute(_SOURCES, listed))
        tags = _grouped(connection.execute(_TAGS, listed))
        values = read_values(connection, listed[0]) if own else {}
    rows = {
        line[0]: _row(
            line,
            tuple(actors.get(line[0], ())),
            tuple(dict.fromkeys(sources.get(line[0], ()))),
            tuple(tags.get(line[0], ())),
            values.get(line[0], ()),
        )
        for line in found
    }
    return [rows[incident] for incident in wanted if incident in rows]


@contextmanager
def one_state(connection: sqlite3.Connection) -> Iterator[None]:
    """Let several statements see the same state of the log. May be nested."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        _end(connection)


def _end(connection: sqlite3.Connection) -> None:
    # An interruption may have ended the transaction already.
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def _grouped(pairs: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def _row(
    line: Sequence[Any],
    actors: tuple[tuple[str, str], ...],
    sources: tuple[str, ...],
    tags: tuple[str, ...],
    own: tuple[OwnValue, ...],
) -> IncidentRow:
    (
        incident, ref, title, kind, means, outcome, t_from, t_to, precision, zone, phrase, place, place_text, country,
        where_precision, status, status_reason, status_at, statements, origins, notes, is_aggregate, draft,
        follow_up_on, created_at, updated_at, trashed_at, version,
    ) = line[:28]  # fmt: skip
    munitions, *harm = figures_of(line[len(_SCALARS) :])
    day = date.fromisoformat(follow_up_on) if follow_up_on else None
    killed, injured = _sum(line[28:31], harm[:4]), _sum(line[31:34], harm[4:])
    # In the order of the fields: by name it would cost a third more, for every row that is scrolled to.
    return IncidentRow(
        incident, ref, title, kind, means, outcome, t_from, t_to, precision, zone, phrase or "", place or "",
        place_text or "", country, where_precision, status, status_reason or "", status_at, statements, origins,
        munitions, killed, injured, tuple(harm), actors, sources, tags, notes or "", bool(is_aggregate), bool(draft),
        day, created_at, updated_at, trashed_at is not None, version, own,
    )  # fmt: skip


def _sum(numbers: Sequence[Any], sides: Sequence[Figure]) -> Figure:
    """A sum over the sides as it is kept; where no side has a number and one is not known, neither is the sum."""
    low, best, high = numbers
    nothing = low is None and best is None and high is None
    return Figure(low, best, high, nothing and any(side.unknown for side in sides))


def figures_of(values: Sequence[Any]) -> tuple[Figure, ...]:
    """Figures from columns that stand as low, best, high, unknown, one figure after the other."""
    return tuple(map(_figure, values[0::4], values[1::4], values[2::4], values[3::4]))


@lru_cache(maxsize=4096)
def _figure(low: int | None, best: int | None, high: int | None, unknown: int | None) -> Figure:
    """The same figure stands in very many rows."""
    return Figure(low, best, high, bool(unknown))
