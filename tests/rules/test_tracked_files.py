"""What is kept under version control speaks of the program alone: of no machine, no registry and no person's folder."""

from __future__ import annotations

import re

import pytest

from tests.rules.source_tree import ROOT, tracked_files

# Written in parts, so that this file keeps the rule itself.
PRIVATE = re.compile(
    r"(?<![\w./-])/(?:"
    + "|".join(("wo" + "rk", "ro" + "ot", "fa" + "rm", "opt/py" + "pi"))
    + r")/|/ho"
    + r"me/[a-z]+/|/Us"
    + r"ers/\w+/|[A-Z]:\\+Us"
    + r"ers\\|\.py"
    + r"env/|py"
    + r"pi\.org|python"
    + r"hosted\.org|registry\.npm"
    + r"js|artifac"
    + r"tory"
)
TEXT = {
    ".py",
    ".toml",
    ".md",
    ".txt",
    ".lock",
    ".in",
    ".cfg",
    ".ini",
    ".json",
    ".yml",
    ".yaml",
    ".svg",
    ".xml",
    ".html",
}


def private_places(text: str) -> list[str]:
    """Return what a text says of a machine or a registry."""
    return [found.group() for found in PRIVATE.finditer(text)]


def test_tracked_files_name_no_machine_and_no_registry() -> None:
    texts = [p for p in tracked_files() if p.suffix in TEXT or p.parent.name in (".ci", "")]
    assert ROOT / "pyproject.toml" in texts
    found = {p.relative_to(ROOT): private_places(p.read_text(encoding="utf-8")) for p in texts}
    assert not {path: places for path, places in found.items() if places}


@pytest.mark.parametrize(
    "text",
    [
        "/wo" + "rk/main/run.py",
        "open('/ho" + "me/ann/log')",
        "see https://py" + "pi.org/simple",
        "C:\\\\Us" + "ers\\\\ann",
        "~/.py" + "env/versions",
    ],
)
def test_a_planted_place_is_noticed(text: str) -> None:
    assert private_places(text)


@pytest.mark.parametrize("text", ["docs/work/list", "the network/root/cause", "a pypi-like index", "src/ascertain/ui"])
def test_ordinary_words_are_let_pass(text: str) -> None:
    assert not private_places(text)


def test_no_log_and_no_environment_is_tracked() -> None:
    names = [str(p.relative_to(ROOT)) for p in tracked_files()]
    assert not [n for n in names if n.endswith((".ascertain", ".pyc", ".whl")) or n.startswith((".venv", "dist/"))]
