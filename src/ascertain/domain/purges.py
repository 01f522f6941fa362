"""What a purge is about to take away, in numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PurgeOutline:
    """What a purge would take from a log, and what of it stays. Numbers of records, each that of rows in the log now,
    but for `operations`: the entries of the history that are emptied and can no longer be undone."""

    incidents: int = 0
    entries: int = 0
    """Sources, actors, places and documents."""
    statements: int = 0
    attachments: int = 0
    links: int = 0
    drafts: int = 0
    operations: int = 0
    staying_incidents: int = 0
    """Incidents that stay and lose something: a statement, a link, or the name of what is purged."""
    staying_statements: int = 0
    """Statements that stay, since they bear on other incidents too, or were not chosen to go."""
    staying_entries: int = 0
    """Entries of the library that would be used by nothing any more, and stay."""
