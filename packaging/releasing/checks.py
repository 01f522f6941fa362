"""The validators of others: desktop entry, description for software centres, and the rules of Debian."""

from __future__ import annotations

from pathlib import Path

from releasing.saying import CannotRelease, carry_out
from releasing.tools import is_here


def check_linux(deb: Path, unpacked: Path) -> str:
    """Hold a package and what desktops read in it against the validators that are here."""
    share = unpacked / "usr" / "share"
    commands = {
        "desktop-file-validate": [*map(str, (share / "applications").glob("*.desktop"))],
        "appstreamcli": ["validate", "--no-net", *map(str, (share / "metainfo").glob("*.xml"))],
        # Every tag counts, also a warning; those that are overridden stand with their reason in lintian-overrides.
        "lintian": ["--allow-root", "--fail-on", "error,warning", "--tag-display-limit", "0", str(deb)],
    }
    passed = []
    for program, words in commands.items():
        if not is_here(program):
            continue
        if not any(Path(word).exists() for word in words):
            raise CannotRelease(f"{deb.name} holds nothing that {program} could check.")
        said = carry_out(program, [program, *words], deb.parent).strip()
        passed.append(
            f"{program} passed" + (f" ({len(said.splitlines())} lines said)" if program == "lintian" and said else "")
        )
    return ", ".join(passed) or "no validator is here"
