"""Who may write to a log: one program at a time, known by a lock beside the file.

The lock belongs to the operating system, which lets go of it when the program ends, however it ends. What is written
inside the lock file is for people only: it tells whoever comes second who is there. A lock file that was left behind
means nothing.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from ascertain.domain.messages import Message, say
from ascertain.domain.problems import LogUnavailable, Remedy
from ascertain.store import beside, failures

_TRIES = 20
_MOST_BYTES = 2_000
_MOST_LETTERS = 60
_HELD = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})

_IN_USE = (
    "The log {name} is open for changes already: by {account} on {host}, since {since}. "
    "Close it there, or open it here for reading only."
)
_IN_USE_BY_SOMEBODY = (
    "The log {name} is open for changes in another program. Close it there, or open it here for reading only."
)
_IN_USE_HERE = (
    "The log {name} is open for changes in another window of this program. "
    "Go on in that window, or open it here for reading only."
)
_LEFT_OPEN = "It was left open by {account} on {host}, since {since}: see that it is closed there."
_NO_LOCK = "Nothing can be locked beside the log {name} ({reason}), so it can only be read there."


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds a log: the machine, the process, the account, and since when (seconds since 1970)."""

    host: str
    pid: int
    account: str
    since: int

    @classmethod
    def here(cls, account: str, since: int) -> Owner:
        """This process."""
        return cls(host_name(), os.getpid(), account or _account(), since)


class Unclaimable(Exception):
    """No lock can be made beside a log; `message` says why it can only be read."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class Claim:
    """The right to write to one log, until `release`. `left_by`: who held it last and did not let go of it."""

    def __init__(self, path: Path, handle: int, left_by: Owner | None) -> None:
        self.path = path
        self.left_by = left_by
        self._handle: int | None = handle

    def holds(self) -> bool:
        """Whether the lock file is still the one that was locked: another one could be locked by somebody else."""
        return self._handle is not None and _is_at(self._handle, self.path)

    def release(self) -> None:
        """Let go. Safe to call twice.

        The file is taken away while it is still locked, by its holder alone; whoever locked the same file a moment
        later finds it gone from its name, and takes a new one. On Windows an open file stays, so it goes last: there
        a file that somebody else has open meanwhile cannot be taken away.
        """
        handle, self._handle = self._handle, None
        if handle is None:
            return
        if sys.platform != "win32" and _is_at(handle, self.path):
            with contextlib.suppress(OSError):
                self.path.unlink()
        os.close(handle)
        if sys.platform == "win32":
            with contextlib.suppress(OSError):
                self.path.unlink()


def claim(log: Path, account: str = "", since: int | None = None) -> Claim:
    """Become the one writer of `log`, at once or not at all.

    Raises `LogUnavailable` where somebody else is, and `Unclaimable` where no lock can be made.
    """
    owner = Owner.here(account, int(datetime.now().timestamp()) if since is None else since)
    path = beside.lock_file(log.resolve())
    try:
        handle = _locked(path)
    except OSError as error:
        if error.errno in _FORBIDDEN:
            raise Unclaimable(failures.read_only(log)) from error
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise Unclaimable(say(_NO_LOCK, name=log.name, reason=reason)) from error
    if handle is None:
        raise _in_use(log, _read(path), owner)
    left_by = _read(path)
    # Without room for it nobody is told who is here, and the lock is as good.
    with contextlib.suppress(OSError):
        os.ftruncate(handle, 0)
        os.write(handle, json.dumps(asdict(owner)).encode())
    return Claim(path, handle, left_by)


@contextmanager
def claimed(log: Path, account: str = "") -> Iterator[Claim]:
    """Be the one writer of `log` for a while. Raises `LogUnavailable`, also where no lock can be made."""
    try:
        held = claim(log, account)
    except Unclaimable as error:
        raise LogUnavailable(error.message) from error
    try:
        yield held
    finally:
        held.release()


def left_open(held: Claim | None) -> Message | None:
    """That another machine may have the log open: its lock file came here, and its lock did not. For folders that are
    kept the same on several computers; elsewhere the lock itself tells."""
    left = held.left_by if held is not None else None
    if left is None or left.host == host_name():
        return None
    return say(_LEFT_OPEN, account=left.account, host=left.host, since=_shown(left.since))


def host_name() -> str:
    """The name of this machine, as people know it."""
    return os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename


def _in_use(log: Path, owner: Owner | None, me: Owner) -> LogUnavailable:
    if owner is None:
        sentence = say(_IN_USE_BY_SOMEBODY, name=log.name)
    elif (owner.host, owner.pid) == (me.host, me.pid):
        sentence = say(_IN_USE_HERE, name=log.name)
    else:
        sentence = say(_IN_USE, name=log.name, account=owner.account, host=owner.host, since=_shown(owner.since))
    return LogUnavailable(sentence, Remedy.OPEN_READ_ONLY)


def _locked(path: Path) -> int | None:
    """A handle of the lock file at `path`, locked; None where somebody else has it. Raises OSError."""
    for _ in range(_TRIES):
        handle = _open(path)
        try:
            if not _lock(handle):
                os.close(handle)
                return None
        except BaseException:
            os.close(handle)
            raise
        if _is_at(handle, path):
            return handle
        # Its holder took it away between the opening and the locking.
        os.close(handle)
    return None


def _open(path: Path) -> int:
    flags = os.O_CREAT | os.O_RDWR
    # A link that lies where the lock file should be would have the facts written somewhere else.
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOINHERIT"):
        flags |= getattr(os, name, 0)
    handle = os.open(path, flags, 0o600)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    return handle


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30
    """The byte that is locked lies behind the facts: Windows lets nobody read what is locked."""

    def _lock(handle: int) -> bool:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in _HELD:
                return False
            raise
        os.lseek(handle, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _HELD:
                return False
            raise
        return True


def _is_at(handle: int, path: Path) -> bool:
    try:
        there = path.lstat()
    except OSError:
        return False
    return os.path.samestat(os.fstat(handle), there)


def _read(path: Path) -> Owner | None:
    """What is written in a lock file, as far as it makes sense: anybody may have written it."""
    try:
        with path.open("rb") as file:
            facts = json.loads(file.read(_MOST_BYTES))
        return Owner(_plain(facts["host"]), int(facts["pid"]), _plain(facts["account"]), _moment(facts["since"]))
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return None


def _shown(moment: int) -> str:
    return f"{datetime.fromtimestamp(moment):%Y-%m-%d %H:%M}"


def _plain(text: object) -> str:
    kept = "".join(letter for letter in str(text) if letter.isprintable())[:_MOST_LETTERS]
    if not kept:
        raise ValueError("no name")
    return kept


def _moment(seconds: object) -> int:
    moment = int(str(seconds))
    datetime.fromtimestamp(moment)
    return moment


def _account() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"
