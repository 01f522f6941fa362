"""The room that letters of another script ask for above and below a line, held to what they need."""

from __future__ import annotations

import struct

ASCENT, DESCENT = 1.05, 0.45
"""What Arabic letters with their usual marks need, in sizes of the font. Noto Sans Arabic asks for 1.37 and 0.74, which
is twice a line of Inter: text would leap where it comes in, and stand too high in a line that is typed in."""

_TABLE_AT, _TABLE = 12, struct.Struct(">4sIII")
_METRICS = {b"hhea": 4, b"OS/2": 68}
"""Where a table has ascent and descent."""
_UNITS_AT = 18
"""Where the table `head` has the units of a size."""
_LINE = struct.Struct(">hh")


def held_to_line(font: bytes) -> bytes:
    """A TrueType font that asks for no more than `ASCENT` and `DESCENT`; what asks for less stays as it is. Its letters
    are the same."""
    held = bytearray(font)
    tables = {}
    for at in range(int.from_bytes(font[4:6], "big")):
        tag, _, start, length = _TABLE.unpack_from(font, _TABLE_AT + at * _TABLE.size)
        tables[tag] = (_TABLE_AT + at * _TABLE.size, start, length)
    units = int.from_bytes(font[tables[b"head"][1] + _UNITS_AT :][:2], "big")
    for tag, at in _METRICS.items():
        entry, start, length = tables[tag]
        up, down = _LINE.unpack_from(font, start + at)
        _LINE.pack_into(held, start + at, min(up, round(ASCENT * units)), max(down, -round(DESCENT * units)))
        struct.pack_into(">I", held, entry + 4, _sum(held[start : start + length]))
    return bytes(held)


def _sum(table: bytes | bytearray) -> int:
    """The check sum of a table, as the format has it."""
    whole = bytes(table) + b"\0" * (-len(table) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(whole) // 4}I", whole)
    return sum(words) & 0xFFFFFFFF
