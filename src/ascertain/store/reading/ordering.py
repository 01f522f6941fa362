"""In which order incidents stand: sort keys of `domain.fields` as expressions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Integer, case, cast, func, literal
from sqlalchemy.sql.elements import UnaryExpression

from ascertain.domain import fields
from ascertain.domain.fields import FieldType
from ascertain.domain.rows import SortKey
from ascertain.domain.vocabulary import Vocabulary
from ascertain.store.reading.code_lists import CodeLists, code_list
from ascertain.store.schema import table

NEWEST_FIRST = (SortKey("t_from", descending=True),)
"""The order of a list for which nothing else is asked."""

_BY_LABEL = frozenset({"country"})
"""Code lists whose order means nothing to a reader: they sort by their names."""

_LEAVES = 4


def order_by(sort: Sequence[SortKey], codes: CodeLists) -> list[UnaryExpression[Any]]:
    """The ORDER BY of `sort`: nothing-known last in both directions, the number of the incident last of all, in the
    direction of the
    last key. Keys that do not sort are passed over."""
    keys = [key for key in sort if key.field in fields.BY_KEY and fields.field(key.field).sorts] or list(NEWEST_FIRST)
    ordered: list[UnaryExpression[Any]] = []
    for key in keys:
        for expression in _expressions(key.field, codes):
            ordered.append((expression.desc() if key.descending else expression.asc()).nulls_last())
    number = table("incident").c.id
    ordered.append(number.desc() if keys[-1].descending else number.asc())
    return ordered


def _expressions(key: str, codes: CodeLists) -> tuple[ColumnElement[Any], ...]:
    columns = table("incident").c
    field = fields.field(key)
    if key == "ref":
        # 2023-10000 comes after 2023-9999: by year, then by number.
        return cast(columns.ref, Integer), cast(func.substr(columns.ref, func.instr(columns.ref, "-") + 1), Integer)
    if key in ("title", "place"):
        return (func.nullif(columns[f"{key}_key"], ""),)
    if field.type is FieldType.FIGURE:
        return (func.coalesce(columns[f"{key}_best"], columns[f"{key}_low"], columns[f"{key}_high"]),)
    if field.type is FieldType.CODE and field.vocabulary is not None:
        return (position_of(columns[key], code_list(codes, field.vocabulary)),)
    return (columns[key],)


def position_of(column: ColumnElement[Any], vocabulary: Vocabulary) -> ColumnElement[Any]:
    """The place of a code in its list, as a search tree of comparisons (a list of 250 costs 8); NULL stays NULL,
    unknown codes come last."""
    codes = list(vocabulary)
    if vocabulary.name in _BY_LABEL:
        codes.sort(key=lambda code: code.label.casefold())
    ranks = sorted((code.key, position) for position, code in enumerate(codes))
    return case((column.is_(None), None), else_=_tree(column, ranks, len(ranks)))


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
