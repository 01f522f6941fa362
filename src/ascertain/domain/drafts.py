"""Unfinished forms: what somebody typed and has not saved. They are no part of the record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

INCIDENT_FORM = "incident"
"""The form of an incident; every other form is named by its shelf (`domain.rows.Shelf`)."""

VERDICT_FORM = "verdict"
"""A verdict on an incident, as it is picked and typed at the review desk or in the dialog for the status."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An unfinished form as it is kept. `content` is what stands in its boxes, as text that only the form understands.

    `record_id` is what is edited, None for something new; `version` the version of the incident that the form began
    with. The log itself puts in `author` and `updated_at` (seconds since 1970-01-01T00:00Z).
    """

    uid: str
    form: str
    title: str
    content: str
    record_id: int | None = None
    version: int | None = None
    author: str = ""
    updated_at: int = 0


class Standing(StrEnum):
    """How the record that an unfinished form edits stands now."""

    NEW = "new"
    """There is no record yet."""
    AS_IT_WAS = "as_it_was"
    CHANGED = "changed"
    TRASHED = "trashed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class UnfinishedForm:
    """A draft, with what it edits: the ref of the incident or the name of the entry; empty for something new.

    An entry has no version, so whether it was changed is told when its form is continued.
    """

    draft: Draft
    name: str
    standing: Standing
