"""Importing the records of another log: what it would bring, and bringing it, as one operation that can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ascertain.app.backing_up import back_up_before
from ascertain.app.commands import ImportRecords, TakeRows
from ascertain.app.comparing import rows_in_common
from ascertain.app.incoming.looking import look_at_rows
from ascertain.app.sharing import shared_log
from ascertain.domain.backups import Why
from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import say
from ascertain.domain.problems import LogUnavailable
from ascertain.domain.records import StoredFile
from ascertain.domain.vocabulary import Code
from ascertain.store.attachment_files import is_stored, store_file, stored_path
from ascertain.store.untrusted.records import OtherLog, Survey, other_log, survey

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged
    from ascertain.app.session import LogSession
    from ascertain.domain.incoming.outcome import Choice, Look

__all__ = ["Survey", "compare", "import_log", "look_at"]


@dataclass(frozen=True, slots=True)
class _Records:
    """The records of another log, as a command takes them."""

    log: OtherLog
    expected: int

    @property
    def codes(self) -> Mapping[str, Mapping[str, Code]]:
        """Codes that were added to the lists of the other log."""
        return self.log.codes

    def rows(self) -> Iterable[tuple[str, dict[str, Any]]]:
        """Every row that can be taken."""
        return self.log.rows()


def look_at(session: LogSession, path: Path, conduct: Conduct | None = None) -> Survey:
    """What an import of the log at `path`, or of the one in a packed copy, would bring; nothing is changed, and nothing
    in that file is run.

    Raises `LogUnavailable`, `FileTrouble` and `Cancelled`.
    """
    conduct = conduct or Conduct()
    _must_be_another(session, path)
    with shared_log(path, Conduct(cancelled=conduct.cancelled)) as log, _other(session, log, conduct) as other:
        return survey(session.path, other, conduct)


def compare(session: LogSession, path: Path, conduct: Conduct | None = None) -> Look:
    """How what both logs have differs, cell by cell; nothing is changed. Raises as `look_at`."""
    conduct = conduct or Conduct()
    _must_be_another(session, path)
    with (
        shared_log(path, Conduct(cancelled=conduct.cancelled)) as log,
        _other(session, log, conduct) as other,
        rows_in_common(session, other, conduct) as rows,
    ):
        return look_at_rows(session, rows, conduct)


def import_log(
    session: LogSession,
    path: Path,
    expected: int = 0,
    conduct: Conduct | None = None,
    backups: Path | None = None,
    choice: Choice | None = None,
) -> LogChanged:
    """Back up, then bring what this log lacks as one operation. Waits for both: call it on a thread of its own.

    `expected`: how many new incidents `look_at` has counted, for progress; `backups`: the folder for backups other than
    the one beside the log; `choice`: whose value is to stand where both logs have an incident and `compare` told that
    they differ: without it those stay as they are. Raises `LogUnavailable`, `FileTrouble`, `Refused` or `Cancelled`;
    then nothing was imported.
    """
    conduct = conduct or Conduct()
    if session.why_read_only is not None:
        raise LogUnavailable(session.why_read_only)
    _must_be_another(session, path)
    back_up_before(session.path, Why.IMPORT, session.clock.now(), backups, Conduct(cancelled=conduct.cancelled))
    quiet = Conduct(cancelled=conduct.cancelled)
    with shared_log(path, quiet) as log, _other(session, log, conduct) as other:
        for row in other.attached():
            file = StoredFile(row["name"], row["media_type"], row["size"], row["sha256"])
            if is_stored(log, file) and not is_stored(session.path, file):
                store_file(session.path, stored_path(log, file.sha256), quiet)
        records = _Records(other, expected)
        if choice is None:
            return session.ledger.run(ImportRecords(path.name, records, conduct)).result()
        # Another reading: what was sifted once is known, and would not come again.
        with _other(session, log, conduct) as again, rows_in_common(session, again, conduct) as rows:
            return session.ledger.run(TakeRows(path.name, rows, choice, records=records), conduct).result()


def _other(session: LogSession, path: Path, conduct: Conduct) -> AbstractContextManager[OtherLog]:
    return other_log(path, session.vocabularies, session.ids, session.clock.now(), conduct.cancelled)


def _must_be_another(session: LogSession, path: Path) -> None:
    try:
        same = path.exists() and path.samefile(session.path)
    except OSError:
        same = False
    if same:
        raise LogUnavailable(say("{name} is the log that is open. Choose another one.", name=path.name))
