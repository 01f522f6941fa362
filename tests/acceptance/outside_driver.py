"""Uses the program from outside its process: through the accessibility tree, with real keys and clicks of a virtual
screen.

Run by the Python of the system (`/usr/bin/python3 -W error`), which has the bindings of AT-SPI, inside a display and a
D-Bus session of its own:

    outside_driver.py FOLDER COMMAND...

`COMMAND` starts the program; FOLDER is for what it writes. The tree is printed when something does not work.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - the version has to be named first

PATIENCE = 30.0
TITLE = "Drone attack reported on Al-Tanf base"
EDITED = TITLE + ", Syria"
SECOND = "Missile attack reported on Conoco base"
WINDOW, DIALOG = "incidents — Ascertain", "Export incidents"
REASON = "A release of the command says so."
_SHELL = ("application", "frame", "dialog", "window", "filler", "panel")


class Outside:
    """One start of the program, seen and used from outside."""

    def __init__(self, command: list[str]) -> None:
        self.process = subprocess.Popen(command, start_new_session=True)
        self.application = self.wait(self._find_application, "the program does not come up")

    # ---- seeing

    def nodes(self, root: Any = None, depth: int = 0) -> Iterator[tuple[int, Any]]:
        """All that is in the tree, from the top. What goes away while it is read is left out."""
        root = self.application if root is None else root
        yield depth, root
        try:
            # A table of many rows says so, and only what can be seen of it is walked.
            kids = [root.get_child_at_index(at) for at in range(min(root.get_child_count(), 400))]
        except GLib.Error:
            return
        for kid in kids:
            if kid is not None:
                yield from self.nodes(kid, depth + 1)

    def find(self, name: str = "", role: str = "", at_end: str = "", *, shown: bool = True) -> Any:
        """The first part with this name, role or end of its id; None where there is none."""
        for _, node in self.nodes():
            try:
                if name and node.get_name() != name:
                    continue
                if role and node.get_role_name() != role:
                    continue
                if at_end and not (node.get_accessible_id() or "").endswith(at_end):
                    continue
                if not shown or node.get_state_set().contains(Atspi.StateType.SHOWING):
                    return node
            except GLib.Error:
                continue
        return None

    def wait(self, what: Callable[[], Any], why: str, patience: float = PATIENCE) -> Any:
        """Look until it is there."""
        end = time.monotonic() + patience
        while True:
            try:
                found = what()
            except GLib.Error:
                found = None
            if found:
                return found
            if time.monotonic() > end:
                raise AssertionError(why)
            if self.process.poll() is not None:
                raise AssertionError(f"{why}: the program ended with {self.process.returncode}")
            time.sleep(0.05)

    def part(self, name: str = "", role: str = "", at_end: str = "") -> Any:
        """Wait for a part."""
        return self.wait(lambda: self.find(name, role, at_end), f"there is no {name or at_end} {role}")

    def gone(self, at_end: str) -> None:
        """Wait until a part is not to be seen any more."""
        self.wait(lambda: self.find(at_end=at_end) is None, f"{at_end} stays")

    def titles(self) -> list[str]:
        """The rows of the table: what happened."""
        return self.cells(3)

    def cells(self, column: int) -> list[str]:
        """One column of the table as it is told."""
        table = self.find(at_end="incident_table")
        face = table.get_table_iface() if table is not None else None
        if face is None:
            return []
        return [face.get_accessible_at(row, column).get_name() for row in range(face.get_n_rows())]

    def text_of(self, node: Any) -> str:
        """What stands in a line or a text."""
        face = node.get_text_iface()
        return str(Atspi.Text.get_text(face, 0, Atspi.Text.get_character_count(face)))

    def focused(self) -> Any:
        """What has the keyboard."""
        for _, node in self.nodes():
            try:
                if node.get_state_set().contains(Atspi.StateType.FOCUSED) and node.get_role_name() not in _SHELL:
                    return node
            except GLib.Error:
                continue
        return None

    # ---- doing

    def bring_to_front(self, title: str) -> None:
        """Give the keyboard to a window, as a window manager would: the virtual screen has none."""

        def given() -> bool:
            search = ["xdotool", "search", "--onlyvisible", "--name", f"^{title}"]
            found = subprocess.run(search, capture_output=True, text=True).stdout.split()
            if not found:
                return False
            subprocess.run(["xdotool", "windowfocus", found[-1]], capture_output=True)
            held = subprocess.run(["xdotool", "getwindowfocus"], capture_output=True, text=True).stdout.strip()
            return held == found[-1]

        self.wait(given, f"the window {title} does not take the keyboard")

    def keys(self, *keys: str) -> None:
        """Press keys, each with its modifiers: `ctrl+n`."""
        subprocess.run(["xdotool", "key", "--clearmodifiers", "--delay", "20", *keys], check=True)

    def type(self, text: str) -> None:
        """Type a text."""
        subprocess.run(["xdotool", "type", "--clearmodifiers", "--delay", "6", "--", text], check=True)

    def click(self, node: Any, beside: int = 0) -> None:
        """Click into the middle of a part, or so many pixels beside it."""
        box = node.get_component_iface().get_extents(Atspi.CoordType.SCREEN)
        assert box.width > 0, f"{node.get_name()} has no place on the screen"
        where = (str(box.x + box.width // 2 + beside), str(box.y + box.height // 2))
        subprocess.run(["xdotool", "mousemove", *where, "click", "1"], check=True)

    def write(self, at_end: str, text: str) -> None:
        """Click into a line and type in place of what stands there."""
        line = self.part(at_end=at_end)
        self.into_sight(line)
        self.click(line)
        self.wait(lambda: line.get_state_set().contains(Atspi.StateType.FOCUSED), f"{at_end} is not reached by a click")
        self.keys("ctrl+a", "Delete")
        self.type(text)
        self.wait(lambda: self.text_of(line) == text, f"{at_end} does not take what is typed")

    def into_sight(self, node: Any) -> None:
        """Turn the wheel over the form until a part is to be seen."""
        frame = self.find(at_end="incident_scroll")
        if frame is None:
            return
        room = frame.get_component_iface().get_extents(Atspi.CoordType.SCREEN)
        for _ in range(30):
            box = node.get_component_iface().get_extents(Atspi.CoordType.SCREEN)
            if room.y <= box.y and box.y + box.height <= room.y + room.height:
                return
            wheel = "5" if box.y > room.y else "4"
            where = (str(room.x + room.width // 2), str(room.y + 8))
            subprocess.run(["xdotool", "mousemove", *where, "click", wheel], check=True)
            time.sleep(0.05)

    def end(self) -> None:
        """End the program, whatever it does, and all that it started."""
        for sign in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, sign)
            except ProcessLookupError:
                return
            try:
                self.process.wait(3)
            except subprocess.TimeoutExpired:
                continue

    def show_tree(self) -> None:
        """Print all that is in the tree."""
        for depth, node in self.nodes():
            try:
                name, role, number = node.get_name(), node.get_role_name(), node.get_accessible_id()
            except GLib.Error:
                continue
            print(f"{'  ' * depth}[{role}] {name!r} {(number or '').rpartition('.')[2]}")

    def _find_application(self) -> Any:
        desktop = Atspi.get_desktop(0)
        for at in range(desktop.get_child_count()):
            found = desktop.get_child_at_index(at)
            if found is not None and "ascertain" in (found.get_name() or "").lower():
                return found
        return None


def nameless(program: Outside) -> list[str]:
    """The parts that take the keyboard and have no name."""
    found = []
    for _, node in program.nodes():
        try:
            states = node.get_state_set()
            if not states.contains(Atspi.StateType.FOCUSABLE) or not states.contains(Atspi.StateType.SHOWING):
                continue
            if not (node.get_name() or "").strip() and node.get_role_name() not in ("table cell", "list item"):
                place = (node.get_accessible_id() or "").split(".")
                found.append(f"[{node.get_role_name()}] {'.'.join(place[-3:])}")
        except GLib.Error:
            continue
    return found


def check_names(program: Outside, screen: str) -> None:
    """Fail where something that takes the keyboard has no name."""
    missing = nameless(program)
    assert not missing, f"without a name on {screen}: {missing}"


# ---------------------------------------------------------------- the way of a user


def start_empty(program: Outside) -> None:
    """Choose an empty log on the first page."""
    begin = program.part(at_end="start_empty_button")
    check_names(program, "the first page")
    program.click(begin)
    program.part(at_end="empty_state")
    program.part(at_end="detail_pane")
    program.bring_to_front(WINDOW)
    check_names(program, "the empty window")


def log_incidents(program: Outside) -> None:
    """Log one incident with place, source and status, and a second one with its title alone."""
    program.keys("ctrl+n")
    title = program.part(at_end=".title")
    program.wait(lambda: title.get_state_set().contains(Atspi.StateType.FOCUSED), "the form does not take the keyboard")
    check_names(program, "the form")
    program.type(TITLE)
    program.wait(lambda: program.text_of(title) == TITLE, "the title does not take what is typed")
    program.write(".place", "Al-Tanf base")
    program.keys("Tab")
    program.write(".sources_line", "Al-Mayadeen")
    program.keys("Return")
    program.part(name="Statement of Al-Mayadeen")
    status = program.part(at_end=".status")
    program.into_sight(status)
    program.click(status)
    program.part(name="Claimed", role="list item")
    program.keys("Down", "Return")
    program.part(name="Claimed", role="combo box")
    program.bring_to_front(WINDOW)
    check_names(program, "the form with a statement")
    program.keys("ctrl+Return")
    program.wait(lambda: program.titles() == [TITLE], "the table does not show the incident")
    assert program.cells(2) == ["Al-Tanf base"], program.cells(2)
    assert program.cells(4) == ["Claimed"], program.cells(4)
    program.keys("ctrl+n")
    title = program.part(at_end=".title")
    program.wait(lambda: title.get_state_set().contains(Atspi.StateType.FOCUSED), "the form does not take the keyboard")
    program.type(SECOND)
    program.keys("ctrl+Return")
    program.wait(lambda: sorted(program.titles()) == sorted([TITLE, SECOND]), "the second incident is not shown")
    program.gone("incident_form")


def search_and_sort(program: Outside) -> None:
    """Search by words and lift it; sort by the title, down and up."""
    program.keys("ctrl+f")
    program.type("tanf")
    program.wait(lambda: program.titles() == [TITLE], "the search finds something else")
    program.keys("Escape")
    program.wait(lambda: len(program.titles()) == 2, "the search is not lifted")
    program.keys("Escape")
    for at, expected in enumerate(([TITLE, SECOND], [SECOND, TITLE], [TITLE, SECOND])):
        # Two clicks at one place, as quick as these, are a double click.
        program.click(program.part(name="What happened", role="table column header"), beside=20 * at)
        program.wait(partial(_lists, program, expected), f"not sorted as {expected}")


def _lists(program: Outside, titles: list[str]) -> bool:
    return program.titles() == titles


def edit_and_undo(program: Outside) -> None:
    """Change the title, and turn it back."""
    program.click(program.part(name=TITLE, role="table cell"))
    program.keys("Return")
    program.write(".title", EDITED)
    program.keys("ctrl+Return")
    program.wait(lambda: EDITED in program.titles(), "the edit is not shown")
    program.gone("incident_form")
    program.keys("ctrl+z")
    program.wait(lambda: TITLE in program.titles(), "the edit is not undone")


def leave(program: Outside) -> None:
    """Close the window; the program ends by itself."""
    program.keys("ctrl+w")
    try:
        code = program.process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        raise AssertionError("the program does not end with its window") from None
    assert code == 0, f"the program ended with {code}"


def redo_and_review(program: Outside) -> None:
    """Do again what was undone before the restart; then confirm the incident in review."""
    program.wait(lambda: TITLE in program.titles(), "the log is not there again")
    program.bring_to_front(WINDOW)
    redo = program.part(at_end="action_redo_button")
    program.wait(lambda: redo.get_state_set().contains(Atspi.StateType.ENABLED), "there is nothing to do again")
    program.keys("ctrl+shift+z")
    program.wait(lambda: EDITED in program.titles(), "it is not done again")
    program.keys("ctrl+r")
    title = program.part(at_end="review_title")
    program.wait(lambda: title.get_name() == EDITED, "the oldest does not come first")
    check_names(program, "the review desk")
    program.keys("1")
    reason = program.part(at_end="review_reason")
    if not reason.get_state_set().contains(Atspi.StateType.FOCUSED):
        program.click(reason)
    program.type(REASON)
    program.keys("ctrl+Return")
    program.wait(lambda: title.get_name() == SECOND, "the next one is not taken up")
    program.keys("Escape")
    program.gone("review_desk")
    program.wait(lambda: "Confirmed" in program.cells(4), "the verdict is not shown")


def export(program: Outside, out: Path) -> None:
    """Write everything to a workbook."""
    program.keys("ctrl+e")
    program.part(at_end="export_dialog_accept")
    program.bring_to_front(DIALOG)
    check_names(program, "the export dialog")
    program.write("export_path_editor", str(out))
    program.keys("Return")
    said = program.part(at_end="export_said")
    program.wait(lambda: "written" in said.get_name(), "nothing is written")
    program.keys("Escape")
    program.gone("export_dialog")
    program.bring_to_front(WINDOW)


def walk_the_library(program: Outside) -> None:
    """Look for names on every shelf."""
    for key, shelf in (("2", "document"), ("3", "source"), ("4", "actor"), ("5", "place")):
        program.keys(f"ctrl+{key}")
        program.part(at_end=f"library_{shelf}")
        check_names(program, f"the shelf of {shelf}s")
    program.keys("ctrl+1")


def main(folder: Path, command: list[str]) -> int:
    """Go the whole way. Returns the exit code."""
    program = Outside(command)
    try:
        start_empty(program)
        log_incidents(program)
        search_and_sort(program)
        edit_and_undo(program)
        leave(program)
        program = Outside(command)
        redo_and_review(program)
        export(program, folder / "out.xlsx")
        walk_the_library(program)
        leave(program)
    except (AssertionError, GLib.Error) as fault:
        print(f"{type(fault).__name__}: {fault}")
        program.show_tree()
        return 1
    finally:
        program.end()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
