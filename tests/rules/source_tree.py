"""What the rules look at: the modules of the program as syntax trees, and the files under version control."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "ascertain"
ROOMS = ("domain", "store", "exchange", "app", "ui", "resources", "bootstrap", "__main__")


@dataclass(frozen=True)
class Module:
    """One module: its dotted name below `ascertain`, its tree and the number of its lines."""

    name: str
    path: Path
    tree: ast.Module
    lines: int

    @property
    def room(self) -> str:
        """The first part of the name: the room that the module stands in."""
        return self.name.partition(".")[0]

    def at(self, node: ast.stmt | ast.expr | ast.ExceptHandler, what: str) -> str:
        """Return a sentence about a place in the module."""
        return f"ascertain.{self.name}, line {node.lineno}: {what}"


def module(name: str, text: str) -> Module:
    """Return a module that is not on disk: a planted violation."""
    return Module(name, Path(name), ast.parse(text), text.count("\n") + 1)


@cache
def modules() -> tuple[Module, ...]:
    """Return every module of the program."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        text = path.read_text(encoding="utf-8")
        found.append(Module(name, path, ast.parse(text, str(path)), text.count("\n")))
    return tuple(found)


def imports(of: Module) -> Iterator[tuple[ast.Import | ast.ImportFrom, str]]:
    """Yield every import statement, also those within functions, with the dotted name that it asks for."""
    for node in ast.walk(of.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node, node.module


def _made_here(path: Path) -> bool:
    """Say whether a file was made by the tools, where no version control says so."""
    parts = path.relative_to(ROOT).parts
    hidden = {part for part in parts if part.startswith(".")} - {".ci", ".gitignore", ".gitattributes"}
    return bool(hidden or {"__pycache__", "dist", "build"} & set(parts))


@cache
def tracked_files() -> tuple[Path, ...]:
    """Return the files under version control; in an unpacked source distribution, all that came with it."""
    # A clone that belongs to another user is a clone all the same.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True) if shutil.which("git") else None
    if listed is None or listed.returncode:
        return tuple(p for p in ROOT.rglob("*") if p.is_file() and not _made_here(p))
    return tuple(p for name in listed.stdout.split("\0") if name and (p := ROOT / name).is_file())


def is_standard(name: str) -> bool:
    """Say whether a dotted name belongs to Python's standard library."""
    return name.partition(".")[0] in sys.stdlib_module_names
