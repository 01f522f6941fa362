"""The first rows of a sheet as they would be understood, and what of them could not be taken."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from ascertain.app.calendars import KnownCalendars
from ascertain.app.incoming.opened import FirstRows
from ascertain.domain.fields import FieldType
from ascertain.domain.incoming.joined import join
from ascertain.domain.incoming.mapping import Mapping, SheetMapping
from ascertain.domain.incoming.meanings import Meaning
from ascertain.domain.incoming.reading import RowReader
from ascertain.domain.incoming.rows import IncomingRow, Refusal, Value
from ascertain.domain.own_fields import Fields
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.incoming.meaning_words import meaning_label
from ascertain.ui.incoming.rows_view import NO_INDEX, Index, TextRows
from ascertain.ui.kit import plain_tip
from ascertain.ui.wording import code, code_label, number_text, tr_message

MOST_UNDERSTOOD = 50
"""Rows that are understood anew with every choice."""
_HIDDEN = ("uid", "base", "rest", "key", "of")


@dataclass(frozen=True, slots=True)
class UnderstoodRow:
    """What the cells of a row say that can be taken, and what is said against the others."""

    number: int
    values: MappingOf[str, Value]
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """Rows as they were read; `keys` are the columns that they have."""

    keys: tuple[str, ...] = ()
    rows: tuple[UnderstoodRow, ...] = ()
    refused: dict[str, list[Refusal]] = field(default_factory=dict)
    """What could not be taken, by the heading of its column."""


def understand(
    first: FirstRows, sheet: SheetMapping, mapping: Mapping, fields: Fields, vocabularies: Vocabularies
) -> Understood:
    """Read the first rows of a sheet."""
    reader = RowReader(sheet, mapping, fields, vocabularies, calendars=KnownCalendars())
    places: dict[str, list[int]] = {}
    for use in sheet.columns:
        places.setdefault(use.heading, []).append(use.at)
    rows: list[UnderstoodRow] = []
    keys: dict[str, None] = {}
    refused: dict[str, list[Refusal]] = {}
    for number, cells in first.below[:MOST_UNDERSTOOD]:
        read = reader.read(number, cells)
        wrong: tuple[Refusal, ...] = () if isinstance(read, IncomingRow) else read
        if wrong:
            for each in wrong:
                refused.setdefault(each.column, []).append(each)
            without = {at for each in wrong for at in places.get(each.column, ())}
            read = reader.read(number, [None if at in without else cell for at, cell in enumerate(cells)])
        values = read.values if isinstance(read, IncomingRow) else {}
        keys |= {key: None for key in values if key not in _HIDDEN}
        if values or wrong:
            rows.append(UnderstoodRow(number, values, wrong))
    return Understood(tuple(keys), tuple(rows), refused)


class UnderstoodRows(TextRows):
    """What the log would have of each row; of one that is refused, why."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._vocabularies = Vocabularies(())
        self._understood = Understood()
        self._lists: dict[str, str] = {}
        self._before = 1

    def show_rows(self, understood: Understood, meanings: Sequence[Meaning], vocabularies: Vocabularies) -> None:
        """Show rows as they were read, with the names of the codes of these lists."""
        self.beginResetModel()
        self._understood, self._vocabularies = understood, vocabularies
        self._lists = {
            each.key: each.vocabulary
            for each in meanings
            if each.type is FieldType.CODE and each.vocabulary is not None
        }
        refused = (self.tr("Cannot be taken"),) if any(row.refused for row in understood.rows) else ()
        self._before = 1 + len(refused)
        self.headings = (self.tr("Row"), *refused, *(meaning_label(key, meanings) for key in understood.keys))
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """As many as were read to be shown."""
        return 0 if parent.isValid() else len(self._understood.rows)

    def text(self, row: int, column: int) -> str:
        """The value of a cell."""
        found = self._understood.rows[row]
        if column == 0:
            return code(number_text(found.number))
        if column < self._before:
            return " ".join(refusal_text(each) for each in found.refused)
        key = self._understood.keys[column - self._before]
        return self._value(key, found.values.get(key))

    def tone(self, row: int, column: int) -> str:
        """Numbers in grey, reasons in red; of a row that cannot be taken, what else it says in grey."""
        if 0 < column < self._before:
            return "danger"
        return "text_muted" if column == 0 or self._understood.rows[row].refused else ""

    def tip(self, row: int, column: int) -> str | None:
        """Of a row that is refused, all reasons."""
        refused = self._understood.rows[row].refused
        if not refused or not 0 < column < self._before:
            return super().tip(row, column)
        return plain_tip("\n".join(refusal_text(each) for each in refused))

    def _value(self, key: str, value: Value) -> str:
        if value is None:
            return ""
        if key in self._lists and isinstance(value, str):
            if value.startswith("+"):
                return self.tr("{label} (new)").replace("{label}", value[1:])
            return code_label(self._lists[key], value, self._vocabularies)
        return value_text(value)


def value_text(value: Value) -> str:
    """A value as it is read on the screen."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return join(value)
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, int | float):
        plain = int(value) if float(value).is_integer() else value
        return code(str(plain))
    return value if isinstance(value, str) else code(str(value))


def refusal_text(refusal: Refusal) -> str:
    """The reason for one cell, after the name of its column."""
    reason = tr_message(refusal.reason)
    return f"{refusal.column}: {reason}" if refusal.column else reason
