"""A process that saves and kills itself at one step of SQLite.

`python -m tests.prove.killed_checkpoint LOG PHASE STEP NTH`: PHASE is `checkpoint` (while it goes on saving, the
write-ahead log is written back into the file) or `closing`; STEP is what is done to a file (`write`, `sync`, `cut`,
`drop`), and NTH which of them is its last. Each operation that was acknowledged is a line on standard output.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from pathlib import Path

from ascertain.app.commands import LogIncident
from ascertain.app.session import LogSession
from tests.prove.incidents import content_of
from tests.prove.recorder import Event, Recorder

_SAVES = {"checkpoint": 400, "closing": 6}


def main(log: Path, phase: str, step: str, nth: int) -> None:
    """Save, and close, until the step comes."""
    closing = False
    left = nth

    def heard(event: Event) -> None:
        nonlocal left
        if event.what == step and (closing if phase == "closing" else event.path == str(log)):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    Recorder(log.parent, heard).listen()
    session = LogSession.open(log)
    session.notices.subscribe(lambda notice: print(notice.operation, flush=True))
    draw = random.Random(nth)
    for at in range(_SAVES[phase]):
        session.ledger.run(LogIncident(content_of(f"Saved {phase}-{step}-{nth}-{at}", draw))).result()
    closing = True
    session.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
