"""What is asked of one of the user's own fields, as a condition on the incident table."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, not_, or_, select

from ascertain.domain.fields import Field, FieldType
from ascertain.domain.own_values import NO, YES
from ascertain.domain.search import FieldTerm, Op, Range
from ascertain.domain.vocabulary import Vocabulary
from ascertain.store.reading.code_lists import codes_meant
from ascertain.store.schema import table
from ascertain.store.searching_text import bound, rows_of_index, words_expression

Condition = ColumnElement[Any]
_WORDS = (FieldType.TEXT, FieldType.LINK)


def of_own_field(term: FieldTerm, field: Field, choices: Vocabulary | None) -> Condition:
    """The condition for one term; `choices` is the code list of a field that has one."""
    value = table("own_value").c
    owners = select(value.incident_id).where(value.field_id == field.own)
    if term.op is Op.IS:
        return or_(false(), *(_asked(owners, field, each, choices) for each in term.values))
    stated = table("incident").c.id.in_(owners)
    return stated if term.op is Op.STATED else not_(stated)


def _asked(owners: Select[Any], field: Field, asked: Any, choices: Vocabulary | None) -> Condition:
    met = _met(field, asked, choices)
    if met is None:
        return false()
    number = table("incident").c.id
    # Words find few, which are looked up by their ids. The rest may hold in half of a log: then its time index is read,
    # as for the fields of the program, and each incident looked for among the owners (`reading.steering`).
    return (number if field.type in _WORDS else number + 0).in_(owners.where(met))


def _met(field: Field, asked: Any, choices: Vocabulary | None) -> Condition | None:
    """What a value must be; None where nothing can be it."""
    value = table("own_value").c
    if isinstance(asked, Range):
        if field.type is FieldType.NUMBER:
            return _between(value.number, *asked.reals)
        low, high = asked.days
        return _between(value.sort_key, low and low.isoformat(), high and high.isoformat())
    match field.type:
        case FieldType.YES_NO:
            return value.sort_key == asked if asked in (YES, NO) else None
        case FieldType.CODE if choices is not None:
            return value.sort_key.in_(sorted(codes_meant(choices, asked)))
        case FieldType.TEXT | FieldType.LINK:
            return _says(asked)
    return None


def _between(column: ColumnElement[Any], low: Any, high: Any) -> Condition:
    if low is not None and low == high:
        same: Condition = column == low
        return same
    ends = [*([column >= low] if low is not None else []), *([column <= high] if high is not None else [])]
    return and_(column.is_not(None), *ends)


def _says(asked: str) -> Condition | None:
    """Whether each word begins a word of the text. The index of all words narrows what is looked at."""
    expression = words_expression(asked)
    if not expression:
        return None
    value = table("own_value").c
    indexed = rows_of_index(f"{{notes}} : ({expression})")
    return and_(value.incident_id.in_(indexed), func.says(value.value, bound(asked)))
