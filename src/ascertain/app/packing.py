"""A packed copy: the log and its attachments in one zip, verified when it is made and when it is unpacked."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ascertain.app.clock import Clock, SystemClock
from ascertain.app.folders import LOG_SUFFIX
from ascertain.domain.conduct import Conduct
from ascertain.domain.file_names import kept_name, safe_name, shown_name
from ascertain.domain.messages import Message, say
from ascertain.domain.problems import FileTrouble
from ascertain.domain.records import StoredFile
from ascertain.domain.sizes import size_text

_FULL = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True)
class PackResult:
    """What was written: where, how many bytes, how many attachments, and the names of those that were missing or
    altered and so are not in it."""

    out: Path
    size: int
    attachments: int
    left_out: tuple[str, ...]


def pack(log: Path, out: Path, conduct: Conduct | None = None, clock: Clock | None = None) -> PackResult:
    """Write the log, as it is now, and its attachments to `out`; a file that was there stays until the new one is whole
    and was read again.

    The log may be open, and written to meanwhile. Raises FileTrouble, LogUnavailable or Cancelled; nothing partial
    remains.
    """
    from ascertain.domain.backups import Why
    from ascertain.exchange.packed_log import LOG, Packed, Piece, open_pack, write_pack
    from ascertain.store import disk
    from ascertain.store.backups.making import make
    from ascertain.store.opening import examine

    conduct = conduct or Conduct()
    examine(log)
    _refuse_own(log, out)
    with _failing(out, lambda: 2 * log.stat().st_size), _workroom(out) as room:
        _need_room(out, 2 * log.stat().st_size)
        copy = make(log, Why.BY_HAND, (clock or SystemClock()).now(), room, conduct)
        files, left_out = _files_of(log, copy.path, conduct)
        _need_room(out, copy.size + sum(file.size for file in files))
        pieces = tuple(Piece(file.size, file.sha256) for file in files)
        packed = Packed(log.name, Piece(copy.size, disk.hash_of(copy.path)), pieces)
        part = room / "packed.zip"
        write_pack(part, packed, {LOG: copy.path} | _places(log, files), conduct.share(0, 2 * packed.size))
        done = packed.size
        with open_pack(part) as written:
            for name, piece in packed.entries.items():
                written.copy(name, None, conduct.share(done, 2 * packed.size))
                done += piece.size
        disk.put_in_place(part, out)
    return PackResult(out, out.stat().st_size, len(pieces), left_out)


def unpack(path: Path, folder: Path, conduct: Conduct | None = None) -> Path:
    """Unpack a packed copy into a new folder; returns the log in it. The folder appears when all of it is there, on
    disk and verified.

    Raises FileTrouble or Cancelled; nothing remains then.
    """
    from ascertain.exchange.packed_log import LOG, open_pack
    from ascertain.store import disk

    conduct = conduct or Conduct()
    with open_pack(path) as given:
        packed = given.packed
        _refuse_taken(folder)
        with _failing(folder, lambda: packed.size), _workroom(folder) as room:
            _need_room(folder, packed.size)
            whole = room / "whole"
            whole.mkdir(mode=disk.PRIVATE_FOLDER)
            log = whole / f"{_stem(packed.name)}{LOG_SUFFIX}"
            done = 0
            for name, piece in packed.entries.items():
                target = log if name == LOG else _attachment(log, piece.sha256)
                with target.open("xb") as out:
                    given.copy(name, out, conduct.share(done, packed.size))
                _settle(target, disk.PRIVATE_FILE if name == LOG else _unchanging())
                done += piece.size
            _sync_folders(whole)
            with contextlib.suppress(FileNotFoundError):
                folder.rmdir()  # an empty one was chosen
            whole.rename(folder)
            disk.sync_folder(folder.parent)
    return folder / log.name


def proposed_folder(path: Path, within: Path) -> Path:
    """A folder in `within` that nothing has the name of yet, named like the packed copy."""
    stem = safe_name(path.name.removesuffix(path.suffix).removesuffix(LOG_SUFFIX))
    folder, number = within / stem, 1
    while folder.exists():
        number += 1
        folder = within / f"{stem} {number}"
    return folder


# ---------------------------------------------------------------- what goes in


def _files_of(log: Path, copy: Path, conduct: Conduct) -> tuple[list[StoredFile], tuple[str, ...]]:
    """The files that the copy of the log holds on to, each found whole, and the names of those that are not."""
    from ascertain.store.attachment_files import is_stored, stored_path
    from ascertain.store.attachment_holds import held_files
    from ascertain.store.connection import open_reader
    from ascertain.store.disk import hash_of

    with closing(open_reader(copy)) as connection:
        held = held_files(connection)
    whole, left_out = [], []
    done, total = 0, sum(file.size for file in held)
    for file in held:
        if (
            is_stored(log, file)
            and hash_of(stored_path(log, file.sha256), _heard(conduct.share(done, total))) == file.sha256
        ):
            whole.append(file)
        else:
            left_out.append(file.name)
        done += file.size
    return whole, tuple(left_out)


def _heard(conduct: Conduct) -> Callable[[int], None]:
    return lambda read: conduct.tell(read, 0)


def _places(log: Path, files: list[StoredFile]) -> dict[str, Path]:
    from ascertain.store.attachment_files import stored_path

    return {f"attachments/{file.sha256}": stored_path(log, file.sha256) for file in files}


def _refuse_own(log: Path, out: Path) -> None:
    from ascertain.store.beside import attachment_folder, lock_file, sidecars

    own = [path.resolve() for path in (log, *sidecars(log), lock_file(log))]
    if out.resolve() in own or attachment_folder(log).resolve() in out.resolve().parents:
        raise FileTrouble(say("{name} belongs to the log itself. Choose another name.", name=_shown(out)))


# ---------------------------------------------------------------- where it goes


@contextmanager
def _workroom(target: Path) -> Iterator[Path]:
    """A folder beside the target for what is not finished; gone afterwards with all that is in it. Raises OSError."""
    room = Path(tempfile.mkdtemp(prefix=f".{safe_name(target.stem)[:60]}.", suffix=".part", dir=target.parent))
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _refuse_taken(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        text = "There is something at {folder} already. Choose a folder that is new or empty."
        raise FileTrouble(say(text, folder=str(folder)))
    if not folder.parent.is_dir():
        text = "The folder {folder} does not exist. Choose another one."
        raise FileTrouble(say(text, folder=str(folder.parent)))


def _attachment(log: Path, digest: str) -> Path:
    from ascertain.store import disk
    from ascertain.store.attachment_files import stored_path

    target = stored_path(log, digest)
    disk.make_folder(target.parent)
    return target


def _unchanging() -> int:
    from ascertain.store.attachment_files import UNCHANGING

    return UNCHANGING


def _settle(path: Path, mode: int) -> None:
    from ascertain.store import disk

    path.chmod(disk.PRIVATE_FILE)
    disk.sync_file(path)
    path.chmod(mode)


def _sync_folders(whole: Path) -> None:
    from ascertain.store import disk

    for where, _folders, _names in os.walk(whole, topdown=False):
        disk.sync_folder(Path(where))


def _stem(name: str) -> str:
    """What the log is called on disk: what it was called, made safe."""
    return safe_name(kept_name(name).removesuffix(LOG_SUFFIX))


# ---------------------------------------------------------------- what goes wrong


def _need_room(target: Path, size: int) -> None:
    from ascertain.store import disk
    from ascertain.store.attachment_files import SPARE

    if disk.free_space(target.parent) < size + SPARE:
        raise FileTrouble(_no_room(target, size))


def _no_room(target: Path, size: int) -> Message:
    from ascertain.store import disk
    from ascertain.store.attachment_files import SPARE

    text = "The disk has too little room for {name}: it needs {needed}, and {free} are free. Nothing was written."
    free = size_text(disk.free_space(target.parent))
    return say(text, name=_shown(target), needed=size_text(size + SPARE), free=free)


@contextmanager
def _failing(target: Path, size: Callable[[], int]) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise FileTrouble(_no_room(target, size())) from error
        text = "{name} could not be written: {reason}. Choose another place. Nothing was written."
        raise FileTrouble(say(text, name=_shown(target), reason=error.strerror or str(error))) from error


def _shown(path: Path) -> str:
    return shown_name(kept_name(path.name))
