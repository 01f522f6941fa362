"""The rows that could not be taken, as a file of their own: the same columns and the reason, to be corrected and
imported again."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Mapping as MappingOf
from pathlib import Path

from ascertain.app.incoming.staged import Staged, StagedSheet
from ascertain.domain.conduct import Conduct
from ascertain.domain.incoming.cells import as_text
from ascertain.domain.incoming.mapping import Mapping
from ascertain.domain.incoming.rows import FoundCell, Refusal
from ascertain.domain.messages import say
from ascertain.domain.problems import FileTrouble
from ascertain.exchange.csv_file import write_csv
from ascertain.exchange.sheets import Block, Cell, Column, SheetPlan, Workload
from ascertain.exchange.xlsx_file import write_workbook
from ascertain.store import disk

REASON = "Refused because"
"""The heading of the column that is added; an import passes it over."""
_WIDTH, _WIDE = 16, 60


def write_refused(
    staged: Staged,
    mapping: Mapping,
    refusals: Iterable[Refusal],
    out: Path,
    speak: Callable[[object], str] = str,
    conduct: Conduct | None = None,
    *,
    replaces: bool = False,
) -> int:
    """Write the refused rows to a workbook, or to a CSV file where `out` is called so, which holds those of the sheet
    that has most of them. Only its owner can read the file, which is there when it is whole; a file of that name is
    kept unless `replaces`. Returns how many rows there are in it. `speak` puts a reason into words. Raises
    `FileTrouble` and `Cancelled`."""
    conduct = conduct or Conduct()
    reasons = _reasons(refusals, speak, conduct)
    if not reasons:
        return 0
    as_csv = out.suffix.lower() == ".csv"
    if as_csv:
        name = max(reasons, key=lambda sheet: len(reasons[sheet]))
        reasons = {name: reasons[name]}
    headed = {each.sheet: each.heading_row for each in mapping.sheets}
    sheets = [(each, headed.get(each.name, each.heading_row)) for each in staged.sheets if each.name in reasons]
    plans = tuple(SheetPlan(sheet.name or "Rows", _columns(sheet, row)) for sheet, row in sheets)
    total = sum(map(len, reasons.values()))
    workload = Workload(plans, _blocks(sheets, reasons), total)
    try:
        if out.exists() and not replaces:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        with disk.part_for(out) as part:
            part.unlink()
            (write_csv if as_csv else write_workbook)(workload, part, conduct)
            disk.put_in_place(part, out)
    except OSError as error:
        text = "The refused rows cannot be written to {name}: {reason}. Choose another name or folder."
        raise FileTrouble(say(text, name=out.name, reason=error.strerror or str(error))) from error
    return total


def _reasons(
    refusals: Iterable[Refusal], speak: Callable[[object], str], conduct: Conduct
) -> dict[str, dict[int, str]]:
    """What is said against each row, by sheet and number."""
    found: dict[str, dict[int, str]] = {}
    for each in refusals:
        conduct.heed()
        rows = found.setdefault(each.spot.sheet, {})
        told = f"{each.column}: {speak(each.reason)}" if each.column else speak(each.reason)
        rows[each.spot.row] = f"{rows[each.spot.row]} {told}" if each.spot.row in rows else told
    return found


def _columns(sheet: StagedSheet, heading_row: int) -> tuple[Column, ...]:
    headings = sheet.headings
    if heading_row and heading_row != sheet.heading_row:
        headings = next((cells for number, cells in sheet.read() if number == heading_row), ())
    elif not heading_row and sheet.heading_row:
        headings = ()
    named = [as_text(headings[at]) if at < len(headings) else "" for at in range(sheet.columns)]
    return (*(Column(str(at), each, _WIDTH) for at, each in enumerate(named)), Column("reason", REASON, _WIDE))


def _blocks(sheets: Sequence[tuple[StagedSheet, int]], reasons: MappingOf[str, MappingOf[int, str]]) -> Iterator[Block]:
    for place, (sheet, heading_row) in enumerate(sheets):
        wanted = reasons[sheet.name]
        for number, cells in sheet.read():
            if number > heading_row and number in wanted:
                row = (*map(_cell, cells), wanted[number])
                yield tuple((row,) if at == place else () for at in range(len(sheets)))


def _cell(cell: FoundCell) -> Cell:
    return as_text(cell) if isinstance(cell, bool) else cell
