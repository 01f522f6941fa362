"""The files beside a log: stored whole under their SHA-256, never changed, the same content once.

They lie in `STEM.attachments/ab/abcdef…`, readable by their owner alone and writable by nobody. A row of the log never
names a file that is not on disk and synced: the file comes first.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ascertain.domain.conduct import Conduct
from ascertain.domain.file_names import kept_name, media_type, shown_name
from ascertain.domain.messages import Message, say
from ascertain.domain.problems import FileTrouble
from ascertain.domain.records import StoredFile
from ascertain.domain.sizes import size_text
from ascertain.store import disk
from ascertain.store.beside import attachment_folder, lock_file, sidecars

UNCHANGING = 0o400
DIGEST = re.compile(r"[0-9a-f]{64}")
SPARE = 16 << 20
"""Bytes that are left free on the disk, so that the log itself can still be saved."""
_LEFT_BEHIND_S = 3600
"""From this age on, in seconds, an unfinished file is one of a program that was killed."""
_FULL = (errno.ENOSPC, errno.EDQUOT)


def stored_path(log: Path, sha256: str) -> Path:
    """Where the content with this SHA-256 lies. Raises ValueError for what is no SHA-256."""
    if not DIGEST.fullmatch(sha256):
        raise ValueError(sha256)
    return attachment_folder(log) / sha256[:2] / sha256


def is_stored(log: Path, file: StoredFile) -> bool:
    """Whether the file lies there with its size."""
    try:
        found = stored_path(log, file.sha256).lstat()
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(found.st_mode) and found.st_size == file.size


def store_file(log: Path, source: Path, conduct: Conduct) -> StoredFile:
    """Copy a file beside the log. Raises FileTrouble with what is the matter, or Cancelled; nothing partial remains."""
    name = kept_name(source.name)
    with _reading(log, source) as (file, size):
        _need_room(attachment_folder(log), name, size)
        with _failing(name, size, attachment_folder(log)), _part(log) as part:
            digest = _copy(file, source, part, size, conduct)
            return _put(log, part, name, digest)


def store_made(log: Path, name: str, size: int, make: Callable[[Path], None], conduct: Conduct) -> StoredFile:
    """Store a file that `make` writes, of about `size` bytes. Raises as `store_file` does."""
    _need_room(attachment_folder(log), name, size)
    with _failing(name, size, attachment_folder(log)), _part(log) as part:
        make(part)
        whole = part.stat().st_size
        return _put(log, part, name, disk.hash_of(part, lambda read: conduct.tell(read, whole)))


def save_copy(log: Path, file: StoredFile, out: Path, conduct: Conduct) -> None:
    """Write a stored file elsewhere, checked against its SHA-256 on the way; a file that was there stays until the copy
    is whole. Raises FileTrouble or Cancelled."""
    source = stored_path(log, file.sha256)
    if not is_stored(log, file):
        raise FileTrouble(missing(file.name) if not source.exists() else altered(file.name))
    _need_room(out.parent, out.name, file.size)
    with _failing(out.name, file.size, out.parent), source.open("rb") as content, disk.part_for(out) as part:
        if _copied(content, part, file.size, conduct) != file.sha256:
            raise FileTrouble(altered(file.name))
        disk.put_in_place(part, out)


def remove_stored(log: Path, sha256: str) -> None:
    """Take a stored file away for good, and its folder where that is empty then. Raises OSError."""
    path = stored_path(log, sha256)
    with contextlib.suppress(FileNotFoundError):
        if os.name == "nt":
            path.chmod(stat.S_IWRITE)
        path.unlink()
    for folder in (path.parent, path.parent.parent):
        with contextlib.suppress(OSError):
            folder.rmdir()


def stored_files(log: Path) -> Iterator[Path]:
    """All that lies in the folder of attachments, whatever it is; parts of files that were not finished left out.
    Raises OSError."""
    folder = attachment_folder(log)
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if not path.name.startswith(".") and (path.is_symlink() or not path.is_dir()):
            yield path


def missing(name: str) -> Message:
    """An attached file is not there."""
    return say(
        "The attached file {name} is missing beside the log. Put the folder of attachments back beside it, "
        "or take it from a packed copy.",
        name=shown_name(name),
    )


def altered(name: str) -> Message:
    """An attached file is not what was attached."""
    return say(
        "The attached file {name} is no longer what was attached: its content was altered or damaged. "
        "Take it from a packed copy.",
        name=shown_name(name),
    )


@contextmanager
def _reading(log: Path, source: Path) -> Iterator[tuple[BinaryIO, int]]:
    """Open a file to be attached. What is no regular file, and the live log, is refused before it is opened: to open a
    pipe waits for a writer, and to close the log drops its locks."""
    name = shown_name(kept_name(source.name))
    with reading_troubles(source):
        found = source.stat()
        _refuse_unfit(log, found, name)
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
        file = os.fdopen(os.open(source, flags), "rb")
    with file:
        opened = os.fstat(file.fileno())
        if not os.path.samestat(found, opened):
            raise FileTrouble(_changing(name))
        yield file, opened.st_size


@contextmanager
def reading_troubles(source: Path) -> Iterator[None]:
    """Turn what hinders the reading of a file into a `FileTrouble`."""
    try:
        yield
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        text = "{name} cannot be read: {reason}. Check that it is there and that you may read it."
        raise FileTrouble(say(text, name=shown_name(kept_name(source.name)), reason=reason)) from error


def _refuse_unfit(log: Path, found: os.stat_result, name: str) -> None:
    if stat.S_ISDIR(found.st_mode):
        text = "{name} is a folder. Attach the files in it, or pack it into one file first."
        raise FileTrouble(say(text, name=name))
    if not stat.S_ISREG(found.st_mode):
        raise FileTrouble(say("{name} is no file but a device or a pipe, and cannot be attached.", name=name))
    for own in (log, *sidecars(log), lock_file(log)):
        with contextlib.suppress(OSError):
            if os.path.samestat(found, own.stat()):
                text = "{name} belongs to the log that is open, and cannot be attached to itself."
                raise FileTrouble(say(text, name=name))


def _need_room(folder: Path, name: str, size: int) -> None:
    if disk.free_space(folder) < size + SPARE:
        raise FileTrouble(_no_room(folder, name, size))


def _no_room(folder: Path, name: str, size: int) -> Message:
    text = "The disk has too little room for {name}: it needs {needed}, and {free} are free. Nothing was written."
    free = disk.free_space(folder)
    return say(text, name=shown_name(name), needed=size_text(size + SPARE), free=size_text(free))


@contextmanager
def _failing(name: str, size: int, folder: Path) -> Iterator[None]:
    """Turn a fault of the disk into a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise FileTrouble(_no_room(folder, name, size)) from error
        text = "{name} could not be written to {folder}: {reason}. Nothing was written."
        reason = error.strerror or str(error)
        raise FileTrouble(say(text, name=shown_name(name), folder=str(folder), reason=reason)) from error


@contextmanager
def _part(log: Path) -> Iterator[Path]:
    folder = attachment_folder(log)
    with _made(folder), disk.part_for(folder / "attachment") as part:
        _sweep(folder)
        yield part


def _sweep(folder: Path) -> None:
    """Take away what a program that was killed did not finish."""
    for each in folder.glob(".attachment.*.part"):
        with contextlib.suppress(OSError):
            if time.time() - each.stat().st_mtime > _LEFT_BEHIND_S:
                each.unlink()


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """A folder that is on disk, gone again where nothing came into it."""
    try:
        if not folder.is_dir():
            disk.make_folder(folder)
            disk.sync_folder(folder.parent)
        yield
    finally:
        with contextlib.suppress(OSError):
            folder.rmdir()  # refused where there is anything in it


def _copy(file: BinaryIO, source: Path, part: Path, size: int, conduct: Conduct) -> str:
    before = os.fstat(file.fileno())
    digest = _copied(file, part, size, conduct)
    after = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or part.stat().st_size != size:
        raise FileTrouble(_changing(shown_name(kept_name(source.name))))
    return digest


def _copied(file: BinaryIO, part: Path, size: int, conduct: Conduct) -> str:
    """Copy block by block; returns the SHA-256."""
    digest = hashlib.sha256()
    done = 0
    with part.open("wb") as out:
        while block := file.read(disk.BLOCK):
            digest.update(block)
            out.write(block)
            done += len(block)
            conduct.tell(done, size)
            if done > size:
                break
    return digest.hexdigest()


def _put(log: Path, part: Path, name: str, digest: str) -> StoredFile:
    """Put a finished part under its SHA-256, unless the same content is there and whole."""
    size = part.stat().st_size
    kept = StoredFile(name, media_type(name), size, digest)
    target = stored_path(log, digest)
    if is_stored(log, kept) and disk.hash_of(target) == digest:
        return kept
    with _made(target.parent):
        disk.put_in_place(part, target, UNCHANGING)
    return StoredFile(name, kept.media_type, size, digest, fresh=True)


def _changing(name: str) -> Message:
    return say("{name} was changed while it was read. Wait until it is finished, and attach it again.", name=name)
