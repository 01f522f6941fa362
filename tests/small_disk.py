"""A disk of a few megabytes that can be filled and made read-only: a real one, where mounting is permitted."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class SmallDisk:
    """A mounted tmpfs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    @property
    def free(self) -> int:
        """Bytes free."""
        found = os.statvfs(self.folder)
        return found.f_bavail * found.f_frsize

    def leave(self, free: int) -> None:
        """Fill it until only so many bytes are free; a larger number gives room again."""
        self._ballast.unlink(missing_ok=True)
        length = self.free - free
        if length > 0:
            with self._ballast.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, length)

    def names(self) -> set[str]:
        """What lies on it, without what fills it."""
        return {str(each.relative_to(self.folder)) for each in self.folder.rglob("*")} - {self._ballast.name}

    def set_read_only(self, read_only: bool) -> None:
        """Let nobody write to it, or let everybody again."""
        _run("mount", "-o", f"remount,{'ro' if read_only else 'rw'}", str(self.folder))


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[SmallDisk | None]:
    """A disk of `size` bytes mounted at `folder`; None where mounting is not permitted."""
    folder.mkdir(parents=True, exist_ok=True)
    if not may_mount() or not _run(
        "mount", "-t", "tmpfs", "-o", f"size={size},mode=0700", "ascertain-test", str(folder)
    ):
        yield None
        return
    try:
        yield SmallDisk(folder)
    finally:
        _run("umount", "-l", str(folder))


def may_mount() -> bool:
    """Whether this process may try to mount at all."""
    return sys.platform == "linux" and os.geteuid() == 0


def _run(*words: str) -> bool:
    return subprocess.run(words, capture_output=True, check=False).returncode == 0
