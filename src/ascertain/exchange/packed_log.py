"""A log with its attachments in one zip: how it is written, and how one from anybody is read without harm.

It holds `manifest.json`, `log.ascertain` and `attachments/SHA-256`, and nothing else. Nothing in a zip is believed:
names, kinds, sizes, ratios and places of the entries are looked at before the first is inflated, no name becomes a
path, inflating stops at the size that was promised, and every content is held against its SHA-256.
"""

from __future__ import annotations

import hashlib
import json
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from ascertain.domain.conduct import Conduct
from ascertain.domain.file_names import kept_name, shown_name
from ascertain.domain.messages import Message, say
from ascertain.domain.problems import FileTrouble

FORMAT, VERSION = "ascertain packed log", 1
MANIFEST, LOG = "manifest.json", "log.ascertain"
_ATTACHMENT = re.compile(r"attachments/([0-9a-f]{64})")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MOST_ENTRIES = 200_000
_MOST_MANIFEST = 64 << 20
MOST_RATIO = 250
"""How often larger an entry may become; a log comes to 4 or 5, and what deflate can do at most is 1030."""
_SMALL = 1 << 20
"""Up to so many bytes an entry may have any ratio."""
_BLOCK = 1 << 20
_LARGE = 1 << 30
"""From this size on an entry gets room for a size that does not fit into four bytes."""
_LOCAL_HEADER = 30
_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError,
    OverflowError, KeyError, MemoryError,
)  # fmt: skip
"""What the zip module raises for a file that is none, or was cut or altered."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One content: its size in bytes and its SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Packed:
    """What a packed copy holds. `name` is what the log was called; it is data, and no path."""

    name: str
    log: Piece
    attachments: tuple[Piece, ...]

    @property
    def size(self) -> int:
        """The bytes of all contents."""
        return self.log.size + sum(piece.size for piece in self.attachments)

    @property
    def entries(self) -> dict[str, Piece]:
        """The contents by the name of their entry."""
        return {LOG: self.log} | {f"attachments/{piece.sha256}": piece for piece in self.attachments}


def write_pack(out: Path, packed: Packed, places: Mapping[str, Path], conduct: Conduct) -> None:
    """Write the zip to `out`; `places` says by the name of each entry where its content lies.

    The log is compressed, unless that would make it look like a bomb; attachments are not: most are compressed already.
    Raises OSError or Cancelled.
    """
    if not _write(out, packed, places, conduct, zipfile.ZIP_DEFLATED):
        _write(out, packed, places, conduct, zipfile.ZIP_STORED)


def _write(out: Path, packed: Packed, places: Mapping[str, Path], conduct: Conduct, method: int) -> bool:
    """Write the zip; returns whether it can be read again."""
    done = 0
    with zipfile.ZipFile(out, "w", method, compresslevel=1) as pack:
        pack.writestr(MANIFEST, _manifest(packed))
        for name, piece in packed.entries.items():
            entry: str | zipfile.ZipInfo = name if name == LOG else zipfile.ZipInfo(name)
            with places[name].open("rb") as content, pack.open(entry, "w", force_zip64=piece.size > _LARGE) as kept:
                while block := content.read(_BLOCK):
                    kept.write(block)
                    done += len(block)
                    conduct.tell(done, packed.size)
        return not any(_is_swollen(entry) for entry in pack.infolist())


class OpenPack:
    """A packed copy whose list of contents was read and found to be in order."""

    def __init__(self, path: Path, pack: zipfile.ZipFile, packed: Packed) -> None:
        self.packed = packed
        self._path, self._pack = path, pack

    def copy(self, name: str, out: BinaryIO | None, conduct: Conduct) -> None:
        """Inflate one entry into `out`, or nowhere, checked against its size and SHA-256. Raises FileTrouble or
        Cancelled; OSError is of `out`."""
        piece = self.packed.entries[name]
        digest, done = hashlib.sha256(), 0
        with _reading(self._path), self._pack.open(name) as content:
            while block := _read(self._path, content, min(_BLOCK, piece.size - done + 1)):
                done += len(block)
                if done > piece.size:
                    raise _altered(self._path, say("a part is larger than it says"))
                digest.update(block)
                if out is not None:
                    out.write(block)
                conduct.tell(done, piece.size)
        if done != piece.size or digest.hexdigest() != piece.sha256:
            raise _altered(self._path, say("a part does not have the content that it had"))


@contextmanager
def open_pack(path: Path) -> Iterator[OpenPack]:
    """Open a packed copy and read what it holds. Raises FileTrouble where it is none, or was altered."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise _not_a_pack(path)
        file = path.open("rb")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileTrouble(say("{name} cannot be read: {reason}.", name=_shown(path), reason=reason)) from error
    with file:
        _refuse_endless_lists(path, file)
        try:
            pack = zipfile.ZipFile(file)
        except (*_BROKEN, OSError) as error:
            raise _not_a_pack(path) from error
        with pack:
            yield OpenPack(path, pack, _contents(path, pack))


# ---------------------------------------------------------------- writing


def _manifest(packed: Packed) -> str:
    def told(piece: Piece) -> dict[str, Any]:
        return {"size": piece.size, "sha256": piece.sha256}

    head = {"format": FORMAT, "version": VERSION, "log": {"name": packed.name, **told(packed.log)}}
    return json.dumps({**head, "attachments": [told(piece) for piece in packed.attachments]}, indent=1)


# ---------------------------------------------------------------- reading


def _refuse_endless_lists(path: Path, file: BinaryIO) -> None:
    """The zip module reads the whole list of entries into memory: one without end is noticed before."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise _not_a_pack(path)
    listed = struct.unpack("<L", tail[at + 12 : at + 16])[0]
    if listed != 0xFFFFFFFF and listed > _MOST_ENTRIES * 200:
        raise _altered(path, say("it lists more than a packed copy can hold"))
    file.seek(0)


def _contents(path: Path, pack: zipfile.ZipFile) -> Packed:
    entries = pack.infolist()
    if len(entries) > _MOST_ENTRIES:
        raise _altered(path, say("it lists more than a packed copy can hold"))
    for entry in entries:
        _refuse_unfit(path, entry)
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise _altered(path, say("it holds two parts of one name"))
    if MANIFEST not in names or LOG not in names:
        raise _not_a_pack(path)
    _refuse_overlaps(path, entries, pack.start_dir)
    packed = _read_manifest(path, pack)
    sizes = {entry.filename: entry.file_size for entry in entries if entry.filename != MANIFEST}
    if sizes != {name: piece.size for name, piece in packed.entries.items()}:
        raise _altered(path, say("it does not hold what its list says"))
    return packed


def _refuse_unfit(path: Path, entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if entry.orig_filename != name or (name not in (MANIFEST, LOG) and not _ATTACHMENT.fullmatch(name)):
        raise _altered(
            path, say("{entry} does not belong in it", entry=shown_name(kept_name(entry.orig_filename))[:200])
        )
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG) or entry.is_dir():
        raise _altered(path, say("a part of it is no plain file"))
    if entry.flag_bits & 0x41:
        raise _altered(path, say("a part of it is encrypted"))
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _altered(path, say("a part of it is packed in an unknown way"))
    if _is_swollen(entry):
        raise _altered(path, say("a part of it would become too large"))
    if name == MANIFEST and entry.file_size > _MOST_MANIFEST:
        raise _altered(path, say("its list is too long"))


def _is_swollen(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > max(_SMALL, entry.compress_size * MOST_RATIO)


def _refuse_overlaps(path: Path, entries: Sequence[zipfile.ZipInfo], end: int) -> None:
    """Parts that share bytes make much of little."""
    before = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        if entry.header_offset < before:
            raise _altered(path, say("its parts overlap"))
        before = entry.header_offset + _LOCAL_HEADER + len(entry.filename) + entry.compress_size
    if before > end:
        raise _altered(path, say("its parts overlap"))


def _read_manifest(path: Path, pack: zipfile.ZipFile) -> Packed:
    with _reading(path), pack.open(MANIFEST) as content:
        text = content.read(_MOST_MANIFEST + 1)
    try:
        given = json.loads(text)
        if given["format"] != FORMAT:
            raise _not_a_pack(path)
        if given["version"] != VERSION:
            sentence = "{name} was packed by a newer version of the program. Update the program to unpack it."
            raise FileTrouble(say(sentence, name=_shown(path)))
        name = given["log"]["name"]
        pieces = tuple(_piece(each) for each in given["attachments"])
        if not isinstance(name, str) or len({piece.sha256 for piece in pieces}) != len(pieces):
            raise ValueError
        return Packed(name, _piece(given["log"]), pieces)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _altered(path, say("its list cannot be read")) from error


def _piece(given: Any) -> Piece:
    size, digest = given["size"], given["sha256"]
    if type(size) is not int or size < 0 or not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
        raise ValueError
    return Piece(size, digest)


def _read(path: Path, content: Any, most: int) -> bytes:
    """Read from an entry. A fault of reading is told apart from a fault of writing what was read."""
    try:
        block: bytes = content.read(most)
    except OSError as error:
        raise FileTrouble(
            say("{name} cannot be read: {reason}.", name=_shown(path), reason=str(error.strerror))
        ) from error
    return block


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise _altered(path, say("it was cut or damaged")) from error


def _shown(path: Path) -> str:
    return shown_name(kept_name(path.name))


def _not_a_pack(path: Path) -> FileTrouble:
    text = "{name} is no packed copy of a log. Choose one that was made with “Save a packed copy”."
    return FileTrouble(say(text, name=_shown(path)))


def _altered(path: Path, why: Message) -> FileTrouble:
    text = "{name} is not as it was saved: {why}. Nothing was unpacked. Take another copy of it."
    return FileTrouble(say(text, name=_shown(path), why=why))
