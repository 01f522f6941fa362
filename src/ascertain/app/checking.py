"""Checking that a log is sound."""

from __future__ import annotations

from pathlib import Path

from ascertain.store.checking import Findings, check

__all__ = ["Findings", "check_log"]


def check_log(path: Path) -> Findings:
    """Read the whole log at `path` and say what is wrong with it. Raises `LogUnavailable` where it cannot be opened."""
    from ascertain.store.opening import examine

    examine(path)
    return check(path)
