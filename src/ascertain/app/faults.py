"""A fault of the program itself: written down without any text from the log, and told in one sentence."""

from __future__ import annotations

import os
import sys
import time
import traceback
from pathlib import Path
from types import TracebackType

from ascertain import __version__
from ascertain.app.folders import make_private
from ascertain.domain.messages import Message, say

_KEPT = 20
"""How many fault reports are kept."""


def record_fault(kind: type[BaseException], trace: TracebackType | None, folder: Path) -> Path | None:
    """Write which lines of the program led to a fault, readable by its owner only. Returns the report's path, None if
    the disk refuses.

    Neither the exception's text nor any value is written: both could hold what an analyst typed.
    """
    import platform  # late, as a start needs none of it

    lines = [
        f"Ascertain {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}",
        f"{kind.__module__}.{kind.__qualname__}",
        *(f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(trace)),
    ]
    try:
        make_private(folder)
        report = folder / f"fault-{time.time_ns()}.txt"
        with os.fdopen(os.open(report, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as target:
            target.write("\n".join(lines) + "\n")
        for old in sorted(folder.glob("fault-*.txt"))[:-_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return report


def fault_message(report: Path | None) -> Message:
    """What to tell a person."""
    if report is None:
        return say("The program made a mistake and could not finish this. What is saved in the log is safe.")
    return say(
        "The program made a mistake and could not finish this. What is saved in the log is safe. "
        "A report without any of your text is in {report}.",
        report=str(report),
    )


def tell_faults_on_stderr(folder: Path) -> None:
    """From now on, tell an unforeseen fault in one sentence on standard error instead of a stack trace."""

    def tell(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        if sys.stderr is not None:
            sys.stderr.write(f"{fault_message(record_fault(kind, trace, folder))}\n")

    sys.excepthook = tell
