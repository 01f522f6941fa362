"""Sizes of files in words."""

from __future__ import annotations

_UNITS = ("kB", "MB", "GB", "TB", "PB")
_STEP = 1000


def size_text(size: int) -> str:
    """A number of bytes as people say it, in powers of 1000: `812 bytes`, `1.2 MB`."""
    if size < _STEP:
        return "1 byte" if size == 1 else f"{size} bytes"
    amount, unit = size / _STEP, 0
    while amount >= _STEP - 0.5 and unit < len(_UNITS) - 1:
        amount, unit = amount / _STEP, unit + 1
    return f"{amount:.1f} {_UNITS[unit]}" if amount < 9.95 else f"{amount:.0f} {_UNITS[unit]}"
