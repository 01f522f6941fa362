"""Files that are ZIP archives of parts, of which several grow at the same time (APPNOTE 6.3.10).

Each part is packed while it is written, into a file of its own; in the end they are only copied behind one another. So
the disk never holds them unpacked, and the last step can be stopped at any moment.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from ascertain.domain.conduct import Conduct

_LEVEL = 2
"""Of 9: for the text of sheets, a quarter of the time of the usual level and a tenth more bytes."""
_BLOCK = 1 << 20
_ELSEWHERE = 0xFFFFFFFF
"""Stands for a number that has no room in its field."""
_MOST = _ELSEWHERE
_STORED, _DEFLATED = 0, 8
_PLAIN, _LARGE = 20, 45
"""Versions of the format: what an archive needs, and what one needs that is larger than 4 GB."""
_DAY = 0x21
"""1980-01-01, the first day there is: so the same content makes the same file."""
_MODE = 0o100600 << 16
_MODULUS = 0xEDB88320


@dataclass(frozen=True, slots=True)
class Piece:
    """Packed bytes that were written to a file: how many they are, and were, and the checksum of what they were."""

    path: Path
    packed: int
    size: int
    checksum: int


class Spool:
    """A part that grows, packed, in a file of its own. Raises OSError when the disk refuses."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("xb")
        self._deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._size = self._packed = self._checksum = 0

    def write(self, data: bytes) -> None:
        """Add bytes."""
        self._size += len(data)
        self._checksum = zlib.crc32(data, self._checksum)
        self._put(self._deflate.compress(data))

    def finish(self, *, last: bool = True) -> Piece:
        """Close the file. What is not the last piece of its part can be followed by others."""
        self._put(self._deflate.flush(zlib.Z_FINISH if last else zlib.Z_FULL_FLUSH))
        self._file.close()
        return Piece(self._path, self._packed, self._size, self._checksum)

    def close(self) -> None:
        """Give it up."""
        self._file.close()

    def _put(self, packed: bytes) -> None:
        self._packed += len(packed)
        self._file.write(packed)


@dataclass(frozen=True, slots=True)
class _Entry:
    name: bytes
    method: int
    offset: int
    packed: int
    size: int
    checksum: int

    @property
    def large(self) -> bool:
        return max(self.packed, self.size, self.offset) >= _MOST

    def _fields(self) -> tuple[int, ...]:
        sizes = (_ELSEWHERE, _ELSEWHERE) if self.large else (self.packed, self.size)
        return (_LARGE if self.large else _PLAIN, 0, self.method, 0, _DAY, self.checksum, *sizes, len(self.name))

    def local(self) -> bytes:
        extra = struct.pack("<HHQQ", 1, 16, self.size, self.packed) if self.large else b""
        return struct.pack("<IHHHHHIIIHH", 0x04034B50, *self._fields(), len(extra)) + self.name + extra

    def central(self) -> bytes:
        extra = struct.pack("<HHQQQ", 1, 24, self.size, self.packed, self.offset) if self.large else b""
        place = (0, 0, 0, _MODE, _ELSEWHERE if self.large else self.offset)
        made_by = 3 << 8 | (_LARGE if self.large else _PLAIN)
        head = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, made_by, *self._fields(), len(extra), *place)
        return head + self.name + extra


class Archive:
    """The archive at `out`, part after part. Use it as a context: leaving it without an error writes its table of
    contents. Raises OSError when the disk refuses, and Cancelled."""

    def __init__(self, out: Path, conduct: Conduct) -> None:
        self._file: BinaryIO = out.open("xb")
        self._conduct = conduct
        self._at = 0
        self._entries: list[_Entry] = []

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        with self._file:
            if error is None:
                self._finish()

    def add(self, name: str, content: bytes, *, packed: bool = True) -> None:
        """A small part."""
        squeezed = content
        if packed:
            deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
            squeezed = deflate.compress(content) + deflate.flush()
        method = _DEFLATED if packed else _STORED
        self._begin(name, method, len(squeezed), len(content), zlib.crc32(content))
        self._write(squeezed)

    def add_pieces(self, name: str, pieces: Iterable[Piece]) -> None:
        """A part that lies in packed pieces, which are gone afterwards."""
        found = tuple(pieces)
        checksum = 0
        for piece in found:
            checksum = joined_checksum(checksum, piece.checksum, piece.size)
        packed, size = sum(piece.packed for piece in found), sum(piece.size for piece in found)
        self._begin(name, _DEFLATED, packed, size, checksum)
        for piece in found:
            with piece.path.open("rb") as source:
                while block := source.read(_BLOCK):
                    self._conduct.heed()
                    self._write(block)
            piece.path.unlink()

    def _begin(self, name: str, method: int, packed: int, size: int, checksum: int) -> None:
        entry = _Entry(name.encode("ascii"), method, self._at, packed, size, checksum)
        self._entries.append(entry)
        self._write(entry.local())

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._at += len(data)

    def _finish(self) -> None:
        self._conduct.heed()
        start, count = self._at, len(self._entries)
        for entry in self._entries:
            self._write(entry.central())
        length, end = self._at - start, self._at
        if end >= _MOST:
            versions = (3 << 8 | _LARGE, _LARGE)
            self._write(struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, *versions, 0, 0, count, count, length, start))
            self._write(struct.pack("<IIQI", 0x07064B50, 0, end, 1))
        where = (min(length, _ELSEWHERE), _ELSEWHERE if end >= _MOST else start)
        self._write(struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, *where, 0))


def joined_checksum(first: int, second: int, length: int) -> int:
    """The CRC-32 of two texts behind one another, of which the second is `length` bytes long."""
    power, factor = 1 << 31, 0x00800000  # x^0 and x^8, the highest power in the lowest bit
    while length:
        if length & 1:
            power = _product(factor, power)
        factor = _product(factor, factor)
        length >>= 1
    return _product(power, first) ^ second


def _product(one: int, other: int) -> int:
    """Of two polynomials, modulo that of the checksum."""
    result, bit = 0, 1 << 31
    while bit:
        if one & bit:
            result ^= other
        other = (other >> 1) ^ _MODULUS if other & 1 else other >> 1
        bit >>= 1
    return result
