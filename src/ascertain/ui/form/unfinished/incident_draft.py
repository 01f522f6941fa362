"""The form of an incident as a draft."""

from __future__ import annotations

from ascertain.domain.drafts import INCIDENT_FORM, Draft
from ascertain.domain.records import Statement
from ascertain.ui.form.fields_pane import FieldsPane
from ascertain.ui.form.incident.presenter import WHEN, IncidentPresenter
from ascertain.ui.form.incident.told import passage_of
from ascertain.ui.form.unfinished.title import title_of
from ascertain.ui.form.unfinished.typed_json import TypedForm, read_incident, write_incident


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


def taken_in(draft: Draft) -> Statement | None:
    """The statement of an unfinished form that was being taken from a passage of a document."""
    taken = passage_of(read_incident(draft.content).values.get("statements", ()))
    return taken.statement if taken is not None else None
