"""Where the codes of each list stand: table and column."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, select

from ascertain.domain.fields import FIELDS
from ascertain.domain.own_fields import CODE_LIST
from ascertain.store.schema import table

_OF_RECORDS: dict[str, tuple[tuple[str, str], ...]] = {
    "country": (("place", "country"), ("actor", "country"), ("source", "country")),
    "place_kind": (("place", "kind"),),
    "actor_kind": (("actor", "kind"),),
    "source_kind": (("source", "kind"),),
    "document_kind": (("document", "kind"),),
    "reliability": (("source", "reliability"), ("source_grade", "reliability")),
    "affiliation": (("source", "affiliation"),),
    "stance": (("statement", "stance"),),
    "credibility": (("statement", "credibility"),),
    "assertion_state": (("assertion", "state"),),
    "role": (("incident_actor", "role"),),
    "link_type": (("link", "type"),),
    "time_precision": (("incident", "precision"),),
    "anchor_kind": (("incident_text", "anchor_kind"),),
}
"""Columns beside those of incidents, which follow from `domain.fields`."""


def code_columns(vocabulary: str) -> Sequence[tuple[str, str]]:
    """Table and column of each place in which codes of a list stand."""
    of_incidents = [("incident", field.key) for field in FIELDS if field.vocabulary == vocabulary and not field.derived]
    of_fields = [("own_value", "value")] if vocabulary.startswith(CODE_LIST) else []
    return (*of_incidents, *of_fields, *_OF_RECORDS.get(vocabulary, ()))


def asserted_fields(vocabulary: str) -> list[str]:
    """The fields of which statements may assert a code of the list."""
    return [field.key for field in FIELDS if field.vocabulary == vocabulary]


def of_list(name: str, vocabulary: str) -> ColumnElement[bool] | None:
    """Which rows of a table hold codes of this list, where not all do."""
    if name != "own_value":
        return None
    own = table("own_field")
    return table("own_value").c.field_id.in_(select(own.c.id).where(own.c.vocabulary == vocabulary))


def holding(name: str, column: str, vocabulary: str, key: str) -> ColumnElement[bool]:
    """Which rows of a table hold one code."""
    met = table(name).c[column] == (int(key) if column == "credibility" else key)
    only = of_list(name, vocabulary)
    return met if only is None else and_(met, only)
