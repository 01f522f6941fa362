"""What the columns of a table can mean: what a record shows in each, and the record made from what stands in them.

For every record and every target of its kind that is a column and not derived, giving a record the values that it shows
gives that record again, and what a record was given it shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from ascertain.domain.incoming.incident_targets import incident_targets
from ascertain.domain.incoming.incident_values import BLANK_INCIDENT, rest_of_incident, with_incident_values
from ascertain.domain.incoming.library_targets import library_targets, rest_of_entry, with_library_values
from ascertain.domain.incoming.rows import RecordKind, Value
from ascertain.domain.incoming.statement_targets import (
    ASSERTION,
    LINK,
    STATEMENT,
    rest_of_assertion,
    rest_of_link,
    rest_of_statement,
    with_assertion_values,
    with_link_values,
    with_statement_values,
)
from ascertain.domain.incoming.target import BASE as BASE
from ascertain.domain.incoming.target import KEY as KEY
from ascertain.domain.incoming.target import NOTHING_KNOWN as NOTHING_KNOWN
from ascertain.domain.incoming.target import REST as REST
from ascertain.domain.incoming.target import UID as UID
from ascertain.domain.incoming.target import Known as Known
from ascertain.domain.incoming.target import Target as Target
from ascertain.domain.incoming.told_rows import (
    BLANK_ASSERTION,
    BLANK_LINK,
    BLANK_STATEMENT,
    ToldAssertion,
    ToldLink,
    ToldStatement,
)
from ascertain.domain.own_fields import NO_OWN, Fields
from ascertain.domain.records import Actor, Document, Incident, IncidentContent, Place, Source

AnyRecord = Incident | IncidentContent | ToldStatement | ToldAssertion | ToldLink | Source | Document | Actor | Place
R = TypeVar("R", bound=AnyRecord)

_BLANK: dict[RecordKind, AnyRecord] = {
    RecordKind.INCIDENT: BLANK_INCIDENT,
    RecordKind.STATEMENT: BLANK_STATEMENT,
    RecordKind.ASSERTION: BLANK_ASSERTION,
    RecordKind.SOURCE: Source(""),
    RecordKind.DOCUMENT: Document(""),
    RecordKind.ACTOR: Actor(""),
    RecordKind.PLACE: Place(""),
    RecordKind.LINK: BLANK_LINK,
}


def blank(kind: RecordKind) -> AnyRecord:
    """A record of which nothing is told yet."""
    return _BLANK[kind]


def targets_of(kind: RecordKind, fields: Fields = NO_OWN) -> tuple[Target, ...]:
    """What a column of a table of such records can mean, in the order of the log's own sheets."""
    match kind:
        case RecordKind.INCIDENT:
            return incident_targets(fields)
        case RecordKind.STATEMENT:
            return STATEMENT
        case RecordKind.ASSERTION:
            return ASSERTION
        case RecordKind.LINK:
            return LINK
    return library_targets(kind)


def with_values(
    kind: RecordKind,
    record: R,
    values: Mapping[str, Value],
    rest: Mapping[str, object] | None = None,
    known: Known = NOTHING_KNOWN,
) -> R:
    """The record after the targets of these keys were given these values; what has no key here stays as it is.

    What several targets tell together (a time, a figure, a place with its point) is made of those that are given and of
    what the record has for the others. `rest` is what `rest_of` gave for the record that the values were shown of: it
    serves for as long as the values still show that. Codes must be keys of their lists. Derived targets are passed
    over. Raises `NotAFigure` for a text that is no figure. Nothing else is judged: `check_incident` and its like do.
    """
    told: AnyRecord
    beside = rest or {}
    match record:
        case Incident():
            told = replace(record, content=with_incident_values(record.content, values, beside, known))
        case IncidentContent():
            told = with_incident_values(record, values, beside, known)
        case ToldStatement():
            told = with_statement_values(record, values, beside, known)
        case ToldAssertion():
            told = with_assertion_values(record, values, beside)
        case ToldLink():
            told = with_link_values(record, values, beside)
        case _:
            told = with_library_values(kind, record, values, beside, known)
    return told  # type: ignore[return-value]  # each of the branches gives the type that it was given


def rest_of(record: AnyRecord, known: Known = NOTHING_KNOWN) -> dict[str, object]:
    """What no cell shows and a record is not equal without, as values for JSON. `known` tells uids."""
    match record:
        case Incident():
            rest = rest_of_incident(record.content, known)
            return {**rest, "logged": record.created_at, "status_at": record.status_at}
        case IncidentContent():
            return rest_of_incident(record, known)
        case ToldStatement():
            return rest_of_statement(record, known)
        case ToldAssertion():
            return rest_of_assertion(record)
        case ToldLink():
            return rest_of_link(record)
    return rest_of_entry(record, known)
