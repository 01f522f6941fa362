"""Answers about rows that come from elsewhere."""

from __future__ import annotations

from ascertain.domain.conduct import Pause
from ascertain.store.queries.asking import Asking
from ascertain.store.reading.asked_log import AskedLog


class IncomingQueries(Asking):
    """Answers about rows that come from elsewhere."""

    def asked(self) -> AskedLog:
        """The log, to be asked by uid, ref and name which records it has, for as long as the question lasts."""
        return AskedLog(self._line, own=bool(self._line.fields().made))

    def pause(self) -> Pause:
        """What stops a long answer that is no longer wanted."""
        return self._line.pause()
