"""Rows of the table as text that spreadsheets and mail take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ascertain.domain.own_fields import NO_OWN, Fields
from ascertain.domain.table_rows import IncidentRow
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.table.cells import cell_text
from ascertain.ui.wording import field_label

MOST_COPIED = 20_000
"""More rows than this are for an export."""

_ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))


def as_tsv(
    rows: Iterable[IncidentRow], columns: Sequence[str], vocabularies: Vocabularies, fields: Fields = NO_OWN
) -> str:
    """Tab-separated lines with a heading, in the order of the columns; tabs and line ends in a value become spaces."""
    lines = ["\t".join(field_label(key, fields) for key in columns)]
    lines.extend("\t".join(_plain(cell_text(row, key, vocabularies, fields)) for key in columns) for row in rows)
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    return " ".join(text.translate(_ISOLATES).split())
