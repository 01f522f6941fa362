"""Run as a process: flips each of the given bits of a log in turn, checks and reads it, and prints what came of it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from ascertain.app.checking import check_log
from ascertain.domain.problems import LogUnavailable
from tests.prove.hostile_opening import opened


def main() -> None:
    """Go through the bits."""
    log, bits = Path(sys.argv[1]), [int(word) for word in sys.argv[2:]]
    whole, times = log.read_bytes(), log.stat()
    for bit in bits:
        altered = bytearray(whole)
        altered[bit // 8] ^= 1 << bit % 8
        log.write_bytes(altered)
        os.utime(log, ns=(times.st_atime_ns, times.st_mtime_ns))
        fault = ""
        found = without_seal = False
        try:
            found, without_seal = _found(log, closed=True), _found(log, closed=False)
            opened(log)
        except LogUnavailable:
            pass
        except Exception as error:  # noqa: BLE001 - what is looked for
            fault = f"{type(error).__name__}: {error}"[:300]
        print(json.dumps({"bit": bit, "found": found, "without_seal": without_seal, "fault": fault}), flush=True)
    log.write_bytes(whole)
    os.utime(log, ns=(times.st_atime_ns, times.st_mtime_ns))


def _found(log: Path, *, closed: bool) -> bool:
    try:
        return bool(check_log(log, closed=closed).faults)
    except LogUnavailable:
        return True


if __name__ == "__main__":
    main()
