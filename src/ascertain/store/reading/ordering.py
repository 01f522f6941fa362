"""In which order incidents stand: sort keys of `domain.fields` as expressions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal, select
from sqlalchemy.sql.elements import UnaryExpression

from ascertain.domain.fields import BY_KEY, Field, FieldType
from ascertain.domain.own_fields import Fields
from ascertain.domain.rows import SortKey
from ascertain.domain.vocabulary import Vocabulary
from ascertain.store.incident_table import ref_parts, told_figure
from ascertain.store.reading.code_lists import CodeLists, code_list
from ascertain.store.reading.looked_up import LOOKED_UP, looked_up
from ascertain.store.schema import table

NEWEST_FIRST = (SortKey("t_from", descending=True),)
"""The order of a list for which nothing else is asked."""

_BY_LABEL = frozenset({"country"})
"""Code lists whose order means nothing to a reader: they sort by their names."""

_LEAVES = 4


def order_by(sort: Sequence[SortKey], codes: CodeLists, fields: Callable[[], Fields]) -> list[UnaryExpression[Any]]:
    """The ORDER BY of `sort`: nothing-known last in both directions, the number of the incident last of all, in the
    direction of the
    last key. Keys that do not sort are passed over."""
    named = ((key, BY_KEY.get(key.field) or fields().find(key.field)) for key in sort)
    keys = [(key, field) for key, field in named if field is not None and field.sorts]
    keys = keys or [(key, BY_KEY[key.field]) for key in NEWEST_FIRST]
    ordered: list[UnaryExpression[Any]] = []
    for key, field in keys:
        for expression in _expressions(field, codes):
            ordered.append((expression.desc() if key.descending else expression.asc()).nulls_last())
    number = table("incident").c.id
    ordered.append(number.desc() if keys[-1][0].descending else number.asc())
    return ordered


def _expressions(field: Field, codes: CodeLists) -> tuple[ColumnElement[Any], ...]:
    columns, key = table("incident").c, field.key
    if field.own is not None:
        return (_own(field, codes),)
    if key == "ref":
        return ref_parts()
    if key in LOOKED_UP:
        return (looked_up(key),)
    if key in ("title", "place"):
        return (func.nullif(columns[f"{key}_key"], ""),)
    if field.type is FieldType.FIGURE:
        return (told_figure(key),)
    if field.type is FieldType.CODE and field.vocabulary is not None:
        return (position_of(columns[key], code_list(codes, field.vocabulary)),)
    return (columns[key],)


def _own(field: Field, codes: CodeLists) -> ColumnElement[Any]:
    """What an own field is sorted by: looked up for each incident that is found, by index."""
    value = table("own_value").c
    told: ColumnElement[Any] = value.number if field.type is FieldType.NUMBER else value.sort_key
    if field.vocabulary is not None:
        told = position_of(value.sort_key, code_list(codes, field.vocabulary))
    mine = (value.incident_id == table("incident").c.id) & (value.field_id == field.own)
    return select(told).where(mine).correlate(table("incident")).scalar_subquery()


def position_of(column: ColumnElement[Any], vocabulary: Vocabulary) -> ColumnElement[Any]:
    """The place of a code in its list, as a search tree of comparisons (a list of 250 costs 8); NULL stays NULL,
    unknown codes come last."""
    known = sorted(ranks(vocabulary).items())
    return case((column.is_(None), None), else_=_tree(column, known, len(known)))


def ranks(vocabulary: Vocabulary) -> dict[str, int]:
    """The place of each code in its list."""
    codes = list(vocabulary)
    if vocabulary.name in _BY_LABEL:
        codes.sort(key=lambda code: code.label.casefold())
    return {code.key: position for position, code in enumerate(codes)}


def _tree(column: ColumnElement[Any], ranks: Sequence[tuple[str, int]], otherwise: int) -> ColumnElement[Any]:
    if len(ranks) > _LEAVES:
        middle = len(ranks) // 2
        return case(
            (column < ranks[middle][0], _tree(column, ranks[:middle], otherwise)),
            else_=_tree(column, ranks[middle:], otherwise),
        )
    return case(*_leaves(column, ranks), else_=literal(otherwise)) if ranks else literal(otherwise)


def _leaves(
    column: ColumnElement[Any], ranks: Iterable[tuple[str, int]]
) -> list[tuple[ColumnElement[bool], ColumnElement[int]]]:
    return [(column == key, literal(position)) for key, position in ranks]
