"""Two programs race for one log: what one has saved, the other never overwrites without having read it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from ascertain.app.commands import LogIncident
from ascertain.app.session import create_session
from ascertain.domain.records import IncidentContent
from ascertain.store.checking import check
from ascertain.store.connection import open_reader
from tests.prove.figure import Figure, at_least, exactly

_INCIDENTS = 4
_PROGRAMS = ("one", "other")
_CHANGES = "SELECT operation_id, row_id FROM change WHERE table_name = 'incident' ORDER BY operation_id, id"


def run(folder: Path, *, edits: int) -> Iterator[Figure]:
    """Have two programs make so many edits of a few incidents, each with the version that it has read."""
    log = folder / "raced.ascertain"
    with closing(create_session(log)) as session:
        for number in range(_INCIDENTS):
            session.ledger.run(LogIncident(IncidentContent(title=f"Incident {number}"))).result()
    told = _race(log, edits)
    made = [each for each in told if "operation" in each]
    chains = _chains(log)
    silent = [each for each in made if chains.get((each["incident"], each["operation"])) != each["based_on"]]
    lost = [each for each in made if (each["incident"], each["operation"]) not in chains]
    summed = {key: sum(each.get(key, 0) for each in told) for key in ("refused_claims", "stale")}
    detail = f"{summed['refused_claims']:,} claims and {summed['stale']:,} stale versions refused"
    yield at_least("acknowledged edits by two programs", len(made), edits, detail)
    yield exactly("silent overwrites", len(silent), 0, "each edit is based on the one before it in the journal")
    yield exactly("acknowledged edits that are not in the history", len(lost), 0)
    yield exactly("edits in the history that nobody acknowledged", len(chains) - len(made) - _INCIDENTS, 0)
    yield exactly("faults of the log", len(check(log).faults), 0)


def _race(log: Path, edits: int) -> list[dict[str, Any]]:
    programs = [_start(log, edits // 2 + edits % 2 * at, name, at) for at, name in enumerate(_PROGRAMS)]
    try:
        for each in programs:
            assert each.stdout is not None
            each.stdout.readline()
        # Both stand at the line before either may go.
        for each in programs:
            assert each.stdin is not None
            each.stdin.write("go\n")
            each.stdin.flush()
        answers = [each.communicate(timeout=1_800)[0] for each in programs]
    finally:
        for each in programs:
            each.kill()
            each.wait()
    if any(each.returncode for each in programs):
        raise RuntimeError("a program that raced did not come to its end")
    return [json.loads(line) for answer in answers for line in answer.splitlines()]


def _start(log: Path, edits: int, name: str, seed: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.prove.racer", str(log), str(edits), name, str(seed)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(("src", "."))},
    )


def _chains(log: Path) -> dict[tuple[int, int], int]:
    """For each incident and each operation that changed it, the operation that had changed it before; 0 for none."""
    found: dict[tuple[int, int], int] = {}
    last: dict[int, int] = {}
    with closing(open_reader(log)) as connection:
        for operation, incident in connection.execute(_CHANGES):
            found[incident, operation] = last.get(incident, 0)
            last[incident] = operation
    return found
