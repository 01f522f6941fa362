"""Comma-separated values (RFC 4180): UTF-8 with a byte order mark, so that spreadsheets read every script rightly."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.exchange.sheets import Cell, Shortened, Workload

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")
_CHECK_EVERY = 200


def write_csv(workload: Workload, out: Path, conduct: Conduct) -> tuple[Shortened, ...]:
    """Write the first sheet of a workload. A text that a spreadsheet would take for a formula gets an apostrophe in
    front. Raises Cancelled, and OSError when the disk refuses."""
    with out.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.writer(target, lineterminator="\r\n")
        writer.writerow(protect(column.heading) for column in workload.plans[0].columns)
        for done, block in enumerate(workload.blocks, start=1):
            for row in block[0]:
                writer.writerow(as_text(cell) for cell in row)
            if done % _CHECK_EVERY == 0:
                conduct.progress(done, workload.total)
                if conduct.cancelled():
                    raise Cancelled
    conduct.progress(workload.total, workload.total)
    if conduct.cancelled():
        raise Cancelled
    return ()


def protect(text: str) -> str:
    """Put an apostrophe before a text that starts like a formula, or with an apostrophe, so that taking it off again
    is safe."""
    return "'" + text if text.startswith(_FORMULA_STARTS) else text


def unprotect(text: str) -> str:
    """Take off again what `protect` put there."""
    return text[1:] if text[:1] == "'" and text[1:2] and text[1:].startswith(_FORMULA_STARTS) else text


def as_text(cell: Cell) -> str:
    """What stands for a cell; a text that starts like a formula is protected."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return protect(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    return str(cell)
