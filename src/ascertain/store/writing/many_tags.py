"""From many names of tags to the tags that they stand for, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from ascertain.store.door import Operation
from ascertain.store.schema import table
from ascertain.store.writing.many_names import stream_rows
from ascertain.store.writing.naming import name_key

Tag = tuple[int, str]
"""The id of a tag, and its name."""


class ManyTags:
    """The tags that incidents have. `learn` the names of a batch, then ask for each."""

    def __init__(self, op: Operation) -> None:
        self._op = op
        self._known: dict[str, Tag] = {}

    def of(self, names: Iterable[str]) -> Iterable[Tag]:
        """The tags of names that were learnt, each once."""
        return dict.fromkeys(self._known[name.strip()] for name in names if name.strip())

    def learn(self, names: Iterable[str]) -> None:
        """Find the tags of these names; what the log lacks is made."""
        lacking = sorted({name.strip() for name in names if name.strip()} - self._known.keys())
        if not lacking:
            return
        keys = {name: name_key(name) for name in lacking}
        found = self._found(list(dict.fromkeys(keys.values())))
        number = self._op.next_id("tag")
        rows: list[dict[str, Any]] = []
        for name, key in keys.items():
            if key not in found:
                found[key] = (number + len(rows), name)
                rows.append({"id": number + len(rows), "name": name, "name_key": key})
        stream_rows(self._op, "tag", rows)
        self._known |= {name: found[key] for name, key in keys.items()}

    def _found(self, wanted: list[str]) -> dict[str, Tag]:
        own = table("tag").c
        found: dict[str, Tag] = {}
        for start in range(0, len(wanted), 500):
            query = select(own.name_key, own.id, own.name).where(own.name_key.in_(wanted[start : start + 500]))
            for key, number, name in self._op.core.execute(query.order_by(own.id.desc())):
                found[key] = (number, name)
        return found
