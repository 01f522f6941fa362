"""Checking that a log is sound."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from ascertain.domain.conduct import Conduct
from ascertain.domain.problems import LogUnavailable, Remedy
from ascertain.store.checking import Findings, check
from ascertain.store.places import place_of

if TYPE_CHECKING:
    from ascertain.app.session import LogSession

__all__ = ["Findings", "check_log", "check_open", "move_seal", "sealed_at"]


def check_log(path: Path, conduct: Conduct | None = None, *, closed: bool = False, apart: bool = False) -> Findings:
    """Read the whole log at `path` and say what is wrong with it; a file that is damaged or was altered so that it
    cannot be opened is one fault.

    `closed`: this process has it not open. `apart`: a copy is read, so that no save waits. Raises `LogUnavailable`
    where there is no log or it may not be read, and `Cancelled`.
    """
    from ascertain.store.opening import examine

    try:
        examine(path)
        return check(path, conduct, closed=closed, apart=apart)
    except LogUnavailable as fault:
        if Remedy.SALVAGE not in fault.remedies:
            raise
        return Findings((), (fault.message,))


def sealed_at(path: Path) -> int | None:
    """When the log was closed and sealed last, in seconds since 1970-01-01T00:00Z; None where it never was."""
    from ascertain.store import sealing

    return sealing.sealed_at(path)


def move_seal(old: Path, new: Path) -> None:
    """Give a closed log that has got another name its seal again. A seal that cannot be moved stays away."""
    from ascertain.store.beside import seal_file

    try:
        seal_file(old).replace(seal_file(new))
    except OSError:
        seal_file(old).unlink(missing_ok=True)


def check_open(session: LogSession, conduct: Conduct | None = None) -> Findings:
    """Check the log of a session, on a thread that is not the writer's: no save waits for it.

    It has ended before the session lets go of the log: what is read plainly on closing would drop the locks of a
    connection that is still there. Raises as `check_log`; `Cancelled` also where the session is closed meanwhile.
    """
    conduct = conduct or Conduct()
    stopped, ended = Event(), Event()

    def end() -> None:
        stopped.set()
        ended.wait()

    forget = session.before_closing(end)
    try:
        both = Conduct(conduct.progress, lambda: stopped.is_set() or conduct.cancelled())
        both.tell(0, 1000)
        return check_log(session.path, both, apart=_holds_up(session))
    finally:
        ended.set()
        forget()


def _holds_up(session: LogSession) -> bool:
    """Whether reading holds up writing: where the log has no write-ahead log."""
    return not session.read_only and place_of(session.path).shared
