"""What every part of the door of questions stands on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from ascertain.domain.rows import FacetValue
from ascertain.domain.times.reckoning import Calendars
from ascertain.store.keeping import Keeping
from ascertain.store.reading.histogram import Bars
from ascertain.store.reading.kept import KeptAnswers
from ascertain.store.reading.line import ReadLine
from ascertain.store.reading.shelves import Shelves


class Asking:
    """A read-only connection to a log, and what tells the day."""

    def __init__(
        self,
        path: Path,
        today: Callable[[], date] = date.today,
        keeping: Keeping | None = None,
        calendars: Calendars | None = None,
    ) -> None:
        self._line = ReadLine(path, today, keeping)
        self._today = today
        self._calendars = calendars
        self._shelves = Shelves(self._line)
        self._choices: KeptAnswers[list[FacetValue]] = KeptAnswers(self._line)
        self._bars = Bars(self._line)

    def interrupt(self) -> None:
        """Stop the statement that runs now, if any."""
        self._line.interrupt()

    def close(self) -> None:
        """Close the connection. Safe to call twice."""
        self._line.close()
