"""What goes beside the packages: the bill of materials, the licenses of all that is carried, and the sums."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from ascertain.app import licenses
from releasing.bill import bill_of, check
from releasing.carried_parts import Carried, carried_by
from releasing.distributions import digest
from releasing.saying import CannotRelease
from releasing.source_copy import Commit

LICENSES = "LICENSES.txt"


def told_parts(folder: Path) -> Carried:
    """Return what a frozen folder carries. Raises `CannotRelease` when something in it has no license that is known."""
    found = carried_by(folder)
    if found.strangers:
        raise CannotRelease(
            f"{folder.name} carries what resources/licenses/parts.toml does not tell of: "
            f"{', '.join(sorted(found.strangers)[:20])}. Leave it out in packaging/carried.py, or tell of it there."
        )
    return found


def write_licenses(carried: Iterable[str], own: str, out: Path) -> Path:
    """Write the licenses of the program and of all parts that are carried into one file."""
    told: dict[str, list[str]] = {own.strip(): ["Ascertain (MIT)"]}
    names = set(carried)
    for part in licenses.parts():
        if part.name in names:
            for _, text in licenses.texts(part):
                told.setdefault(text.strip(), []).append(f"{part.name} ({part.terms})")
    rule = "=" * 100
    with out.open("w", encoding="utf-8") as file:
        for text, parts in told.items():
            file.write(f"{rule}\n{chr(10).join(dict.fromkeys(parts))}\n{rule}\n\n{text}\n\n\n")
    return out


def write_bill(carried: Carried, root: Path, version: str, commit: Commit, out: Path) -> str:
    """Write the bill of materials of what is carried, and say how much it names."""
    lock = (root / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    sources = (root / "resources" / "SOURCES.md").read_text(encoding="utf-8")
    bill = bill_of(version, commit.name, commit.time, carried.for_bill(), lock, sources)
    check(bill)
    out.write_text(json.dumps(bill, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    unknown = [part["name"] for part in bill["components"] if not part["version"] and part["type"] != "data"]
    told = f"{out.name}: {len(bill['components'])} parts, as CycloneDX 1.6 wants it"
    return f"{told}; no version is known of {', '.join(unknown)}" if unknown else told


def write_sums(out: Path) -> str:
    """Write the SHA-256 of everything that was made, as `sha256sum --check SHA256SUMS` reads it."""
    made = sorted(path for path in out.iterdir() if path.is_file() and path.name != "SHA256SUMS")
    lines = [f"{digest(path)}  {path.name}\n" for path in made]
    (out / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
    return f"SHA256SUMS of {len(made)} files"
