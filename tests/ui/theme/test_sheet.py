"""The style sheet: what is left out of qt-material's, and how ours is filled in."""

from __future__ import annotations

import tomllib

import pytest

from ascertain import resources
from ascertain.ui.theme import Density, Look, Theme
from ascertain.ui.theme.sheet import fill_in, sift
from ascertain.ui.theme.tokens import theme_from


@pytest.fixture
def theme() -> Theme:
    data = tomllib.loads(resources.text("themes", "tokens.toml"))
    return theme_from(data, Look.LIGHT, Density.COMFORTABLE, 13, 2.0)


def test_rules_for_replaced_types_go() -> None:
    sheet = "/* c */ * {a: b;} QPushButton:hover {a: b;} QSlider {a: b;} QTableView QLineEdit {a: b;}"
    assert sift(sheet, frozenset({"*", "QPushButton", "QLineEdit"})) == "QSlider {a: b;}"


def test_of_several_selectors_only_the_replaced_go() -> None:
    assert sift("QSlider, QFrame, QDial {a: b;}", frozenset({"QFrame"})) == "QSlider, QDial {a: b;}"


def test_a_type_is_not_taken_for_another_that_begins_alike() -> None:
    assert sift("QFrameless {a: b;}", frozenset({"QFrame"})) == "QFrameless {a: b;}"


def test_empty_rules_go() -> None:
    assert sift("QDial { }", frozenset()) == ""


def test_placeholders_are_colors_and_measures(theme: Theme) -> None:
    assert fill_in("{{accent}}", theme) == theme.tokens.accent
    assert fill_in("{{ text@50 }}", theme) == "rgba(26, 31, 43, 0.50)"
    assert fill_in("{{px:10}}", theme) == "20px"
    assert fill_in("{{control:-4}}", theme) == f"{theme.control_height - 8}px"
    assert fill_in("{{px:1}} {{font:0}}", theme) == f"1px {theme.metrics.font}px"


def test_an_unknown_placeholder_is_an_error(theme: Theme) -> None:
    with pytest.raises(KeyError):
        fill_in("{{no_such_color}}", theme)


def test_an_unknown_status_gets_a_neutral_look(theme: Theme) -> None:
    assert theme.status("of_my_own").shape == "circle"
    assert theme.status("of_my_own").background == theme.status("refuted").background
