"""Writing what follows from the rows of incidents: derived columns and the search index. Never journaled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from ascertain.store import indexing
from ascertain.store.following import COLUMNS, NameFolder, computed
from ascertain.store.search_entries import SearchEntry

# As text and tuples: a statement of SQLAlchemy binds each value by its name, which costs more than to write it.
_UPDATE = f"UPDATE incident SET {', '.join(f'{column} = ?' for column in COLUMNS)} WHERE id = ?"


def refresh(
    core: Connection, incident_ids: Sequence[int], *, fresh: bool = False, folder: NameFolder | None = None
) -> None:
    """Compute the derived columns and the search entries of incidents, and write those that differ.

    At most some thousand ids at a time. An id without an incident loses its entry. For a bulk load: `fresh` where none
    of them has a search entry yet, and one `folder` for all batches.
    """
    updates: list[tuple[Any, ...]] = []
    entries: list[SearchEntry] = []
    for each in computed(core, incident_ids, folder or NameFolder()):
        if any(each.row[column] != value for column, value in each.derived.items()):
            updates.append((*(each.derived[column] for column in COLUMNS), each.row["id"]))
        entries.append(each.entry)
    if updates:
        core.exec_driver_sql(_UPDATE, updates)
    if fresh:
        indexing.add(core, entries)
    else:
        indexing.replace(core, incident_ids, entries)
