"""Questions about rows that come from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ascertain.domain.conduct import Pause
    from ascertain.store.reading.asked_log import AskedLog


class IncomingQueries(Protocol):
    """Questions about rows that come from elsewhere."""

    def asked(self) -> AskedLog:
        """The log, to be asked by uid, ref and name which records it has, for as long as the question lasts."""
        ...

    def pause(self) -> Pause:
        """What stops a long answer that is no longer wanted."""
        ...
