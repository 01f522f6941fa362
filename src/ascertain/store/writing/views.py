"""Writing saved views."""

from __future__ import annotations

import json

from sqlalchemy import select

from ascertain.domain.messages import say
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.records import SavedView
from ascertain.store.door import Operation
from ascertain.store.schema import table
from ascertain.store.writing.positions import last_position, put_at


def keep_view(op: Operation, view: SavedView) -> int:
    """Write a saved view, new where it has no id; returns its id. Raises `Refused` for a name that is empty or
    taken, or an id that is gone."""
    name = view.name.strip()
    views = table("saved_view")
    if not name:
        raise Refused(Problem("name", "required", say("Give the view a name.")))
    taken = op.core.execute(select(views.c.id).where(views.c.name == name)).scalar()
    if taken is not None and taken != view.id:
        raise Refused(
            Problem("name", "taken", say("There is already a view named {name}. Choose another name.", name=name))
        )
    values = {
        "name": name,
        "search": view.search,
        "sort": json.dumps(view.sort),
        "columns": json.dumps(view.columns),
        "layout": json.dumps(view.layout.plain(), sort_keys=True),
    }
    if view.id is None:
        return op.insert("saved_view", {"uid": op.ids.new(), **values, "position": last_position(op, "saved_view")})
    if op.row("saved_view", view.id) is None:
        raise _gone()
    op.update("saved_view", view.id, values)
    return view.id


def move_view(op: Operation, view_id: int, to: int) -> str:
    """Bring a saved view to another place, counted from 0; returns its name. Raises `Refused` where it is gone."""
    row = op.row("saved_view", view_id)
    if row is None:
        raise _gone()
    put_at(op, "saved_view", view_id, to)
    return str(row["name"])


def remove_view(op: Operation, view_id: int) -> str:
    """Take a saved view away; returns its name. Raises `Refused` where it is gone."""
    row = op.row("saved_view", view_id)
    if row is None:
        raise _gone()
    op.delete("saved_view", view_id)
    return str(row["name"])


def _gone() -> Refused:
    return Refused(Problem("", "gone", say("The saved view is no longer in the log.")))
