"""How files other than the live log come to disk whole or not at all: written aside, synced, then put in place.

Every file and folder made here is its owner's alone. The live log and what lies beside it (`-wal`, `-shm`) are never
opened here while a connection is: a plain `open()` and close would drop SQLite's locks.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
BLOCK = 1 << 20
"""Bytes read at a time."""


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for their owner alone. Raises OSError."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=PRIVATE_FOLDER)
    with contextlib.suppress(OSError):  # a folder above that may not be listed cannot be synced
        sync_folder(folder.parent)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


@contextmanager
def part_for(target: Path, folder: Path | None = None) -> Iterator[Path]:
    """A new empty file of a name that nothing else has, to be filled and `put_in_place`d; gone afterwards whatever
    happens, with the files that SQLite makes beside it.

    It lies in `folder`, else beside `target`. Raises OSError.
    """
    handle, name = tempfile.mkstemp(
        prefix=f".{target.stem}.", suffix=f".part{target.suffix}", dir=folder or target.parent
    )
    os.close(handle)
    part = Path(name)
    try:
        yield part
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            with contextlib.suppress(OSError):
                part.with_name(part.name + ending).unlink()


def sync_file(path: Path) -> None:
    """Bring the content of a file to disk. Raises OSError."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to disk, on systems that can. Raises OSError."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def put_in_place(part: Path, target: Path, mode: int = PRIVATE_FILE) -> None:
    """Bring a finished file to disk and under its name, in place of what is there. Raises OSError."""
    part.chmod(PRIVATE_FILE)
    sync_file(part)
    if mode != PRIVATE_FILE:
        part.chmod(mode)
    part.replace(target)
    sync_folder(target.parent)


def write_whole(target: Path, content: bytes) -> None:
    """Write a small file: the old one stays until the new one is on disk. Raises OSError."""
    with part_for(target) as part:
        part.write_bytes(content)
        put_in_place(part, target)


def hash_of(path: Path, heard: Callable[[int], None] | None = None) -> str:
    """The SHA-256 of a file's content, as hexadecimal digits; `heard` gets the bytes read so far. Raises OSError."""
    digest = hashlib.sha256()
    read = 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
            read += len(block)
            if heard is not None:
                heard(read)
    return digest.hexdigest()


def free_space(place: Path) -> int:
    """Bytes free on the disk of `place`, or of the nearest folder above it that is there."""
    while not place.exists() and place != place.parent:
        place = place.parent
    return shutil.disk_usage(place).free
