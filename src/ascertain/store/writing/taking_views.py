"""Saved views of another log, taken after all else, since they may ask of fields that were taken under other keys."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from ascertain.domain.search.parts import with_keys
from ascertain.store.door import Operation
from ascertain.store.schema import table

Row = dict[str, Any]


class ViewsTaken:
    """A view is not taken again that the log has by uid, or under its name with the same search, sort and columns; one
    whose name alone is taken gets a number behind it. They stand after those of the log, in their own order."""

    def __init__(self, op: Operation) -> None:
        self._op = op
        self._offered: list[Row] = []

    def offer(self, row: Row) -> None:
        """A view of the other log."""
        if row["name"].strip():
            self._offered.append(row)

    def take(self, keys: Mapping[str, str]) -> int:
        """Take those that the log lacks; returns how many. `keys`: what fields of the other log are called here, where
        that is something else."""
        own = table("saved_view").c
        last = self._op.core.execute(select(func.max(own.position))).scalar()
        position = 0 if last is None else last + 1
        made = 0
        for row in sorted(self._offered, key=lambda each: (each["position"], each["id"])):
            values = {name: value for name, value in _with_keys(row, keys).items() if name != "id"}
            if self._is_there(values):
                continue
            self._op.insert("saved_view", {**values, "name": self._free(values["name"]), "position": position + made})
            made += 1
        return made

    def _is_there(self, values: Row) -> bool:
        own = table("saved_view").c
        same = own.name == values["name"].strip()
        for name in ("search", "sort", "columns"):
            same &= own[name] == values[name]
        return self._op.core.execute(select(own.id).where((own.uid == values["uid"]) | same)).first() is not None

    def _free(self, name: str) -> str:
        own = table("saved_view").c
        taken = set(self._op.core.execute(select(own.name)).scalars())
        tried, number = name.strip(), 2
        while tried in taken:
            tried, number = f"{name.strip()} ({number})", number + 1
        return tried


def _with_keys(row: Row, keys: Mapping[str, str]) -> Row:
    """The view asking of, and showing, the fields as they are called here."""
    if not keys:
        return row
    layout = json.loads(row["layout"])
    widths = layout.get("widths")
    if isinstance(widths, dict):
        layout["widths"] = {keys.get(key, key): width for key, width in widths.items()}
    sorted_by = [(each[: each.startswith("-")], each.removeprefix("-")) for each in json.loads(row["sort"])]
    return {
        **row,
        "search": with_keys(row["search"], keys),
        "sort": json.dumps([way + keys.get(key, key) for way, key in sorted_by]),
        "columns": json.dumps([keys.get(key, key) for key in json.loads(row["columns"])]),
        "layout": json.dumps(layout, sort_keys=True),
    }
