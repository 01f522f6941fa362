"""The part of the smoke test that sits before the screen; see `smoke.py`.

    smoke_driver.py HOME VERSION OPENER COMMAND...

Run by the Python of the system inside a display and a session bus. It takes the hands and eyes of the acceptance test
from outside, and prints a line for what worked.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gi.repository import GLib

if TYPE_CHECKING:
    from tests.acceptance import outside_driver as hands
else:
    # By its own name: the Python of the system may have another `tests`.
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "acceptance"))
    import outside_driver as hands

_ABOUT = "About Ascertain"
_PARTS = ("Qt, PySide6", "qt-material", "SQLModel", "SQLAlchemy", "Alembic", "trafilatura", "pypdf", "tzdata", "Python")


class Opened(hands.Outside):
    """A start of the program by a command that opens a file, and ends before the program does."""

    def __init__(self, opener: list[str], path: Path) -> None:
        # No pipe: the program would keep it open.
        quiet = subprocess.DEVNULL
        code = subprocess.run([*opener, str(path)], stdin=quiet, stdout=quiet, stderr=quiet).returncode
        assert code == 0, f"{' '.join(opener)} ended with {code}"
        # Whoever waits looks whether a process has ended; this one never does before it is told to.
        self.process = subprocess.Popen(["sleep", "300"], start_new_session=True)
        self.application = self.wait(self._find_application, "the file does not open")

    def until_gone(self) -> None:
        """Wait until the program has left the tree."""
        self.wait(lambda: self._find_application() is None, "the program does not end with its window")


def first_start(home: Path, version: str, command: list[str]) -> None:
    """Begin with an empty log, log, export, look at About, and close."""
    program = hands.Outside(command)
    try:
        for name in ("start_empty_button", "open_example_button", "open_file_button"):
            program.part(at_end=name)
        told("the first start asks: empty, example or file")
        hands.start_empty(program)
        hands.log_incidents(program)
        told("two incidents logged by keyboard, with place, source and status")
        hands.export(program, home / "out.xlsx")
        told("exported to XLSX from the window")
        look_at_about(program, version)
        hands.leave(program)
        told("closed with its window, exit code 0")
    except BaseException:
        program.show_tree()
        raise
    finally:
        program.end()


def look_at_about(program: hands.Outside, version: str) -> None:
    """Open About from the menu: the version, and versions and licences of the parts."""
    entry = program.wait(lambda: program.find(name=_ABOUT, role="menu item", shown=False), "there is no entry About")
    entry.get_action_iface().do_action(0)
    page = program.wait(lambda: program.find(at_end="about_window_page"), "About does not open")
    text = program.text_of(page)
    assert version in text, text
    # Qt tells the cells of a table one after the other, with a sign between them that is no letter.
    cells = re.split("[\ufdd0\ufdd1\n]", text)
    for part in _PARTS:
        assert part in cells, f"About does not name {part}: {text}"
        number, terms = cells[cells.index(part) + 1 : cells.index(part) + 3]
        assert number[:1].isdigit(), f"About has no version of {part}"
        assert terms, f"About has no licence of {part}"
    told(f"About tells {cells[0]}, and versions and licences of its parts")
    program.bring_to_front(_ABOUT)
    program.keys("Escape")
    program.gone("about_window_page")
    program.bring_to_front(hands.WINDOW)


def open_by_path(home: Path, command: list[str]) -> None:
    """Open a log that is named on the command line."""
    program = hands.Outside([*command, str(home / "example.ascertain")])
    try:
        program.wait(lambda: len(program.titles()) > 2, "the log that was named is not shown")
        program.bring_to_front("example — Ascertain")
        hands.leave(program)
        told("a log opened by its path")
    finally:
        program.end()


def open_by_double_click(home: Path, opener: list[str]) -> None:
    """Open a log as a file manager does."""
    program = Opened(opener, home / "own.ascertain")
    try:
        program.wait(lambda: len(program.titles()) > 2, "the log that was double-clicked is not shown")
        program.bring_to_front("own — Ascertain")
        program.keys("ctrl+w")
        program.until_gone()
        told(f"a log opened by double click ({' '.join(opener)})")
    finally:
        program.end()


def told(what: str) -> None:
    """Say that something worked."""
    print(f"worked: {what}", flush=True)


def main(words: list[str]) -> int:
    """Go the whole way. Returns the exit code."""
    home, version, opener, command = Path(words[0]), words[1], json.loads(words[2]), words[3:]
    try:
        first_start(home, version, command)
        open_by_path(home, command)
        if opener:
            open_by_double_click(home, opener)
    except (AssertionError, GLib.Error) as fault:
        print(f"{type(fault).__name__}: {fault}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
