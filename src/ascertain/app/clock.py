"""The time, and ids that no other log has."""

from __future__ import annotations

import os
import struct
import time
from collections.abc import Iterator
from datetime import date
from threading import Lock

from ascertain.store.providers import Clock, Ids

_48_BITS = (1 << 48) - 1
_DRAWN = 256
"""Pieces of chance that are drawn at once."""

__all__ = ["Clock", "Ids", "SystemClock", "TimeOrderedIds"]


class SystemClock:
    """The clock of the machine."""

    def now(self) -> int:
        """Whole seconds since 1970-01-01T00:00Z."""
        return int(time.time())

    def today(self) -> date:
        """The day where the user is."""
        return date.today()


class TimeOrderedIds:
    """UUIDs of version 7 (RFC 9562, section 5.7): milliseconds, then a counter within the millisecond, then chance.

    They grow within one process, even when the clock goes back.
    """

    def __init__(self) -> None:
        self._last = 0
        self._counter = 0
        self._chance: Iterator[tuple[int]] = iter(())
        self._lock = Lock()

    def new(self) -> str:
        """A new UUID as text."""
        with self._lock:
            millisecond, counter = self._tick(time.time_ns() // 1_000_000)
            chance = next(self._chance, None)
            if chance is None:
                # An import needs hundreds of thousands: the system is asked for many at once.
                self._chance = struct.iter_unpack(">Q", os.urandom(8 * _DRAWN))
                chance = next(self._chance)
        low = 1 << 63 | chance[0] >> 2
        told = f"{millisecond & _48_BITS:012x}7{counter:03x}{low:016x}"
        return f"{told[:8]}-{told[8:12]}-{told[12:16]}-{told[16:20]}-{told[20:]}"

    def _tick(self, millisecond: int) -> tuple[int, int]:
        if millisecond > self._last:
            self._last, self._counter = millisecond, int.from_bytes(os.urandom(2), "big") >> 5
        elif self._counter < 0xFFF:
            self._counter += 1
        else:
            self._last, self._counter = self._last + 1, int.from_bytes(os.urandom(2), "big") >> 5
        return self._last, self._counter
