"""Whether a change of the log may change how many incidents a search finds: what it leaves is not counted anew."""

from __future__ import annotations

from ascertain.app.notices import WHOLE_ROW, LogChanged
from ascertain.domain.search import FieldTerm, Phrase, Search, Words, walk

Changed = frozenset[tuple[str, str]]

_OF_NO_INCIDENT = {"saved_view", "template", "attachment", "document_mark", "draft", "operation", "change"}
_COLUMNS = {
    "status": {"status"},
    "kind": {"kind"},
    "means": {"means"},
    "outcome": {"outcome"},
    "where_precision": {"where_precision"},
    "follow_up_on": {"follow_up_on"},
    "is_aggregate": {"is_aggregate"},
    "ref": {"ref"},
    "id": set[str](),
}
"""Keys of the search language that look at a column of the incident's own row, and at nothing else."""
_FLAGS = {
    "review": {"status", "follow_up_on"},
    "due": {"status", "follow_up_on"},
    "trash": set[str](),
    "draft": {"draft"},
    "aggregate": {"is_aggregate"},
}
_TEXTLESS = {"status", "status_at", "follow_up_on", "draft", "is_aggregate"}
"""Columns of the incident in which words are not looked for."""


def may_concern(search: Search, notice: LogChanged) -> bool:
    """Whether `search` may find other incidents after what `notice` tells of. In doubt it may."""
    if notice.vocabularies or notice.fields:
        return True
    changed = frozenset(each for each in notice.columns if each[0] not in _OF_NO_INCIDENT)
    if not changed:
        return False
    # Every search asks whether an incident is there, and whether it lies in the trash.
    if ("incident", WHOLE_ROW) in changed or ("incident", "trashed_at") in changed:
        return True
    return any(_looks_at(term, changed) for term in walk(search.terms))


def _looks_at(term: object, changed: Changed) -> bool:
    if isinstance(term, FieldTerm):
        if term.field == "tags":
            return any(table in ("incident_tag", "tag") for table, _ in changed)
        columns = _columns(term)
        return columns is None or any(table == "incident" and column in columns for table, column in changed)
    if isinstance(term, Words | Phrase):
        return not all(table == "incident" and column in _TEXTLESS for table, column in changed)
    return False


def _columns(term: FieldTerm) -> set[str] | None:
    """The columns of the incident that a term looks at; None where it looks further."""
    if term.field != "is":
        return _COLUMNS.get(term.field)
    asked = [_FLAGS.get(value) for value in term.values if isinstance(value, str)]
    known = [each for each in asked if each is not None]
    return set().union(*known) if len(known) == len(term.values) else None
