"""One of the programs that race for a log. `python -m tests.prove.racer LOG EDITS NAME SEED`.

It reads an incident without a claim, claims the log, edits what it has read, and lets go; where it is refused it tries
again. Each acknowledged edit is a line of JSON on standard output.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from ascertain.app.commands import EditIncident
from ascertain.app.queries import Queries
from ascertain.app.session import LogSession
from ascertain.domain.problems import LogUnavailable, Refused
from ascertain.domain.records import Incident

_BREATH_S = 0.002
_AT_ONCE = 3


def main(log: Path, edits: int, name: str, seed: int) -> None:
    """Race until so many edits are acknowledged."""
    draw = random.Random(seed)
    told = {"refused_claims": 0, "stale": 0}
    done = 0
    with closing(LogSession.open(log, read_only=True)) as reading:
        reader = reading.reader()
        numbers = list(reader.ask(lambda queries: queries.order(None)).result())
        print(json.dumps({"ready": name}), flush=True)
        sys.stdin.readline()
        while done < edits:
            wanted = draw.sample(numbers, min(_AT_ONCE, edits - done))
            read = reader.ask(_whole(wanted)).result()
            time.sleep(draw.random() * _BREATH_S)
            try:
                session = LogSession.open(log, author=name)
            except LogUnavailable:
                told["refused_claims"] += 1
                continue
            with closing(session):
                for incident in read:
                    done += _edit(session, incident, f"{name} {done}", told)
    print(json.dumps(told), flush=True)


def _whole(numbers: list[int]) -> Callable[[Queries], list[Incident]]:
    return lambda queries: list(queries.incidents(numbers))


def _edit(session: LogSession, incident: Incident, title: str, told: dict[str, int]) -> int:
    content = replace(incident.content, title=title)
    try:
        notice = session.ledger.run(EditIncident(incident.id, incident.version, content)).result()
    except Refused:
        told["stale"] += 1
        return 0
    edit = {"operation": notice.operation, "incident": incident.id, "based_on": incident.version, "title": title}
    print(json.dumps(edit), flush=True)
    return 1


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
