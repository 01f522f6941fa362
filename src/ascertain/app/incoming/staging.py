"""Reading a file of rows: in a process of its own, with limits, onto disk; of the bad comes one sentence."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from ascertain.app import children
from ascertain.app.incoming.arriving import Arrived, Untrue, read_line
from ascertain.app.incoming.headings import LOOKED_AT, heading_row
from ascertain.app.incoming.staged import Spool, Staged, StagedSheet
from ascertain.app.incoming.told import failed, remarked
from ascertain.domain.conduct import Conduct
from ascertain.domain.file_names import shown_name
from ascertain.domain.messages import say
from ascertain.domain.problems import FileTrouble
from ascertain.domain.sizes import size_text
from ascertain.exchange.incoming.order import (
    MOST_CELLS,
    MOST_LETTERS,
    MOST_OF_BLOCK,
    WORD,
    Failure,
    Opening,
    Order,
)

_MOST_SAID = 1 << 40


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may take: `seconds` on the clock, bytes of `memory` where the system can hold the process to
    that, `size` in bytes, `cells` in all, `letters` in one cell."""

    seconds: float = 1_200.0
    memory: int = 1 << 30
    size: int = 4 << 30
    cells: int = MOST_CELLS
    letters: int = MOST_LETTERS


def stage(
    path: Path, opening: Opening | None = None, conduct: Conduct | None = None, *, limits: Limits | None = None
) -> Staged:
    """Read a file and keep its rows on disk until the answer is closed. What `opening` leaves open is found out.

    Waits: call it on a thread of its own. Raises FileTrouble with what to do, or Cancelled; then nothing is left.
    """
    conduct, limits, opening = conduct or Conduct(), limits or Limits(), opening or Opening()
    name = shown_name(path.name)
    _check_signs(opening)
    order = Order(path.suffix.lower(), opening, limits.memory, int(limits.seconds) + 1, limits.cells, limits.letters)
    with _opened(path, limits.size) as file:
        spool = _new_spool()
        try:
            arrived = Arrived(spool, order)
            _read(file, arrived, name, conduct, limits.seconds)
            return _staged(path, arrived)
        except BaseException:
            spool.close()
            raise


def command() -> list[str]:
    """How the process is started."""
    return children.command(WORD)


def _read(file: BinaryIO, arrived: Arrived, name: str, conduct: Conduct, seconds: float) -> None:
    told = arrived.order.to_environment()
    try:
        with children.answers(command(), file, conduct, seconds, (MOST_OF_BLOCK, _MOST_SAID), told) as lines:
            _take(lines, arrived, name, conduct)
    except children.TookTooLong as error:
        text = "Reading {name} took too long and was stopped. Save the part that you need as a file of its own."
        raise FileTrouble(say(text, name=name)) from error
    except Untrue as error:
        raise FileTrouble(failed(Failure.UNREADABLE, name)) from error
    except OSError as error:
        text = "There is no room for the rows of {name} in the folder for temporary files ({why}). Make room there."
        raise FileTrouble(say(text, name=name, why=error.strerror or "")) from error


def _take(lines: Iterable[bytes], arrived: Arrived, name: str, conduct: Conduct) -> None:
    for line in lines:
        said = read_line(line)
        if isinstance(said, list):
            arrived.take_rows(line, said)
            continue
        match said:
            case {"failed": str(why)}:
                row, what = said.get("row"), said.get("what")
                known = Failure(why) if why in set(Failure) else Failure.UNREADABLE
                raise FileTrouble(failed(known, name, row if type(row) is int else 0, str(what or "")[:80]))
            case {"done": int(done), "total": int(total)}:
                conduct.tell(done, total)
            case dict():
                if arrived.take_word(said):
                    return
            case _:
                raise Untrue
    # Ended without a word: the system ended it, most likely since it wanted too much memory or time.
    raise FileTrouble(failed(Failure.TOO_LARGE, name))


def _staged(path: Path, arrived: Arrived) -> Staged:
    if arrived.form is None:
        raise FileTrouble(failed(Failure.UNREADABLE, shown_name(path.name)))
    sheets = tuple(_sheet(at, arrived) for at in range(len(arrived.blocks)))
    opening = Opening(**arrived.opened, sheet=arrived.order.opening.sheet)
    remarks = tuple(remarked(remark, count) for remark, count in arrived.remarks)
    return Staged(path, arrived.form.value, opening, sheets, remarks, arrived.spool)


def _sheet(at: int, arrived: Arrived) -> StagedSheet:
    blocks, facts = arrived.blocks[at], arrived.facts.get(at, {})
    headings: tuple[Any, ...] = facts.get("headings", ())
    sheet = StagedSheet(
        arrived.names[at],
        blocks.rows,
        max(blocks.columns, len(headings)),
        0,
        headings,
        arrived.spool,
        blocks,
        facts.get("apostrophes", False),
    )
    if headings:
        return sheet
    first = list(sheet.read(0, LOOKED_AT))
    number = heading_row(first)
    return replace(sheet, heading_row=number, headings=dict(first).get(number, ()))


def _check_signs(opening: Opening) -> None:
    for sign in (opening.delimiter, opening.quote):
        if sign is not None and (len(sign) != 1 or sign in "\r\n\0\ufeff" or opening.delimiter == opening.quote):
            raise FileTrouble(say("What stands between the cells, and around them, must each be one sign of its own."))


def _new_spool() -> Spool:
    try:
        return Spool()
    except OSError as error:
        text = "No temporary file can be made ({why}). Make room in the folder for temporary files."
        raise FileTrouble(say(text, why=error.strerror or "")) from error


def _opened(path: Path, most: int) -> BinaryIO:
    """The file, open. Raises FileTrouble: not there, no file, too large, not permitted."""
    name = shown_name(path.name)
    try:
        # Never wait at a pipe or a device that somebody gave the name of a table.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        why = (error.strerror or "") if isinstance(error, OSError) else ""
        text = "{name} cannot be read ({why}). See whether it is still there and whether you may read it."
        raise FileTrouble(say(text, name=name, why=why)) from error
    state = os.fstat(descriptor)
    if stat.S_ISREG(state.st_mode) and state.st_size <= most:
        return open(descriptor, "rb", buffering=0)  # noqa: PTH123 - the descriptor decides what it is
    os.close(descriptor)
    if not stat.S_ISREG(state.st_mode):
        raise FileTrouble(say("{name} is no file that rows can be read from.", name=name))
    text = "{name} is larger ({size}) than what is read ({most}). Save it as several files, and read one after another."
    raise FileTrouble(say(text, name=name, size=size_text(state.st_size), most=size_text(most)))
