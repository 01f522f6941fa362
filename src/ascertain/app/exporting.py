"""Export of incidents to a file: all, those of a search, or a selection. The old file stays until the new one is
whole."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ascertain.app.printing import print_briefing
from ascertain.domain.conduct import Conduct
from ascertain.domain.incoming.rows import RecordKind
from ascertain.domain.messages import Message, say
from ascertain.domain.own_fields import NO_OWN, Fields
from ascertain.domain.records import Incident, LibraryEntry
from ascertain.domain.rows import Shelf
from ascertain.domain.sizes import size_text
from ascertain.domain.uncollected import uncollected
from ascertain.domain.vocabulary import Vocabularies
from ascertain.exchange.exporters import exporter_for, exporter_named, exporters
from ascertain.exchange.outgoing import Exporter, Loss, Outgoing
from ascertain.exchange.sheets import ExportFailed, Shortened
from ascertain.store import disk

if TYPE_CHECKING:
    from ascertain.app.queries import Queries
    from ascertain.domain.totals import Totals

_SPARE = 1.25
"""Room for what is not at hand when it is counted how far an export came."""
_PACKED, _PACKING = (".xlsx", ".ods"), 1.6
"""Archives, and room for one beside the largest of the packed parts that it is made of."""
_ENTRIES_KEPT = 20_000
_DOCUMENTS_KEPT = 50
_SHELVES = {
    RecordKind.SOURCE: Shelf.SOURCES,
    RecordKind.DOCUMENT: Shelf.DOCUMENTS,
    RecordKind.ACTOR: Shelf.ACTORS,
    RecordKind.PLACE: Shelf.PLACES,
}


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written: where, how many incidents, how many bytes, which texts the format could not hold whole, and
    which attached files were missing or altered beside the log, and so do not go along."""

    out: Path
    incidents: int
    size: int
    shortened: tuple[Shortened, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written of which incidents, in this order, and how. `keys` are those of `fields` that become
    columns, all where there are none; `format` names an exporter, else the suffix of the file tells it."""

    ids: Sequence[int]
    vocabularies: Vocabularies
    keys: Sequence[str] | None = None
    fields: Fields = NO_OWN
    format: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    at: int = 0
    right_to_left: bool = False


def export(queries: Queries, wanted: Wanted, out: Path, conduct: Conduct | None = None) -> ExportResult:
    """Write incidents to `out`. The file appears under its name only when it is whole, on disk and readable by its
    owner only. Raises ExportFailed with a sentence for people, or Cancelled when `conduct` asked to stop; nothing is
    left behind.
    """
    exporter = exporter_of(wanted, out)
    count = len(wanted.ids)
    reckoning = _Reckoning(disk.free_space(out.parent), count)
    outgoing = replace(outgoing_of(queries, wanted), incidents=reckoning.counted(queries.incidents(wanted.ids)))
    try:
        with disk.part_for(out) as part, uncollected():
            part.unlink()
            shortened = exporter.write(outgoing, part, conduct or Conduct())
            size = part.stat().st_size
            disk.put_in_place(part, out)
    except OSError as fault:
        raise ExportFailed(_explain(fault, out, reckoning)) from fault
    return ExportResult(out, count, size, shortened)


def losses(queries: Queries, wanted: Wanted, out: Path, conduct: Conduct | None = None) -> tuple[Loss, ...]:
    """What the format of `out` could not hold of these incidents. Raises ExportFailed and Cancelled."""
    return exporter_of(wanted, out).losses(outgoing_of(queries, wanted), conduct or Conduct())


def outgoing_of(queries: Queries, wanted: Wanted) -> Outgoing:
    """What an exporter is given."""
    return Outgoing(
        queries.incidents(wanted.ids),
        len(wanted.ids),
        wanted.vocabularies,
        _Library(queries, whole=len(wanted.ids) >= queries.count(None)),
        lambda: _counted(queries, wanted.ids),
        wanted.fields,
        None if wanted.keys is None else tuple(wanted.keys),
        wanted.options,
        wanted.title,
        wanted.at,
        wanted.right_to_left,
        print_briefing,
    )


class _Library:
    """The library of the log; single entries are read once."""

    def __init__(self, queries: Queries, *, whole: bool) -> None:
        """`whole`: all incidents of the log are written."""

        def read(kind: RecordKind, number: int) -> LibraryEntry | None:
            return queries.entry(_SHELVES[kind], number)

        self._queries, self._whole = queries, whole
        self._entry = lru_cache(maxsize=_ENTRIES_KEPT)(read)
        # A document comes with its text, which may be long.
        self._document = lru_cache(maxsize=_DOCUMENTS_KEPT)(read)

    def entry(self, kind: RecordKind, entry_id: int) -> LibraryEntry | None:
        """See `Library.entry`."""
        return (self._document if kind is RecordKind.DOCUMENT else self._entry)(kind, entry_id)

    def entries(self, kind: RecordKind, numbers: Iterable[int]) -> Iterator[tuple[str, LibraryEntry]]:
        """See `Library.entries`."""
        return self._queries.many_entries(kind, numbers)

    def every(self, kind: RecordKind) -> Iterable[int]:
        """See `Library.every`."""
        return self._queries.every_entry(kind) if self._whole else ()

    def uids(self, kind: RecordKind, numbers: Iterable[int]) -> Mapping[int, str]:
        """See `Library.uids`."""
        return self._queries.uids(kind, numbers)


@dataclass(slots=True)
class _Reckoning:
    """How much room an export needs, told from how far it came with the room that was free when it began."""

    free: int
    total: int
    done: int = 0

    def counted(self, incidents: Iterable[Incident]) -> Iterator[Incident]:
        for self.done, incident in enumerate(incidents, start=1):
            yield incident

    def sentence(self, out: Path) -> Message:
        """The disk was full: about so much is needed."""
        if self.done == 0:
            text = (
                "The disk is full: {name} was not written. {free} are free, which is too little to begin. "
                "Free some space or choose another folder."
            )
            return say(text, name=out.name, free=size_text(disk.free_space(out.parent)))
        # At the end the packed parts of a workbook are copied behind one another, and are gone one by one.
        spare = _PACKING if out.suffix.lower() in _PACKED else _SPARE
        needed = round(self.free * self.total / self.done * spare)
        text = (
            "The disk is full: {name} was not written. About {needed} are needed; {free} are free. "
            "Free some space or choose another folder."
        )
        free = size_text(disk.free_space(out.parent))
        return say(text, name=out.name, needed=size_text(needed), free=free)


def exporter_of(wanted: Wanted, out: Path) -> Exporter:
    """The exporter that was asked for. Raises ExportFailed where there is none, or it cannot hold so many."""
    records = len(wanted.ids)
    exporter = exporter_named(wanted.format) if wanted.format else exporter_for(out)
    if exporter is None and wanted.format:
        known = ", ".join(each.name for each in exporters())
        raise ExportFailed(say("There is no format {name}. Choose one of {known}.", name=wanted.format, known=known))
    if exporter is None:
        known = ", ".join(dict.fromkeys(each.suffix for each in exporters()))
        raise ExportFailed(say("The file name must end in one of {known}.", known=known))
    if exporter.most_records is not None and records > exporter.most_records:
        text = (
            "{format} holds at most {most} incidents, and there are {records}. Export to CSV, or filter first."
            if exporter.chooses_columns
            else "{format} holds at most {most} incidents, and there are {records}: it is meant to be read through. "
            "Filter or select fewer first."
        )
        most = f"{exporter.most_records:,}"
        raise ExportFailed(say(text, format=exporter.label, most=most, records=f"{records:,}"))
    return exporter


def _counted(queries: Queries, ids: Sequence[int]) -> tuple[Totals, Mapping[int, str]]:
    found = queries.totals_of(ids)
    return found, refs_of_pairs(queries, found)


def refs_of_pairs(queries: Queries, found: Totals) -> dict[int, str]:
    """The numbers that people use for the incidents that are or may be the same."""
    ids = sorted({number for pair in found.shared for number in pair})
    return {row.id: row.ref for row in queries.rows(ids)}


def _explain(fault: OSError, out: Path, reckoning: _Reckoning) -> Message:
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return reckoning.sentence(out)
    if fault.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return say(
            "{name} cannot be written there. Choose another folder, or close the file if it is open.", name=out.name
        )
    if fault.errno in (errno.ENOENT, errno.ENOTDIR):
        return say("The folder {folder} does not exist. Choose another one.", folder=str(out.parent))
    return say("{name} could not be written: {reason}.", name=out.name, reason=os.strerror(fault.errno or 0))
