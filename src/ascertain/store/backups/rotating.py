"""Which backups stay: the newest of each of the last days, weeks and months, and those that were asked for."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

from ascertain.domain.backups import Backup, Rotation, Shrinkage, State
from ascertain.store import disk
from ascertain.store.backups.manifest import manifest_of
from ascertain.store.backups.places import SUFFIX
from ascertain.store.backups.shelf import look_at, verified
from ascertain.store.connection import open_reader
from ascertain.store.failures import sorting_failures

DAYS, WEEKS, MONTHS = 12, 10, 9
"""Of how many days, weeks and months with backups the newest is kept."""

ASKED_FOR = 12
"""How many are kept of those that somebody made, or that were made before something happened."""

SHRANK_TO = 0.8
"""A log with fewer rows than this part of what a backup of it has is one that may have lost something."""

_WATCHED = ("incident", "statement")
_GONE = """
    SELECT count(*) FROM change WHERE operation_id > ? AND table_name = ? AND after IS NULL
"""
_PURGED = "SELECT count(*) FROM operation WHERE id > ? AND kind LIKE 'purge%'"
_ACCOUNTED = "accounted.json"


def kept(backups: Iterable[Backup], day_of: Callable[[int], date] | None = None) -> frozenset[Path]:
    """The backups to keep of those given, all of which are taken to be good; `day_of` tells the day of an instant, by
    default where the machine is."""
    tell = day_of or _local_day
    newest_first = sorted(backups, key=_age, reverse=True)
    days: dict[object, Path] = {}
    weeks: dict[object, Path] = {}
    months: dict[object, Path] = {}
    for backup in newest_first:
        day = tell(backup.made_at)
        days.setdefault(day, backup.path)
        weeks.setdefault(day.isocalendar()[:2], backup.path)
        months.setdefault((day.year, day.month), backup.path)
    asked = [each.path for each in newest_first if each.manifest is not None and not each.manifest.why.routine]
    stay = [*[*days.values()][:DAYS], *[*weeks.values()][:WEEKS], *[*months.values()][:MONTHS], *asked[:ASKED_FOR]]
    return frozenset(stay)


def rotate(log: Path, newest: Backup) -> Rotation:
    """Take away the backups that need not stay, of those in the folder of `newest`, which was just made and checked.

    Nothing is taken away where the log shrank without the journal saying why, nor where the backup that stands for an
    older one is not what it was. Broken files stay too: they count for nothing, and there may be something in them.
    Raises OSError and `LogUnavailable`.
    """
    own = [each for each in _of_same_log(newest) if each.path != newest.path]
    shrank = _shrinkage(log, newest, own)
    if shrank is not None:
        return Rotation(shrank=shrank)
    good = [newest, *own]
    while True:
        stay = kept(good) | {newest.path}
        going = [each for each in good if each.path not in stay]
        doubtful = _broken_heir(going, [each for each in good if each.path in stay], newest)
        if doubtful is None:
            break
        good = [each for each in good if each.path != doubtful.path]
    for each in going:
        # The file first: a manifest alone is no backup.
        each.path.unlink()
        with contextlib.suppress(OSError):
            manifest_of(each.path).unlink()
    return Rotation(dropped=tuple(each.path for each in going))


def account_for(folder: Path, at: int) -> None:
    """Note that it is right how small the log is at this time: backups from before it are no measure any more. Raises
    OSError."""
    disk.make_folder(folder)
    disk.write_whole(folder / _ACCOUNTED, json.dumps({"format": 1, "at": at}).encode())


def _of_same_log(newest: Backup) -> list[Backup]:
    uid = newest.manifest.log_uid if newest.manifest is not None else None
    found = []
    for path in newest.path.parent.iterdir():
        if path.suffix == SUFFIX and not path.name.startswith(".") and path.is_file() and not path.is_symlink():
            backup = look_at(path)
            if backup.sound and backup.manifest is not None and backup.manifest.log_uid == uid:
                found.append(backup)
    return found


def _broken_heir(going: list[Backup], staying: list[Backup], newest: Backup) -> Backup | None:
    """The backup that stands for one that goes, is the next younger one that stays, and is not what it was; or None."""
    heirs: dict[Path, Backup] = {}
    for old in going:
        younger = [each for each in staying if _age(each) > _age(old)]
        if younger:
            heir = min(younger, key=_age)
            heirs[heir.path] = heir
    for heir in heirs.values():
        if heir.path != newest.path and verified(heir).state is not State.VERIFIED:
            return heir
    return None


def _shrinkage(log: Path, newest: Backup, others: list[Backup]) -> Shrinkage | None:
    now = _rows(newest)
    since = _accounted(newest.path.parent)
    for each in sorted(others, key=lambda each: each.made_at, reverse=True):
        if each.made_at <= since or each.manifest is None:
            continue
        for table in _WATCHED:
            before, left = _rows(each).get(table, 0), now.get(table, 0)
            if left < before * SHRANK_TO and not _explained(log, each.manifest.last_operation, table, before - left):
                return Shrinkage(table, before, left, each.made_at)
    return None


def _explained(log: Path, operation: int, table: str, missing: int) -> bool:
    """Whether the journal, after that operation, holds as many deletions as rows are missing, or a purge, of which it
    keeps no image."""
    with sorting_failures(log), closing(open_reader(log)) as connection:
        gone = connection.execute(_GONE, (operation, table)).fetchone()[0]
        return bool(gone >= missing or connection.execute(_PURGED, (operation,)).fetchone()[0])


def _accounted(folder: Path) -> int:
    try:
        at = json.loads((folder / _ACCOUNTED).read_bytes())["at"]
    except (OSError, ValueError, KeyError, TypeError):
        return -1
    return at if type(at) is int else -1


def _age(backup: Backup) -> tuple[int, str]:
    return backup.made_at, backup.path.name


def _rows(backup: Backup) -> Mapping[str, int]:
    return backup.manifest.rows if backup.manifest is not None else {}


def _local_day(at: int) -> date:
    return datetime.fromtimestamp(at).astimezone().date()
