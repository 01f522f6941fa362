"""The few words by which an unfinished form is told from another."""

from __future__ import annotations

from collections.abc import Iterable

_MOST = 80
"""How many characters of what is typed tell a draft by."""


def title_of(words: Iterable[str]) -> str:
    """A few words to tell a draft by: the first of these that are any."""
    first = next((short for each in words if (short := " ".join(each.split()))), "")
    # Half a character, which a line can hold, is none that can be kept.
    whole = first.encode(errors="replace").decode()
    return whole if len(whole) <= _MOST else f"{whole[: _MOST - 1]}…"
