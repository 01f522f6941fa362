"""The fonts that come with the program: Inter, and Noto Sans for Arabic and Hebrew letters."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from ascertain import resources
from ascertain.ui.theme.line_height import held_to_line

__all__ = ["FAMILIES", "SMALLEST_PX", "application_font", "load_fonts", "system_font_px"]

FAMILIES = ("Inter", "Noto Sans Arabic", "Noto Sans Hebrew")
SMALLEST_PX = 13
"""Text is never smaller than the design has it, however small the system's own font is."""

_POINTS_PER_INCH = 72.0


def load_fonts() -> None:
    """Make the shipped fonts known to Qt (about 0.2 ms each, once the font database is up)."""
    known = set(QFontDatabase.families())
    if set(FAMILIES) <= known:
        return
    for name in resources.names("fonts", ".ttf"):
        # Latin letters set the line; what would make it higher is held to that.
        QFontDatabase.addApplicationFontFromData(held_to_line(resources.path("fonts", name).read_bytes()))


def system_font_px() -> float:
    """Return the size of the system's own text in pixels, at least `SMALLEST_PX`."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if font.pixelSize() > 0:
        return float(max(SMALLEST_PX, font.pixelSize()))
    per_inch = QGuiApplication.primaryScreen().logicalDotsPerInchY()
    return max(float(SMALLEST_PX), font.pointSizeF() * per_inch / _POINTS_PER_INCH)


def application_font(pixels: int) -> QFont:
    """Return the font of all text that has no size of its own."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font = QFont(system)
    font.setFamilies([*FAMILIES, *system.families()])
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.Normal)
    return font
