"""Which incidents a change of a row reaches: the ones that it changes, and the ones that merely show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, select, union

from ascertain.store.follows import Follows, follows_from
from ascertain.store.journal import Change
from ascertain.store.schema import table

BATCH = 500
_OWN_ROW = ("incident", "incident_text")
_OWNED = ("statement_incident", "assertion", "incident_actor", "incident_tag", "own_value")
_NAMES = {"place_name": "place", "actor_name": "actor", "source_name": "source"}


class Touched:
    """Incidents reached by one operation. `changed`: in its history; `stamped`: with a new version; `shown`: they show
    what changed; `derived`: those of them of which something that follows from rows may be another now, and what."""

    def __init__(self) -> None:
        self.changed: set[int] = set()
        self.stamped: set[int] = set()
        self.shown: set[int] = set()
        self.derived: dict[int, int] = {}
        self.documents: set[int] = set()
        """Documents that are found by other words now, or by none."""
        self.tables: set[str] = set()
        self.shapes: set[tuple[str, tuple[str, ...] | None]] = set()
        """Which columns of which table were given other values; None where rows came or went."""

    def note(self, core: Connection, change: Change) -> None:
        """Note what `change` reaches. Of a row that goes, before it is gone."""
        self.tables.add(change.table)
        whole = change.before is None or change.after is None
        self.shapes.add((change.table, None if whole else tuple(change.after or ())))
        if change.table == "document" and _text_differs(change):
            self.documents.add(change.row_id)
        follows = follows_from(change.table, change.before, change.after)
        if change.table in _OWN_ROW:
            self.own((change.row_id,), follows)
        elif change.table in _OWNED:
            self.own(_either(change, "incident_id") or _ids(core, _owner(change.table, change.row_id)), follows)
        elif change.table == "statement":
            self.own(_ids(core, _by_statement(change.row_id)), follows)
        elif change.table == "attachment":
            self._with_file(core, change)
        elif change.table == "link":
            # A link says something of both, but is no part of the content that a form holds.
            both = _either(change, "from_id") | _either(change, "to_id") or _ids(core, _ends(change.row_id))
            self.changed |= both
            self._show(both, follows)
        else:
            self._showing(core, change, follows)

    def note_all(self, core: Connection, changes: Sequence[Change]) -> None:
        """The same for many, with one question for the statements among them."""
        told: dict[int, list[int]] = {}
        for change in changes:
            if change.table == "statement":
                self.tables.add(change.table)
                told.setdefault(follows_from(change.table, change.before, change.after), []).append(change.row_id)
            else:
                self.note(core, change)
        bears = table("statement_incident")
        for follows, ids in told.items():
            for batch in self.batches(ids):
                query = select(bears.c.incident_id).where(bears.c.statement_id.in_(batch))
                self.own(_ids(core, query), follows)

    def derivable(self) -> Iterator[tuple[int, list[int]]]:
        """What is to be computed anew, with the incidents of which it is, in parts that fit into one statement."""
        together: dict[int, list[int]] = {}
        for incident_id, follows in self.derived.items():
            together.setdefault(follows, []).append(incident_id)
        for follows, ids in together.items():
            for batch in self.batches(ids):
                yield follows, batch

    @staticmethod
    def batches(ids: Iterable[int]) -> Iterator[list[int]]:
        """The ids in parts that fit into one statement."""
        ordered = sorted(ids)
        for start in range(0, len(ordered), BATCH):
            yield ordered[start : start + BATCH]

    def own(self, ids: Iterable[int], follows: int) -> None:
        """Note incidents of which a part of the content changed, and what follows from that part."""
        owned = set(ids)
        self.changed |= owned
        self.stamped |= owned
        self._show(owned, follows)

    def _show(self, ids: Iterable[int], follows: int) -> None:
        self.shown.update(ids)
        if follows:
            derived = self.derived
            for each in ids:
                derived[each] = derived.get(each, 0) | follows

    def _with_file(self, core: Connection, change: Change) -> None:
        """A file says something of the incidents on which its statement bears, but is no part of their content."""
        image = change.after or change.before or {}
        if image.get("statement_id") is not None:
            bearing = _ids(core, _by_statement(image["statement_id"]))
            self.changed |= bearing
            self._show(bearing, Follows.NOTHING)

    def _with_country(self, core: Connection, change: Change, follows: int) -> None:
        """The search index holds the names of countries."""
        image = change.after or change.before or {}
        if image.get("vocabulary") == "country" and "label" in image:
            place, incident = table("place"), table("incident")
            joined = select(incident.c.id).join(place, place.c.id == incident.c.place_id)
            self._show(_ids(core, joined.where(place.c.country == image["key"])), follows)

    def _showing(self, core: Connection, change: Change, follows: int) -> None:
        if change.table == "code":
            self._with_country(core, change, follows)
            return
        shelf = _NAMES.get(change.table)
        if shelf is not None:
            owners = _either(change, f"{shelf}_id") or _ids(core, _name_owner(change.table, shelf, change.row_id))
        else:
            shelf, owners = change.table, {change.row_id}
        query = _SHOWN_BY.get(shelf)
        if query is not None:
            for owner in owners:
                self._show(_ids(core, query(owner)), follows)


def _text_differs(change: Change) -> bool:
    if change.before is None or change.after is None:
        return True
    return any(change.before.get(column) != change.after.get(column) for column in ("title", "text"))


def _either(change: Change, column: str) -> set[int]:
    return {int(image[column]) for image in (change.before, change.after) if image is not None and column in image}


def _ids(core: Connection, query: Select[Any]) -> set[int]:
    return set(core.execute(query).scalars().all())


def _owner(name: str, row_id: int) -> Select[Any]:
    owned = table(name)
    return select(owned.c.incident_id).where(owned.c.id == row_id)


def _name_owner(name: str, shelf: str, row_id: int) -> Select[Any]:
    names = table(name)
    return select(names.c[f"{shelf}_id"]).where(names.c.id == row_id)


def _by_statement(statement_id: int) -> Select[Any]:
    bears = table("statement_incident")
    return select(bears.c.incident_id).where(bears.c.statement_id == statement_id)


def _ends(link_id: int) -> Select[Any]:
    link = table("link")
    both = union(
        select(link.c.from_id.label("id")).where(link.c.id == link_id), select(link.c.to_id).where(link.c.id == link_id)
    ).subquery()
    return select(both.c.id)


def _by_place(place_id: int) -> Select[Any]:
    incident = table("incident")
    return select(incident.c.id).where(incident.c.place_id == place_id)


def _by_actor(actor_id: int) -> Select[Any]:
    actors = table("incident_actor")
    return select(actors.c.incident_id).where(actors.c.actor_id == actor_id)


def _by_tag(tag_id: int) -> Select[Any]:
    tags = table("incident_tag")
    return select(tags.c.incident_id).where(tags.c.tag_id == tag_id)


def _by_source(source_id: int) -> Select[Any]:
    statement, bears = table("statement"), table("statement_incident")
    told = (statement.c.source_id == source_id) | (statement.c.origin_id == source_id)
    return select(bears.c.incident_id).join(statement, statement.c.id == bears.c.statement_id).where(told)


def _by_document(document_id: int) -> Select[Any]:
    statement, bears = table("statement"), table("statement_incident")
    return (
        select(bears.c.incident_id)
        .join(statement, statement.c.id == bears.c.statement_id)
        .where(statement.c.document_id == document_id)
    )


_SHOWN_BY = {"place": _by_place, "actor": _by_actor, "tag": _by_tag, "source": _by_source, "document": _by_document}
