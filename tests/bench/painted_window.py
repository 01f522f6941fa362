"""Opens the real window on a log, uses it without changing anything, and prints what was measured as JSON.

Arguments: a folder of its own, the log, and an empty log.
"""

from __future__ import annotations

import json
import random
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from tests.bench.driven_window import Driven

_FILTERS = (
    "status:unconfirmed",
    "status:confirmed country:IQ",
    "killed:>0",
    "kind:air_drone_strike",
    "status:disputed",
)
_TYPED = ("drone", "missile", "baghdad")
_SORTS = ("title", "status", "killed", "t_from", "ref")
_JUMPS, _PAGES, _OPENINGS = 60, 40, 5


def resident() -> float:
    """What the process holds in memory, in MB; 0 where the system does not tell it so."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next(float(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def main(folder: Path, log: Path, empty: Path) -> None:
    """Measure, and print."""
    driven = Driven(folder)
    told: dict[str, object] = {"open": [], "open_empty": []}
    opened: dict[Path, list[float]] = {log: [], empty: []}
    for path in (empty, log) * _OPENINGS:
        opened[path].append(driven.open(path))
        driven.rest()
        if len(opened[log]) < _OPENINGS or path is empty:
            driven.close()
    # The first of each also loads the program.
    told["open"], told["open_empty"] = opened[log][1:], opened[empty][1:]
    driven.longest = 0.0
    told |= use(driven)
    told["longest"], told["resident"] = driven.longest, resident()
    driven.close()
    print(json.dumps(told), flush=True)


def use(driven: Driven) -> dict[str, list[float]]:
    """Sort, filter, type, jump, page and choose; milliseconds until the table was painted."""
    window, chance = driven.window, random.Random(7)
    told: dict[str, list[float]] = {name: [] for name in ("sort", "filter", "typed", "jump", "page", "all", "keys")}
    if not len(window.browse.model.ids):
        for text in (*_FILTERS, *_TYPED, ""):
            window.state.ask(text)
            driven.rest()
        return told
    for key in _SORTS * 2:
        if key in window.browse.model.columns:
            told["sort"].append(driven.rows_painted_after(partial(driven.click_header, key)))
            driven.rest()
    for text in _FILTERS:
        told["filter"].append(driven.rows_painted_after(partial(window.state.ask, text)))
        driven.rest()
    for word in _TYPED:
        window.state.ask("")
        driven.rest()
        for end in range(2, len(word) + 1):
            told["typed"].append(driven.rows_painted_after(partial(window.state.type_words, word[:end])))
        driven.rest()
    window.state.ask("")
    driven.rest()
    most = window.table.verticalScrollBar().maximum()
    for _ in range(_JUMPS if most else 0):
        row = chance.randrange(most)
        told["jump"].append(driven.painted_after(partial(driven.jump, row)))
    for _ in range(_PAGES if most else 0):
        told["page"].append(driven.painted_after(lambda: driven.press(Qt.Key.Key_PageDown)))
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    for pressed, held in (
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_PageUp, shift), (Qt.Key.Key_Home, shift | control), (Qt.Key.Key_End, shift | control),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier),
    ):  # fmt: skip
        told["keys"].append(driven.painted_after(partial(driven.press, pressed, held)))
        driven.rest()
    for _ in range(5):
        told["all"].append(driven.painted_after(lambda: driven.press(Qt.Key.Key_A, control)))
        driven.press(Qt.Key.Key_Down)
        driven.rest()
    return told


if __name__ == "__main__":
    main(*(Path(word) for word in sys.argv[1:4]))
