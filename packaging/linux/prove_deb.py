#!/usr/bin/env python3
"""Prove the package for Debian on a system that has nothing: `python3 packaging/linux/prove_deb.py DEB`, as root.

A fresh root is made with debootstrap, without Python and without Qt. The package is installed in it with apt, used from
outside through the accessibility tree, a log is opened as a double click does, and the package is removed again. The
virtual screen, the session bus and the Python of the test stay outside; of test tools only `gio` (libglib2.0-bin) goes
into the root, which stands for the file manager. All mounts are those of a process of its own, and end with it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from smoke import Smoke, smoke  # noqa: E402 - it lies a folder above

SUITE = "bookworm"
TOOL = "libglib2.0-bin"
MIME = "application/x-ascertain"
ENTRY = "app.ascertain.Ascertain.desktop"
_OF_THE_TEST = re.compile(r"^(python3?|libpython\S*|pypy\S*|libqt\S*|qt\S*|pyqt\S*|pyside\S*)[\d.:-]*")
_SHARED = "/tmp"
_INSIDE = "--inside"


def prove(deb: Path) -> None:
    """Make the root, prove the package in it, and remove the root."""
    with tempfile.TemporaryDirectory(prefix="proving-", dir=_SHARED) as work:
        root = Path(work) / "root"
        with _timed(f"a fresh {SUITE} by debootstrap"):
            _must("debootstrap", "--variant=minbase", SUITE, str(root))
        # Whatever is mounted in there is mounted for this process alone, and gone before the folder is removed.
        inside = ["unshare", "--mount", "--propagation", "private", sys.executable, __file__, _INSIDE]
        code = subprocess.run([*inside, str(deb), work]).returncode
        if code:
            raise Smoke(f"The proof ended with {code}.")


def prove_inside(deb: Path, work: Path) -> None:
    """Install, use and remove the package in the root that lies in `work`."""
    root, home = work / "root", work / "home"
    home.mkdir()
    _mount(root)
    before = _packages(root)
    _check_bare(before, root)
    shutil.copy(deb, root / "var")
    with _timed("apt install"):
        _apt(root, "update")
        _apt(root, "install", f"/var/{deb.name}")
    after = _packages(root)
    _check_bare(after, root)
    brought = sorted(set(after) - set(before))
    print(f"apt brought {len(brought) - 1} packages beside it, no Python and no Qt: {' '.join(brought)}")
    _check_association(root)
    # From here on a tool of the test is in the root, too.
    _apt(root, "install", "--no-install-recommends", TOOL)
    told = _in(root, "gio", "mime", MIME)
    if ENTRY not in told:
        raise Smoke(f"gio does not know the program for {MIME}: {told}")
    command = ("chroot", str(root), "/usr/bin/ascertain")
    with _timed("the smoke test"):
        for line in smoke(command, _version(deb), home, ("chroot", str(root), "gio", "open")):
            print(f"works: {line}")
    _check_removal(root, home)


def _check_association(root: Path) -> None:
    """A log has to be known by its name and by what it begins with, and to lead to the program."""
    cache = (root / "usr/share/applications/mimeinfo.cache").read_text()
    if f"{MIME}={ENTRY};" not in cache.splitlines():
        raise Smoke(f"mimeinfo.cache does not lead from {MIME} to {ENTRY}")
    if f"50:{MIME}:*.ascertain" not in (root / "usr/share/mime/globs2").read_text().splitlines():
        raise Smoke("*.ascertain is no type that the system knows")
    entry = (root / "usr/share/applications" / ENTRY).read_text()
    if "Exec=ascertain %f" not in entry.splitlines():
        raise Smoke(f"{ENTRY} does not take a file")
    print(f"works: *.ascertain is {MIME}, which {ENTRY} opens")


def _check_removal(root: Path, home: Path) -> None:
    """Removing takes all of the program and nothing of the user."""
    kept = _files(home)
    logs = [path for path in kept if path.name.endswith(".ascertain")]
    belongs = [path for path in _in(root, "dpkg", "-L", "ascertain").split() if "ascertain" in path.lower()]
    _apt(root, "purge", "ascertain")
    left = [path for path in belongs if (root / path.lstrip("/")).is_symlink() or (root / path.lstrip("/")).exists()]
    if left:
        raise Smoke(f"left behind: {left}")
    if _files(home) != kept or len(logs) < 3:
        raise Smoke("the user's files are not as they were")
    if ENTRY in (root / "usr/share/applications/mimeinfo.cache").read_text():
        raise Smoke("the system still leads to the program")
    print(f"works: removed whole ({len(belongs)} paths); the user's {len(logs)} logs stay")


def _files(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_size for path in sorted(folder.rglob("*")) if path.is_file()}


def _check_bare(packages: list[str], root: Path) -> None:
    strangers = [name for name in packages if _OF_THE_TEST.match(name)]
    if strangers or any((root / "usr/bin").glob("python*")):
        raise Smoke(f"the root has {strangers or 'a Python'}")


def _mount(root: Path) -> None:
    """Give the root the system's devices and processes, and the folder in which the screen, the buses and the home of
    the test lie, at the same path."""
    _must("mount", "-t", "proc", "proc", str(root / "proc"))
    _must("mount", "--rbind", "/dev", str(root / "dev"))
    _must("mount", "--bind", _SHARED, str(root / _SHARED.lstrip("/")))


def _apt(root: Path, *words: str) -> None:
    settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        ["chroot", str(root), "apt-get", "--yes", "--quiet", *words], env=settings, capture_output=True, text=True
    )
    if done.returncode:
        raise Smoke(f"apt-get {' '.join(words)}: {done.stdout[-3000:]}{done.stderr[-3000:]}")


def _packages(root: Path) -> list[str]:
    return _in(root, "dpkg-query", "--show", "--showformat", "${Package}\\n").split()


def _in(root: Path, *command: str) -> str:
    return subprocess.run(["chroot", str(root), *command], capture_output=True, text=True, check=True).stdout


def _must(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise Smoke(f"{' '.join(command)}: {done.stdout[-2000:]}{done.stderr[-2000:]}")


def _version(deb: Path) -> str:
    told = subprocess.run(["dpkg-deb", "--field", str(deb), "Version"], capture_output=True, text=True, check=True)
    return told.stdout.strip().rpartition("-")[0]


@contextmanager
def _timed(what: str) -> Iterator[None]:
    begun = time.monotonic()
    yield
    print(f"{what}: {time.monotonic() - begun:.0f} s", flush=True)


def main(words: list[str]) -> int:
    """Run the proof. Returns the exit code."""
    try:
        if words[:1] == [_INSIDE]:
            prove_inside(Path(words[1]), Path(words[2]))
        else:
            prove(Path(words[0]).resolve())
    except Smoke as fault:
        print(fault)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
