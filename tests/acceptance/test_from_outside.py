"""The whole job for one incident, by somebody who has the program on a screen and nothing else."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).resolve().parents[2]
DRIVER = Path(__file__).with_name("outside_driver.py")
TITLE = "Drone attack reported on Al-Tanf base, Syria"
REASON = "A release of the command says so."
LONGEST = 240
"""Seconds. It takes a tenth of that on an idle machine; a first set-up of the folder takes a minute."""

pytestmark = pytest.mark.outside


def _run(command: list[str], settings: dict[str, str]) -> tuple[int, str]:
    """Run a command and all that it starts; nothing of it is left afterwards."""
    process = subprocess.Popen(
        command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True,
    )  # fmt: skip
    try:
        said, _ = process.communicate(timeout=LONGEST)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGTERM)
        said, _ = process.communicate(timeout=10)
        return 1, f"not done after {LONGEST} seconds\n{said}"
    return process.returncode, said


def _settings(home: Path) -> dict[str, str]:
    """The settings of a user who starts for the first time, on a screen of their own."""
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "PYENV_VERSION", "PYENV_ROOT")}
    return kept | {
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_RUNTIME_DIR": str(runtime),
        "LANG": "C.UTF-8",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "QT_ACCESSIBILITY": "1",
        "NO_AT_BRIDGE": "0",
        "PYTHONUNBUFFERED": "1",
    }


def test_one_incident_from_the_first_start_to_a_spreadsheet(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    start = [sys.executable, "run.py"]
    screen = ["xvfb-run", "-a", "-s", "-screen 0 1440x900x24", "dbus-run-session", "--"]
    # The bindings of GLib load their own parts in an old way.
    python = ["/usr/bin/python3", "-W", "error", "-W", "ignore::ImportWarning"]
    code, said = _run([*screen, *python, str(DRIVER), str(tmp_path), *start], settings)
    assert code == 0, said
    assert "Traceback" not in said, said
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Incidents"]
    rows = [[cell.value for cell in line] for line in sheet.iter_rows()]
    told = {row[rows[0].index("What happened")]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}
    assert len(told) == 2
    found = told[TITLE]
    assert (found["Where"], found["Status"], found["Why"], found["Source"]) == (
        "Al-Tanf base", "Confirmed", REASON, "Al-Mayadeen",
    )  # fmt: skip
    log = next((tmp_path / "data").rglob("incidents.ascertain"))
    done = subprocess.run(
        [*start, "show", str(log), str(found["Ref"]), "--json"], cwd=ROOT, env=settings, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    shown = json.loads(done.stdout)
    assert (shown["ref"], shown["title"], shown["status"]) == (found["Ref"], TITLE, "confirmed")
    assert shown["status_reason"] == REASON
