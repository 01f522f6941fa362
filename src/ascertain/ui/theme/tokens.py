"""What a look is made of: colors, status colors and measures, as one frozen value.

Read from ``resources/themes/tokens.toml``. Contrast of the shipped values is held by tests
(WCAG 2.2, success criteria 1.4.3 and 1.4.11).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from PySide6.QtGui import QColor

__all__ = ["Density", "Look", "Metrics", "Mode", "StatusLook", "Theme", "Tokens", "theme_from"]

DESIGN_FONT = 13
"""The text size, in pixels, for which all measures of the design are given."""


class Mode(StrEnum):
    """What the user chose: a look, or to follow the system."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


class Look(StrEnum):
    """What is shown."""

    LIGHT = "light"
    DARK = "dark"


class Density(StrEnum):
    """How much air is around rows and controls."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"


@dataclass(frozen=True)
class Tokens:
    """The named colors of a look, as ``#rrggbb``."""

    surface: str
    panel: str
    raised: str
    border: str
    field_border: str
    text: str
    text_muted: str
    text_disabled: str
    accent: str
    accent_hover: str
    accent_focus: str
    on_accent: str
    focus: str
    selection: str
    selection_text: str
    hover: str
    found: str
    warning: str
    warning_surface: str
    warning_border: str
    danger: str
    danger_surface: str
    ok: str
    due: str
    on_due: str


@dataclass(frozen=True)
class StatusLook:
    """How one status is shown. ``shape`` is a name known to `ascertain.ui.kit.status_shape_path`."""

    background: str
    foreground: str
    chart: str
    shape: str


@dataclass(frozen=True)
class Metrics:
    """Measures in pixels, already scaled to the text size in use."""

    font: int
    small: int
    caption: int
    heading: int
    title: int
    row: int
    control: int
    gap: int


@dataclass(frozen=True)
class Theme:
    """All that a widget may ask about the look in use. Ask anew when painting."""

    look: Look
    density: Density
    scale: float
    tokens: Tokens
    statuses: Mapping[str, StatusLook]
    metrics: Metrics
    rows: Mapping[str, int]
    """Height of a table row by density, in pixels."""

    @property
    def is_dark(self) -> bool:
        """Whether light text stands on a dark ground."""
        return self.look is Look.DARK

    @property
    def row_height(self) -> int:
        """Height of a table row, in pixels."""
        return self.metrics.row

    @property
    def control_height(self) -> int:
        """Height of a button or line edit, in pixels."""
        return self.metrics.control

    @property
    def gap(self) -> int:
        """The usual distance between neighbors, in pixels."""
        return self.metrics.gap

    def px(self, design_pixels: float) -> int:
        """Scale a measure of the design (given for a text size of 13) to the text size in use."""
        if design_pixels <= 1:
            return round(design_pixels * (self.scale if design_pixels < 0 else 1))
        return max(1, round(design_pixels * self.scale))

    def color(self, token: str) -> QColor:
        """Return a color by the name of its token; an unknown name is an `AttributeError`."""
        return QColor(getattr(self.tokens, token))

    def status(self, code: str) -> StatusLook:
        """Return how a status is shown; a code of the user's own gets a neutral look."""
        known = self.statuses.get(code)
        if known is not None:
            return known
        neutral = self.statuses["refuted"]
        return StatusLook(neutral.background, neutral.foreground, neutral.chart, "circle")


def theme_from(data: Mapping[str, Any], look: Look, density: Density, base_px: float, text_scale: float) -> Theme:
    """Build a `Theme` from the data of ``tokens.toml``.

    ``base_px`` is the text size of the system in pixels, ``text_scale`` the user's factor (1.0 is as the
    system has it). A color that is missing is a `KeyError`.
    """
    scale = base_px * text_scale / DESIGN_FONT
    colors = data[look]["tokens"]
    sizes = data["metrics"]
    airy = sizes[density]
    return Theme(
        look=look,
        density=density,
        scale=scale,
        tokens=Tokens(**{f.name: colors[f.name] for f in fields(Tokens)}),
        statuses={code: StatusLook(**entry) for code, entry in data[look]["status"].items()},
        metrics=Metrics(
            **{k: round(sizes[k] * scale) for k in ("font", "small", "caption", "heading", "title")},
            **{k: round(airy[k] * scale) for k in ("row", "control", "gap")},
        ),
        rows={each.value: round(sizes[each]["row"] * scale) for each in Density},
    )
