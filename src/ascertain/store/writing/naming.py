"""From a name as typed to the record it stands for: an existing one where there is one, else a new one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from ascertain.domain.folding import fold
from ascertain.domain.messages import say
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.records import NamedRef
from ascertain.domain.rows import Shelf
from ascertain.store.door import Operation
from ascertain.store.schema import table

_BLANK: dict[Shelf, dict[str, Any]] = {
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
    found = find_by_name(op.core, shelf, name)
    if found is not None:
        return found
    column = name_column(shelf)
    return op.insert(shelf.value, {"uid": op.ids.new(), column: name, f"{column}_key": name_key(name), **_BLANK[shelf]})


def resolve_optional(op: Operation, shelf: Shelf, ref: NamedRef | None, field: str) -> int | None:
    """As `resolve`, where there may be nothing."""
    return None if ref is None else resolve(op, shelf, ref, field)


def exists(core: Connection, name: str, row_id: int) -> bool:
    """Whether a table has a row of this id."""
    target = table(name)
    return core.execute(select(target.c.id).where(target.c.id == row_id)).first() is not None
