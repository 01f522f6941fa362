"""LibreOffice, for tests that open what the program wrote: it runs without a screen, with a profile of its own."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

_PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
# Without its spreadsheets LibreOffice converts nothing, and calls that a success.
_CALC = _PROGRAM is not None and any(Path(_PROGRAM).resolve().parent.glob("libsclo.*"))

needs_calc = pytest.mark.skipif(
    not _CALC, reason="holds files against LibreOffice Calc, which could not be installed here"
)


def converted(folder: Path, ending: str, *paths: Path, options: tuple[str, ...] = ()) -> Path:
    """What LibreOffice makes of these files, in a new folder below `folder`. `ending`: the suffix, and the filter."""
    profile, made = (folder / "profile").as_uri(), folder / "made" / ending.partition(":")[0]
    words = [_PROGRAM or "", f"-env:UserInstallation={profile}", "--headless", *options]
    words += ["--convert-to", ending, "--outdir", str(made), *map(str, paths)]
    subprocess.run(words, check=True, capture_output=True, timeout=240)
    return made
