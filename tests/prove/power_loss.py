"""Power loss, replayed on the program's own way to disk.

A process records all writes, syncs and names while the program saves, brings an older log up to date, or restores a
backup. Then the power goes at points drawn from the record: each gives a disk as a crash can leave it, which the
program opens as it opens any log. Everything that was acknowledged before the cut must be there, and nothing may be
damaged.
"""

from __future__ import annotations

import gzip
import os
import pickle
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from tests.prove import outcomes
from tests.prove.crashed_disk import Disk, lay_out
from tests.prove.figure import Figure, exactly
from tests.prove.recorded import LOG, prepare_restore
from tests.prove.recorder import Event, library

_ROOT = Path(__file__).resolve().parents[2]
_MEMORY = Path("/dev/shm")
_MOST_TOLD = 4
_THINGS = {
    "save": "saving",
    "save_shared": "saving in a synchronised folder",
    "migrate": "bringing an older log up to date",
    "restore": "putting a log back from its backup",
}
Judge = Callable[[Path, Sequence[Event]], list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Record:
    """What was in the folder before, and all that happened to it since."""

    folder: Path
    there: dict[str, bytes]
    events: list[Event]


def run(folder: Path, *, points: int, workers: int, seed: int = 11) -> Iterator[Figure]:
    """Cut the power at so many points of each thing that the program does, in so many processes (0: in this one).
    Raises `CannotRun`."""
    library()
    shares = [(thing, share) for thing in _THINGS for share in range(workers or 1)]
    records = {thing: record_of(thing, folder) for thing in _THINGS}
    jobs = [(records[thing], thing, points // (workers or 1), seed + share) for thing, share in shares]
    with ExitStack() as stack:
        if workers:
            pool = stack.enter_context(ProcessPoolExecutor(workers, get_context("spawn")))
            results = list(pool.map(_cut_share, jobs))
        else:
            results = [_cut_share(job) for job in jobs]
    for thing, about in _THINGS.items():
        found = [each for (of, _), result in zip(shares, results, strict=True) if of == thing for each in result]
        yield from _figures(about, found, f"{points:,} points of {len(records[thing].events):,} events")


def _cut_share(job: tuple[Record, str, int, int]) -> list[tuple[str, str]]:
    record, thing, points, seed = job
    return cut(record, judge_of(thing), points, seed)


def _figures(about: str, found: list[tuple[str, str]], on: str) -> Iterator[Figure]:
    """Two figures: what was lost and what was damaged."""
    for kind, name in (("lost", "with something acknowledged lost"), ("corrupt", "with something damaged")):
        told = [text for each, text in found if each == kind]
        yield exactly(f"{about}: points {name}", len(told), 0, "; ".join([on, *told[:_MOST_TOLD]]))


def record_of(thing: str, folder: Path) -> Record:
    """Have a process of its own do the thing, recorded."""
    home, file = folder / thing, folder / f"{thing}.record"
    place = home / ("Dropbox" if thing == "save_shared" else "logs")
    place.mkdir(parents=True)
    if thing == "migrate":
        (place / LOG).write_bytes(gzip.decompress(outcomes.OLD.read_bytes()))
    if thing == "restore":
        prepare_restore(place)
    environment = {**os.environ, "HOME": str(home), "PYTHONPATH": os.pathsep.join(("src", "."))}
    words = [sys.executable, "-m", "tests.prove.recorded", thing, str(place), str(file)]
    subprocess.run(words, cwd=_ROOT, env=environment, check=True)
    there, events = pickle.loads(file.read_bytes())
    return Record(place, there, events)


def judge_of(thing: str) -> Judge:
    """Who says whether what is left after a cut will do."""
    judges = {"migrate": outcomes.after_migrating, "restore": outcomes.after_restoring}
    return judges.get(thing, outcomes.after_saving)


def cut(record: Record, judge: Judge, points: int, seed: int) -> list[tuple[str, str]]:
    """Cut the power at points drawn by `seed`; gives what `cut_at` does."""
    draw = random.Random(seed)
    told = [at + 1 for at, event in enumerate(record.events) if event.what == "told"]
    # A third of them right after the program told something: then the most is at stake.
    anywhere = range(1, len(record.events) + 1)
    cuts = Counter(draw.choice(told if draw.random() < 1 / 3 else anywhere) for _ in range(points))
    return cut_at(record, judge, cuts, draw)


def cut_at(record: Record, judge: Judge, cuts: Counter[int], draw: random.Random) -> list[tuple[str, str]]:
    """Cut the power so many times after each event; gives `lost` or `corrupt` with a sentence, each once for a cut."""
    disk, found = Disk(record.there), []
    place = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="ascertain-crash-", dir=place) as folder:
        for at, event in enumerate(record.events, 1):
            disk.follow(event)
            for _ in range(cuts[at]):
                lay_out(disk.crash(draw), record.folder, Path(folder))
                verdicts = dict(reversed(judge(Path(folder) / LOG, record.events[:at])))
                found += [(kind, f"event {at}: {text}") for kind, text in verdicts.items()]
    return found
