"""Export of incidents to a file: all, those of a search, or a selection. The old file stays until the new one is
whole."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ascertain.domain.messages import Message, say
from ascertain.domain.vocabulary import Vocabularies
from ascertain.exchange.formats import EXPORTERS, exporter_for
from ascertain.exchange.incident_sheets import ALL_KEYS, IncidentSheets
from ascertain.exchange.sheets import Block, Conduct, Exporter, ExportFailed, Shortened, Workload

if TYPE_CHECKING:
    from ascertain.app.queries import Queries


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
    keys: Sequence[str] = ALL_KEYS,
    conduct: Conduct | None = None,
) -> ExportResult:
    """Write the incidents with these ids, in this order, to `out`, in the format of its suffix.

    `keys` are the fields that become columns. The file appears under its name only when it is whole, on disk and
    readable by its owner only. Raises ExportFailed with a sentence for people, or Cancelled when `conduct` asked to
    stop; nothing is left behind.
    """
    exporter = _exporter(out, len(ids))
    sheets = IncidentSheets(vocabularies, keys)
    workload = Workload(sheets.plans, _blocks(queries, ids, sheets), len(ids))
    try:
        part = _part_beside(out)
        try:
            part.unlink()
            shortened = exporter.write(workload, part, conduct or Conduct())
            size = _settle(part, out)
        finally:
            part.unlink(missing_ok=True)
    except OSError as fault:
        raise ExportFailed(_explain(fault, out)) from fault
    return ExportResult(out, len(ids), size, shortened)


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
    for incident in queries.incidents(ids):
        yield sheets.block(incident)


def _part_beside(out: Path) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{out.stem}.", suffix=f".part{out.suffix}", dir=out.parent)
    os.close(handle)
    return Path(name)


def _settle(part: Path, out: Path) -> int:
    """Bring the finished file to disk and under its name. Returns its size in bytes."""
    part.chmod(0o600)
    with part.open("rb+") as whole:
        os.fsync(whole.fileno())
        size = os.fstat(whole.fileno()).st_size
    part.replace(out)
    return size


def _explain(fault: OSError, out: Path) -> Message:
    if fault.errno == errno.ENOSPC:
        return say("The disk is full: {name} was not written. Free some space or choose another folder.", name=out.name)
    if fault.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return say(
            "{name} cannot be written there. Choose another folder, or close the file if it is open.", name=out.name
        )
    if fault.errno in (errno.ENOENT, errno.ENOTDIR):
        return say("The folder {folder} does not exist. Choose another one.", folder=str(out.parent))
    return say("{name} could not be written: {reason}.", name=out.name, reason=os.strerror(fault.errno or 0))
