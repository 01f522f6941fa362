"""Single bits of a closed log go bad, as they do on a disk: the time of the file stays. Each is found, and none brings
the program down."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from ascertain.app.codebook import shipped_vocabularies
from ascertain.app.commands import SetStatus
from ascertain.app.example import log_example
from ascertain.app.session import LogSession, create_session
from ascertain.domain.codes import Status
from tests.prove.figure import Figure, exactly

_EACH_S = 30


def run(folder: Path, *, flips: int) -> Iterator[Figure]:
    """Flip `flips` bits at random places, one at a time, and check and read the log each time."""
    log = folder / "log.ascertain"
    _make(log)
    chance = random.Random(20231017)
    places = [chance.randrange(log.stat().st_size * 8) for _ in range(flips)]
    met = {each["bit"]: each for each in _meet(log, places)}
    missed = [bit for bit in places if bit in met and not met[bit]["found"]]
    fallen = [bit for bit in places if bit not in met or met[bit]["fault"]]
    without = sum(each["without_seal"] for each in met.values())
    told = "; ".join(f"bit {bit}: {met[bit]['fault'] if bit in met else 'the process ended'}" for bit in fallen[:5])
    size = log.stat().st_size
    yield exactly(
        f"Bits gone bad that were not found, of {flips}", len(missed), 0,
        f"a log of {size:,} bytes; {without} of {len(met)} were found without the hash of the closed file",
    )  # fmt: skip
    yield exactly("… that brought the program down or were told as its own fault", len(fallen), 0, told)


def _make(log: Path) -> None:
    with closing(create_session(log, vocabularies=shipped_vocabularies())) as session:
        log_example(session)
    with closing(LogSession.open(log)) as session:
        ids = session.reader().ask(lambda queries: queries.order(None)).result()
        session.ledger.run(SetStatus((ids[0],), Status.DISPUTED, "Told otherwise since")).result()


def _meet(log: Path, places: list[int]) -> Iterator[dict[str, Any]]:
    waiting = list(places)
    whole, times = log.read_bytes(), log.stat()
    while waiting:
        words = [sys.executable, "-m", "tests.prove.bit_flipping", str(log), *map(str, waiting)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        try:
            done = subprocess.run(
                words, capture_output=True, text=True, timeout=60 + _EACH_S * len(waiting), env=environment, check=False
            ).stdout
        except subprocess.TimeoutExpired as late:
            done = (late.stdout or b"").decode()
        answered = [json.loads(line) for line in done.splitlines()]
        yield from answered
        # What brought the process down is left out, and counts as fallen.
        waiting = waiting[len(answered) + 1 :]
        log.write_bytes(whole)
        os.utime(log, ns=(times.st_atime_ns, times.st_mtime_ns))
