"""Freeze the program with PyInstaller: `python packaging/freeze.py OUT`, run by a Python that has the packages of the
program (`packaging/requirements.lock`) and PyInstaller (`packaging/requirements-release.lock`)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SPEC = ROOT / "packaging" / "ascertain.spec"


class NotFrozen(Exception):
    """PyInstaller has failed; the text is the end of what it said."""


def freeze(out: Path) -> Path:
    """Build the folder `out/ascertain` and return it."""
    return _build(out) / "ascertain"


def freeze_clocked(out: Path) -> tuple[Path, Path]:
    """Build the two folders that are timed: the program that ends once it is painted, and a bare window."""
    made = _build(out, "clocked")
    return made / "clocked", made / "bare"


def _build(out: Path, *words: str) -> Path:
    """Run the spec with nothing left of an earlier run, nor of the user's own modules."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="freezing-") as work:
        done = subprocess.run(
            [
                sys.executable, "-P", "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN",
                "--distpath", str(out), "--workpath", work, str(SPEC), *(["--", *words] if words else []),
            ],
            cwd=ROOT,
            env=_surroundings(Path(work)),
            capture_output=True,
            text=True,
        )  # fmt: skip
    if done.returncode:
        raise NotFrozen("\n".join((done.stdout + done.stderr).splitlines()[-40:]))
    for folder in out.iterdir():
        _strip(folder / "_internal")
    return out


def _strip(folder: Path) -> None:
    """Take out what only a debugger reads, and where the libraries of Python lay when it was built: that is a place on
    the builder's machine. The wheel of Qt has neither, and stays as it was signed and tested."""
    found = [*folder.glob("libpython*.so*"), *folder.glob("[!P]*/**/*.so")]
    parts = [str(part) for part in found if "shiboken6" not in part.parts]
    if sys.platform != "linux" or not parts:
        return
    if strip := shutil.which("strip"):
        subprocess.run([strip, "--strip-unneeded", "--preserve-dates", *parts], check=True)
    if forget := shutil.which("chrpath"):
        for part in parts:
            told = subprocess.run([forget, "--list", part], capture_output=True, text=True).stdout
            if "PATH=" in told and "$ORIGIN" not in told:
                subprocess.run([forget, "--delete", part], stdout=subprocess.DEVNULL, check=True)


def _surroundings(work: Path) -> dict[str, str]:
    """What a build may know: the same order of names each time, and none of the user's own settings of Python."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "QT_"))}
    return {
        "SOURCE_DATE_EPOCH": "0",
        **kept,
        "PYTHONHASHSEED": "0",
        "PYTHONNOUSERSITE": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYINSTALLER_CONFIG_DIR": str(work / "settings"),
    }


if __name__ == "__main__":
    print(freeze(Path(sys.argv[1])))
