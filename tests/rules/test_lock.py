"""The lock files name exact packages with hashes, no addresses, and agree with pyproject.toml."""

from __future__ import annotations

import re
import tomllib
from itertools import product

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.rules.source_tree import ROOT

PYTHONS = ("3.11", "3.12", "3.13")
PLATFORMS = ("linux", "darwin", "win32")
# Each lock that adds to the one of the program, with its dependency group.
GROUPS = {"requirements-test.lock": "test", "requirements-release.lock": "release"}
LOCKS = ("requirements.lock", *GROUPS)


def entries(lock: str) -> list[str]:
    """Return the logical lines of a lock file."""
    text = (ROOT / "packaging" / lock).read_text(encoding="utf-8")
    return [line for line in text.replace("\\\n", " ").splitlines() if line and not line.startswith("#")]


def pins(lock: str, python: str, platform: str) -> dict[str, str]:
    """Return the version of each package that a lock gives to one Python on one platform."""
    found: dict[str, str] = {}
    for entry in entries(lock):
        requirement = Requirement(entry.partition(" --hash")[0])
        marker = requirement.marker
        system = {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}[platform]
        here = {"python_version": python, "python_full_version": f"{python}.4", "platform_system": system}
        environment = {**default_environment(), **here, "sys_platform": platform, "os_name": "posix"}
        if marker is None or marker.evaluate({k: str(v) for k, v in environment.items()}):
            name = canonicalize_name(requirement.name)
            assert name not in found, f"{name} is pinned twice for Python {python} on {platform}"
            found[name] = str(requirement.specifier).removeprefix("==")
    return found


def wanted(lock: str) -> list[Requirement]:
    """Return what pyproject.toml asks for, of which `lock` is the answer."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = list(project["project"]["dependencies"])
    if lock in GROUPS:
        asked += project["dependency-groups"][GROUPS[lock]]
    return [Requirement(text) for text in asked]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_entry_is_exact_and_has_hashes(lock: str) -> None:
    listed = entries(lock)
    assert len(listed) > 10
    for entry in listed:
        assert re.match(r"[a-z0-9-]+==\S+ ", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}(\s|$)", entry), entry


@pytest.mark.parametrize("lock", LOCKS)
def test_no_entry_says_where_to_get_it(lock: str) -> None:
    text = (ROOT / "packaging" / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host| @ |^\s*-e", text, re.MULTILINE)


@pytest.mark.parametrize(("lock", "python", "platform"), list(product(LOCKS, PYTHONS, PLATFORMS)))
def test_the_pins_answer_the_project(lock: str, python: str, platform: str) -> None:
    pinned = pins(lock, python, platform)
    asked = [r for r in wanted(lock) if r.marker is None or r.marker.evaluate({"python_version": python})]
    for requirement in asked:
        version = pinned.get(canonicalize_name(requirement.name))
        assert version, f"{requirement} is not in {lock}"
        assert requirement.specifier.contains(version), f"{requirement}, but {lock} has {version}"


@pytest.mark.parametrize(("lock", "python", "platform"), list(product(GROUPS, PYTHONS, PLATFORMS)))
def test_tests_and_releases_are_made_with_the_packages_of_the_program(lock: str, python: str, platform: str) -> None:
    assert pins("requirements.lock", python, platform).items() <= pins(lock, python, platform).items()


@pytest.mark.parametrize("tool", ["pytest", "hypothesis", "mypy", "ruff", "openpyxl", "icalendar"])
def test_nothing_of_the_tests_stands_where_a_release_is_frozen(tool: str) -> None:
    assert tool in pins("requirements-test.lock", "3.11", "linux")
    assert tool not in pins("requirements-release.lock", "3.11", "linux")


@pytest.mark.parametrize("python", PYTHONS)
def test_qt_is_the_release_that_counts_references_rightly(python: str) -> None:
    expected = "6.11.3" if python == "3.11" else "6.12.0"
    assert pins("requirements.lock", python, "linux")["pyside6-essentials"] == expected
