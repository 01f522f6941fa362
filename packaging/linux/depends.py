"""Which packages of Debian a folder of programs and libraries needs, asked of Debian's own tool."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

_ELF = b"\x7fELF"
_PRIVATE = re.compile(r"lib(Qt6|pyside6|shiboken6|icu|python3)")
"""Libraries of the wheels, and the Python that was frozen: a system may have others of that name."""


class NoPackage(Exception):
    """A library is needed that no installed package of this system brings."""


def elf_files(folder: Path) -> list[Path]:
    """The programs and libraries in a folder, each once."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == _ELF:
                    found.append(path)
    return found


def leave_to_system(internal: Path) -> list[str]:
    """Take out the libraries that this system has in a package of its own, such as SQLite and OpenSSL: so they are kept
    safe along with it. Returns their names."""
    gone = []
    for path in sorted(internal.glob("lib*.so*")):
        if path.is_symlink() or _PRIVATE.match(path.name) or not _has(path.name):
            continue
        path.unlink()
        gone.append(path.name)
    return gone


def depends(folder: Path) -> list[str]:
    """What stands in `Depends`: the packages, each with its least version. Raises NoPackage."""
    files = elf_files(folder)
    with tempfile.TemporaryDirectory(prefix="depends-") as work:
        control = Path(work) / "debian" / "control"
        control.parent.mkdir()
        control.write_text("Source: ascertain\n\nPackage: ascertain\nArchitecture: any\n")
        places = sorted({str(each.parent) for each in files})
        done = subprocess.run(
            ["dpkg-shlibdeps", "-O", *(f"-l{place}" for place in places), *(f"-e{each}" for each in files)],
            cwd=work,
            capture_output=True,
            text=True,
        )
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if ": error: " in line]
        raise NoPackage("\n".join(("A library has to be installed here for its package to be known:", *said)))
    (line,) = [each for each in done.stdout.splitlines() if each.startswith("shlibs:Depends=")]
    return sorted(each.strip() for each in line.partition("=")[2].split(",") if each.strip())


def _has(library: str) -> bool:
    """Whether a package of this system brings the library."""
    loader = shutil.which("ldconfig") or "/sbin/ldconfig"
    known = subprocess.run([loader, "-p"], capture_output=True, text=True, check=True).stdout
    found = re.search(rf"^\s*{re.escape(library)} .*=> (\S+)$", known, re.MULTILINE)
    if found is None:
        return False
    names = {found[1], str(Path(found[1]).resolve()), found[1].removeprefix("/usr"), f"/usr{found[1]}"}
    return subprocess.run(["dpkg", "-S", *sorted(names)], capture_output=True, text=True).stdout != ""
