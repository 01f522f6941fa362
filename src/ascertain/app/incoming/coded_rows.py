"""Rows of tables that this log wrote in the columns of other people: found again by the number of the incident, and
held against what the table would say of it now, so that what such a table cannot hold is no edit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ascertain.domain.incoming.fingerprints import fingerprint, same
from ascertain.domain.incoming.flat_statements import BESIDE_SOURCE
from ascertain.domain.incoming.heading_words import heading_key
from ascertain.domain.incoming.incident_targets import figure_of
from ascertain.domain.incoming.mapping import SheetMapping
from ascertain.domain.incoming.reading import RowReader, uid_of_key
from ascertain.domain.incoming.rows import IncomingRow, RecordKind, Value
from ascertain.domain.incoming.targets import targets_of
from ascertain.domain.messages import Message, say
from ascertain.domain.totals import Totals
from ascertain.exchange.coded_table import told
from ascertain.exchange.csv_file import as_text
from ascertain.exchange.exporters import acled, ucdp_ged
from ascertain.exchange.outgoing import Outgoing

if TYPE_CHECKING:
    from ascertain.domain.incoming.mapping import Mapping as HowRead
    from ascertain.domain.own_fields import Fields
    from ascertain.domain.records import Incident, LibraryEntry
    from ascertain.domain.vocabulary import Vocabularies
    from ascertain.exchange.sheets import Cell
    from ascertain.store.reading.asked_log import AskedLog

_TABLES = {"acled": (acled.COLUMNS, acled.row_maker), "ucdp_ged": (ucdp_ged.COLUMNS, ucdp_ged.row_maker)}
_TOGETHER = (
    ("t_from", "t_to", "precision"),
    ("place", "country", "place_latitude", "place_longitude", "place_admin1", "place_admin2"),
)
"""What makes one thing: where one of these was edited, the others belong to it. Of a place the name decides."""
_DEAD = "killed_unknown_best"
_SIDES = ("killed_attacker", "killed_target_force", "killed_civilian")
BELOW_SIDES = say("The log has more killed on the sides together than this total. Correct them in the log.")

Values = dict[str, Value]


class CodedRows:
    """What such a table would say of incidents now. Made once for all rows of a file; `asked` is the log."""

    def __init__(self, mapping: HowRead, fields: Fields, vocabularies: Vocabularies, asked: AskedLog) -> None:
        self._asked, self._profile = asked, mapping.profile
        self._sheets: dict[str, _Sheet] = {}
        self._targets = {each.key: each for each in targets_of(RecordKind.INCIDENT, fields)}
        if mapping.profile in _TABLES:
            columns, maker = _TABLES[mapping.profile]
            rows = [maker(_outgoing(vocabularies, asked, attacker)) for attacker in ("attributed", "claimed_too")]
            for sheet in mapping.sheets:
                reader = RowReader(sheet, mapping, fields, vocabularies)
                self._sheets[sheet.sheet] = _Sheet(sheet, reader, columns, rows)

    def __bool__(self) -> bool:
        return bool(self._sheets)

    def ref_of(self, row: IncomingRow) -> str:
        """The number that an incident of this log would have in the row; nothing where such a table has none."""
        return row.of if self._sheets and row.kind is RecordKind.INCIDENT else ""

    def wrote(self, rows: Sequence[tuple[IncomingRow, Incident]]) -> set[str]:
        """The refs of those incidents of which this log wrote the row, as far as that can be told: by the uid that the
        row carries, by when it was written, or, where it does not say, by the day that it tells."""
        found: set[str] = set()
        asked: dict[int, list[str]] = {}
        day = self._targets["t_from"]
        for row, record in rows:
            if row.uid == record.uid or row.written_at == record.updated_at:
                found.add(record.ref)
            elif row.uid != uid_of_key(self._profile, row.of):
                # It carries the uid of another one.
                continue
            elif row.written_at is not None:
                asked.setdefault(row.written_at, []).append(record.ref)
            elif "t_from" not in row.values or _day(row.values["t_from"]) == _day(day.get(record)) != "":
                found.add(record.ref)
        for moment in self._asked.worked_at(asked):
            found.update(asked[moment])
        return found

    def against(self, row: IncomingRow, record: Incident) -> IncomingRow | Message:
        """The row with those cells alone that say something else than the table would say now; why it cannot be taken
        where they cannot be."""
        sheet = self._sheets.get(row.spot.sheet)
        now = None if sheet is None else sheet.told(record)
        if sheet is None or now is None:
            return row
        values = {
            key: value for key, value in row.values.items() if not any(same(value, each.get(key)) for each in now)
        }
        if not sheet.has("title"):
            values.pop("title", None)
        if "notes" in values:
            _split_notes(values, record, now[0].get("notes"), whole=self._profile == "acled" and sheet.has("notes"))
        if _DEAD in values and self._profile == "acled":
            rest = _of_no_side(values[_DEAD], record)
            if isinstance(rest, Message):
                return rest
            values[_DEAD] = rest
        for keys in _TOGETHER:
            if (keys[0] == "t_from" and not values.keys().isdisjoint(keys)) or keys[0] in values:
                values |= {key: row.values[key] for key in keys if key in row.values}
        if "source" not in values:
            values = {key: value for key, value in values.items() if key not in BESIDE_SOURCE}
        base = {}
        if row.written_at == record.updated_at:
            # Nobody has edited the incident since: what differs was edited in the file.
            base = {key: fingerprint(self._targets[key].get(record)) for key in values if key in self._targets}
        return replace(row, values=values, base=base)


class _Sheet:
    """One sheet of the file: where its columns stand, and what they would hold."""

    def __init__(
        self,
        sheet: SheetMapping,
        reader: RowReader,
        columns: Sequence[str],
        rows: Sequence[Callable[[Incident], Sequence[Cell]]],
    ) -> None:
        self._reader, self._rows = reader, rows
        self._used = {use.target for use in sheet.columns}
        places = {heading_key(column): at for at, column in enumerate(columns)}
        self._places = [places.get(heading_key(use.heading)) for use in sheet.columns]
        self._width = max((use.at + 1 for use in sheet.columns), default=0)
        self._ats = [use.at for use in sheet.columns]

    def has(self, target: str) -> bool:
        """Whether a column is taken for this."""
        return target in self._used

    def told(self, record: Incident) -> list[Mapping[str, Value]] | None:
        """What the table would say of an incident, in either way of saying who did it; None where it cannot be read."""
        found = []
        for row in self._rows:
            written = row(record)
            cells: list[str | None] = [None] * self._width
            for at, place in zip(self._ats, self._places, strict=True):
                if place is not None:
                    cell = written[place]
                    cells[at] = (cell if isinstance(cell, str) else as_text(cell)) or None
            read = self._reader.read(2, cells)
            if not isinstance(read, IncomingRow):
                return None
            found.append(read.values)
        return found


class _Entries:
    """The library of a log that is asked, as an exporter needs it for one row: single entries, and nothing else."""

    def __init__(self, asked: AskedLog) -> None:
        self._asked = asked

    def entry(self, kind: RecordKind, entry_id: int) -> LibraryEntry | None:
        """See `Library.entry`."""
        return self._asked.entry(kind, entry_id)

    def entries(self, _kind: RecordKind, _numbers: Iterable[int]) -> Iterator[tuple[str, LibraryEntry]]:
        """See `Library.entries`."""
        return iter(())

    def every(self, _kind: RecordKind) -> Iterable[int]:
        """See `Library.every`."""
        return ()

    def uids(self, _kind: RecordKind, _numbers: Iterable[int]) -> Mapping[int, str]:
        """See `Library.uids`."""
        return {}


def _outgoing(vocabularies: Vocabularies, asked: AskedLog, attacker: str) -> Outgoing:
    entries = _Entries(asked)
    return Outgoing((), 0, vocabularies, entries, lambda: (Totals(), {}), options={"attacker": attacker})


def _split_notes(values: Values, record: Incident, now: Value, *, whole: bool) -> None:
    """In the table of ACLED what happened and the notes stand in one cell; other columns of the file come after it."""
    text = values.pop("notes")
    if not whole or not isinstance(text, str):
        return
    after = str(now or "")[len(told(record.content.title, record.content.notes)) :]
    text = text.removesuffix(after) if after else text
    title, _, notes = text.partition("\n\n")
    if "\n" not in title:
        values |= {"title": title.strip() or None, "notes": notes.strip() or None}
        for key, held in (("title", record.content.title), ("notes", record.content.notes)):
            if same(values[key], held):
                del values[key]


def _of_no_side(total: Value, record: Incident) -> Value | Message:
    """What is left of the killed in all for those of no side."""
    sides = sum(figure_of(record, side).best or 0 for side in _SIDES)
    if not isinstance(total, int):
        return total
    return total - sides if total >= sides else BELOW_SIDES


def _day(value: Value) -> str:
    return value.isoformat()[:10] if isinstance(value, date) else ""
