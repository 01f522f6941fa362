"""How the program looks: colors, fonts, icons and the style sheet, in light and dark."""

from __future__ import annotations

from ascertain.ui.theme.icon_names import IconName
from ascertain.ui.theme.icons import Icons, Tone
from ascertain.ui.theme.tokens import Density, Look, Metrics, Mode, StatusLook, Theme, Tokens
from ascertain.ui.theme.wardrobe import Wardrobe
from ascertain.ui.theme.wearing import current_theme, icon, restyle, set_icon, wardrobe

__all__ = [
    "Density",
    "IconName",
    "Icons",
    "Look",
    "Metrics",
    "Mode",
    "StatusLook",
    "Theme",
    "Tokens",
    "Tone",
    "Wardrobe",
    "current_theme",
    "icon",
    "restyle",
    "set_icon",
    "wardrobe",
]
