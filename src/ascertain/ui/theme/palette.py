"""The palette that belongs to a theme: every role of every group, so that nothing stays at its default."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from ascertain.ui.theme.tokens import Theme

__all__ = ["palette_of"]

_Role = QPalette.ColorRole

_ROLES: dict[QPalette.ColorRole, str] = {
    _Role.Window: "surface",
    _Role.WindowText: "text",
    _Role.Base: "surface",
    _Role.AlternateBase: "panel",
    _Role.ToolTipBase: "raised",
    _Role.ToolTipText: "text",
    _Role.PlaceholderText: "text_muted",
    _Role.Text: "text",
    _Role.Button: "raised",
    _Role.ButtonText: "text",
    _Role.BrightText: "danger",
    _Role.Light: "raised",
    _Role.Midlight: "hover",
    _Role.Mid: "border",
    _Role.Dark: "field_border",
    _Role.Shadow: "border",
    _Role.Highlight: "selection",
    _Role.HighlightedText: "text",
    _Role.Link: "accent",
    _Role.LinkVisited: "accent_hover",
    _Role.Accent: "accent",
}

_TEXT_ROLES = (
    _Role.WindowText,
    _Role.Text,
    _Role.ButtonText,
    _Role.HighlightedText,
    _Role.PlaceholderText,
    _Role.Link,
    _Role.LinkVisited,
)


def palette_of(theme: Theme) -> QPalette:
    """Return the palette for ``theme``; disabled text stays readable."""
    palette = QPalette()
    for role, token in _ROLES.items():
        palette.setColor(QPalette.ColorGroup.All, role, theme.color(token))
    faded = QColor(theme.tokens.text_disabled)
    for role in _TEXT_ROLES:
        palette.setColor(QPalette.ColorGroup.Disabled, role, faded)
    return palette
