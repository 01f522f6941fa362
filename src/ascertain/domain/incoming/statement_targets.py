"""What the columns of a table of statements, of what they assert, or of links between incidents can mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ascertain.domain.codes import AssertionState, LinkType, Stance
from ascertain.domain.fields import BY_KEY, FieldType
from ascertain.domain.incoming.fingerprints import fingerprint
from ascertain.domain.incoming.incident_values import named, ref_rest, text
from ascertain.domain.incoming.rows import RecordKind, Value
from ascertain.domain.incoming.target import Known, Target
from ascertain.domain.incoming.told_rows import ToldAssertion, ToldLink, ToldStatement
from ascertain.domain.records import NamedRef, Passage, Statement

_T = FieldType
_K = RecordKind
_REFS = {"source": _K.SOURCE, "origin": _K.SOURCE, "document": _K.DOCUMENT}


def _of(
    kind: RecordKind, key: str, label: str, get: Callable[[Any], Value], type_: FieldType = _T.TEXT,
    vocabulary: str | None = None, width: int = 12, **more: Any,
) -> Target:  # fmt: skip
    return Target(key, label, kind, type_, get, vocabulary, width, **more)


def _said(statement: Statement, key: str) -> Value:
    value = getattr(statement, key)
    if isinstance(value, NamedRef):
        return value.name or None
    if isinstance(value, Stance):
        return value.value
    found: Value = None if value == "" else value
    return found


def _of_statement(key: str) -> Callable[[ToldStatement | ToldAssertion], Value]:
    return lambda row: _said(row.statement, key)


def _ref(row: ToldStatement | ToldAssertion | ToldLink) -> Value:
    return row.ref or None


STATEMENT = (
    _of(_K.STATEMENT, "ref", "Ref", _ref, width=11, needed=True),
    _of(_K.STATEMENT, "source", "Source", _of_statement("source"), width=30, needed=True),
    _of(_K.STATEMENT, "stance", "Stance", _of_statement("stance"), _T.CODE, "stance", 20, needed=True),
    _of(_K.STATEMENT, "origin", "Goes back to", _of_statement("origin"), width=24),
    _of(_K.STATEMENT, "credibility", "Credibility", _of_statement("credibility"), _T.INTEGER),
    _of(_K.STATEMENT, "said_on", "Said on", _of_statement("said_on"), _T.DATE),
    _of(_K.STATEMENT, "document", "Document", _of_statement("document"), width=30),
    _of(_K.STATEMENT, "quote", "Quote", _of_statement("quote"), _T.LONG_TEXT, width=60),
    _of(_K.STATEMENT, "note", "Note", _of_statement("note"), _T.LONG_TEXT, width=30),
)

ASSERTION = (
    _of(_K.ASSERTION, "ref", "Ref", _ref, width=11, needed=True),
    _of(_K.ASSERTION, "source", "Source", _of_statement("source"), width=30, derived=True),
    _of(_K.ASSERTION, "stance", "Stance", _of_statement("stance"), _T.CODE, "stance", 20, derived=True),
    _of(_K.ASSERTION, "field", "Field", lambda row: row.assertion.field or None, width=22, needed=True),
    _of(
        _K.ASSERTION, "state", "State", lambda row: row.assertion.state.value, _T.CODE, "assertion_state", 14,
        needed=True,
    ),
    _of(_K.ASSERTION, "value", "Value", lambda row: row.assertion.value or None, _T.LONG_TEXT, width=30),
    _of(_K.ASSERTION, "adopted", "Adopted", lambda row: row.assertion.adopted, _T.FLAG, width=10),
)  # fmt: skip
"""`field` is the key of a field of `domain.fields`."""

LINK = (
    _of(_K.LINK, "ref", "Ref", _ref, width=11, needed=True),
    _of(_K.LINK, "type", "Link", lambda row: row.link.type.value, _T.CODE, "link_type", 20, needed=True),
    _of(_K.LINK, "other", "Other incident", lambda row: row.link.other_ref or None, width=14, needed=True),
    _of(
        _K.LINK, "other_title", "What happened there", lambda row: row.link.other_title or None, width=36, derived=True
    ),
    _of(_K.LINK, "shared_low", "Shared (low)", lambda row: row.link.shared_low, _T.INTEGER),
    _of(_K.LINK, "shared_high", "Shared (high)", lambda row: row.link.shared_high, _T.INTEGER),
    _of(_K.LINK, "note", "Note", lambda row: row.link.note or None, _T.LONG_TEXT, width=30),
)


def with_statement_values(
    row: ToldStatement, values: Mapping[str, Value], rest: Mapping[str, object], known: Known
) -> ToldStatement:
    """The statement after its cells were given these values. Where in the document a quote stands is kept for as long
    as the quote is the same. See `targets.with_values`."""
    held = row.statement
    changed: dict[str, Any] = {}
    for key, kind in _REFS.items():
        if key in values:
            changed[key] = named(kind, text(values[key]), getattr(held, key), rest.get(key), known)
    if changed.get("source", held.source) is None:
        changed["source"] = NamedRef("")
    if "stance" in values:
        changed["stance"] = Stance(text(values["stance"])) if values["stance"] else Stance.REPORTS
    if "credibility" in values:
        changed["credibility"] = _whole(values["credibility"])
    if "said_on" in values:
        said_on = values["said_on"]
        changed["said_on"] = said_on if isinstance(said_on, date) else None
    if "note" in values:
        changed["note"] = text(values["note"])
    if "quote" in values or "passage" in rest:
        # Forms that leave out what is empty still tell where a passage of no words stands.
        changed |= _quoted(held, text(values.get("quote", held.quote)), rest.get("passage"))
    ref = text(values["ref"]) if "ref" in values else row.ref
    return replace(row, statement=replace(held, **changed), ref=ref, incident=_incident(row, ref, rest))


def rest_of_statement(row: ToldStatement, known: Known) -> dict[str, object]:
    """What the cells of a statement do not show: its incident, which records its names stand for, and where in the
    document the quote stands."""
    statement = row.statement
    refs = {key: getattr(statement, key) for key in _REFS}
    rest: dict[str, object] = {"incident": [row.ref, row.incident or None]}
    rest |= {key: ref_rest(_REFS[key], ref, known) for key, ref in refs.items() if ref is not None}
    if statement.passage != Passage():
        passage = statement.passage
        rest["passage"] = [fingerprint(statement.quote), passage.start, passage.end, passage.before, passage.after]
    return rest


def with_assertion_values(row: ToldAssertion, values: Mapping[str, Value], rest: Mapping[str, object]) -> ToldAssertion:
    """The assertion after its cells were given these values."""
    changed: dict[str, Any] = {}
    if "field" in values:
        changed["field"] = text(values["field"])
    if "state" in values:
        changed["state"] = AssertionState(text(values["state"])) if values["state"] else AssertionState.VALUE
    if "value" in values:
        changed["value"] = text(values["value"])
    if "adopted" in values:
        changed["adopted"] = bool(values["adopted"])
    ref = text(values["ref"]) if "ref" in values else row.ref
    return replace(row, assertion=replace(row.assertion, **changed), ref=ref, incident=_incident(row, ref, rest))


def rest_of_assertion(row: ToldAssertion) -> dict[str, object]:
    """What the cells of an assertion do not show: its incident, and the field as it was written."""
    return {"incident": [row.ref, row.incident or None], "field": row.assertion.field}


def with_link_values(row: ToldLink, values: Mapping[str, Value], rest: Mapping[str, object]) -> ToldLink:
    """The link after its cells were given these values."""
    changed: dict[str, Any] = {}
    if "type" in values:
        changed["type"] = LinkType(text(values["type"])) if values["type"] else LinkType.POSSIBLY_SAME
    if "other" in values:
        changed["other_ref"] = text(values["other"])
    for key in ("shared_low", "shared_high"):
        if key in values:
            changed[key] = _whole(values[key])
    if "note" in values:
        changed["note"] = text(values["note"])
    ref = text(values["ref"]) if "ref" in values else row.ref
    link = replace(row.link, **changed)
    other = row.other if link.other_ref == row.link.other_ref else ""
    other = other or _uid(rest.get("other"), link.other_ref)
    return replace(row, link=link, ref=ref, incident=_incident(row, ref, rest), other=other)


def rest_of_link(row: ToldLink) -> dict[str, object]:
    """What the cells of a link do not show: the two incidents, and its type as it was written."""
    return {
        "incident": [row.ref, row.incident or None],
        "other": [row.link.other_ref, row.other or None],
        "type": row.link.type.value,
    }


def field_label(key: str) -> str:
    """What people call the field of which something is asserted."""
    field = BY_KEY.get(key)
    return field.label if field else key


def _quoted(held: Statement, quote: str, written: object) -> dict[str, object]:
    passage = held.passage if quote == held.quote else Passage()
    fits = isinstance(written, list | tuple) and len(written) == 5 and written[0] == fingerprint(quote)
    if isinstance(written, list | tuple) and fits and passage == Passage():
        start, end = (each if isinstance(each, int) else None for each in written[1:3])
        passage = Passage(start, end, str(written[3]), str(written[4]))
    return {"quote": quote, "passage": passage}


def _incident(row: ToldStatement | ToldAssertion | ToldLink, ref: str, rest: Mapping[str, object]) -> str:
    """The uid of the incident, for as long as its ref is the one that was held or written."""
    held = row.incident if ref == row.ref else ""
    return held or _uid(rest.get("incident"), ref)


def _uid(written: object, ref: str) -> str:
    fits = isinstance(written, list | tuple) and len(written) == 2 and written[0] == ref
    return str(written[1]) if fits and written[1] else ""  # type: ignore[index]


def _whole(value: Value) -> int | None:
    return int(value) if isinstance(value, int | float) else None
