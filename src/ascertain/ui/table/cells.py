"""What a cell of the incident table says: the text of each field of a row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from ascertain.domain.fields import BY_KEY, HARM_FIELDS, FieldType
from ascertain.domain.figure import Figure
from ascertain.domain.own_fields import NO_OWN, Fields
from ascertain.domain.table_rows import IncidentRow
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.wording import (
    code,
    code_label,
    date_text,
    figure_text,
    figure_words,
    instant_text,
    isolated,
    origins_text,
    own_text,
    status_word,
    when_text,
    where_text,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """`text`, then `suffix` in a quieter tone; `status` is a code when the cell is to be a pill."""

    text: str
    suffix: str = ""
    status: str = ""


EMPTY = Cell("")


def is_figure(key: str, fields: Fields = NO_OWN) -> bool:
    """Whether the field is a count or another number, set flush with the end of its cell."""
    field = fields.find(key)
    return field is not None and field.type in (FieldType.FIGURE, FieldType.NUMBER)


def cell(row: IncidentRow, key: str, vocabularies: Vocabularies, fields: Fields = NO_OWN) -> Cell:
    """What the cell of field `key` shows."""
    if key not in BY_KEY:
        field = fields.find(key)
        return EMPTY if field is None else Cell(own_text(field, row.own_value(key), vocabularies))
    match key:
        case "ref":
            return Cell(code(row.ref))
        case "t_from":
            return Cell(*when_text(row))
        case "place":
            return Cell(where_text(row, vocabularies))
        case "status":
            return Cell(status_word(row.status, vocabularies), status=row.status)
        case "origins":
            return Cell(origins_text(row.origins, row.statements))
        case "source":
            return Cell(_joined(row.sources))
    return Cell(_value_text(getattr(row, key, ""), key, row, vocabularies))


def cell_text(row: IncidentRow, key: str, vocabularies: Vocabularies, fields: Fields = NO_OWN) -> str:
    """The same as one text: for copying, tooltips and those who hear the table."""
    shown = cell(row, key, vocabularies, fields)
    return f"{shown.text} {shown.suffix}" if shown.suffix else shown.text


def spoken_text(row: IncidentRow, key: str, vocabularies: Vocabularies, fields: Fields = NO_OWN) -> str:
    """The same for those who hear the table: `–` and `?` say nothing, so a count is told in words."""
    return figure_words(_figure(row, key)) if is_figure(key) else cell_text(row, key, vocabularies, fields)


def _value_text(value: Any, key: str, row: IncidentRow, vocabularies: Vocabularies) -> str:
    described = BY_KEY[key]
    match described.type:
        case FieldType.CODE:
            return code_label(described.vocabulary or "", value, vocabularies)
        case FieldType.FLAG:
            return QCoreApplication.translate("Cells", "yes") if value else ""
        case FieldType.FIGURE:
            return figure_text(_figure(row, key))
        case FieldType.DATE:
            return date_text(value) if value is not None else ""
        case FieldType.INSTANT:
            return instant_text(value) if value else ""
        case FieldType.ACTORS:
            return _joined(name for role, name in row.actors if role == described.role)
        case FieldType.TAGS:
            return _joined(row.tags)
    return " ".join(str(value).split()) if value is not None else ""


def _figure(row: IncidentRow, key: str) -> Figure:
    if key in HARM_FIELDS:
        return row.harm[HARM_FIELDS.index(key)]
    found: Figure = getattr(row, key)
    return found


def _joined(names: Iterable[str]) -> str:
    """Names in a row, each kept whole where scripts mix."""
    return QCoreApplication.translate("Cells", ", ", "between names").join(isolated(name) for name in names)
