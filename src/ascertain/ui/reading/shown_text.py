"""A text as Qt shows it: where a character of the text is on the screen, and the other way round. Knows no widgets.

Qt counts UTF-16 units, so that a letter beyond the first plane is two, and a line break of two characters is one.
"""

from __future__ import annotations

import re
from bisect import bisect_right

_UNEQUAL = re.compile("\r\n|[\U00010000-\U0010ffff]")
_BREAKS = re.compile("\r\n|[\r\u2028\u2029\x85]")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0\ufdd1\ufffe\uffff\ud800-\udfff]")


class ShownText:
    """`text` as it is kept; `shown` as it is given to Qt, of the same characters but for line breaks and controls."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.shown = _UNSEEN.sub(" ", _BREAKS.sub("\n", text))
        self._at: list[int] = []
        self._places: list[int] = []
        self._shifts: list[int] = []
        shift = 0
        for found in _UNEQUAL.finditer(text):
            shift += -1 if found.group() == "\r\n" else 1
            self._at.append(found.end())
            self._places.append(found.end() + shift)
            self._shifts.append(shift)

    def place_of(self, at: int) -> int:
        """Where in what is shown a character of the text stands."""
        met = bisect_right(self._at, at)
        return at + (self._shifts[met - 1] if met else 0)

    def at_of(self, place: int) -> int:
        """Which character of the text stands at a place of what is shown; within one of two units, that one."""
        met = bisect_right(self._places, place)
        at = place - (self._shifts[met - 1] if met else 0)
        if met < len(self._at) and at >= self._at[met]:
            at = self._at[met] - 1
        return max(0, min(at, len(self.text)))
