"""Export of incidents to a file: all, those of a search, or a selection. The old file stays until the new one is
whole."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ascertain.domain.messages import Message, say
from ascertain.domain.own_fields import NO_OWN, Fields
from ascertain.domain.sizes import size_text
from ascertain.domain.vocabulary import Vocabularies
from ascertain.exchange import totals_sheet
from ascertain.exchange.formats import EXPORTERS, exporter_for
from ascertain.exchange.incident_sheets import IncidentSheets
from ascertain.exchange.sheets import Block, Cell, Conduct, Exporter, ExportFailed, Shortened, Workload
from ascertain.store import disk

if TYPE_CHECKING:
    from ascertain.app.queries import Queries
    from ascertain.domain.totals import Totals

_PACKING = 1.25
"""Room for what is packed, beside what it is packed from."""


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written: where, how many incidents, how many bytes, and which texts the format could not hold whole."""

    out: Path
    incidents: int
    size: int
    shortened: tuple[Shortened, ...]


def export(
    queries: Queries,
    ids: Sequence[int],
    out: Path,
    vocabularies: Vocabularies,
    keys: Sequence[str] | None = None,
    conduct: Conduct | None = None,
    fields: Fields = NO_OWN,
) -> ExportResult:
    """Write the incidents with these ids, in this order, to `out`, in the format of its suffix.

    `keys` are those of `fields` that become columns, all where there are none. The file appears under its name only
    when it is whole, on disk and readable by its owner only. Raises ExportFailed with a sentence for people, or
    Cancelled when `conduct` asked to stop; nothing is left behind.
    """
    exporter = _exporter(out, len(ids))
    sheets = IncidentSheets(vocabularies, keys, fields)
    reckoning = _Reckoning(disk.free_space(out.parent), len(ids))
    plans = (*sheets.plans, totals_sheet.PLAN)
    workload = Workload(plans, reckoning.counted(_blocks(queries, ids, sheets)), len(ids))
    try:
        with disk.part_for(out) as part:
            part.unlink()
            shortened = exporter.write(workload, part, conduct or Conduct())
            size = part.stat().st_size
            disk.put_in_place(part, out)
    except OSError as fault:
        raise ExportFailed(_explain(fault, out, reckoning)) from fault
    return ExportResult(out, len(ids), size, shortened)


@dataclass(slots=True)
class _Reckoning:
    """How much room an export needs, told from how far it came with the room that was free when it began."""

    free: int
    total: int
    done: int = 0

    def counted(self, blocks: Iterable[Block]) -> Iterator[Block]:
        for self.done, block in enumerate(blocks, start=1):
            yield block

    def sentence(self, out: Path) -> Message:
        """The disk was full: about so much is needed."""
        if self.done == 0:
            text = (
                "The disk is full: {name} was not written. {free} are free, which is too little to begin. "
                "Free some space or choose another folder."
            )
            return say(text, name=out.name, free=size_text(disk.free_space(out.parent)))
        # At the end the parts of a workbook are packed, and lie there packed and unpacked.
        needed = round(self.free * self.total / self.done * _PACKING)
        text = (
            "The disk is full: {name} was not written. About {needed} are needed; {free} are free. "
            "Free some space or choose another folder."
        )
        free = size_text(disk.free_space(out.parent))
        return say(text, name=out.name, needed=size_text(needed), free=free)


def _exporter(out: Path, records: int) -> Exporter:
    exporter = exporter_for(out)
    if exporter is None:
        known = ", ".join(each.suffix for each in EXPORTERS)
        raise ExportFailed(say("The file name must end in one of {known}.", known=known))
    if exporter.most_records is not None and records > exporter.most_records:
        raise ExportFailed(
            say(
                "{format} holds at most {most} incidents, and there are {records}. Export to CSV, or filter first.",
                format=exporter.label,
                most=f"{exporter.most_records:,}",
                records=f"{records:,}",
            )
        )
    return exporter


def _blocks(queries: Queries, ids: Sequence[int], sheets: IncidentSheets) -> Iterator[Block]:
    """The rows of each incident; the totals of all stand with those of the first."""
    totals = total_rows(queries, ids)
    for incident in queries.incidents(ids):
        yield (*sheets.block(incident), totals)
        totals = ()
    if totals:
        yield (*((),) * len(sheets.plans), totals)


def total_rows(queries: Queries, ids: Sequence[int]) -> tuple[tuple[Cell, ...], ...]:
    """The rows of the sheet `Totals` for these incidents."""
    found = queries.totals_of(ids)
    return totals_sheet.rows(found, refs_of_pairs(queries, found))


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
