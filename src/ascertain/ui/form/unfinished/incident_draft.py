"""The form of an incident as a draft, and a draft as the form of an incident."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ascertain.domain.drafts import INCIDENT_FORM, Draft
from ascertain.ui.form.fields_pane import FieldsPane
from ascertain.ui.form.incident.presenter import WHEN, IncidentPresenter
from ascertain.ui.form.incident.told import TypedStatement
from ascertain.ui.form.unfinished.title import title_of
from ascertain.ui.form.unfinished.typed_json import TypedForm, write_incident


def draft_of(presenter: IncidentPresenter, fields: FieldsPane) -> Draft | None:
    """What stands in the form; None where nothing is typed that is not saved. Nothing is changed by looking."""
    lines = fields.lines()
    if not presenter.is_dirty() and not any(text.strip() for text in lines.values()):
        return None
    typed = TypedForm(presenter.typed(), lines, fields.unfolded, fields.statements.unfolded)
    incident = presenter.incident
    return Draft(
        "",
        INCIDENT_FORM,
        title_of((presenter.get("title"), presenter.get(WHEN).phrase, *lines.values(), presenter.get("notes"))),
        write_incident(typed),
        incident.id if incident is not None else None,
        incident.version if incident is not None else None,
    )


def as_new(values: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, for a new incident: its statements are none that the log has already."""
    fresh = dict(values)
    statements = fresh.get("statements")
    if isinstance(statements, tuple):
        fresh["statements"] = tuple(_as_new(each) for each in statements)
    return fresh


def _as_new(typed: TypedStatement) -> TypedStatement:
    told = typed.statement
    assertions = tuple(replace(each, id=None) for each in told.assertions)
    return replace(typed, statement=replace(told, id=None, bears_on=(), assertions=assertions))
