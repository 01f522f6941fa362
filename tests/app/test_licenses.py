"""What the program is made of: told as it is, with the full text of every license."""

from __future__ import annotations

import re
from importlib.metadata import metadata
from pathlib import Path

import pytest

from ascertain import resources
from ascertain.app import licenses
from ascertain.app.licenses import Part

PACKAGING = Path(__file__).parents[2] / "packaging"
PACKAGES = [part for part in licenses.parts() if part.kind == "package"]
OTHERS = [part for part in licenses.parts() if part.kind != "package"]
# What packages say of their license in words of their own.
IN_WORDS = {
    "The MIT License (MIT)": "MIT",
    "The BSD 2-Clause License": "BSD-2-Clause",
    "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only": "LGPL-3.0-only",
    # Jinja2 says only "BSD License"; its text has three clauses.
    "License :: OSI Approved :: BSD License": "BSD-3-Clause",
}


def told_by_itself(name: str) -> str:
    """Return the license that an installed package gives."""
    about = metadata(name)
    classified = [each for each in about.get_all("Classifier", []) if each.startswith("License ::")]
    # Some give the whole text there, under its title.
    told = (about["License-Expression"] or about["License"] or classified[-1]).splitlines()[0]
    return IN_WORDS.get(told, told)


def test_every_package_of_the_lock_is_told_and_no_other() -> None:
    lock = (PACKAGING / "requirements.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))
    assert len(locked) > 30
    assert {part.name for part in PACKAGES} == locked


@pytest.mark.parametrize("part", PACKAGES, ids=lambda part: part.name)
def test_a_license_is_the_one_that_the_package_gives(part: Part) -> None:
    if licenses.installed(part) is None:
        pytest.skip(f"{part.name} is for other systems")
    assert part.terms == told_by_itself(part.name)
    assert licenses.version(part)


@pytest.mark.parametrize("part", licenses.parts(), ids=lambda part: f"{part.kind}-{part.name}")
def test_every_license_is_there_in_full(part: Part) -> None:
    if part.kind == "package" and licenses.installed(part) is None:
        pytest.skip(f"{part.name} is for other systems")
    told = dict(licenses.texts(part))
    assert any(len(text.split()) > 25 for text in told.values()) or part.terms == "public domain"


def test_no_text_is_kept_for_nothing() -> None:
    used = {name for part in licenses.parts() for name in part.texts}
    assert {f"licenses/{name}" for name in resources.names("licenses", ".txt")} <= used


@pytest.mark.parametrize("part", [part for part in OTHERS if part.kind == "data"], ids=lambda part: part.name)
def test_data_from_elsewhere_has_its_source(part: Part) -> None:
    about = part.name.removeprefix("Places of ")
    rows = [row for row in resources.text("SOURCES.md").splitlines() if f"{part.folder}/" in row and about in row]
    terms = part.terms.replace("CC-BY-", "CC BY ").replace("OFL-1.1", "SIL OFL 1.1")
    assert rows
    assert terms in rows[0]
    assert resources.path(part.folder).is_dir()


def test_the_terms_of_the_lgpl_come_with_the_terms_that_they_build_on() -> None:
    (qt,) = [part for part in PACKAGES if part.name == "pyside6-essentials"]
    assert [name for name, _ in licenses.texts(qt)] == ["LGPL-3.0.txt", "GPL-3.0.txt"]
