"""What a start loads before the first rows are on the screen: as little as shows them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import ascertain

# Measured 128. A module more is a module that somebody waits for at every start.
MOST_MODULES = 130

# What comes after the first paint, or when somebody asks for it.
LATER = {
    "ascertain.app": (
        "backing_up", "calendars", "codebook", "commands", "errands", "exporting", "fetching", "gazetteer",
        "generation", "handlers", "importing", "intake", "packing", "queries", "safekeeping", "salvaging",
    ),
    "ascertain.domain": (
        "accounts", "addresses", "backups", "document_proposals", "document_text", "drafts", "firewall", "geography",
        "grades", "incident_validation", "marks", "origins", "own_values", "passages", "proposals", "purges", "records",
        "reported_time", "review", "rows", "sentences", "suggestion", "templates", "texts", "time_finding", "times",
        "totals", "transliteration",
    ),
    "ascertain.store": (
        "backups", "checking", "door", "journal", "loading", "migrating", "migrations", "queries", "reading", "schema",
        "search_copy", "searching", "tables", "writing",
    ),
    "ascertain.ui": (
        "accounts", "attachments", "charts", "detail", "dialogs", "form", "help", "library", "reading", "rescue",
        "review", "saving_as",
    ),
    "ascertain": ("console", "exchange"),
}  # fmt: skip
FOREIGN = {
    "PIL", "alembic", "decimal", "difflib", "edtf", "hijridate", "lxml", "openpyxl", "persiantools", "pydantic",
    "pypdf", "python_calamine", "qt_material", "rapidfuzz", "sqlalchemy", "sqlmodel", "trafilatura", "urllib.request",
    "xlsxwriter",
}  # fmt: skip

_PROGRAM = """
import sys
from pathlib import Path
from ascertain import bootstrap

def painted():
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    print("loaded", *sys.modules, sep="\\n")
    QTimer.singleShot(0, QApplication.quit)

sys.exit(bootstrap.open_window(Path(sys.argv[1]), when_painted=painted))
"""


def test_the_first_paint_waits_for_nothing_that_can_come_later(log: Path, tmp_path: Path) -> None:
    _loaded(log, tmp_path)  # builds the style sheet, as only the very first start does
    loaded = _loaded(log, tmp_path)
    assert "ascertain.ui.table.delegate" in loaded, "no rows were painted"
    later = {f"{room}.{name}" for room, names in LATER.items() for name in names} | FOREIGN
    early = {each for each in loaded if any((each + ".").startswith(f"{name}.") for name in later)}
    assert not early, sorted(early)
    own = sorted(each for each in loaded if each.partition(".")[0] == "ascertain")
    assert len(own) <= MOST_MODULES, own


def test_what_comes_later_is_there() -> None:
    source = Path(ascertain.__file__).parents[1]
    for room, names in LATER.items():
        for name in names:
            place = source.joinpath(*room.split("."), name)
            assert place.is_dir() or place.with_suffix(".py").is_file(), f"{room}.{name}"


def _loaded(log: Path, home: Path) -> set[str]:
    """The modules of a program that has just painted its first rows."""
    kinds = ("DATA", "CONFIG", "CACHE", "STATE")
    surroundings = {
        **os.environ,
        "HOME": str(home),
        "PYTHONPATH": str(Path(ascertain.__file__).parents[1]),
        "QT_QPA_PLATFORM": "offscreen",
        **{f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in kinds},
    }
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(log)],
        env=surroundings,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return set(done.stdout.partition("loaded\n")[2].split())
