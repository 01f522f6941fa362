"""A copy of what is under version control, and of nothing else, which everything is built from."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from releasing.saying import CannotRelease, carry_out

# The day of a build that no commit dates: the first that a zip file can hold.
NO_COMMIT = 315532800


@dataclass(frozen=True)
class Commit:
    """The state that is released: its name, empty where no version control is, and its time in seconds since 1970."""

    name: str
    time: int


def _git(root: Path, *words: str) -> str:
    """Return what git says about this folder; a clone that belongs to another user is a clone all the same."""
    return carry_out("git", ["git", "-c", f"safe.directory={root}", *words], root)


def _is_clone(root: Path) -> bool:
    return (root / ".git").exists() and shutil.which("git") is not None


def current_commit(root: Path, *, rehearsal: bool) -> Commit:
    """Return the commit of the source tree. Raises `CannotRelease` when something in it is not committed."""
    if not _is_clone(root):
        return Commit("", NO_COMMIT)
    if not rehearsal and (changed := _git(root, "status", "--porcelain", "--untracked-files=no").strip()):
        raise CannotRelease(f"A release is built from a commit, and these files differ from it:\n{changed}")
    name, time = _git(root, "log", "-1", "--format=%H %ct").split()
    return Commit(name, int(time))


def files_of(root: Path) -> list[Path]:
    """Return the files of the source tree; in an unpacked source distribution, all that came with it."""
    if _is_clone(root):
        names = _git(root, "ls-files", "-z").split("\0")
        return sorted(root / name for name in names if name and (root / name).is_file())
    made = {".venv", "dist", "build", "__pycache__"}
    return sorted(p for p in root.rglob("*") if p.is_file() and not made & set(p.relative_to(root).parts))


def copy_source(root: Path, target: Path) -> Path:
    """Copy the files of the source tree into an empty folder, and return it."""
    shutil.rmtree(target, ignore_errors=True)
    for path in files_of(root):
        copy = target / path.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copy)
    return target
