"""A disk that fills up at any point of a save, import, export, backup, attaching, packing or Save as, and has room
again.

The disk is a real one of a few megabytes. After each point: what failed said so calmly, with what is needed and what is
free; the file that was to be replaced is as it was; nothing partial lies about; the log is sound and has all that was
acknowledged; and with room the same works, without reopening.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from ascertain.app.attaching import attach
from ascertain.app.backing_up import back_up
from ascertain.app.commands import KeepEntry, LogIncident
from ascertain.app.exporting import Wanted, export
from ascertain.app.importing import import_log
from ascertain.app.packing import pack
from ascertain.app.session import LogSession, create_session
from ascertain.domain.backups import Why
from ascertain.domain.problems import FileTrouble, LogUnavailable
from ascertain.domain.records import Document, IncidentContent
from ascertain.exchange.sheets import ExportFailed
from ascertain.store import beside
from ascertain.store.checking import check
from tests.prove.figure import CannotRun, Figure, at_least, exactly
from tests.small_disk import SmallDisk, small_disk

_DISK = 160 << 20
_ROOM = 110 << 20
_MOST_TRIES = 6
"""A point at which the disk was large enough after all is none; after so many times as many the proof gives up."""
_MOST_TOLD = 5
_IMPORTED = 6
_SAYS = re.compile(r"needed|it needs|too little to begin")
_CALM = (LogUnavailable, FileTrouble, ExportFailed)


@dataclass(slots=True)
class _Run:
    """What is at work: the disk, the log on it, and what lies outside to be attached."""

    disk: SmallDisk
    session: LogSession
    attached: Path
    document: int
    saved: int = 0
    at: int = 0
    found: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)

    def fault(self, kind: str, what: str) -> None:
        """Note a fault."""
        self.found[kind] += 1
        self.told.append(what)

    # ---- what is done while the disk fills up

    def save(self) -> None:
        """Log an incident with a long text."""
        self.session.ledger.run(LogIncident(IncidentContent(title="Saved", notes="word " * 15_000))).result()
        self.saved += 1

    def import_log(self) -> None:
        """Take over the incidents of another log, which has others each time."""
        self.at += 1
        other = self.attached.with_name(f"other-{self.at}.ascertain")
        with closing(create_session(other)) as session:
            for _ in range(_IMPORTED):
                session.ledger.run(LogIncident(IncidentContent(title="Imported", notes="word " * 15_000))).result()
        import_log(self.session, other)
        self.saved += _IMPORTED

    def export_csv(self) -> None:
        """Export over a file that is there."""
        self._export("out.csv")

    def export_xlsx(self) -> None:
        """Export over a workbook that is there."""
        self._export("out.xlsx")

    def _export(self, name: str) -> None:
        out, lists = self.disk.folder / name, self.session.vocabularies
        self.session.reader().ask(lambda log: export(log, Wanted(log.order(None), lists), out)).result()

    def back_up(self) -> None:
        """Make a backup beside the log."""
        self.at += 1
        back_up(self.session.path, Why.BY_HAND, self.at)

    def attach(self) -> None:
        """Attach a file of some hundred kilobytes, which is another one each time."""
        self.at += 1
        self.attached.write_bytes(random.Random(self.at).randbytes(400_000))
        attach(self.session, [self.attached], document_id=self.document)

    def pack(self) -> None:
        """Pack the log over a file that is there."""
        pack(self.session.path, self.disk.folder / "out.zip")

    def save_as(self) -> None:
        """Save the log under another name."""
        self.at += 1
        self.session.save_as(self.disk.folder / f"copy-{self.at}.ascertain").result()


_WORK: tuple[tuple[Callable[[_Run], None], int], ...] = (
    (_Run.save, 200_000),
    (_Run.export_csv, 900_000),
    (_Run.export_xlsx, 700_000),
    (_Run.save, 90_000),
    (_Run.back_up, 5_000_000),
    (_Run.import_log, 1_500_000),
    (_Run.attach, 18_000_000),
    (_Run.pack, 9_000_000),
    (_Run.save_as, 7_000_000),
)
"""What is done, and up to how many bytes are left free for it; for an import, beside those of the backup before it."""


def run(folder: Path, *, points: int, seed: int = 11) -> Iterator[Figure]:
    """Let the disk be full at so many points."""
    with small_disk(folder / "disk", _DISK) as disk:
        if disk is None:
            raise CannotRun("mounting a small disk is not permitted here")
        with closing(create_session(disk.folder / "a.ascertain")) as session:
            document = session.ledger.run(KeepEntry(Document("A page"))).result().made[0]
            work = _Run(disk, session, folder / "attached.bin", document)
            for _ in range(8):
                work.save()
            full = _go_through(work, points, random.Random(seed))
        faults = [str(fault) for fault in check(disk.folder / "a.ascertain").faults]
    told = "; ".join(work.told[:_MOST_TOLD])
    yield at_least("points at which the disk was full", full.total(), points, _listed(full))
    yield exactly("acknowledged saves lost", work.found["lost"], 0, told)
    yield exactly("files that were there and changed", work.found["changed"], 0)
    yield exactly("partial files left", work.found["partial"], 0)
    yield exactly("sentences that do not say what is needed", work.found["sentence"], 0)
    yield exactly("failures that were no calm sentence", work.found["fault"], 0)
    yield exactly("works that did not go on once there was room", work.found["stuck"], 0)
    yield exactly("faults of the log", len(faults) + work.found["log"], 0, "; ".join(faults[:_MOST_TOLD]))


def _go_through(work: _Run, points: int, draw: random.Random) -> Counter[str]:
    full: Counter[str] = Counter()
    for tried in range(points * _MOST_TRIES):
        if full.total() >= points:
            break
        do, most = _WORK[tried % len(_WORK)]
        if _one_point(work, do, draw.randrange(most)):
            full[do.__name__.removeprefix("_")] += 1
        _clear(work.disk)
    return full


def _one_point(work: _Run, do: Callable[[_Run], None], free: int) -> bool:
    """One piece of work on a disk with so many bytes free; whether the disk was full."""
    disk, session = work.disk, work.session
    disk.leave(_ROOM)
    for name in ("out.csv", "out.xlsx", "out.zip"):
        (disk.folder / name).write_bytes(b"old " + name.encode())
    before, saved = disk.names(), work.saved
    session.ledger.between(lambda: _empty_wal(session)).result()
    disk.leave(free + (_backup_size(session) if do is _Run.import_log and free % 2 else 0))
    name = do.__name__
    try:
        do(work)
    except _CALM as fault:
        if not (_SAYS.search(str(fault)) and "free" in str(fault)):
            work.fault("sentence", f"{name}: {fault}")
    except Exception as fault:  # noqa: BLE001 - any other failure is what is looked for
        work.fault("fault", f"{name}: {type(fault).__name__} {fault}")
    else:
        return False
    for each in ("out.csv", "out.xlsx", "out.zip"):
        if (disk.folder / each).read_bytes() != b"old " + each.encode():
            work.fault("changed", f"{name}: {each}")
    left = {each for each in disk.names() - before if not _belongs(each, do)}
    if left:
        work.fault("partial", f"{name}: {', '.join(sorted(left))}")
    if session.pages.count() != saved:
        work.fault("lost", f"{name}: {session.pages.count()} incidents of {saved}")
    disk.leave(_ROOM)
    try:
        do(work)
    except Exception as fault:  # noqa: BLE001 - as above
        work.fault("stuck", f"{name}: {type(fault).__name__} {fault}")
    if check(session.path).faults:
        work.fault("log", name)
    return True


def _empty_wal(session: LogSession) -> None:
    """Let a save need room again: a `-wal` file that was written once is written over."""
    session.ledger._ready().door._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _belongs(name: str, do: Callable[[_Run], None]) -> bool:
    """Whether a file is one that SQLite keeps beside the open log, or of the backup that an import makes first."""
    backup = name == "a.backups" or (name.startswith("a.backups/") and ".part" not in name)
    kept = backup and do is _Run.import_log
    return kept or name in {f"a.ascertain{ending}" for ending in beside.SIDECARS}


def _backup_size(session: LogSession) -> int:
    """What a backup of the log takes: every other import is to fail after it, in the import itself."""
    return int(session.path.stat().st_size * 1.06)


def _clear(disk: SmallDisk) -> None:
    """Take away what was made, so that the disk stays small."""
    for each in [*disk.folder.glob("copy-*"), *(disk.folder / "a.backups").glob("*")]:
        if each.is_file():
            each.unlink()


def _listed(full: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(full.items()))
