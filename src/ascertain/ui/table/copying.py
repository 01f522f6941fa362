"""Rows of the table as cells that spreadsheets and mail take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ascertain.domain.fields import BY_KEY, HARM_FIELDS, FieldType
from ascertain.domain.figure import Figure
from ascertain.domain.own_fields import NO_OWN, Fields
from ascertain.domain.table_rows import IncidentRow
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.clipboard import ClipCell
from ascertain.ui.table.cells import cell_text
from ascertain.ui.wording import field_label

MOST_COPIED = 20_000
"""More rows than this are for an export."""


def headings_of(columns: Sequence[str], fields: Fields = NO_OWN) -> list[str]:
    """The labels of the columns."""
    return [field_label(key, fields) for key in columns]


def cells_of(
    rows: Iterable[IncidentRow], columns: Sequence[str], vocabularies: Vocabularies, fields: Fields = NO_OWN
) -> Iterator[list[ClipCell]]:
    """The cells of each row, in the order of the columns."""
    for row in rows:
        yield [ClipCell(cell_text(row, key, vocabularies, fields), number_of(row, key, fields)) for key in columns]


def number_of(row: IncidentRow, key: str, fields: Fields = NO_OWN) -> int | float | None:
    """The number that a cell holds, where it is one; a figure between two counts, or one that is not known, is a
    text."""
    field = fields.find(key)
    if field is None:
        return None
    if field.type is FieldType.NUMBER:
        value = row.own_value(key)
        return float(value) if value else None
    if field.type is not FieldType.FIGURE or key not in BY_KEY:
        return None
    figure: Figure = row.harm[HARM_FIELDS.index(key)] if key in HARM_FIELDS else getattr(row, key)
    known = {each for each in (figure.low, figure.best, figure.high) if each is not None}
    return figure.best if figure.best is not None and len(known) == 1 and not figure.unknown else None
