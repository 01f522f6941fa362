"""The gazetteer of an open log: the places of the program and those of the log, as the log stands."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from ascertain.app.notices import LogChanged, Notices

if TYPE_CHECKING:
    from ascertain.app.gazetteer import Gazetteer
    from ascertain.app.queries import Queries

_MOST = 20_000
"""Places of the log that are searched by sound; more of them are found by their spelling alone."""
_NAMED = frozenset(("place", "place_name"))
"""The tables that places are read from."""


class LogGazetteer:
    """Keeps the gazetteer until places of the log may have changed. Light: what is heavy loads with the first question.

    Ask on a reader lane: `bridge.asker(owner).ask(lambda queries: session.gazetteer.of(queries).search(text), show)`.
    """

    def __init__(self, notices: Notices) -> None:
        self._lock = Lock()
        self._stamp = 0
        self._made: tuple[int, Gazetteer] | None = None
        notices.subscribe(self._look_again)

    def of(self, queries: Queries) -> Gazetteer:
        """The gazetteer with the places that `queries` sees."""
        from ascertain.app.gazetteer import Gazetteer

        with self._lock:
            stamp, made = self._stamp, self._made
        if made is not None and made[0] == stamp:
            return made[1]
        gazetteer = Gazetteer(queries.places(_MOST))
        with self._lock:
            if self._stamp == stamp:
                self._made = (stamp, gazetteer)
        return gazetteer

    def _look_again(self, notice: LogChanged) -> None:
        if not _NAMED.isdisjoint(notice.tables):
            with self._lock:
                self._stamp += 1
