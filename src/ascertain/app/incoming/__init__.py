"""Rows that come from elsewhere, on their way into a log.

`stage` reads a file in a process of its own and keeps its rows on disk, from where they are read as often as wanted.
"""

from __future__ import annotations

from ascertain.app.incoming.staged import Staged, StagedSheet
from ascertain.app.incoming.staging import Limits, stage
from ascertain.exchange.incoming.order import Opening

__all__ = ["Limits", "Opening", "Staged", "StagedSheet", "stage"]
