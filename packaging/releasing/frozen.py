"""The frozen folder and the package for Debian: built from the copy of the source, and built again to be compared."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from releasing.distributions import digest, surroundings
from releasing.saying import CannotRelease, carry_out


def freeze(tree: Path, out: Path, time: int) -> Path:
    """Freeze the program of a source tree into `out/ascertain`, and return that."""
    return Path(_in_tree("Freezing", tree, time, "packaging/freeze.py", str(out)))


def build_deb(tree: Path, folder: Path, out: Path, version: str, time: int) -> Path:
    """Pack a frozen folder for Debian, and return the package."""
    return Path(
        _in_tree("Packing for Debian", tree, time, "packaging/linux/deb.py", str(folder), str(out), debian(version))
    )


def debian(version: str) -> str:
    """Return a version as Debian writes it, in which 1.0~rc1 comes before 1.0."""
    for mark in ("rc", "b", "a", ".dev"):
        version = version.replace(mark, f"~{mark.strip('.')}", 1) if "~" not in version else version
    return version


def unpack_deb(deb: Path, target: Path) -> Path:
    """Unpack the files of a package, and return the folder of the program in them."""
    shutil.rmtree(target, ignore_errors=True)
    carry_out("Unpacking", ["dpkg-deb", "-x", str(deb), str(target)], deb.parent)
    return target / "usr" / "lib" / "ascertain"


def contents(deb: Path) -> list[str]:
    """Return each file of a package with its rights and owner, but without its size and time."""
    listed = carry_out("Listing", ["dpkg-deb", "-c", str(deb)], deb.parent).splitlines()
    rows = [line.split(maxsplit=5) for line in listed]
    return sorted(f"{rights} {owner} {name}" for rights, owner, _, _, _, name in rows)


def compare_debs(first: Path, second: Path) -> str:
    """Compare two packages of the same commit. Raises `CannotRelease` when one holds what the other does not."""
    here, there = set(contents(first)), set(contents(second))
    if here != there:
        some = "\n".join(sorted(here ^ there)[:20])
        raise CannotRelease(f"Two packages of the same commit hold other files:\n{some}")
    alike = "the same bit for bit" if digest(first) == digest(second) else "with the same files, not bit for bit"
    return f"frozen and packed twice: {len(here)} files and folders, {alike}"


def pack_folder(folder: Path, out: Path, time: int) -> Path:
    """Pack the frozen folder as it is, for who wants no package."""

    def settled(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.mtime, entry.uid, entry.gid, entry.uname, entry.gname = time, 0, 0, "", ""
        entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
        return entry

    with tarfile.open(out, "w:xz", preset=1) as archive:
        for path in sorted(folder.rglob("*")):
            archive.add(path, path.relative_to(folder.parent), recursive=False, filter=settled)
    return out


def size_of(folder: Path) -> int:
    """Return the bytes of the files in a folder, each counted once."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def machine() -> str:
    """Return what the built programs run on, such as `linux-x86_64`."""
    return f"{sys.platform}-{os.uname().machine}"


def _in_tree(what: str, tree: Path, time: int, script: str, *words: str) -> str:
    """Run a script of the copied source, which sees its own modules, and return the last line that it says."""
    front = os.pathsep.join(str(tree / folder) for folder in ("src", "packaging", "."))
    settings = {**surroundings(time), "PYTHONPATH": front, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-P", str(tree / script), *words], cwd=tree, env=settings, capture_output=True, text=True
    )
    if done.returncode:
        end = "\n".join((done.stdout + done.stderr).strip().splitlines()[-30:])
        raise CannotRelease(f"{what} failed:\n{end}")
    return done.stdout.strip().splitlines()[-1]
