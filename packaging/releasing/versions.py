"""Which version is released: it stands in `src/ascertain/__init__.py` alone, and the changelog has to tell of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from releasing.saying import CannotRelease

_VERSION = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)
_HEADING = re.compile(r"^## \[([^\]]+)\](?: - (\d{4}-\d{2}-\d{2}))?$", re.MULTILINE)


@dataclass(frozen=True)
class Release:
    """What is released: its version and day, or a rehearsal of a version that has no day yet."""

    version: str
    day: str
    rehearsal: bool

    @property
    def title(self) -> str:
        """How it is called in what the release command says."""
        return f"a rehearsal of {self.version}, not a release" if self.rehearsal else f"{self.version} of {self.day}"


def version_of(root: Path) -> str:
    """Return the version of the program in this source tree."""
    found = _VERSION.search((root / "src" / "ascertain" / "__init__.py").read_text(encoding="utf-8"))
    if found is None:
        raise CannotRelease("src/ascertain/__init__.py names no version.")
    return found.group(1)


def sections(changelog: str) -> dict[str, str]:
    """Return the day of each version that a changelog tells of; that of "Unreleased" is empty."""
    return {version: day or "" for version, day in _HEADING.findall(changelog)}


def check_changelog(version: str, changelog: str, *, rehearsal: bool) -> Release:
    """Return what is released. Raises `CannotRelease` where the changelog does not tell of it."""
    day = sections(changelog).get(version)
    if day and not rehearsal:
        return Release(version, day, rehearsal=False)
    if rehearsal and (day or "Unreleased" in sections(changelog)):
        return Release(version, "", rehearsal=True)
    tells = "gives that version no day" if version in sections(changelog) else "tells nothing of that version"
    raise CannotRelease(
        f"The version is {version}, and CHANGELOG.md {tells}. Give it a section “## [{version}] - YEAR-MONTH-DAY” (of "
        "what stands under “Unreleased”), or build with --rehearsal, which says that it is no release."
    )
