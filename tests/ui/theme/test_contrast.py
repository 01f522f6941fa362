"""Every pair of colors that meets on a screen is told apart (WCAG 2.2: 4.5:1 for text, 3:1 for marks)."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from ascertain import resources
from ascertain.domain.codes import Status
from ascertain.ui.kit import SHAPES
from ascertain.ui.theme import Density, Look, Theme
from ascertain.ui.theme.tokens import theme_from

DATA: dict[str, Any] = tomllib.loads(resources.text("themes", "tokens.toml"))
THEMES = {look: theme_from(DATA, look, Density.COMFORTABLE, 13, 1.0) for look in Look}

TEXT_PAIRS = [
    *[(ink, ground) for ink in ("text", "text_muted", "accent") for ground in ("surface", "panel", "raised")],
    *[(ink, "hover") for ink in ("text", "text_muted")],
    *[(ink, "selection") for ink in ("text", "text_muted", "selection_text")],
    *[(ink, ground) for ink in ("danger", "warning", "ok") for ground in ("surface", "panel", "raised")],
    *[(ink, "found") for ink in ("text", "text_muted")],
    ("text", "warning_surface"),
    ("warning", "warning_surface"),
    ("text", "danger_surface"),
    ("danger", "danger_surface"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_focus"),
    ("on_due", "due"),
]
MARK_PAIRS = [
    *[(mark, ground) for mark in ("focus", "accent", "field_border") for ground in ("surface", "panel")],
    *[("warning", ground) for ground in ("found", "surface", "selection")],
    ("focus", "raised"),
    ("focus", "selection"),
    ("text_disabled", "surface"),
    ("field_border", "raised"),
    ("danger", "danger_surface"),
    ("text", "accent_focus"),  # the focus ring of the primary button
]


def _luminance(color: str) -> float:
    """Return the relative luminance as WCAG 2.2 defines it."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("look", Look)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_is_readable(look: Look, ink: str, ground: str) -> None:
    tokens = THEMES[look].tokens
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("look", Look)
@pytest.mark.parametrize(("mark", "ground"), MARK_PAIRS)
def test_marks_are_seen(look: Look, mark: str, ground: str) -> None:
    tokens = THEMES[look].tokens
    assert contrast(getattr(tokens, mark), getattr(tokens, ground)) >= 3


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
@pytest.mark.parametrize("code", Status)
def test_each_status_is_readable_in_pill_and_chart(theme: Theme, code: Status) -> None:
    look = theme.statuses[code]
    assert contrast(look.foreground, look.background) >= 4.5
    assert contrast(look.chart, theme.tokens.surface) >= 3


@pytest.mark.parametrize("look", Look)
def test_no_two_statuses_share_a_shape_or_a_chart_color(look: Look) -> None:
    statuses = [THEMES[look].statuses[code] for code in Status]
    assert len({s.shape for s in statuses}) == len(statuses)
    assert len({s.chart for s in statuses}) == len(statuses)
    assert {s.shape for s in statuses} <= set(SHAPES)


@pytest.mark.parametrize("look", Look)
def test_the_colors_of_qt_material_are_ours(look: Look) -> None:
    tokens = THEMES[look].tokens
    xml = resources.text("themes", f"{look}.xml")
    for color in (tokens.accent, tokens.surface, tokens.panel, tokens.text, tokens.selection):
        assert color in xml
