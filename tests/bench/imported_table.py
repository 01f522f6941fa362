"""`python -m tests.bench.imported_table TABLE LOG`: take a table into a new log and tell what that cost, as JSON."""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
from contextlib import closing
from pathlib import Path

from ascertain.app.incoming import stage
from ascertain.app.incoming.taking import take
from ascertain.app.incoming.understanding import understand
from ascertain.app.session import create_session


def main(table: Path, log: Path) -> None:
    """Do it from the file to the log on disk: read, understood, backed up, taken. The reading process counts too."""
    gc.disable()  # as in the window, and in the commands
    with closing(create_session(log)) as session:
        session.ledger.warm().result()
        begun, processor = time.perf_counter(), _processor()
        with stage(table) as staged:
            take(session, staged, understand(staged, session.fields, session.vocabularies))
        wall, spent = time.perf_counter() - begun, _processor() - processor
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    told = {"wall_ms": wall * 1000, "processor_ms": spent * 1000, "megabytes": round(most / 1024)}
    print(json.dumps(told))


def _processor() -> float:
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
