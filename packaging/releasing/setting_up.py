"""The environment that a release is built in: the program and the tools of a release, and nothing of the tests."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import run

LOCKS = ("requirements-release.lock",)


class ReleaseEnvironment(run.Environment):
    """An environment beside that of the program, so that what is frozen never meets what the tests need."""

    def __init__(self, root: Path, tag: str) -> None:
        super().__init__(root, f"release-{tag}")
        lock = (root / "packaging" / LOCKS[0]).read_bytes()
        program = bytes.fromhex(self.stamps["requirements.lock"])
        # The lock of a release repeats what the program needs, so one stamp says that all is there.
        self.stamps = {LOCKS[0]: hashlib.sha256(program + lock).hexdigest()}


def settings(root: Path) -> dict[str, str]:
    """Return the settings under which the steps run: the program and `packaging/` in front, nothing of the user's."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}
    front = os.pathsep.join(str(root / folder) for folder in ("src", "packaging", "."))
    return {**kept, "PYTHONPATH": front}
