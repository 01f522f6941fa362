"""The tables as SQLAlchemy Core sees them, and what the file holds beside them."""

from __future__ import annotations

from sqlalchemy import Table

from ascertain.store import desk_tables as desk_tables
from ascertain.store import incident_table, journal_tables
from ascertain.store import tables as tables

# All four modules enter their tables there.
metadata = journal_tables.LogInfoTable.metadata

DERIVED = incident_table.DERIVED_COLUMNS
STAMPS = incident_table.STAMP_COLUMNS

CREATE_SEARCH = (
    "CREATE VIRTUAL TABLE incident_search USING fts5(title, names, notes, evidence, tokenize='unicode61', prefix='2 3')"
)
"""The full-text table over folded text; its rowid is the id of the incident."""

CREATE_DOCUMENT_SEARCH = (
    "CREATE VIRTUAL TABLE document_search USING fts5(title, text, tokenize='unicode61', prefix='2 3')"
)
"""The same over the folded titles and texts of documents; its rowid is the id of the document."""


def table(name: str) -> Table:
    """The table of this name. Raises KeyError."""
    return metadata.tables[name]
