"""Places by their names in any script and spelling, offline: those of the packaged gazetteer and those of the log."""

from __future__ import annotations

from ascertain.app.gazetteer.gazetteer import Gazetteer

__all__ = ["Gazetteer"]
