"""The zip that a workbook is: what it claims is looked at before anything of it is read, and its XML part by part."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, BinaryIO, TypeVar
from xml.parsers import expat

from ascertain.exchange.incoming.order import Failure, Unreadable

_MOST_PARTS = 20_000
_MOST_BYTES = 16 << 30
"""Of all parts together, inflated."""
_SMALL = 16 << 20
_MOST_RATIO = 300
"""How many times its size a larger part may grow: sheets that repeat themselves reach a hundred."""
_BLOCK = 1 << 18
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

T = TypeVar("T")
Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Letters = Callable[[str], None]
Told = Callable[[int], None]
"""Told how many bytes were read since last time."""


class Parts:
    """The parts of an open file. Raises Unreadable: no zip, cut, locked, a bomb."""

    def __init__(self, source: BinaryIO) -> None:
        try:
            self._zip = zipfile.ZipFile(source)
            self._parts = {part.filename: part for part in self._zip.infolist()}
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
            # NotImplementedError is what the zip module says of a kind of packing that it does not know.
            raise Unreadable(Failure.CUT) from error
        claimed = sum(part.file_size for part in self._parts.values())
        if len(self._zip.infolist()) > _MOST_PARTS or claimed > _MOST_BYTES:
            raise Unreadable(Failure.BOMB)
        for part in self._parts.values():
            if part.file_size > _SMALL and part.file_size > _MOST_RATIO * max(part.compress_size, 1):
                raise Unreadable(Failure.BOMB)
            if part.flag_bits & 1:
                raise Unreadable(Failure.LOCKED)
            if part.compress_type not in _PLAIN:
                raise Unreadable(Failure.UNREADABLE)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def size(self, name: str) -> int:
        """Bytes of a part."""
        return self._parts[name].file_size if name in self._parts else 0

    def start(self, name: str, most: int = 4_096) -> bytes:
        """The first bytes of a part."""
        return self._reading(lambda: self._open(name).read(most))

    def walk(self, name: str, start: Start, end: End | None = None, letters: Letters | None = None) -> None:
        """Go through the XML of a part. Raises Unreadable, also where the XML defines entities."""
        self.walk_with(parser_of(start, end, letters), name)

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a part. Raises Unreadable."""
        part = self._reading(lambda: self._open(name))
        with part:
            while block := self._reading(lambda: part.read(_BLOCK)):
                yield block

    def walk_with(self, parser: expat.XMLParserType, name: str, told: Told | None = None) -> None:
        """Go through the XML of a part with a parser of `parser_of`. Raises Unreadable."""
        self._reading(lambda: self._feed(parser, name, told))

    def _feed(self, parser: expat.XMLParserType, name: str, told: Told | None) -> None:
        with self._open(name) as part:
            while block := part.read(_BLOCK):
                parser.Parse(block, False)
                if told is not None:
                    told(len(block))
            parser.Parse(b"", True)

    def _open(self, name: str) -> IO[bytes]:
        if name not in self._parts:
            raise Unreadable(Failure.UNREADABLE)
        return self._zip.open(self._parts[name])

    def _reading(self, read: Callable[[], T]) -> T:
        try:
            return read()
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            # RuntimeError: of a part that is locked with a password.
            raise Unreadable(Failure.CUT) from error
        except expat.ExpatError as error:
            raise Unreadable(Failure.UNREADABLE) from error


def parser_of(start: Start, end: End | None = None, letters: Letters | None = None) -> expat.XMLParserType:
    """A parser that calls these, and refuses whatever defines entities."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = letters
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_declared: object) -> None:
    raise Unreadable(Failure.ENTITIES)
