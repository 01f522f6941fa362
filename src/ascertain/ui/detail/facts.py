"""The facts of an incident as lines to read: which are shown, in which order, in which words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QCoreApplication

from ascertain.domain.codes import AnchorKind, Role
from ascertain.domain.fields import HARM_FIELDS, ROLE_FIELDS
from ascertain.domain.own_fields import NO_OWN, Fields
from ascertain.domain.records import Figure, IncidentContent, ReportedTime
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.detail.opened import Opened
from ascertain.ui.wording import (
    code_label,
    date_text,
    due_text,
    field_label,
    figure_words,
    instant_text,
    isolated,
    joined,
    own_text,
    when_text,
)

Fact = tuple[str, str]
"""A label and its value."""

_FAR = 15
"""Days from which on a count of them tells less than the date."""


def facts(opened: Opened, vocabularies: Vocabularies, today: date, fields: Fields = NO_OWN) -> list[Fact]:
    """All that is known of an incident, in the order of the form; what is not known and not telling is left out."""
    content = opened.incident.content
    lines = [
        (field_label("t_from"), when_line(content)),
        (field_label("place"), where_line(opened, vocabularies)),
        (field_label("kind"), code_label("kind", content.kind, vocabularies)),
        (field_label(Role.TARGET.value), names_in(content, Role.TARGET)),
        (field_label("means"), means_line(content, vocabularies)),
        *((field_label(role.value), names_in(content, role)) for role in ROLE_FIELDS if role is not Role.TARGET),
        (QCoreApplication.translate("Facts", "Casualties"), casualties(content)),
        (field_label("is_aggregate"), _aggregate(content)),
        (field_label("follow_up_on"), follow_up_line(content.follow_up_on, today)),
        (field_label("tags"), joined(*(isolated(tag) for tag in content.tags), by=", ")),
        (field_label("notes"), content.notes),
        *own_facts(content, vocabularies, fields),
        (field_label("created_at"), _logged(opened)),
    ]
    return [(label, value) for label, value in lines if value]


def own_facts(content: IncidentContent, vocabularies: Vocabularies, fields: Fields) -> Iterator[Fact]:
    """What stands in the user's own fields, retired ones too."""
    for field in fields.own:
        yield isolated(field.label), own_text(field, content.own_value(field.key), vocabularies)


def when_line(content: IncidentContent) -> str:
    """The time as it is read, and as it was reported: `17 Oct 2023 ±day · reported on 18 Oct 2023 as “yesterday”`."""
    when = content.when
    if when.t_from is None:
        return _reported(when) or QCoreApplication.translate("Facts", "not known")
    main, precision = when_text(when)
    return joined(f"{main} {precision}".strip(), _reported(when))


def _reported(when: ReportedTime) -> str:
    """The words of the report, with the day that they are seen from."""
    if not when.phrase:
        return ""
    phrase, on = isolated(when.phrase), when.anchor.on
    if on is None:
        return QCoreApplication.translate("Facts", "reported as “{phrase}”").format(phrase=phrase)
    if when.anchor.kind in (AnchorKind.PUBLICATION, AnchorKind.STATEMENT):
        told = QCoreApplication.translate("Facts", "reported on {day} as “{phrase}”")
    else:
        told = QCoreApplication.translate("Facts", "reported as “{phrase}”, counted from {day}")
    return told.format(phrase=phrase, day=date_text(on))


def where_line(opened: Opened, vocabularies: Vocabularies) -> str:
    """The place with its division and country, how narrowly it is known, and the words of the report."""
    content = opened.incident.content
    country = code_label("country", opened.incident.country, vocabularies)
    names = [content.place.name if content.place else ""]
    if opened.place is not None:
        names += [opened.place.admin2, opened.place.admin1]
    names.append(country)
    place = joined(*(isolated(name) for name in dict.fromkeys(names)), by=", ")
    precision = code_label("where_precision", content.where_precision, vocabularies)
    parts = [place, precision if place else ""]
    if content.place_text:
        reported = QCoreApplication.translate("Facts", "“{phrase}”")
        parts.append(reported.format(phrase=isolated(content.place_text)))
    return joined(*parts)


def means_line(content: IncidentContent, vocabularies: Vocabularies) -> str:
    """What was used, how many of it, and what became of it: `3 × drone · outcome: intercepted`."""
    means = code_label("means", content.means, vocabularies)
    if content.munitions.stated or content.munitions.unknown:
        count = figure_words(content.munitions)
        means = f"{count} × {means}" if means else f"{field_label('munitions')}: {count}"
    outcome = code_label("outcome", content.outcome, vocabularies)
    if outcome:
        outcome = QCoreApplication.translate("Facts", "outcome: {outcome}").format(outcome=outcome)
    return joined(means, outcome)


def names_in(content: IncidentContent, role: Role) -> str:
    """The actors that have one role."""
    return joined(*(isolated(actor.actor.name) for actor in content.actors if actor.role is role), by="; ")


def casualties(content: IncidentContent) -> str:
    """One line for each count that is given or looked for; `not stated` when none is."""
    lines = [
        f"{field_label(key)}: {figure_words(figure)}"
        for key, figure in harm(content)
        if figure.stated or figure.unknown
    ]
    return "\n".join(lines) or QCoreApplication.translate("Facts", "not stated")


def harm(content: IncidentContent) -> Iterator[tuple[str, Figure]]:
    """The eight casualty counts with their keys."""
    for key in HARM_FIELDS:
        yield key, getattr(content, key)


def follow_up_line(on: date | None, today: date) -> str:
    """The day to look again: `25 Oct 2023 · due in 3 days`; one far off says no more than whether it is past."""
    if on is None:
        return ""
    days = (on - today).days
    if days >= _FAR:
        return date_text(on)
    due = QCoreApplication.translate("Facts", "overdue") if days <= -_FAR else due_text(on, today)
    return joined(date_text(on), due)


def _aggregate(content: IncidentContent) -> str:
    if not content.is_aggregate:
        return ""
    return QCoreApplication.translate("Facts", "Several events, reported as one number")


def _logged(opened: Opened) -> str:
    incident = opened.incident
    logged = instant_text(incident.created_at)
    if incident.updated_at == incident.created_at:
        return logged
    changed = QCoreApplication.translate("Facts", "changed {instant}")
    return joined(logged, changed.format(instant=instant_text(incident.updated_at)))
