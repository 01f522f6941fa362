"""From many names to the records that they stand for, a batch at a time; the rules are those of
`store.writing.naming`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from ascertain.domain.gazetteer import may_be_same
from ascertain.domain.messages import say
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.records import NamedRef, Place
from ascertain.domain.rows import Shelf
from ascertain.store.door import Operation
from ascertain.store.following import other_names
from ascertain.store.journal import image, image_text
from ascertain.store.schema import table
from ascertain.store.touching import Touched
from ascertain.store.writing.naming import BLANK_ENTRY, find_same_place, name_column, name_key

_MOST = 200_000
"""Names that are remembered of a shelf."""
Key = int | str | tuple[str, Place]


@dataclass(frozen=True, slots=True)
class Known:
    """A record of the library: its id, the names under which an incident that shows it is found, and of a place in
    which country it lies."""

    id: int
    name: str
    names: tuple[str, ...]
    country: str | None = None
    country_name: str | None = None
    admin1: str = ""
    admin2: str = ""


class ManyNames:
    """The records of one shelf that incidents name. `learn` the names of a batch, then ask for each."""

    def __init__(self, op: Operation, shelf: Shelf) -> None:
        self._op, self._shelf = op, shelf
        self._known: dict[Key, Known] = {}

    def __getitem__(self, ref: NamedRef) -> Known:
        """The record of a name that was learnt."""
        return self._known[_key(ref)]

    def learn(self, refs: Iterable[NamedRef]) -> None:
        """Find the records of these names; what the log lacks is made. Raises `Refused` where an id is gone or a name
        is empty."""
        if len(self._known) > _MOST:
            self._known.clear()
        wanted = {key: ref for ref in refs if (key := _key(ref)) not in self._known}
        if not wanted:
            return
        found = self._found(wanted)
        self._make({key: ref for key, ref in wanted.items() if key not in found}, found)
        told = {each.id: each for each in self._told(set(found.values()))}
        for key in wanted:
            if found[key] not in told:
                text = say(
                    "{name} is no longer in the log. Choose another, or type the name again.", name=wanted[key].name
                )
                raise Refused(Problem(self._shelf.value, "gone", text))
            self._known[key] = told[found[key]]

    def _found(self, wanted: dict[Key, NamedRef]) -> dict[Key, int]:
        """The ids of what the log has."""
        found: dict[Key, int] = {}
        by_name: dict[str, list[Key]] = {}
        for key, ref in wanted.items():
            if ref.id is not None:
                found[key] = ref.id
            elif not ref.name.strip():
                raise Refused(Problem(self._shelf.value, "required", say("A name is needed here.")))
            else:
                by_name.setdefault(name_key(ref.name.strip()), []).append(key)
        main = table(self._shelf.value).c
        pairs = [(main[f"{name_column(self._shelf)}_key"], main.id)]
        if self._shelf is not Shelf.DOCUMENTS:
            names = table(f"{self._shelf.value}_name").c
            pairs.append((names.name_key, names[f"{self._shelf.value}_id"]))
        for name, owner in pairs:
            for batch in _batches(by_name):
                query = select(name, owner).where(name.in_(batch)).order_by(owner)
                for spelt, number in self._op.core.execute(query):
                    for key in by_name.get(spelt, ()):
                        self._take(found, key, wanted[key], number)
        return found

    def _take(self, found: dict[Key, int], key: Key, ref: NamedRef, number: int) -> None:
        if key in found:
            return
        if ref.place is None or self._shelf is not Shelf.PLACES:
            found[key] = number
        elif (same := find_same_place(self._op.core, ref.place)) is not None:
            found[key] = same

    def _make(self, lacking: dict[Key, NamedRef], found: dict[Key, int]) -> None:
        """Make what the log lacks; names that fold to the same are one record, as they would be one after another."""
        if not lacking:
            return
        shelf, column = self._shelf, name_column(self._shelf)
        number = self._op.next_id(shelf.value)
        rows: list[dict[str, Any]] = []
        others: list[dict[str, Any]] = []
        made: dict[str, list[tuple[int, NamedRef]]] = {}
        for key, ref in lacking.items():
            name = ref.name.strip() if ref.place is None else ref.place.name.strip()
            folded = name_key(name)
            same = next((each for each, one in made.get(folded, ()) if _one(one, ref)), None)
            if same is None:
                same = number + len(rows)
                made.setdefault(folded, []).append((same, ref))
                held = BLANK_ENTRY[shelf]
                if ref.place is not None and shelf is Shelf.PLACES:
                    held = {each: getattr(ref.place, each) for each in held}
                    others += _other_rows(same, ref.place)
                row = {"id": same, "uid": self._op.ids.new(), column: name, f"{column}_key": folded, **held}
                rows.append(row)
            found[key] = same
        stream_rows(self._op, shelf.value, rows)
        first = self._op.next_id(f"{shelf.value}_name") if others else 0
        stream_rows(self._op, f"{shelf.value}_name", [{"id": at, **row} for at, row in enumerate(others, first)])

    def _told(self, ids: set[int]) -> Iterator[Known]:
        shelf = self._shelf.value
        for batch in Touched.batches(ids):
            names = other_names(self._op.core, shelf, set(batch)) if self._shelf is not Shelf.DOCUMENTS else {}
            for number, name, *where in self._op.core.execute(self._query(batch)):
                yield Known(number, name, tuple(names.get(number, ())), *where)

    def _query(self, batch: Sequence[int]) -> Any:
        own = table(self._shelf.value)
        name = own.c[name_column(self._shelf)]
        if self._shelf is not Shelf.PLACES:
            return select(own.c.id, name).where(own.c.id.in_(batch))
        code = table("code")
        country = (code.c.vocabulary == "country") & (code.c.key == own.c.country)
        asked = select(own.c.id, name, own.c.country, code.c.label, own.c.admin1, own.c.admin2)
        return asked.select_from(own.outerjoin(code, country)).where(own.c.id.in_(batch))


def stream_rows(op: Operation, name: str, rows: Sequence[dict[str, Any]], owners: Iterable[int] = ()) -> None:
    """Stream rows, all with the same columns, of which the first is `id`; see `Operation.stream`."""
    if rows:
        texts = [image_text(image(name, row)) for row in rows]
        op.stream(name, tuple(rows[0]), [tuple(row.values()) for row in rows], texts, owners)


def _key(ref: NamedRef) -> Key:
    if ref.id is not None:
        return ref.id
    return ref.name if ref.place is None else (ref.name, ref.place)


def _one(made: NamedRef, ref: NamedRef) -> bool:
    """Whether a name stands for what was made for another name that folds to the same."""
    return ref.place is None or may_be_same(ref.place, made.place or Place(made.name))


def _other_rows(number: int, place: Place) -> Iterator[dict[str, Any]]:
    for other in dict.fromkeys(place.names):
        if spelt := other.name.strip():
            yield {"place_id": number, "name": spelt, "name_key": name_key(spelt), "language": other.language}


def _batches(names: Iterable[str]) -> Iterator[list[str]]:
    ordered = list(names)
    for start in range(0, len(ordered), 500):
        yield ordered[start : start + 500]
