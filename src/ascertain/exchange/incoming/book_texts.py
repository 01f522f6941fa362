"""The texts of an XLSX: escaped characters, and the table of those that cells share."""

from __future__ import annotations

import re
from array import array

from ascertain.exchange.incoming.order import Failure, Unreadable
from ascertain.exchange.incoming.packed_parts import Parts

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """A text with `_x000D_` and its kind read as the character (ECMA-376 part 1, 22.9.2.19). Halves of characters stay
    as they are written."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return found[0] if 0xD800 <= number <= 0xDFFF else chr(number)


class SharedTexts:
    """The texts that cells refer to by number, in little memory."""

    def __init__(self, letters: int) -> None:
        self._most = letters
        self._bytes = bytearray()
        self._ends = array("Q")
        self._pieces: list[str] = []
        self._taking = self._sounds = False
        self._length = 0

    def read(self, parts: Parts, name: str) -> None:
        """Take the texts of a part."""
        parts.walk(name, self._start, self._end, self._letters)

    def __getitem__(self, at: int) -> str:
        if not 0 <= at < len(self._ends):
            raise Unreadable(Failure.UNREADABLE)
        start = self._ends[at - 1] if at else 0
        return self._bytes[start : self._ends[at]].decode()

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "t":
            self._taking = not self._sounds
        elif local == "rPh":
            self._sounds = True
        elif local == "si":
            self._pieces, self._length = [], 0

    def _letters(self, text: str) -> None:
        if self._taking:
            self._pieces.append(text)
            self._length += len(text)
            if self._length > self._most:
                raise Unreadable(Failure.TOO_LONG)

    def _end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local == "t":
            self._taking = False
        elif local == "rPh":
            self._sounds = False
        elif local == "si":
            self._bytes += unescaped("".join(self._pieces)).encode()
            self._ends.append(len(self._bytes))
