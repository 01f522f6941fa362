"""Claims and blame in the form: what a copy leaves behind, and what is asked before a value is adopted. Knows no
widgets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ascertain.domain.firewall import GUARDED, Barrier, barrier, left_out, telling_of
from ascertain.domain.records import Document, IncidentContent
from ascertain.ui.form.incident.told import show_statement

if TYPE_CHECKING:
    from ascertain.ui.form.incident.presenter import IncidentPresenter

CHANGED = (*sorted(GUARDED), "statements")
"""The fields that bringing claims and blame over changes."""


def barrier_of(presenter: IncidentPresenter, at: int, row: int, documents: Mapping[int, Document]) -> Barrier | None:
    """What stands before adopting the `row`-th assertion of the `at`-th statement; `documents` by id, as far as they
    are known."""
    content, _ = presenter.content()
    statement = content.statements[at]
    number = statement.document.id if statement.document is not None else None
    document = documents.get(number) if number is not None else None
    telling = telling_of(statement, document.published_on if document is not None else None)
    return barrier(statement.assertions[row].field, telling, content.when)


def holds_claims(content: IncidentContent) -> bool:
    """Whether a copy of a content for another event would leave claims or blame behind."""
    return left_out(content)


def bring_over(presenter: IncidentPresenter, whole: IncidentContent, started: Mapping[str, Any]) -> None:
    """Put the claims and the blame of `whole` into a copy of it that was begun without, as `started`. What was typed
    since stays."""
    for role in sorted(GUARDED):
        there = presenter.get(role)
        named = (each.actor for each in whole.actors if each.role == role)
        presenter.put(role, (*there, *(ref for ref in named if ref not in there)))
    typed = tuple(show_statement(each) for each in whole.statements)
    now = presenter.get("statements")
    if now == started["statements"]:
        presenter.put("statements", typed)
    else:
        presenter.put("statements", (*now, *(each for each in typed if each not in now)))
