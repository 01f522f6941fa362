"""Compile the Windows installer: `python packaging/windows/installer.py FROZEN_FOLDER OUT VERSION`.

`makensis` compiles it on Linux too, but a folder that was frozen there is no program for Windows. There `rehearse`
compiles it with a stand-in for the folder: so the script is right as far as the compiler can tell, and no more.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SCRIPT = HERE / "ascertain.nsi"
PROGRAMS = ("ascertain.exe", "ascertain-console.exe")
"""The window, which has no console, and the command line, which has one."""
sys.path.insert(0, str(HERE.parent))


class NotCompiled(Exception):
    """The installer could not be made; the text says why."""


def numbers(version: str) -> str:
    """Return a version as the four numbers that Windows wants: 1.2.0rc1 is 1.2.0.0, as is 1.2.0."""
    first = re.match(r"\d+(?:\.\d+)*", version)
    found = (first.group().split(".") if first else [])[:4]
    return ".".join([*found, *["0"] * (4 - len(found))])


def compile_installer(folder: Path, out: Path, version: str) -> Path:
    """Pack a folder that was frozen on Windows as `out/ascertain-VERSION-setup.exe`, and return that."""
    lacking = [name for name in PROGRAMS if not (folder / name).is_file()]
    if lacking:
        raise NotCompiled(f"{folder} was not frozen on Windows: it has no {' and no '.join(lacking)}.")
    out.mkdir(parents=True, exist_ok=True)
    made = out / f"ascertain-{version}-setup.exe"
    with tempfile.TemporaryDirectory(prefix="installer-") as work:
        from icon_files import write_ico

        icon = write_ico(Path(work) / "ascertain.ico")
        given = {"VERSION": version, "NUMBERS": numbers(version), "FOLDER": folder.resolve(), "ICON": icon}
        given |= {"LICENSE": ROOT / "LICENSE", "OUT": made.resolve()}
        words = [f"-D{name}={value}" for name, value in given.items()]
        done = subprocess.run(
            ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *words, str(SCRIPT)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    if done.returncode:
        raise NotCompiled("\n".join(done.stdout.strip().splitlines()[-20:]))
    return made


def rehearse(version: str) -> int:
    """Compile the script with a stand-in for the frozen folder, and return the size of what came of it."""
    with tempfile.TemporaryDirectory(prefix="stand-in-") as work:
        folder = Path(work) / "ascertain"
        (folder / "_internal").mkdir(parents=True)
        for name in PROGRAMS:
            (folder / name).write_bytes(b"MZ stand-in")
        (folder / "_internal" / "library.dll").write_bytes(b"MZ stand-in")
        return compile_installer(folder, Path(work) / "out", version).stat().st_size


if __name__ == "__main__":
    try:
        sys.stdout.write(f"{compile_installer(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])}\n")
    except NotCompiled as stopped:
        sys.exit(str(stopped))
