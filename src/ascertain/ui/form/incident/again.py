"""What another incident can take from one that was logged before. Knows no widgets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ascertain.domain.codes import Status
from ascertain.domain.fields import Field
from ascertain.domain.firewall import GUARDED, for_another_event
from ascertain.domain.records import IncidentContent, Passage, Statement
from ascertain.ui.form.incident.presenter import shown_value
from ascertain.ui.form.incident.told import TypedStatement, as_new
from ascertain.ui.form.incident.when import TypedTime

PHRASE, ZONE, ANCHOR = "phrase", "zone", "anchor"
"""The parts of the time that are taken over one by one."""


def content_again(content: IncidentContent) -> IncidentContent:
    """The beginning of another incident like this one: without claims and blame, and not settled by it."""
    further = for_another_event(content)
    statements = tuple(_source_again(each) for each in further.statements)
    return replace(
        further,
        statements=statements,
        status=Status.UNCONFIRMED,
        status_reason="",
        follow_up_on=None,
        draft=False,
    )


def value_again(field: Field, content: IncidentContent) -> Any:
    """What stands in the box of a field of another incident, as it can stand in the one that is typed."""
    if field.key == "statements":
        return tuple(TypedStatement(_source_again(each)) for each in content.statements)
    return shown_value(field, content)


def time_again(part: str, before: TypedTime, now: TypedTime) -> TypedTime:
    """The time with one part taken from another."""
    if part == ZONE:
        return replace(now, zone=before.zone)
    if part == ANCHOR:
        return replace(now, anchor_kind=before.anchor_kind, anchor_on=before.anchor_on, anchor_id=before.anchor_id)
    return replace(
        now,
        phrase=before.phrase,
        by_hand=before.by_hand,
        t_from=before.t_from,
        t_to=before.t_to,
        precision=before.precision,
    )


def is_guarded(key: str) -> bool:
    """Whether a field says who did it: that is asked before it is taken over."""
    return key in set(GUARDED)


def _source_again(statement: Statement) -> Statement:
    """The same source speaking of another event: its passage and what it asserts are about the other one."""
    fresh = as_new(TypedStatement(statement)).statement
    return replace(fresh, quote="", passage=Passage(), assertions=(), note="")
