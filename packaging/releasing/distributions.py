"""The wheel and the source distribution: built, built again to see that nothing differs, and installed for a trial."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from releasing.saying import CannotRelease, carry_out

# A window is shown for this long in a trial; it ends by itself when it is whole.
_TRIAL_SECONDS = 120


def surroundings(time: int) -> dict[str, str]:
    """Return the settings of a build that is the same each time; `time` is that of the commit."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "HATCH"))}
    return {**kept, "SOURCE_DATE_EPOCH": str(time), "PYTHONHASHSEED": "0"}


def build(kind: str, tree: Path, out: Path, time: int) -> Path:
    """Build the `wheel` or the `sdist` of a source tree into a folder, and return it."""
    command = [sys.executable, "-P", "-m", "hatchling", "build", "-t", kind, "-d", str(out)]
    carry_out(f"Building the {kind}", command, tree, env=surroundings(time))
    (made,) = out.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return made


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unpack(sdist: Path, target: Path) -> Path:
    """Unpack a source distribution and return its folder."""
    with tarfile.open(sdist) as archive:
        # Python 3.11.2 has no filters yet; later ones warn when none is chosen.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(target)
    (folder,) = target.iterdir()
    return folder


def check_same(tree: Path, wheel: Path, sdist: Path, work: Path, time: int) -> str:
    """Build both anew elsewhere and under other rights, and the wheel from the sdist, and compare them."""
    other = work / "again" / "under another name"
    shutil.rmtree(other.parent, ignore_errors=True)
    shutil.copytree(tree, other)
    before = os.umask(0o077)
    try:
        again = build("wheel", other, work / "again" / "wheel", time)
        packed = build("sdist", other, work / "again" / "sdist", time)
        inner = build("wheel", unpack(sdist, work / "again" / "unpacked"), work / "again" / "inner", time)
    finally:
        os.umask(before)
    for first, second, how in (
        (wheel, again, "built twice"),
        (sdist, packed, "built twice"),
        (wheel, inner, "built from the source distribution"),
    ):
        if digest(first) != digest(second):
            raise CannotRelease(f"{first.name} is not the same bit for bit when it is {how}: {first} and {second}.")
    return "wheel and sdist are the same bit for bit when built twice; the sdist builds the same wheel"


def check_for_indexes(made: list[Path], work: Path) -> str:
    """Ask whether package indexes will take the files as they are."""
    command = [sys.executable, "-P", "-m", "twine", "--no-color", "check", "--strict", *map(str, made)]
    carry_out("twine check", command, work)
    return "twine check --strict: passed"


_TRIAL = """
import sys
from pathlib import Path
from ascertain import bootstrap

def painted():
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    (table,) = [each for each in QApplication.allWidgets() if each.objectName() == "incident_table"]
    print("rows", table.model().rowCount(), QApplication.platformName())
    QTimer.singleShot(0, lambda: [window.close() for window in QApplication.topLevelWidgets()])

sys.exit(bootstrap.open_window(Path("example.ascertain"), when_painted=painted))
"""


def try_wheel(wheel: Path, version: str, work: Path) -> str:
    """Install the wheel with pip into a new environment, as anybody would, and use the program from there."""
    home = work / "trial"
    shutil.rmtree(home, ignore_errors=True)
    carry_out("Making an environment", [sys.executable, "-m", "venv", "--without-pip", str(home)], work)
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    command = [*_pip(python), "install", "--quiet", "--no-input", "--disable-pip-version-check", str(wheel)]
    carry_out("pip install", command, work, env=_without_python())
    return f"pip install of the wheel: {use_installed(python, version, home)}"


def use_installed(python: Path, version: str, home: Path) -> str:
    """Ask an installed program for its version, an example and a window, and return what was seen."""
    program = str(python.with_name("ascertain.exe" if sys.platform == "win32" else "ascertain"))
    told = carry_out("ascertain --version", [program, "--version"], home, env=_at_home(home)).strip()
    if told != f"Ascertain {version}":
        raise CannotRelease(f"The installed program says “{told}”, and it is {version}.")
    carry_out("ascertain example", [program, "example", "example.ascertain"], home, env=_at_home(home))
    rows = len(
        carry_out("ascertain list", [program, "list", "example.ascertain"], home, env=_at_home(home)).split("\n")
    )
    if rows < 5:
        raise CannotRelease("The example log of the installed program is empty.")
    screen = ["xvfb-run", "-a"] if shutil.which("xvfb-run") else []
    settings = _at_home(home) if screen else {**_at_home(home), "QT_QPA_PLATFORM": "offscreen"}
    shown = subprocess.run(
        [*screen, str(python), "-P", "-c", _TRIAL],
        cwd=home, env=settings, capture_output=True, text=True, timeout=_TRIAL_SECONDS,
    )  # fmt: skip
    if shown.returncode or "rows" not in shown.stdout:
        raise CannotRelease(f"The window of the installed program does not open:\n{shown.stdout}{shown.stderr}")
    _, count, platform = shown.stdout.split()
    return f"--version, example, and a window of {count} incidents on {platform}"


def _pip(python: Path) -> list[str]:
    """Return the pip that works in another environment: that of the Python this one was made from."""
    base = Path(sys.base_prefix) / ("python.exe" if sys.platform == "win32" else "bin/python3")
    return [str(base), "-m", "pip", "--python", str(python)]


def _without_python() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def _at_home(home: Path) -> dict[str, str]:
    """Return settings under which the program keeps its own files in the trial's folder."""
    places = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")
    return {**_without_python(), **{name: str(home / "home") for name in places}}
