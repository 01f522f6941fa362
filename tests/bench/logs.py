"""Generated logs to measure on, made once for each size and run."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from pathlib import Path

from ascertain.__main__ import main


def generated_log(folder: Path, incidents: int) -> Path:
    """A generated log with so many incidents; the same one for the same size."""
    path = folder / f"generated-{incidents}.ascertain"
    if not path.exists():
        # What is measured stands alone on standard output.
        with redirect_stdout(sys.stderr):
            code = main(["generate", str(path), "--incidents", str(incidents)])
        if code != 0:
            raise SystemExit("The log to measure on could not be generated.")
    return path
