"""What is asked of accounts, as a condition on the incident table."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select

from ascertain.domain.codes import AssertionState
from ascertain.domain.fields import BY_KEY, FieldType
from ascertain.domain.search import FieldTerm, Op
from ascertain.domain.search.accounts import SAYS, Told, read_told
from ascertain.store.reading.code_lists import CodeLists, code_list, codes_meant
from ascertain.store.schema import table
from ascertain.store.searching_text import bound, words_expression

Condition = ColumnElement[Any]


def of_accounts(term: FieldTerm, codes: CodeLists) -> Condition:
    """Whether an account of the incident says what is asked."""
    said = table("assertion").c
    if term.op is Op.IS:
        asked = [read_told(term.field, value) for value in term.values if isinstance(value, str)]
        return _told(or_(false(), *(_met(each, codes) for each in asked if each is not None)))
    states = [each.value for each in AssertionState] if term.field == SAYS else [_state_of(term.field).value]
    found = _told(said.state.in_(states))
    return ~found if term.op is Op.EMPTY else found


def _told(met: Condition) -> Condition:
    return table("incident").c.id.in_(select(table("assertion").c.incident_id).where(met))


def _state_of(key: str) -> AssertionState:
    return AssertionState.DECLINED if key == "declined" else AssertionState.NOT_STATED


def _met(asked: Told, codes: CodeLists) -> Condition:
    said = table("assertion").c
    of = said.field.in_(asked.fields)
    match asked.state:
        case None:
            return of
        case AssertionState.EXPLICIT_ZERO:
            zero = and_(said.state == AssertionState.VALUE.value, said.value == "0")
            return and_(of, or_(said.state == AssertionState.EXPLICIT_ZERO.value, zero))
        case AssertionState.VALUE:
            return and_(of, said.state == AssertionState.VALUE.value, _value(asked, codes))
    return and_(of, said.state == asked.state.value)


def _value(asked: Told, codes: CodeLists) -> Condition:
    """Counts and codes are what they are; of names and words the asked ones are among them."""
    said, field = table("assertion").c, BY_KEY[asked.fields[0]]
    if field.vocabulary is not None:
        return said.value.in_(sorted(codes_meant(code_list(codes, field.vocabulary), asked.value)))
    if field.type is FieldType.FIGURE:
        return func.replace(func.replace(said.value, "–", "-"), " ", "") == asked.value.replace("–", "-").replace(
            " ", ""
        )
    return func.says(said.value, bound(asked.value)) if words_expression(asked.value) else false()
