"""The rows that could not be taken, as a table of their own: the same columns and the reason, to be corrected and
imported again."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from ascertain.app.incoming.staged import Staged
from ascertain.domain.incoming.cells import as_text
from ascertain.domain.incoming.mapping import Mapping
from ascertain.domain.incoming.rows import FoundCell, Refusal
from ascertain.domain.messages import say
from ascertain.domain.problems import FileTrouble
from ascertain.exchange.csv_file import protect

REASON = "Refused because"
"""The heading of the column that is added; an import passes it over."""


def write_refused(
    staged: Staged, mapping: Mapping, refusals: Iterable[Refusal], out: Path, speak: Callable[[object], str] = str
) -> int:
    """Write the refused rows of the sheet that has most of them to a new CSV file, which only its owner can read;
    returns how many there are. `speak` puts a reason into words. Raises `FileTrouble`."""
    reasons: dict[str, dict[int, str]] = {}
    for each in refusals:
        rows = reasons.setdefault(each.spot.sheet, {})
        told = f"{each.column}: {speak(each.reason)}" if each.column else speak(each.reason)
        rows[each.spot.row] = f"{rows[each.spot.row]} {told}" if each.spot.row in rows else told
    if not reasons:
        return 0
    name = max(reasons, key=lambda sheet: len(reasons[sheet]))
    sheet = next(each for each in staged.sheets if each.name == name)
    heading_row = next((each.heading_row for each in mapping.sheets if each.sheet == name), sheet.heading_row)
    try:
        with os.fdopen(
            os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8-sig", newline=""
        ) as file:
            writer = csv.writer(file, lineterminator="\r\n")
            if not heading_row and sheet.headings:
                writer.writerow([*map(_written, sheet.headings), REASON])
            for number, cells in sheet.read():
                if number == heading_row:
                    writer.writerow([*map(_written, cells), REASON])
                elif number in reasons[name]:
                    writer.writerow([*map(_written, cells), protect(reasons[name][number])])
    except OSError as error:
        text = "The refused rows cannot be written to {name}: {reason}. Choose another name or folder."
        raise FileTrouble(say(text, name=out.name, reason=error.strerror or str(error))) from error
    return len(reasons[name])


def _written(cell: FoundCell) -> str:
    return protect(as_text(cell))
