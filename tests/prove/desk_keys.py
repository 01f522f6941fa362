"""The example item logged at the reading desk by keyboard, and the same typed into the cells of a spreadsheet."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.acceptance.example_item import INCIDENTS
from tests.acceptance.whole_item import in_a_spreadsheet, in_full
from tests.prove.figure import CannotRun, Figure

_ROOT = Path(__file__).resolve().parents[2]
_TEST = "tests/acceptance/test_example_item_at_the_desk.py"

Lines = list[tuple[str, int, int]]


def run(folder: Path, *, whole: int) -> Iterator[Figure]:
    """Keys for each incident; without the `whole` only what the spreadsheet's own help saves there."""
    order = [each["name"] for each in INCIDENTS]
    sheet, typed = in_a_spreadsheet(order).total, in_full(order)
    yield Figure(
        "keys in the cells, with completion and the same as above", f"{sheet:,}", f"< {typed:,}", sheet < typed
    )
    if not whole:
        return
    told = _measured(folder / "keys.json")
    for warm, cold in zip(told["warm"], told["cold"], strict=True):
        about, keys, cells = warm
        # Going through the text has no counterpart in cells: it counts in the sum.
        target = f"< {cells:,}" if cells else "in the sum"
        detail = f"{cold[1]:,} with an empty library" + (f"; {keys / cells:.2f} of the cells" if cells else "")
        yield Figure(f"keys for {about}", f"{keys:,}", target, keys < cells or not cells, detail)


def _measured(kept: Path) -> dict[str, Lines]:
    """What the acceptance test counts, by how much its library holds."""
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", _TEST]
    env = {**os.environ, "ASCERTAIN_KEYS_TO": str(kept)}
    done = subprocess.run(words, cwd=_ROOT, env=env, capture_output=True, text=True)
    if not kept.exists():
        raise CannotRun(done.stdout[-400:] or done.stderr[-400:])
    told = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]
    return {each["library"]: each["lines"] for each in told}
