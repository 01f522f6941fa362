"""Writing what follows from the rows of incidents: derived columns and the search index. Never journaled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from ascertain.store import indexing
from ascertain.store.following import NameFolder, computed, derived_columns, index_columns
from ascertain.store.follows import Follows


def refresh(
    core: Connection,
    incident_ids: Sequence[int],
    follows: int = Follows.ALL,
    *,
    fresh: bool = False,
    folder: NameFolder | None = None,
) -> None:
    """Compute what `follows` names of the derived columns and the search entries of incidents, and write what differs.

    At most some thousand ids at a time. An id without an incident loses its entry, where all is computed. For a bulk
    load: `fresh` where none of them has a search entry yet. One `folder` may serve all batches.
    """
    columns, parts = derived_columns(follows), index_columns(follows)
    updates: list[tuple[Any, ...]] = []
    entries: list[tuple[Any, ...]] = []
    for each in computed(core, incident_ids, folder or NameFolder(), follows):
        if each.differs:
            updates.append((*(each.derived[column] for column in columns), each.id))
        entries.append((each.id, *(each.texts[part] for part in parts)))
    if updates:
        # As text and tuples: SQLAlchemy binds each value by its name, which costs more than to write it.
        marks = ", ".join(f"{column} = ?" for column in columns)
        core.exec_driver_sql(f"UPDATE incident SET {marks} WHERE id = ?", updates)
    if fresh:
        indexing.add(core, entries)
    elif follows == Follows.ALL:
        indexing.replace(core, incident_ids, entries)
    elif parts:
        indexing.mend(core, incident_ids, parts, entries)
