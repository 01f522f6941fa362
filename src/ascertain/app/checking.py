"""Checking that a log is sound."""

from __future__ import annotations

from pathlib import Path

from ascertain.domain.conduct import Conduct
from ascertain.domain.problems import LogUnavailable, Remedy
from ascertain.store.checking import Findings, check

__all__ = ["Findings", "check_log"]


def check_log(path: Path, conduct: Conduct | None = None, *, closed: bool = False) -> Findings:
    """Read the whole log at `path` and say what is wrong with it; a file that is damaged or was altered so that it
    cannot be opened is one fault.

    `closed`: this process has it not open. Raises `LogUnavailable` where there is no log or it may not be read, and
    `Cancelled`.
    """
    from ascertain.store.opening import examine

    try:
        examine(path)
        return check(path, conduct, closed=closed)
    except LogUnavailable as fault:
        if Remedy.SALVAGE not in fault.remedies:
            raise
        return Findings((), (fault.message,))
