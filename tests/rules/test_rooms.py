"""The import contracts of pyproject.toml hold, and each notices a planted violation."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules.source_tree import ROOT

ROOMS = ("__main__", "bootstrap", "console", "ui", "app", "store", "exchange", "resources", "domain")

# Where it is planted, what is planted, which contract has to notice.
PLANTED = [
    ("domain", "import ascertain.app", "rooms"),
    ("store", "import ascertain.exchange", "rooms"),
    ("exchange", "import ascertain.store", "rooms"),
    ("app", "def f():\n    import ascertain.ui", "rooms"),
    ("ui", "import ascertain.bootstrap", "rooms"),
    ("console", "import ascertain.ui", "rooms"),
    ("ui", "import ascertain.console", "rooms"),
    ("domain", "import ascertain.resources", "rooms"),
    ("app", "import PySide6.QtCore", "qt"),
    ("store", "def f():\n    import PySide6.QtCore", "qt"),
    ("bootstrap", "import qt_material", "qt"),
    ("console", "import PySide6.QtCore", "qt"),
    ("ui", "import sqlite3", "sql"),
    ("app", "from sqlalchemy import text", "sql"),
    ("exchange", "from sqlmodel import Session", "sql"),
    ("__main__", "import alembic", "sql"),
    ("domain", "import platformdirs", "domain"),
    ("resources", "import ascertain.domain", "resources"),
    ("resources", "import platformdirs", "resources"),
]


def check_contracts(source: Path, work: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    """Check the contracts of the project against the package in `source`."""
    call = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    options = ["--config", str(ROOT / "pyproject.toml"), "--no-cache", "--no-logo"]
    options += [part for contract in contracts for part in ("--contract", contract)]
    environment = {**os.environ, "PYTHONPATH": str(source), "COLUMNS": "200"}
    command = [sys.executable, "-c", call, *options]
    return subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture
def empty_rooms(tmp_path: Path) -> Path:
    """A package with every room and nothing in it."""
    package = tmp_path / "src" / "ascertain"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    for room in ROOMS:
        (package / f"{room}.py").write_text("")
    return package


def test_the_source_keeps_the_contracts(tmp_path: Path) -> None:
    checked = check_contracts(ROOT / "src", tmp_path)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_empty_rooms_keep_the_contracts(empty_rooms: Path, tmp_path: Path) -> None:
    checked = check_contracts(empty_rooms.parent, tmp_path)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize(("room", "text", "contract"), PLANTED)
def test_a_planted_import_is_noticed(room: str, text: str, contract: str, empty_rooms: Path, tmp_path: Path) -> None:
    (empty_rooms / f"{room}.py").write_text(text)
    checked = check_contracts(empty_rooms.parent, tmp_path, contract)
    assert checked.returncode == 1, checked.stdout + checked.stderr
    assert "BROKEN" in checked.stdout
    shutil.rmtree(empty_rooms)
