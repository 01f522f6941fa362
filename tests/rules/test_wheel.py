"""The wheel and the source distribution are whole, and the program runs from the wheel with the source out of reach."""

from __future__ import annotations

import configparser
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from ascertain import __version__
from tests.rules.source_tree import ROOT, tracked_files


def build(project: Path, target: str, out: Path) -> Path:
    """Build one distribution with the backend that pyproject.toml names; nothing is fetched."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(out)]
    built = subprocess.run(command, cwd=project, capture_output=True, text=True)
    assert built.returncode == 0, built.stdout + built.stderr
    (made,) = out.glob("*.whl" if target == "wheel" else "*.tar.gz")
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source tree."""
    return build(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages with the wheel in it and nothing else; the rest comes from the environment of the tests."""
    target = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def run_installed(installed: Path, code: list[str], where: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the installed wheel and without the source tree, warnings as errors."""
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONIOENCODING": "utf-8", **more}
    return subprocess.run(
        [sys.executable, "-P", "-W", "error", *code],
        cwd=where,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_the_wheel_holds_the_source_and_its_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    kept = {p.relative_to(ROOT).as_posix() for p in tracked_files()}
    wanted = {name.removeprefix("src/") for name in kept if name.startswith("src/")}
    wanted |= {f"ascertain/_{name}" for name in kept if name.startswith(("resources/", "seeds/"))}
    assert any(name.startswith("ascertain/_resources/themes/") for name in wanted)
    assert any(name.startswith("ascertain/_seeds/") for name in wanted)
    assert not wanted - names


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    strangers = [n for n in names if not n.startswith(("ascertain/", f"ascertain-{__version__}.dist-info/"))]
    assert not strangers
    assert not [n for n in names if "__pycache__" in n or n.endswith(".pyc")]


def test_the_wheel_names_the_command_and_the_version(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    about = f"ascertain-{__version__}.dist-info"
    points = configparser.ConfigParser()
    points.read_string(archive.read(f"{about}/entry_points.txt").decode())
    assert points["console_scripts"]["ascertain"] == "ascertain.__main__:main"
    metadata = archive.read(f"{about}/METADATA").decode()
    assert f"\nVersion: {__version__}\n" in metadata
    assert "\nRequires-Python: >=3.11\n" in metadata
    assert "\nRequires-Dist: pyside6-essentials==6.11.3; python_version < '3.12'\n" in metadata
    assert f"{about}/licenses/LICENSE" in archive.namelist()


def test_the_program_runs_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    told = run_installed(installed, ["-m", "ascertain", "--version"], tmp_path)
    assert (told.returncode, told.stdout.strip(), told.stderr) == (0, f"Ascertain {__version__}", "")


def test_the_example_log_is_made_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    made = run_installed(installed, ["-m", "ascertain", "example", "example.ascertain"], tmp_path)
    assert made.returncode == 0, made.stderr
    listed = run_installed(installed, ["-m", "ascertain", "list", "example.ascertain"], tmp_path)
    assert listed.returncode == 0, listed.stderr
    assert len(listed.stdout.splitlines()) > 5


OPEN_AND_TELL = """
import sys
from pathlib import Path
from ascertain import bootstrap

def painted():
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    (table,) = [each for each in QApplication.allWidgets() if each.objectName() == "incident_table"]
    print(table.model().rowCount(), table.grab().isNull(), bootstrap.__file__)
    QTimer.singleShot(0, lambda: [window.close() for window in QApplication.topLevelWidgets()])

sys.exit(bootstrap.open_window(Path("example.ascertain"), when_painted=painted))
"""


def test_the_window_opens_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    made = run_installed(installed, ["-m", "ascertain", "example", "example.ascertain"], tmp_path)
    assert made.returncode == 0, made.stderr
    home = {name: str(tmp_path / "home") for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")}
    opened = run_installed(installed, ["-c", OPEN_AND_TELL], tmp_path, **home)
    told = [line for line in opened.stderr.splitlines() if "propagateSizeHints" not in line]
    assert (opened.returncode, told) == (0, [])
    rows, blank, module = opened.stdout.split(maxsplit=2)
    assert (rows, blank) == ("8", "False")
    assert Path(module.strip()).is_relative_to(installed)


def test_the_wheel_reads_its_own_data(installed: Path, tmp_path: Path) -> None:
    code = "from ascertain import resources; print(resources.path('themes')); print(resources.__file__)"
    told = run_installed(installed, ["-c", code], tmp_path)
    assert told.returncode == 0, told.stderr
    data, module = (Path(line) for line in told.stdout.splitlines())
    assert data == installed / "ascertain" / "_resources" / "themes"
    assert module.is_relative_to(installed)


def test_the_source_distribution_makes_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    packed = build(ROOT, "sdist", tmp_path / "sdist")
    with tarfile.open(packed) as archive:
        # Python 3.11.2 has no filters yet; later ones warn when none is chosen.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(tmp_path)
    unpacked = tmp_path / f"ascertain-{__version__}"
    assert (unpacked / "run.py").exists()
    assert (unpacked / "tests" / "rules" / "test_wheel.py").exists()
    assert (unpacked / "packaging" / "requirements.lock").exists()
    again = build(unpacked, "wheel", tmp_path / "wheel")
    assert sorted(zipfile.ZipFile(again).namelist()) == sorted(zipfile.ZipFile(wheel).namelist())
