"""Uses an installed program from outside, as somebody does who has it for the first time: from the command line, and
on a virtual screen with real keys and clicks, seen through the accessibility tree.

What it is used with stays outside: an X server, a session bus, `xdotool`, and the Python of the system with the
bindings of AT-SPI (see `smoke_driver.py`). Where the machine allows it, nothing of all this has a network.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
DRIVER = HERE / "smoke_driver.py"
PYTHON = "/usr/bin/python3"
TOOLS = ("xvfb-run", "xdotool", "dbus-run-session", "unshare")
_PATIENCE = 600


class Smoke(Exception):
    """Something does not work as it should; the text says what."""


@dataclass(frozen=True)
class Place:
    """Where the program is used: how it is started, and the folder, empty and seen by it at the same path, that is the
    home of its user. `opener` is a command that opens a file as a double click does, where there is a desktop's."""

    command: tuple[str, ...]
    home: Path
    version: str
    opener: tuple[str, ...] = ()
    said: list[str] = field(default_factory=list)


def smoke(command: Sequence[str], version: str, home: Path | None = None, opener: Sequence[str] = ()) -> list[str]:
    """Use the program that `command` starts. Returns what was tried and worked, in a few words each; raises Smoke."""
    missing = missing_tools()
    if missing:
        raise Smoke(f"These tools are missing: {', '.join(missing)}.")
    with tempfile.TemporaryDirectory(prefix="smoke-") as spare:
        place = Place(tuple(map(str, command)), home or Path(spare), version, tuple(opener))
        _use_the_command_line(place)
        _use_the_window(place)
        _look_where_things_lie(place)
    return place.said


def missing_tools() -> list[str]:
    """The tools that are not here."""
    missing = [name for name in TOOLS if shutil.which(name) is None]
    bindings = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    if not Path(PYTHON).exists() or subprocess.run([PYTHON, "-c", bindings], capture_output=True).returncode:
        missing.append("gir1.2-atspi-2.0, python3-gi")
    return missing


def surroundings(home: Path, **more: str) -> dict[str, str]:
    """The settings of a user who starts for the first time: a home, and none of the folders named apart."""
    runtime = home / "run"
    runtime.mkdir(mode=0o700, exist_ok=True)
    return {
        "PATH": os.defpath + ":/usr/local/bin:/usr/sbin:/sbin",
        "HOME": str(home),
        "USER": "analyst",
        "XDG_RUNTIME_DIR": str(runtime),
        # What opens the screen to the program lies where the program sees it, too.
        "TMPDIR": str(runtime),
        "LANG": "C.UTF-8",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "QT_ACCESSIBILITY": "1",
        "NO_AT_BRIDGE": "0",
        **more,
    }


def _use_the_command_line(place: Place) -> None:
    log, out = place.home / "example.ascertain", place.home / "example.xlsx"
    if (told := _run(place, "--version")) != f"Ascertain {place.version}":
        raise Smoke(f"--version says {told!r}")
    _run(place, "example", str(log))
    rows = _run(place, "list", str(log)).splitlines()
    listed = json.loads(_run(place, "list", str(log), "--json"))
    if not rows or len(rows) != len(listed):
        raise Smoke(f"list tells of {len(rows)} incidents, and of {len(listed)} as JSON")
    place.said.append(f"--version, example, list ({len(rows)} incidents)")
    _run(place, "export", str(log), str(out))
    _check_workbook(out, [str(each["title"]) for each in listed])
    # Each of these is done in a process of its own, which is the frozen program once more.
    _run(place, "export", str(log), str(place.home / "briefing.pdf"))
    if not (place.home / "briefing.pdf").read_bytes().startswith(b"%PDF-"):
        raise Smoke("the briefing is no PDF")
    own = place.home / "own.ascertain"
    _run(place, "example", str(own))
    _run(place, "import", str(own), str(out), "--dry-run")
    place.said.append("export to XLSX and PDF, import of the workbook")


def _use_the_window(place: Place) -> None:
    words = [str(place.home), place.version, json.dumps(place.opener), *place.command]
    screen = ["xvfb-run", "-a", "-s", "-screen 0 1440x900x24", "dbus-run-session", "--"]
    inside = [*offline(), *screen, PYTHON, "-B", "-W", "ignore", str(DRIVER), *words]
    # Into a file, not a pipe: a service of the desktop that was woken up may live on for a while, and hold it.
    heard = place.home / "run" / "heard.txt"
    with heard.open("w") as out:
        code = subprocess.run(
            inside, env=surroundings(place.home), stdin=subprocess.DEVNULL, stdout=out, stderr=out, timeout=_PATIENCE
        ).returncode
    lines = heard.read_text(encoding="utf-8", errors="replace").splitlines()
    if code or any(line.startswith("Traceback") for line in lines):
        raise Smoke("\n".join(lines[-120:]))
    place.said.extend(line.removeprefix("worked: ") for line in lines if line.startswith("worked: "))
    _check_workbook(place.home / "out.xlsx", ["Drone attack reported on Al-Tanf base"])


def _look_where_things_lie(place: Place) -> None:
    """Settings and logs have to be where the system has such things, for their owner alone."""
    for path in (".config/ascertain/settings.json", ".local/share/ascertain/incidents.ascertain"):
        kept = place.home / path
        if not kept.is_file():
            raise Smoke(f"there is no ~/{path}")
        if kept.stat().st_mode & 0o077:
            raise Smoke(f"others can read ~/{path}")
    faults = [path for path in (place.home / ".local/state/ascertain").rglob("*") if path.is_file()]
    if faults:
        raise Smoke("faults were recorded:\n" + "\n".join(path.read_text() for path in faults))
    place.said.append("settings and log in the places of the system, for their owner alone; no fault recorded")


def _run(place: Place, *words: str) -> str:
    """Run a command of the program without a network and without a screen."""
    command = [*offline(), *place.command, *words]
    done = subprocess.run(command, env=surroundings(place.home), capture_output=True, text=True, timeout=_PATIENCE)
    if done.returncode:
        raise Smoke(f"{' '.join(words)} ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout.strip()


def offline() -> list[str]:
    """What a command is started with so that it has no network; nothing where the machine does not allow it."""
    for way in (["unshare", "--net"], ["unshare", "--user", "--map-root-user", "--net"]):
        if subprocess.run([*way, "true"], capture_output=True).returncode == 0:
            return [*way, "--"]
    return []


def _check_workbook(path: Path, titles: Sequence[str]) -> None:
    """A workbook has to be a whole archive, and to hold these texts."""
    with zipfile.ZipFile(path) as book:
        if book.testzip() is not None:
            raise Smoke(f"{path.name} is not whole")
        text = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    lost = [title for title in titles if title not in text]
    if lost:
        raise Smoke(f"{path.name} does not hold {lost}")


if __name__ == "__main__":
    for line in smoke(sys.argv[2:], sys.argv[1]):
        print(f"works: {line}")
