"""The figures of the last runs, kept in `tests/acceptance/FIGURES.md`, a part for each proof with its day."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.prove.figure import Figure
from tests.prove.proofs import PROOFS

ROOT = Path(__file__).resolve().parents[2]
FIGURES = ROOT / "tests" / "acceptance" / "FIGURES.md"
_HEAD = """\
# The proofs, and what they gave

Written by `python3 run.py prove`: each part holds the figures of the last full run of one proof.
A short form of each is among the tests.
"""


@dataclass(frozen=True, slots=True)
class Occasion:
    """When a proof ran, on which commit, and on what."""

    day: date
    commit: str
    ground: str


def this_occasion() -> Occasion:
    """Today, the commit that is checked out (and whether it is changed), and what the proofs stand on."""
    commit = _git("rev-parse", "--short=10", "HEAD") or "no commit"
    others = ("src", "tests", f":!{FIGURES.relative_to(ROOT).as_posix()}")
    changed = ", with changes" if _git("status", "--porcelain", "--untracked-files=no", "--", *others) else ""
    ground = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores"
    return Occasion(date.today(), commit + changed, ground)


def renewed(text: str, results: Mapping[str, Sequence[Figure]], occasion: Occasion) -> str:
    """`text` with the parts of these proofs in place of their older ones, in the order of the proofs."""
    parts = {
        match["name"]: match.group().strip() for match in re.finditer(r"(?ms)^## `(?P<name>\w+)`.*?(?=^## |\Z)", text)
    }
    for name, figures in results.items():
        parts[name] = _part(name, figures, occasion)
    return "\n\n".join([_HEAD.strip(), *(parts[name] for name in PROOFS if name in parts)]) + "\n"


def write(results: Mapping[str, Sequence[Figure]]) -> None:
    """Renew the file."""
    text = FIGURES.read_text(encoding="utf-8") if FIGURES.exists() else ""
    FIGURES.write_text(renewed(text, results, this_occasion()), encoding="utf-8")


def _part(name: str, figures: Sequence[Figure], occasion: Occasion) -> str:
    lines = [
        f"## `{name}`: {PROOFS[name].about}",
        "",
        f"{occasion.day.isoformat()}, commit {occasion.commit}, {occasion.ground}.",
        "",
        "| figure | value | target | met | |",
        "|---|---|---|---|---|",
    ]
    for each in figures:
        cells = (each.name, each.value, each.target, "yes" if each.met else "**no**", each.detail)
        lines.append("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |")
    return "\n".join(lines)


def _git(*words: str) -> str:
    try:
        done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
