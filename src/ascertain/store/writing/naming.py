"""From a name as typed to the record it stands for: an existing one where there is one, else a new one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, or_, select

from ascertain.domain.folding import fold
from ascertain.domain.gazetteer import may_be_same
from ascertain.domain.messages import say
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.records import NamedRef, Place
from ascertain.domain.rows import Shelf
from ascertain.store.door import Operation
from ascertain.store.schema import table

BLANK_ENTRY: dict[Shelf, dict[str, Any]] = {
    Shelf.PLACES: {
        "kind": None,
        "country": None,
        "admin1": "",
        "admin2": "",
        "latitude": None,
        "longitude": None,
        "notes": "",
    },
    Shelf.ACTORS: {"kind": None, "country": None, "notes": ""},
    Shelf.SOURCES: {
        "kind": None,
        "reliability": None,
        "reliability_basis": "",
        "is_official": False,
        "actor_id": None,
        "affiliation": None,
        "country": None,
        "language": "",
        "url": "",
        "notes": "",
    },
    Shelf.DOCUMENTS: {
        "publisher_id": None,
        "kind": None,
        "url": "",
        "published_on": None,
        "language": "",
        "text": "",
        "sha256": "",
        "notes": "",
    },
}
"""What an entry holds of which only the name is told."""


def name_column(shelf: Shelf) -> str:
    """Under which column a shelf keeps its names."""
    return "title" if shelf is Shelf.DOCUMENTS else "name"


def name_key(name: str) -> str:
    """The key under which a name is found: folded; a name that folds to nothing is its own key."""
    return fold(name).strip() or name


def find_by_name(core: Connection, shelf: Shelf, name: str) -> int | None:
    """The record of this name, else the one that has it as an alternate name; the oldest where there are several."""
    column = name_column(shelf)
    main = table(shelf.value)
    key = name_key(name)
    found = core.execute(select(main.c.id).where(main.c[f"{column}_key"] == key).order_by(main.c.id).limit(1)).scalar()
    if found is None and shelf is not Shelf.DOCUMENTS:
        names = table(f"{shelf.value}_name")
        owner = names.c[f"{shelf.value}_id"]
        found = core.execute(select(owner).where(names.c.name_key == key).order_by(owner).limit(1)).scalar()
    return found


def resolve(op: Operation, shelf: Shelf, ref: NamedRef, field: str) -> int:
    """The id that `ref` stands for; a name that the log does not have becomes a new record. Raises `Refused` at
    `field`."""
    if ref.id is not None:
        if not exists(op.core, shelf.value, ref.id):
            text = say("{name} is no longer in the log. Choose another, or type the name again.", name=ref.name)
            raise Refused(Problem(field, "gone", text))
        return ref.id
    name = ref.name.strip()
    if not name:
        raise Refused(Problem(field, "required", say("A name is needed here.")))
    if ref.place is not None and shelf is Shelf.PLACES:
        return find_same_place(op.core, ref.place) or make_place(op, ref.place)
    found = find_by_name(op.core, shelf, name)
    if found is not None:
        return found
    column = name_column(shelf)
    return op.insert(
        shelf.value, {"uid": op.ids.new(), column: name, f"{column}_key": name_key(name), **BLANK_ENTRY[shelf]}
    )


def find_same_place(core: Connection, wanted: Place) -> int | None:
    """The oldest place of the log that has the name of this one, and nothing that tells it from this one: another
    country, another division, another kind of area, a point far away."""
    place, names = table("place").c, table("place_name").c
    key = name_key(wanted.name.strip())
    others = select(names.place_id).where(names.name_key == key)
    query = select(place.id, place.kind, place.country, place.admin1, place.latitude, place.longitude)
    query = query.where(or_(place.name_key == key, place.id.in_(others))).order_by(place.id)
    for number, *told in core.execute(query).all():
        if may_be_same(wanted, Place(wanted.name, told[0], told[1], told[2], "", told[3], told[4])):
            return int(number)
    return None


def make_place(op: Operation, wanted: Place) -> int:
    """A new place with its names in other scripts."""
    name = wanted.name.strip()
    values = {key: getattr(wanted, key) for key in BLANK_ENTRY[Shelf.PLACES]}
    number = op.insert("place", {"uid": op.ids.new(), "name": name, "name_key": name_key(name), **values})
    for other in dict.fromkeys(wanted.names):
        if spelt := other.name.strip():
            row = {"place_id": number, "name": spelt, "name_key": name_key(spelt), "language": other.language}
            op.insert("place_name", row)
    return number


def resolve_optional(op: Operation, shelf: Shelf, ref: NamedRef | None, field: str) -> int | None:
    """As `resolve`, where there may be nothing."""
    return None if ref is None else resolve(op, shelf, ref, field)


def exists(core: Connection, name: str, row_id: int) -> bool:
    """Whether a table has a row of this id."""
    target = table(name)
    return core.execute(select(target.c.id).where(target.c.id == row_id)).first() is not None
