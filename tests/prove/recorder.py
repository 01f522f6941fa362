"""Records, in this process, what reaches the disk and in which order: every write, sync, cut, new name and lost name.

SQLite's part is heard at its own door to the system (a VFS set before the default one, in the library that Python
uses); the program's own part (`store/disk.py`) at the calls of `os`. SQLite syncs a folder after the first sync of a
journal that it opened, and where a deletion asks for it (`os_unix.c`): so it stands in the record too.
"""

from __future__ import annotations

import ctypes
import functools
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.prove.figure import CannotRun

_P, _I, _L = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
_XOpen = ctypes.CFUNCTYPE(_I, _P, _P, _P, _I, _P)
_XDelete = ctypes.CFUNCTYPE(_I, _P, ctypes.c_char_p, _I)
_XClose = ctypes.CFUNCTYPE(_I, _P)
_XWrite = ctypes.CFUNCTYPE(_I, _P, _P, _I, _L)
_XTruncate = ctypes.CFUNCTYPE(_I, _P, _L)
_XSync = ctypes.CFUNCTYPE(_I, _P, _I)
_CREATE, _JOURNALS = 0x4, 0x800 | 0x4000 | 0x80000
"""Flags of an opening: may make the file; it is a rollback journal, a super-journal or a write-ahead log."""


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("iVersion", _I), ("szOsFile", _I), ("mxPathname", _I), ("pNext", _P), ("zName", ctypes.c_char_p),
        ("pAppData", _P), ("xOpen", _P), ("xDelete", _P), ("rest", _P * 14),
    )  # fmt: skip


class _Methods(ctypes.Structure):
    _fields_ = (
        ("iVersion", _I), ("xClose", _P), ("xRead", _P), ("xWrite", _P), ("xTruncate", _P), ("xSync", _P),
        ("rest", _P * 13),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: `write`, `cut`, `sync`, `make`, `drop`, `move`, `twin`, `sync_folder` of `path`; or
    `told`, what the program said by then. `at`: the offset or the length; `other`: the new name."""

    what: str
    path: str
    at: int = 0
    data: bytes = b""
    other: str = ""


def library() -> ctypes.CDLL:
    """The SQLite that Python uses. Raises `CannotRun` where it is no library of its own."""
    import _sqlite3  # noqa: F401 - so that its library is loaded

    try:
        maps = Path("/proc/self/maps").read_text(encoding="utf-8")
    except OSError as error:
        raise CannotRun("only Linux says which library of SQLite Python uses") from error
    paths = {line.split()[-1] for line in maps.splitlines() if "libsqlite3.so" in line}
    if not paths:
        raise CannotRun("this Python has SQLite built in, where nobody can listen to it")
    return ctypes.CDLL(paths.pop())


class Recorder:
    """Keeps what happens under `folder` in `events`, from `listen` on."""

    def __init__(self, folder: Path, heard: Callable[[Event], None] | None = None) -> None:
        self._folder = str(folder)
        self.events: list[Event] = []
        self._heard = heard or self.events.append
        self._open: dict[int, tuple[str, bool]] = {}
        self._methods: dict[int, tuple[_Methods, _Methods]] = {}
        self._known = {str(path) for path in folder.rglob("*") if path.is_file()}
        self._written: dict[str, bytes] = {}
        self._kept: list[Any] = []

    def note(self, what: str, path: str | Path, **more: Any) -> None:
        """Keep an event, where it is of the folder."""
        if what == "told" or str(path).startswith(self._folder):
            self._heard(Event(what, str(path), **more))

    def listen(self) -> None:
        """Hear SQLite and `os` from now on; connections that are open already are not heard."""
        self._listen_to_sqlite(library())
        self._listen_to_system()

    # ---- SQLite

    def _listen_to_sqlite(self, sqlite: ctypes.CDLL) -> None:
        sqlite.sqlite3_vfs_find.restype = _P
        sqlite.sqlite3_vfs_find.argtypes = [ctypes.c_char_p]
        sqlite.sqlite3_vfs_register.argtypes = [_P, _I]
        address = sqlite.sqlite3_vfs_find(None)
        original = _Vfs.from_address(address)
        ours = _Vfs.from_buffer_copy(original)
        ours.zName, ours.pNext = b"recording", None
        open_, delete = _XOpen(original.xOpen), _XDelete(original.xDelete)

        def on_open(_vfs: int, name: int, file: int, flags: int, out: int) -> int:
            code: int = open_(address, name, file, flags, out)
            if code == 0 and name:
                self._opened(os.fsdecode(ctypes.string_at(name)), file, flags)
            return code

        def on_delete(_vfs: int, name: bytes, sync_folder: int) -> int:
            code: int = delete(address, name, sync_folder)
            if code == 0:
                path = os.fsdecode(name)
                self._dropped(path)
                if sync_folder:
                    self.note("sync_folder", os.path.dirname(path))  # noqa: PTH120 - a text, as all of this record
            return code

        callbacks = (_XOpen(on_open), _XDelete(on_delete))
        ours.xOpen, ours.xDelete = (ctypes.cast(each, _P).value for each in callbacks)
        self._kept += [ours, original, open_, delete, *callbacks]
        if sqlite.sqlite3_vfs_register(ctypes.addressof(ours), 1) != 0:
            raise CannotRun("SQLite takes no door but its own")

    def _opened(self, path: str, file: int, flags: int) -> None:
        self._open[file] = (path, bool(flags & _CREATE and flags & _JOURNALS))
        if path not in self._known:
            self._known.add(path)
            self.note("make", path)
        first = ctypes.cast(file, ctypes.POINTER(_P))
        methods = first[0]
        if methods is not None:
            first[0] = ctypes.addressof(self._heard_methods(methods))

    def _heard_methods(self, address: int) -> _Methods:
        if address not in self._methods:
            original = _Methods.from_address(address)
            ours = _Methods.from_buffer_copy(original)
            self._hear_file(original, ours)
            self._methods[address] = (ours, original)
        return self._methods[address][0]

    def _hear_file(self, original: _Methods, ours: _Methods) -> None:
        close, write = _XClose(original.xClose), _XWrite(original.xWrite)
        truncate, sync = _XTruncate(original.xTruncate), _XSync(original.xSync)

        def on_close(file: int) -> int:
            self._open.pop(file, None)
            code: int = close(file)
            return code

        def on_write(file: int, data: int, amount: int, offset: int) -> int:
            code: int = write(file, data, amount, offset)
            if code == 0:
                self.note("write", self._open[file][0], at=offset, data=ctypes.string_at(data, amount))
            return code

        def on_truncate(file: int, size: int) -> int:
            code: int = truncate(file, size)
            if code == 0:
                self.note("cut", self._open[file][0], at=size)
            return code

        def on_sync(file: int, flags: int) -> int:
            code: int = sync(file, flags)
            if code == 0:
                path, folder_too = self._open[file]
                self.note("sync", path)
                if folder_too:
                    self._open[file] = (path, False)
                    self.note("sync_folder", os.path.dirname(path))  # noqa: PTH120 - a text, as all of this record
            return code

        callbacks = (_XClose(on_close), _XWrite(on_write), _XTruncate(on_truncate), _XSync(on_sync))
        ours.xClose, ours.xWrite, ours.xTruncate, ours.xSync = (ctypes.cast(each, _P).value for each in callbacks)
        self._kept += [close, write, truncate, sync, *callbacks]

    # ---- the program itself

    def _listen_to_system(self) -> None:
        """Stand before those calls of `os` that change names or sync."""
        self._after("fsync", self._synced)
        for name in ("replace", "rename"):
            self._after(name, self._moved, before=self._look_at)
        self._after("link", lambda old, new: self._named("twin", old, new), before=self._look_at)
        for name in ("unlink", "remove"):
            self._after(name, self._dropped)

    def _after(self, name: str, then: Callable[..., None], before: Callable[..., None] | None = None) -> None:
        original = getattr(os, name)

        @functools.wraps(original)
        def heard(*arguments: Any, **keywords: Any) -> Any:
            paths = [os.fspath(each) if not isinstance(each, int) else each for each in arguments]
            if before is not None:
                before(paths[0])
            result = original(*arguments, **keywords)
            then(*paths)
            return result

        setattr(os, name, heard)

    def _synced(self, handle: int) -> None:
        path = os.readlink(f"/proc/self/fd/{handle}")  # noqa: PTH115 - a handle, not a path of its own
        if os.path.isdir(path):  # noqa: PTH112 - a text, as all of this record
            self.note("sync_folder", path)
            return
        self._look_at(path)
        self.note("sync", path)

    def _look_at(self, path: str) -> None:
        """Note what the program itself has written to a file. A file that SQLite has open is let be."""
        if not path.startswith(self._folder) or any(path == open_ for open_, _ in self._open.values()):
            return
        if path not in self._known:
            self._known.add(path)
            self.note("make", path)
        elif path not in self._written:
            return  # SQLite wrote it, or it was there before
        content = Path(path).read_bytes()
        if self._written.get(path) != content:
            self._written[path] = content
            self.note("cut", path, at=0)
            self.note("write", path, at=0, data=content)

    def _moved(self, old: str, new: str) -> None:
        self._known.discard(old)
        self._known.add(new)
        if old in self._written:
            self._written[new] = self._written.pop(old)
        else:
            self._written.pop(new, None)
        self._named("move", old, new)

    def _named(self, what: str, old: str, new: str) -> None:
        self._known.add(new)
        self.note(what, old, other=new)

    def _dropped(self, path: str) -> None:
        self._known.discard(path)
        self._written.pop(path, None)
        self.note("drop", path)
