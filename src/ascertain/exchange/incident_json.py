"""Incidents as JSON values: every field by its key, for `--json` and for programs that read along."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from ascertain.domain.fields import FIELDS, Field, FieldType
from ascertain.domain.figures import add_figures
from ascertain.domain.own_fields import NO_OWN, Fields
from ascertain.domain.own_values import YES
from ascertain.domain.records import Assertion, Figure, Incident, Link, NamedRef, ReportedTime, Statement
from ascertain.domain.times.edtf import edtf

Json = dict[str, Any]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SIDES = ("attacker", "target_force", "civilian", "unknown")


def incident_json(incident: Incident, fields: Fields = NO_OWN) -> Json:
    """An incident as a JSON object: `uid`, `version`, each field of `domain.fields` by its key, and `links`.

    Instants are ISO 8601 in UTC; `edtf` is the time in its own zone as EDTF (ISO 8601-2); days ISO 8601; codes their
    keys; a figure is null where nothing is stated, else an object with `low`, `best`, `high` and `unknown`. The user's
    own fields stand by their keys as well, null where nothing is stated: numbers as numbers, yes and no as true and
    false.
    """
    found: Json = {"uid": incident.uid, "version": incident.version, "trashed": incident.trashed_at is not None}
    for field in FIELDS:
        found[field.key] = _value(incident, field.key, field.type)
    for field in fields.own:
        found.setdefault(field.key, _own(field, incident.content.own_value(field.key)))
    found["status_at"] = instant(incident.status_at)
    found["links"] = [_link(link) for link in incident.links]
    return found


def instant(seconds: int | None) -> str | None:
    """An instant as ISO 8601 in UTC."""
    return None if seconds is None else (_EPOCH + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _value(incident: Incident, key: str, kind: FieldType) -> Any:
    content = incident.content
    match kind:
        case FieldType.TIME:
            return _time(content.when)
        case FieldType.PLACE:
            return _name(content.place)
        case FieldType.ACTORS:
            return [placed.actor.name for placed in content.actors if placed.role.value == key]
        case FieldType.STATEMENTS:
            return [_statement(statement) for statement in content.statements]
        case FieldType.FIGURE:
            return _figure(_total(incident, key) if key in ("killed", "injured") else getattr(content, key))
        case FieldType.INSTANT:
            return instant(getattr(incident, key))
        case FieldType.DATE:
            return _day(getattr(content, key))
    if key == "source":
        return list(dict.fromkeys(statement.source.name for statement in content.statements))
    value = getattr(incident, key) if key in ("ref", "origins", "country") else getattr(content, key)
    return list(value) if isinstance(value, tuple) else value


def _own(field: Field, value: str) -> str | int | float | bool | None:
    if not value:
        return None
    if field.type is FieldType.NUMBER:
        number = float(value)
        return int(number) if number.is_integer() else number
    return value == YES if field.type is FieldType.YES_NO else value


def _total(incident: Incident, key: str) -> Figure:
    return add_figures([getattr(incident.content, f"{key}_{side}") for side in _SIDES])


def _time(when: ReportedTime) -> Json:
    return {
        "phrase": when.phrase,
        "anchor": {"kind": when.anchor.kind.value, "on": _day(when.anchor.on)},
        "zone": when.zone,
        "from": instant(when.t_from),
        "to": instant(when.t_to),
        "precision": when.precision.value,
        "edtf": edtf(when.t_from, when.t_to, when.zone),
    }


def _figure(figure: Figure) -> Json | None:
    if not figure.stated and not figure.unknown:
        return None
    return {"low": figure.low, "best": figure.best, "high": figure.high, "unknown": figure.unknown}


def _statement(statement: Statement) -> Json:
    return {
        "source": statement.source.name,
        "stance": statement.stance.value,
        "origin": _name(statement.origin),
        "document": _name(statement.document),
        "credibility": statement.credibility,
        "said_on": _day(statement.said_on),
        "quote": statement.quote,
        "note": statement.note,
        "assertions": [_assertion(assertion) for assertion in statement.assertions],
    }


def _assertion(assertion: Assertion) -> Json:
    return {
        "field": assertion.field,
        "state": assertion.state.value,
        "value": assertion.value,
        "adopted": assertion.adopted,
    }


def _link(link: Link) -> Json:
    return {
        "type": link.type.value,
        "other": link.other_ref,
        "outgoing": link.outgoing,
        "shared_low": link.shared_low,
        "shared_high": link.shared_high,
        "note": link.note,
    }


def _name(ref: NamedRef | None) -> str | None:
    return ref.name if ref else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
