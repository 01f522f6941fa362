"""Orders that an index of the log holds already: they are walked, not sorted, and so the first page takes no time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from ascertain.domain.fields import BY_KEY, Field, FieldType
from ascertain.domain.rows import SortKey
from ascertain.store.incident_table import SUMMED, ref_parts, told_figure, walk_index
from ascertain.store.reading.code_lists import code_list
from ascertain.store.reading.finding import not_in_trash
from ascertain.store.reading.line import ReadLine
from ascertain.store.reading.ordering import ranks
from ascertain.store.reading.steering import walking
from ascertain.store.schema import table


@dataclass(frozen=True, slots=True)
class Walk:
    """Statements that give the numbers of incidents, without the trash, one after the other. `whole`: they give all;
    else those that they leave out come behind, by number."""

    parts: tuple[Select[Any], ...]
    descending: bool
    whole: bool
    narrow: bool = False
    """Whether what it is in the order of stands in the index by time, too."""


def walk_of(line: ReadLine, sort: Sequence[SortKey]) -> Walk | None:
    """The walk in the order of `sort`, where an index of the log holds it."""
    key = sort[0] if len(sort) == 1 else None
    field = None if key is None else BY_KEY.get(key.field) or line.fields().find(key.field)
    if key is None or field is None or not field.sorts:
        return None
    if field.own is not None:
        return _Own(line, field, key.descending).walk()
    column = f"{field.key}_key" if field.key in ("title", "place") else field.key
    if walk_index(column) not in line.indexes:
        return None
    return _BuiltIn(line, field, column, key.descending).walk()


class _BuiltIn:
    """The walk by a field of the program."""

    def __init__(self, line: ReadLine, field: Field, column: str, descending: bool) -> None:
        self._line, self._field, self._column, self._descending = line, field, column, descending

    def walk(self) -> Walk:
        """The walk: codes in the order of their list, all else in that of the index."""
        c = table("incident").c
        if self._column in SUMMED:
            told = told_figure(self._column)
            return self._walk(self._part(told.is_not(None), told), whole=False)
        if self._column == "ref":
            return self._walk(self._part(None, *ref_parts()))
        column = c[self._column]
        if self._column == "follow_up_on":
            return self._walk(self._part(column.is_not(None), column), whole=False)
        if self._column.endswith("_key"):
            return self._walk(self._part(column > "", column), self._part(column == ""))
        if self._field.vocabulary is not None:
            return self._walk(*(self._part(met) for met in self._by_code(column)))
        return self._walk(self._part(None, column))

    def _walk(self, *parts: Select[Any], whole: bool = True) -> Walk:
        stated = f"{self._column}_best" if self._column in SUMMED else self._column
        return Walk(parts, self._descending, whole, stated in self._line.time_index)

    def _by_code(self, column: ColumnElement[Any]) -> list[ColumnElement[bool]]:
        known = ranks(code_list(self._line.vocabularies, self._field.vocabulary or ""))
        told = _in_order(column, self._held(column), known, descending=self._descending)
        return [*told, column.is_(None)] if table("incident").c[self._column].nullable else told

    def _held(self, column: ColumnElement[Any]) -> list[str]:
        """The codes that incidents hold, from one to the next: there are few, however many hold them."""
        held: list[str] = []
        while True:
            further = None if not held else column > held[-1]
            met = [table("incident").c.trashed_at.is_(None), *([] if further is None else [further])]
            found = self._line.scalar(walking(select(func.min(column)).where(*met), walk_index(self._column)))
            if found is None:
                return held
            held.append(found)

    def _part(self, met: ColumnElement[bool] | None, *by: ColumnElement[Any]) -> Select[Any]:
        c = table("incident").c
        conditions = [c.trashed_at.is_(None), *([] if met is None else [met])]
        keys = [key.desc() if self._descending else key.asc() for key in (*by, c.id)]
        return walking(select(c.id).where(*conditions).order_by(*keys), walk_index(self._column))


class _Own:
    """The walk by a field of the user's own: over the incidents that hold something in it."""

    def __init__(self, line: ReadLine, field: Field, descending: bool) -> None:
        self._line, self._field, self._descending = line, field, descending
        self._told = table("own_value").c["number" if field.type is FieldType.NUMBER else "sort_key"]
        self._index = "ix_own_value_number" if field.type is FieldType.NUMBER else "ix_own_value_key"

    def walk(self) -> Walk | None:
        """The walk: choices in the order of their list, all else in that of the index."""
        if self._index not in self._line.indexes:
            return None
        if self._field.vocabulary is None:
            return Walk((self._part(self._told.is_not(None), self._told),), self._descending, False)
        mine = select(self._told).where(table("own_value").c.field_id == self._field.own).distinct()
        held = [row[0] for row in self._line.all(self._hinted(mine))]
        known = ranks(code_list(self._line.vocabularies, self._field.vocabulary))
        met = _in_order(self._told, held, known, descending=self._descending)
        return Walk(tuple(self._part(each) for each in met), self._descending, False)

    def _part(self, met: ColumnElement[bool], *by: ColumnElement[Any]) -> Select[Any]:
        value = table("own_value").c
        mine = select(value.incident_id).where(value.field_id == self._field.own, met, not_in_trash(value.incident_id))
        keys = (*by, value.incident_id)
        return self._hinted(mine.order_by(*(key.desc() if self._descending else key.asc() for key in keys)))

    def _hinted(self, statement: Select[Any]) -> Select[Any]:
        return statement.with_hint(table("own_value"), f"INDEXED BY {self._index}", "sqlite")


def _in_order(
    column: ColumnElement[Any], held: Sequence[str], known: dict[str, int], *, descending: bool
) -> list[ColumnElement[bool]]:
    """A condition for each code that is held, in the order of the list; those that are in no list together at its
    end."""
    met: list[ColumnElement[bool]] = [column == code for code in sorted(set(held) & set(known), key=known.__getitem__)]
    strange = sorted(set(held) - set(known))
    met += [column.in_(strange)] if strange else []
    return met[::-1] if descending else met
