"""What is asked of one field, as a condition on the incident table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, not_, or_, select

from ascertain.domain.codes import OPEN_STATUSES, LinkType, Role
from ascertain.domain.fields import HARM_FIELDS, FieldType
from ascertain.domain.folding import fold
from ascertain.domain.own_fields import Fields
from ascertain.domain.rows import Shelf
from ascertain.domain.search import FieldTerm, Op, Range, find_key
from ascertain.domain.search.accounts import ACCOUNT_KEYS, UNKNOWN
from ascertain.domain.search.relative import meant_on
from ascertain.domain.totals import SHARING
from ascertain.domain.vocabulary import Vocabulary
from ascertain.store.reading.code_lists import CodeLists, code_list, codes_meant
from ascertain.store.reading.naming import begins_with, holds, named_like
from ascertain.store.schema import table
from ascertain.store.searching_accounts import of_accounts
from ascertain.store.searching_documents import of_documents
from ascertain.store.searching_own import of_own_field
from ascertain.store.searching_refs import by_ref
from ascertain.store.searching_statements import STATED_BY, by_statement, of_statements, origin_of
from ascertain.store.searching_text import bound, rows_of_index, words_expression

Condition = ColumnElement[Any]

_EPOCH = date(1970, 1, 1).toordinal()

_INDEXED_IN = {"title": "title", "notes": "notes", "status_reason": "notes", "place_text": "names"}
"""The column of the full-text index that holds the words of a text field."""


def of_field(term: FieldTerm, codes: CodeLists, fields: Callable[[], Fields], today: Callable[[], date]) -> Condition:
    """The condition for one term. A field or a value that is not known finds nothing."""
    if term.field == "is":
        return or_(false(), *(_flag(value, today()) for value in term.values if isinstance(value, str)))
    key = find_key(term.field)
    if key is None:
        own = fields().find(term.field)
        choices = code_list(codes, own.vocabulary) if own is not None and own.vocabulary is not None else None
        return false() if own is None else of_own_field(meant_on(term, own.type, today()), own, choices)
    if key.key in ACCOUNT_KEYS:
        return of_accounts(term, codes)
    if key.key == "text":
        return of_documents(term)
    if key.key in STATED_BY:
        return of_statements(term, codes)
    if key.key in _RELATED:
        return _related(key.key, term)
    if key.vocabulary is not None:
        return _coded(key.key, term, code_list(codes, key.vocabulary))
    reading = _BY_TYPE.get(key.type)
    if reading is None:
        return false()
    if term.op is Op.IS:
        return or_(false(), *(reading(key.key, value) for value in meant_on(term, key.type, today()).values))
    stated = _stated(key.key, key.type)
    if term.op is Op.STATED:
        return stated
    # A count that is not known is no longer one of which nothing is stated.
    return not_(or_(stated, _unknown(key.key))) if key.type is FieldType.FIGURE else not_(stated)


def _flag(name: str, today: date) -> Condition:
    c = table("incident").c
    due = func.coalesce(c.follow_up_on <= today.isoformat(), false())
    match name:
        case "review":
            return or_(c.status.in_([status.value for status in OPEN_STATUSES]), due)
        case "due":
            return due
        case "trash":
            return c.trashed_at.is_not(None)
        case "draft":
            return c.draft.is_(True)
        case "aggregate":
            return c.is_aggregate.is_(True)
        case "single-source":
            return c.origins <= 1
        case "overlapping":
            link = table("link").c
            sharing = link.type.in_([each.value for each in SHARING if each is not LinkType.DISTINCT_FROM])
            return or_(*(c.id.in_(select(end).where(sharing)) for end in (link.from_id, link.to_id)))
    return false()


def _coded(key: str, term: FieldTerm, vocabulary: Vocabulary) -> Condition:
    named = frozenset().union(*(codes_meant(vocabulary, value) for value in term.values if isinstance(value, str)))
    column = table("incident").c[key]
    if term.op is Op.IS:
        return column.in_(sorted(named))
    return column.is_(None) if term.op is Op.EMPTY else column.is_not(None)


def _unknown(key: str) -> Condition:
    """Whether a count was looked for and is not known: of a sum, that of any side."""
    c = table("incident").c
    parts = [each for each in HARM_FIELDS if each.startswith(f"{key}_")] if key in ("killed", "injured") else [key]
    return or_(*(c[f"{part}_unknown"].is_(True) for part in parts))


def _figure(key: str, value: Any) -> Condition:
    if value == UNKNOWN:
        return and_(not_(_stated(key, FieldType.FIGURE)), _unknown(key))
    if not isinstance(value, Range):
        return false()
    c = table("incident").c
    low, best, high = (c[f"{key}_{part}"] for part in ("low", "best", "high"))
    least, most = value.numbers
    # A figure is a range itself: it is found where the two may agree.
    met = [func.coalesce(high, best, low) >= least] if least is not None else []
    met += [func.coalesce(low, best, high) <= most] if most is not None else []
    return and_(_stated(key, FieldType.FIGURE), *met)


def _number(key: str, value: Any) -> Condition:
    if not isinstance(value, Range):
        return false()
    column = table("incident").c[key]
    least, most = value.numbers
    if least is not None and least == most:
        return column == least
    return and_(column.is_not(None), *_between(column, least, most))


def _time(_: str, value: Any) -> Condition:
    if not isinstance(value, Range):
        return false()
    c = table("incident").c
    low, high = value.days
    met = [c.day_to >= _day_number(low)] if low is not None else []
    met += [c.day_from <= _day_number(high)] if high is not None else []
    return and_(c.day_from.is_not(None), *met)


def _day_number(day: date) -> int:
    return day.toordinal() - _EPOCH


def _instant(key: str, value: Any) -> Condition:
    if not isinstance(value, Range):
        return false()
    column = table("incident").c[key]
    start, end = value.instants
    return and_(column.is_not(None), *_between(column, start, None if end is None else end - 1))


def _day(key: str, value: Any) -> Condition:
    if not isinstance(value, Range):
        return false()
    column = table("incident").c[key]
    low, high = value.days
    return and_(column.is_not(None), *_between(column, low and low.isoformat(), high and high.isoformat()))


def _between(column: ColumnElement[Any], low: Any, high: Any) -> list[Condition]:
    return [*([column >= low] if low is not None else []), *([column <= high] if high is not None else [])]


def _yes_or_no(key: str, value: Any) -> Condition:
    return table("incident").c[key].is_(value == "yes") if value in ("yes", "no") else false()


def _text(key: str, value: Any) -> Condition:
    if not isinstance(value, str):
        return false()
    incident, long_text = table("incident"), table("incident_text")
    if key == "ref":
        return incident.c.id.in_(by_ref(value.strip()))
    expression = words_expression(value)
    if not expression:
        return false()
    indexed = rows_of_index(f"{{{_INDEXED_IN[key]}}} : ({expression})")
    if key == "title":
        return incident.c.id.in_(indexed)
    # The column of the index holds other texts as well: what it finds is looked at again.
    told = func.says(long_text.c[key], bound(value))
    return incident.c.id.in_(select(long_text.c.id).where(long_text.c.id.in_(indexed), told))


def _stated(key: str, kind: FieldType) -> Condition:
    incident, long_text = table("incident"), table("incident_text")
    if kind is FieldType.FIGURE:
        return or_(*(incident.c[f"{key}_{part}"].is_not(None) for part in ("low", "best", "high")))
    if key in ("notes", "status_reason", "place_text"):
        return incident.c.id.in_(select(long_text.c.id).where(long_text.c[key] != ""))
    if kind in (FieldType.TEXT, FieldType.LONG_TEXT):
        return incident.c[key] != ""
    return incident.c[key].is_not(None)


_BY_TYPE: dict[FieldType, Callable[[str, Any], Condition]] = {
    FieldType.FIGURE: _figure,
    FieldType.INTEGER: _number,
    FieldType.TIME: _time,
    FieldType.INSTANT: _instant,
    FieldType.DATE: _day,
    FieldType.FLAG: _yes_or_no,
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _text,
}

# ------------------------------------------------------------------ what stands in other tables

_SHELVES = {
    "place": Shelf.PLACES, "source": Shelf.SOURCES, "origin": Shelf.SOURCES, "document": Shelf.DOCUMENTS,
}  # fmt: skip
_RELATED = frozenset({"place", "actor", "source", "origin", "document", "tags", *(role.value for role in Role)})


def _related(key: str, term: FieldTerm) -> Condition:
    met = None
    if term.op is Op.IS:
        met = or_(false(), *(_entry(key, value) for value in term.values if isinstance(value, str)))
    found = _holding(key, met)
    return not_(func.coalesce(found, false())) if term.op is Op.EMPTY else found


def _holding(key: str, met: Condition | None) -> Condition:
    """Whether an incident has a record of the kind `key` of which `met` is true; None: any."""
    incident = table("incident")
    if key == "place":
        return (
            incident.c.place_id.is_not(None)
            if met is None
            else incident.c.place_id.in_(select(table("place").c.id).where(met))
        )
    if key in ("source", "origin", "document"):
        column = origin_of() if key == "origin" else table("statement").c[f"{key}_id"]
        entries = select(table("document" if key == "document" else "source").c.id)
        return by_statement(column.is_not(None) if met is None else column.in_(entries.where(met)))
    if key == "tags":
        owned, entry = table("incident_tag"), table("tag")
        return incident.c.id.in_(_owners(owned, owned.c.tag_id, entry, met))
    owned, entry = table("incident_actor"), table("actor")
    owners = _owners(owned, owned.c.actor_id, entry, met)
    return incident.c.id.in_(owners if key == "actor" else owners.where(owned.c.role == key))


def _owners(owned: Any, column: ColumnElement[int], entry: Any, met: Condition | None) -> Select[Any]:
    owners = select(owned.c.incident_id)
    return owners if met is None else owners.where(column.in_(select(entry.c.id).where(met)))


def _entry(key: str, value: str) -> Condition:
    """Whether an entry is the one that `value` names: by its name or another of its names; where none has this name,
    those with a name
    in which a word begins with it (a document: that holds it)."""
    wanted = fold(value)
    if not wanted:
        return false()
    shelf = None if key == "tags" else _SHELVES.get(key, Shelf.ACTORS)
    entry = table("tag" if shelf is None else shelf.value)

    def named(condition: Callable[[ColumnElement[str]], Condition]) -> Condition:
        return condition(entry.c.name_key) if shelf is None else named_like(shelf, condition)

    def exactly(column: ColumnElement[str]) -> Condition:
        return column == wanted

    def nearly(column: ColumnElement[str]) -> Condition:
        return (
            holds(column, wanted)
            if shelf is Shelf.DOCUMENTS
            else or_(begins_with(column, wanted), holds(column, f" {wanted}"))
        )

    known = select(entry.c.id).where(named(exactly)).correlate(None).exists()
    return or_(named(exactly), and_(not_(known), named(nearly)))
