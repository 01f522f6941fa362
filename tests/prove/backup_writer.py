"""A process that writes into a log as long as its standard input is open: `python -m tests.prove.backup_writer LOG`."""

from __future__ import annotations

import sys
import threading
from contextlib import closing
from pathlib import Path

from ascertain.app.commands import LogIncident
from ascertain.app.session import LogSession
from ascertain.domain.records import IncidentContent


def main() -> None:
    """Say the number of each operation once it is on disk."""
    ended = threading.Event()

    def listen() -> None:
        sys.stdin.read()
        ended.set()

    threading.Thread(target=listen, daemon=True).start()
    with closing(LogSession.open(Path(sys.argv[1]))) as session:
        number = 0
        while not ended.is_set():
            number += 1
            content = IncidentContent(title=f"Drone {number}", notes="seen from afar " * (number % 40))
            print(session.ledger.run(LogIncident(content)).result().operation, flush=True)


if __name__ == "__main__":
    main()
