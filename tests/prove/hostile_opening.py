"""Run as a process: opens the files named on standard input, one after another, and prints how each was answered."""

from __future__ import annotations

import json
import sys
import time
from contextlib import closing
from operator import methodcaller
from pathlib import Path

from ascertain.app.session import LogSession
from ascertain.domain.problems import LogUnavailable
from ascertain.domain.search import parse


def opened(path: Path) -> None:
    """Open a log for reading and read all that a window shows. Raises what goes wrong."""
    with closing(LogSession.open(path, read_only=True)) as session:
        ids = session.pages.first_ids(50)
        session.pages.rows(ids)
        reader = session.reader()
        everything = reader.ask(lambda log: log.order(None)).result()
        reader.ask(lambda log: log.rows(everything)).result()
        reader.ask(lambda log: log.order(parse("drone"))).result()
        for incident_id in list(everything)[:20]:
            reader.ask(methodcaller("incident", incident_id)).result()
            reader.ask(methodcaller("history", incident_id)).result()


def _answer(path: Path) -> tuple[str, str]:
    try:
        opened(path)
    except LogUnavailable as refused:
        return "refused", str(refused)
    except Exception as fault:  # noqa: BLE001 - what is looked for
        return "fault", f"{type(fault).__name__}: {fault}"[:200]
    return "opened", ""


def main() -> None:
    """Answer for every file."""
    for name, path in json.load(sys.stdin).items():
        begun = time.monotonic()
        how, said = _answer(Path(path))
        print(json.dumps({"name": name, "how": how, "said": said, "took": time.monotonic() - begun}), flush=True)


if __name__ == "__main__":
    main()
