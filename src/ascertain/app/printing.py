"""Writes a briefing as a PDF, in a process of its own: only that one has Qt, and no thread that has not."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ascertain.app import children
from ascertain.domain.conduct import Conduct, heeding
from ascertain.domain.messages import say
from ascertain.exchange.briefing.structure import PRINT, Briefing, told
from ascertain.exchange.sheets import ExportFailed

_SECONDS = 600.0
_MOST_SAID = (1 << 16, 16 << 20)
# Fonts come with the program, and nothing is shown. Without chance in Qt's tables the same briefing is the same file.
_SURROUNDINGS = {"QT_QPA_PLATFORM": "offscreen", "QT_HASH_SEED": "0"}


def print_briefing(briefing: Briefing, out: Path, at: int, conduct: Conduct) -> None:
    """See `PrintBriefing`. The process is gone in any case; what it wrote so far is for the caller to remove."""
    order = json.dumps({"out": str(out), "at": at})
    given = tuple(f"{line}\n".encode() for line in (order, *heeding(told(briefing), conduct.heed)))
    try:
        with children.answers(children.command(PRINT), given, conduct, _SECONDS, _MOST_SAID, _SURROUNDINGS) as lines:
            _hear(lines, conduct)
    except children.TookTooLong as error:
        raise ExportFailed(
            say("Laying out the PDF took too long and was stopped. Choose Word or Markdown, or filter first.")
        ) from error


def _hear(lines: Iterable[bytes], conduct: Conduct) -> None:
    for line in lines:
        said: dict[str, Any] = json.loads(line)
        if said.get("written"):
            return
        if "refused" in said:
            refused = int(said["refused"] or 0)
            raise OSError(refused, os.strerror(refused))
        conduct.tell(int(said["done"]), int(said["total"]))
    raise ExportFailed(
        say("The PDF could not be written: its process ended before it was done. Choose Word or Markdown.")
    )
