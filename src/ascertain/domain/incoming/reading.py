"""From the cells of a row to what the row says, by what its columns were chosen to mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha1
from typing import Any
from uuid import UUID

from ascertain.domain.fields import FieldType
from ascertain.domain.incoming.cells import CellRefused, as_text, short
from ascertain.domain.incoming.column_readers import Reader, column_reader
from ascertain.domain.incoming.joining import Found, Unjoinable, joins_for
from ascertain.domain.incoming.mapping import ColumnUse, Mapping, SheetMapping
from ascertain.domain.incoming.meanings import WRITTEN_AT, Meaning, meanings_of
from ascertain.domain.incoming.new_fields import widened
from ascertain.domain.incoming.own_rows import own_reader
from ascertain.domain.incoming.own_sheets.long_texts import LongTexts
from ascertain.domain.incoming.profiles import OWN
from ascertain.domain.incoming.rows import FoundCell, IncomingRow, RecordKind, Refusal, Spot
from ascertain.domain.incoming.target import KEY, UID
from ascertain.domain.incoming.titles import title_of
from ascertain.domain.messages import Message
from ascertain.domain.own_fields import Fields
from ascertain.domain.times.reckoning import Calendars
from ascertain.domain.vocabulary import Vocabularies

ROWS_OF_OTHERS = UUID("9f4c1d0e-6a57-5b0a-8c1c-3d2f6f0b7a41")
"""What the uids of rows from other people's files are told apart by (RFC 9562, version 5): by this, the profile and the
file's own key, or all cells where it has none. So the same row is the same record whenever it is read."""

_VARIANT = {digit: f"{int(digit, 16) & 0x3 | 0x8:x}" for digit in "0123456789abcdef"}
_KEPT = 8_192
"""Different cells of a column whose values are kept at hand."""
_NOT_ALIKE = frozenset({FieldType.LONG_TEXT})
"""Types whose cells seldom come twice."""

_UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class _Cells(dict[str, Any]):
    """What the texts of a column are read as. A text that seldom comes twice is not kept."""

    def __init__(self, read: Reader, *, alike: bool) -> None:
        super().__init__({"": None})
        self.read, self._alike = read, alike

    def __missing__(self, cell: str) -> Any:
        value = self.read(cell)
        if self._alike:
            if len(self) >= _KEPT:
                self.clear()
                self[""] = None
            self[cell] = value
        return value


def name_uid(space: UUID, name: str) -> str:
    """As `str(uuid5(space, name))`, without a UUID between: every row of a file has one."""
    told = sha1(space.bytes + name.encode(), usedforsecurity=False).hexdigest()
    return f"{told[:8]}-{told[8:12]}-5{told[13:16]}-{_VARIANT[told[16]]}{told[17:20]}-{told[20:32]}"


def uid_of_key(profile: str, key: str) -> str:
    """The uid of a row that has this key in a table of this profile."""
    return name_uid(ROWS_OF_OTHERS, f"{profile}\x1fkey\x1f{key}")


class RowReader:
    """Reads the rows of one sheet. Made once for all of them."""

    def __init__(
        self,
        sheet: SheetMapping,
        mapping: Mapping,
        fields: Fields,
        vocabularies: Vocabularies,
        long_texts: LongTexts | None = None,
        calendars: Calendars | None = None,
    ) -> None:
        """`long_texts` are those of the file, where a log has written it; `calendars` knows others than ours."""
        self._calendars = calendars
        wide = widened(mapping, fields, vocabularies)
        fields, vocabularies = wide.fields, wide.vocabularies
        self._sheet, self._mapping, self._vocabularies = sheet, mapping, vocabularies
        self._own = own_reader(sheet, mapping, fields, vocabularies, long_texts) if mapping.profile == OWN else None
        known = {meaning.key: meaning for meaning in meanings_of(sheet.kind, fields)}
        used = [(use, known[use.target]) for use in sheet.columns if use.target in known]
        self._headings: dict[str, str] = {}
        self._columns = tuple(self._column(use, meaning) for use, meaning in used)
        self._places = tuple(use.at for use, _ in used)
        self._width = max(self._places, default=-1) + 1
        self._joins = joins_for(self._headings, mapping.zone)
        self._key = next((use.at for use, meaning in used if meaning.key == KEY), None)
        self._titled = sheet.kind is not RecordKind.INCIDENT or "title" in self._headings

    def _column(self, use: ColumnUse, meaning: Meaning) -> tuple[str, _Cells]:
        key = f"{meaning.key}@{use.at}" if meaning.repeats else meaning.key
        self._headings[key] = use.heading
        read = column_reader(meaning, use, self._mapping, self._vocabularies, self._calendars)
        return key, _Cells(read, alike=meaning.type not in _NOT_ALIKE)

    def read(self, number: int, cells: Sequence[FoundCell]) -> IncomingRow | tuple[Refusal, ...]:
        """What the row of this number (the first of the sheet is 1) says, or every cell of it that cannot be taken;
        an empty tuple for a row in which nothing stands."""
        if self._own is not None:
            return self._own.read(number, cells)
        if len(cells) < self._width:
            cells = (*cells, *[None] * (self._width - len(cells)))
        told = [cells[at] for at in self._places]
        try:
            found: Found = {
                key: None if cell is None else known[cell] if type(cell) is str else known.read(cell)
                for (key, known), cell in zip(self._columns, told, strict=True)
            }
        except CellRefused:
            return self._refusals(number, told)
        if not any(value is not None for value in found.values()):
            return ()
        return self._joined(number, cells, found)

    def _refusals(self, number: int, told: Sequence[FoundCell]) -> tuple[Refusal, ...]:
        """Every cell of a row that cannot be taken."""
        refused: list[Refusal] = []
        for (key, known), cell in zip(self._columns, told, strict=True):
            if cell is None or cell == "":
                continue
            try:
                known.read(cell)
            except CellRefused as wrong:
                refused.append(self._refusal(number, key, cell, wrong.message))
        return tuple(refused)

    def _joined(self, number: int, cells: Sequence[FoundCell], found: Found) -> IncomingRow | tuple[Refusal, ...]:
        own_key, uid, written = found.pop(KEY, None), found.pop(UID, None), found.pop(WRITTEN_AT, None)
        try:
            for join in self._joins:
                join(found)
        except Unjoinable as wrong:
            return (self._refusal_at(number, cells, wrong),)
        if not self._titled:
            found["title"] = title_of(found, self._vocabularies)
        if uid is None or not _UID.fullmatch(uid):
            uid = self._made_uid(own_key, cells)
        spot = Spot(self._sheet.sheet, number)
        return IncomingRow(self._sheet.kind, spot, found, uid, own_key or "", written_at=written)

    def _made_uid(self, own_key: str | None, cells: Sequence[FoundCell]) -> str:
        if own_key is not None:
            return uid_of_key(self._mapping.profile, own_key)
        end = len(cells)
        while end and cells[end - 1] in (None, ""):
            end -= 1
        told = "\x1f".join(map(as_text, cells[:end]))
        return name_uid(ROWS_OF_OTHERS, f"{self._mapping.profile}\x1f{told}")

    def _refusal(self, number: int, key: str, cell: FoundCell, reason: Message) -> Refusal:
        return Refusal(Spot(self._sheet.sheet, number), self._headings[key], short(cell), reason)

    def _refusal_at(self, number: int, cells: Sequence[FoundCell], wrong: Unjoinable) -> Refusal:
        at = next((at for at, (key, _) in zip(self._places, self._columns, strict=True) if key == wrong.key), None)
        heading = self._headings.get(wrong.key, wrong.key)
        cell = cells[at] if at is not None and at < len(cells) else None
        return Refusal(Spot(self._sheet.sheet, number), heading, short(cell), wrong.message)
