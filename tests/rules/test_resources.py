"""The data that ships with the program is found, and nothing else."""

from __future__ import annotations

import pytest

from ascertain import resources


def test_text_and_path_agree() -> None:
    assert resources.path("themes", "light.xml").read_text(encoding="utf-8") == resources.text("themes", "light.xml")


def test_names_are_sorted_and_of_one_suffix() -> None:
    names = resources.names("themes", ".xml")
    assert names == ("dark.xml", "light.xml")


def test_what_is_missing_is_named_with_the_remedy() -> None:
    with pytest.raises(resources.MissingResource, match=r"no-such\.svg.*Install the program again"):
        resources.path("icons", "no-such.svg")


def test_nothing_outside_is_read() -> None:
    with pytest.raises(ValueError, match="outside"):
        resources.text("..", "pyproject.toml")
