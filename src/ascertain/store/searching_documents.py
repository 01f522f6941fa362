"""What is asked of the text of documents, as a condition on the incident table: the words of a value stand in one
document that an account of the incident was taken from."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, false, not_, or_, select

from ascertain.domain.search import FieldTerm, Op
from ascertain.store.schema import table
from ascertain.store.searching_text import DOCUMENTS_INDEX, rows_of_index, words_expression

Condition = ColumnElement[Any]


def of_documents(term: FieldTerm) -> Condition:
    """The condition for `text:`."""
    if term.op is Op.IS:
        asked = [words_expression(value) for value in term.values if isinstance(value, str)]
        return or_(false(), *(_told_in(rows_of_index(each, DOCUMENTS_INDEX)) for each in asked if each))
    document = table("document").c
    found = _told_in(select(document.id).where(document.text != ""))
    return not_(found) if term.op is Op.EMPTY else found


def _told_in(documents: Select[Any]) -> Condition:
    statement, bears = table("statement"), table("statement_incident")
    owners = (
        select(bears.c.incident_id)
        .select_from(bears.join(statement, statement.c.id == bears.c.statement_id))
        .where(statement.c.document_id.in_(documents))
    )
    return table("incident").c.id.in_(owners)
