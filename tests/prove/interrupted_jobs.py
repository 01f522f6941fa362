"""`python -m tests.prove.interrupted_jobs JOB FOLDER POINTS`: kills forks of itself, and says as JSON what was left."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from ascertain.app.commands import LogIncident
from ascertain.app.session import LogSession, create_session
from ascertain.domain.backups import State, Why
from ascertain.domain.records import IncidentContent
from ascertain.store import backups, beside
from ascertain.store.connection import open_reader
from ascertain.store.custody import claimed
from ascertain.store.migrating import migrate
from tests.prove.backup_content import content_hash
from tests.prove.dying import Steps

_NOON = 1_698_235_200
_GOLDEN = Path(__file__).parents[1] / "store" / "golden" / "0001.ascertain.gz"


@dataclass
class Case:
    """What is done to the log of a folder, and what the log is before and after. `grown`: opening it may change it."""

    prepare: Callable[[Path], None]
    act: Callable[[Path], object]
    old: str = ""
    new: str = ""
    opened: set[str] = field(default_factory=set)


def log_in(folder: Path) -> Path:
    """The log of a folder."""
    return folder / "october.ascertain"


def _golden(folder: Path) -> None:
    log_in(folder).write_bytes(gzip.decompress(_GOLDEN.read_bytes()))


def _backed_up(folder: Path) -> None:
    """A log with a backup, two incidents more, and a `-wal` with the last of them, as a killed program leaves it."""
    away = folder / "away"
    away.mkdir()
    create_session(log_in(away)).close()
    with closing(LogSession.open(log_in(away))) as session:
        session.ledger.run(LogIncident(IncidentContent(title="Drone"))).result()
    backups.make(log_in(away), Why.BY_HAND, _NOON)
    with closing(LogSession.open(log_in(away))) as session:
        for _ in range(2):
            session.ledger.run(LogIncident(IncidentContent(title="Rocket"))).result()
        for each in (log_in(away), *beside.sidecars(log_in(away))):
            if each.exists():
                shutil.copy(each, folder / each.name)
    beside.backup_folder(log_in(away)).rename(beside.backup_folder(log_in(folder)))
    shutil.rmtree(away)


def _put_back(folder: Path) -> None:
    first = min(backups.listing(log_in(folder)), key=lambda each: each.made_at)
    with claimed(log_in(folder)):
        backups.restore(first.path, log_in(folder), _NOON + 60)


CASES = {
    "migrate": Case(_golden, lambda folder: migrate(log_in(folder), _NOON)),
    "restore": Case(_backed_up, _put_back),
    "back_up": Case(_backed_up, lambda folder: backups.make(log_in(folder), Why.AUTOMATIC, _NOON + 60)),
}


def content(log: Path) -> str:
    """The hash of all rows, as a reader finds them."""
    with closing(open_reader(log)) as connection:
        return content_hash(connection)


def fault(case: Case, folder: Path) -> tuple[str, str]:
    """What is left of the log (`old` or `new`), and what is wrong, if anything."""
    log = log_in(folder)
    states = {case.old: "old", case.new: "new"}
    found = states.get(content(log), "neither")
    if found == "neither":
        return found, "neither the old log nor the new one"
    with closing(LogSession.open(log)):
        pass
    if content(log) not in case.opened:
        return found, "opened, it is neither"
    sound = [each for each in backups.listing(log) if each.sound]
    if any(backups.verified(each).state is not State.VERIFIED for each in sound):
        return found, "a backup is listed that is not whole"
    if found == "new" and case.old != case.new and case.old not in [content(each.path) for each in sound]:
        return found, "no backup of the old log"
    if found == "new" and list(folder.glob(".*.replaced*")):
        return found, "the old log is hidden"
    return found, ""


def killed_at(case: Case, pattern: Path, folder: Path, last: int, steps: Steps) -> bool:
    """Do it in a fork that dies at this step; whether it did."""
    shutil.copytree(pattern, folder)
    process = os.fork()
    if not process:
        steps.taken, steps.last = 0, last
        case.act(folder)
        os._exit(0)
    _, status = os.waitpid(process, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def main(job: str, home: Path, points: int) -> None:
    """Kill the job at points spread over all of its steps."""
    case = CASES[job]
    pattern, whole = home / "pattern", home / "whole"
    pattern.mkdir()
    case.prepare(pattern)
    shutil.copytree(pattern, whole)
    shutil.copytree(pattern, home / "old")
    case.old = content(log_in(home / "old"))
    steps = Steps()
    steps.install()
    case.act(whole)
    total = steps.taken
    case.new = content(log_in(whole))
    for folder in (whole, home / "old"):
        with closing(LogSession.open(log_in(folder))):
            pass
        case.opened.add(content(log_in(folder)))
    counts = {"steps": total, "killed": 0, "old": 0, "new": 0, "neither": 0}
    faults = []
    points = min(points, total)
    for number in range(points):
        last = 1 + number * (total - 1) // max(1, points - 1)
        folder = home / f"at-{last}"
        counts["killed"] += killed_at(case, pattern, folder, last, steps)
        left, wrong = fault(case, folder)
        counts[left] += 1
        if wrong:
            faults.append(f"step {last}: {wrong}")
        else:
            shutil.rmtree(folder)
    json.dump({"counts": counts, "faults": faults}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
