"""The rows of a file as they are understood, kind by kind in the order in which they can be taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ascertain.domain.incoming.mapping import Mapping, SheetMapping
from ascertain.domain.incoming.rows import IncomingRow, RecordKind, Refusal

if TYPE_CHECKING:
    from ascertain.app.incoming.staged import Staged, StagedSheet
    from ascertain.domain.incoming.own_sheets.long_texts import LongTexts
    from ascertain.domain.incoming.rows import FoundCell
    from ascertain.domain.own_fields import Fields
    from ascertain.domain.vocabulary import Vocabularies

ORDER = (
    RecordKind.ACTOR, RecordKind.PLACE, RecordKind.SOURCE, RecordKind.DOCUMENT, RecordKind.INCIDENT,
    RecordKind.STATEMENT, RecordKind.ASSERTION, RecordKind.LINK,
)  # fmt: skip
"""Each kind after those that it names."""

ReadRow = IncomingRow | tuple[Refusal, ...]


class Incoming(Protocol):
    """Where rows come from. They are read twice: for a look, and when they are taken."""

    @property
    def mapping(self) -> Mapping:
        """How they are understood."""

    @property
    def total(self) -> int:
        """How many rows there are, for progress."""

    def kinds(self) -> tuple[RecordKind, ...]:
        """What there are rows of, in the order in which they can be taken."""

    def rows(self, kind: RecordKind) -> Iterator[ReadRow]:
        """The rows of a kind, each as it is understood or with every cell of it that cannot be."""

    def heading(self, sheet: str, key: str) -> str:
        """What stands over the column of a target; nothing where there is none."""


@dataclass(frozen=True, slots=True)
class ToldRows:
    """Rows that are there already, as another program of ours gives them."""

    mapping: Mapping
    told: Sequence[ReadRow]

    @property
    def total(self) -> int:
        """See `Incoming.total`."""
        return len(self.told)

    def kinds(self) -> tuple[RecordKind, ...]:
        """See `Incoming.kinds`."""
        there = {each.kind for each in self.told if isinstance(each, IncomingRow)}
        if any(isinstance(each, tuple) for each in self.told):
            there.add(RecordKind.INCIDENT)
        return tuple(kind for kind in ORDER if kind in there)

    def rows(self, kind: RecordKind) -> Iterator[ReadRow]:
        """See `Incoming.rows`."""
        for each in self.told:
            if each and (each.kind if isinstance(each, IncomingRow) else RecordKind.INCIDENT) is kind:
                yield each

    def heading(self, sheet: str, key: str) -> str:
        """See `Incoming.heading`."""
        return heading_in(self.mapping, sheet, key)


class FileRows:
    """The rows of a file that was staged."""

    def __init__(self, staged: Staged, mapping: Mapping, fields: Fields, vocabularies: Vocabularies) -> None:
        self._staged, self.mapping = staged, mapping
        self._fields, self._vocabularies = fields, vocabularies
        self._sheets = {sheet.name: sheet for sheet in staged.sheets}

    @property
    def total(self) -> int:
        """See `Incoming.total`."""
        return sum(self._sheets[each.sheet].rows for each in self.mapping.sheets if each.sheet in self._sheets)

    def kinds(self) -> tuple[RecordKind, ...]:
        """See `Incoming.kinds`."""
        there = {each.kind for each in self.mapping.sheets}
        return tuple(kind for kind in ORDER if kind in there)

    def rows(self, kind: RecordKind) -> Iterator[ReadRow]:
        """See `Incoming.rows`."""
        for sheet in self.mapping.sheets:
            if sheet.kind is kind and sheet.sheet in self._sheets:
                yield from self._of(sheet)

    def _of(self, sheet: SheetMapping) -> Iterator[ReadRow]:
        from ascertain.app.calendars import KnownCalendars
        from ascertain.domain.incoming.reading import RowReader

        reader = RowReader(sheet, self.mapping, self._fields, self._vocabularies, self._long_texts(), KnownCalendars())
        for number, cells in self._sheets[sheet.sheet].read():
            if number > sheet.heading_row:
                found = reader.read(number, cells)
                if found:
                    yield found

    def _long_texts(self) -> LongTexts | None:
        """The texts of our own sheets that no cell holds."""
        from ascertain.domain.incoming.own_sheets.headings import LONG_TEXTS
        from ascertain.domain.incoming.own_sheets.long_texts import LongTexts
        from ascertain.domain.incoming.profiles import OWN

        sheet = self._sheets.get(LONG_TEXTS)
        if sheet is None or self.mapping.profile != OWN:
            return None
        return LongTexts(lambda start, stop: _placed(sheet, start, stop), sheet.rows)

    def heading(self, sheet: str, key: str) -> str:
        """See `Incoming.heading`."""
        return heading_in(self.mapping, sheet, key)


def _placed(sheet: StagedSheet, start: int, stop: int) -> Iterator[tuple[int, tuple[FoundCell, ...]]]:
    """Rows with their places, from 0, by which they can be read again."""
    return ((at, cells) for at, (_, cells) in enumerate(sheet.read(start, stop), start))


def heading_in(mapping: Mapping, sheet: str, key: str) -> str:
    """What stands over the column of a target."""
    columns = (column for each in mapping.sheets if each.sheet == sheet for column in each.columns)
    return next((column.heading for column in columns if column.target == key), "")
