"""The contents of many incidents, with no more of what belongs to them than is asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from ascertain.domain.records import IncidentContent
from ascertain.store.reading import batches
from ascertain.store.reading.incidents import of_batch


@dataclass(frozen=True, slots=True)
class Reach:
    """Which lists of an incident are read; those that are not are empty."""

    actors: bool = False
    tags: bool = False
    statements: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """An incident as it stands in the log: its ref and its content."""

    ref: str
    content: IncidentContent


def contents(core: Connection, ids: Sequence[int], reach: Reach) -> dict[int, Held]:
    """The contents of at most some thousand incidents; ids without one are left out."""
    asked = {"ids": json.dumps(list(ids))}

    def rows(wanted: bool, statement: Any) -> Sequence[Any]:
        return core.execute(statement, asked).all() if wanted else ()

    incidents, told, asserted, bears_on, actors, tags, _ = batches.parts()
    batch = batches.Batch(
        rows(True, incidents),
        rows(reach.statements, told),
        rows(reach.statements, asserted),
        rows(reach.statements, bears_on),
        rows(reach.actors, actors),
        rows(reach.tags, tags),
        (),
        rows(reach.own, batches.own_part()),
    )
    return {each.id: Held(each.ref, each.content) for each in of_batch(batch)}
