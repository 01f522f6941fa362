"""What a release says on its way, and how it ends when it cannot go on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


class CannotRelease(Exception):
    """The release cannot go on; the text says why and what to do."""


def say(text: str) -> None:
    """Print one line of progress."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def carry_out(what: str, command: Sequence[str], where: Path, **settings: Mapping[str, str]) -> str:
    """Run a command in a folder and return what it said. Its last words are the reason when it fails."""
    done = subprocess.run(
        list(command), cwd=where, env=settings.get("env"), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        end = "\n".join(done.stdout.strip().splitlines()[-30:])
        raise CannotRelease(f"{what} failed: {' '.join(command[:6])} ...\n{end}")
    return done.stdout
