"""Taking the rows of a file into a log: backed up before, one operation, one undo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ascertain.app.backing_up import back_up_before
from ascertain.app.commands import TakeRows
from ascertain.app.incoming.file_rows import FileRows, Incoming
from ascertain.app.incoming.looking import look_at_rows
from ascertain.app.incoming.tally import Tally
from ascertain.domain.backups import Why
from ascertain.domain.conduct import Conduct
from ascertain.domain.incoming.outcome import Choice, OnError
from ascertain.domain.messages import Message, say
from ascertain.domain.problems import LogUnavailable, Problem, Refused

if TYPE_CHECKING:
    from ascertain.app.incoming.staged import Staged
    from ascertain.app.notices import LogChanged
    from ascertain.app.session import LogSession
    from ascertain.domain.incoming.mapping import Mapping


def take(
    session: LogSession,
    staged: Staged,
    mapping: Mapping,
    choice: Choice | None = None,
    conduct: Conduct | None = None,
    backups: Path | None = None,
    tally: Tally | None = None,
) -> LogChanged:
    """Back up, then take the rows of a file in as one operation. Waits for both: call it on a thread of its own.

    `backups`: the folder for backups other than the one beside the log; `tally`, where given, tells afterwards what
    came of the rows. Raises `LogUnavailable`, `Cancelled`, OSError, and `Refused` where rows cannot be taken and the
    choice is to stop then; in each case nothing was taken.
    """
    incoming = FileRows(staged, mapping, session.fields, session.vocabularies)
    return take_rows(session, staged.path.name, incoming, choice, conduct, backups, tally)


def take_rows(
    session: LogSession,
    name: str,
    incoming: Incoming,
    choice: Choice | None = None,
    conduct: Conduct | None = None,
    backups: Path | None = None,
    tally: Tally | None = None,
) -> LogChanged:
    """The same for rows from wherever; `name` says from where."""
    choice, conduct = choice or Choice(), conduct or Conduct()
    if session.why_read_only is not None:
        raise LogUnavailable(session.why_read_only)
    stopping = Conduct(cancelled=conduct.cancelled)
    if choice.on_error is OnError.STOP:
        refusals = look_at_rows(session, incoming, stopping).refusals
        if len(refusals):
            raise Refused(Problem("", "rows_refused", stopped(len(refusals))))
    back_up_before(session.path, Why.IMPORT, session.clock.now(), backups, stopping)
    return session.ledger.run(TakeRows(name, incoming, choice, tally), conduct).result()


def stopped(count: int) -> Message:
    """That nothing was taken since so many cells cannot be."""
    return say(
        "{count} cells cannot be taken, so nothing was imported. Correct them, or import the other rows without them.",
        singular="1 cell cannot be taken, so nothing was imported. Correct it, or import the other rows without it.",
        count=count,
    )
