"""Icons tinted by the theme.

Each tint of a symbol is a small SVG file in the cache, written once. Qt's own engine draws it when, and in the size
and sharpness, it is needed; so an icon costs next to nothing at start, and style sheets use the same files
(``icon:/tinted/<tone>/<name>.svg``).
"""

from __future__ import annotations

import os
import re
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from ascertain import resources
from ascertain.app.folders import make_private
from ascertain.ui.theme.icon_names import IconName
from ascertain.ui.theme.tokens import Theme

__all__ = ["Icons", "Tone"]

_IN_SHEET = re.compile(r"icon:/tinted/(\w+)/(\w+)\.svg")


class Tone(StrEnum):
    """In which color of the theme an icon is drawn; the value is the name of the token."""

    TEXT = "text"
    MUTED = "text_muted"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    SELECTION = "selection_text"
    DISABLED = "text_disabled"
    WARNING = "warning"
    DANGER = "danger"
    OK = "ok"


class Icons:
    """The icons of one theme, tinted into ``folder`` as they are asked for."""

    def __init__(self, theme: Theme, folder: Path) -> None:
        self._theme = theme
        self._folder = folder / "tinted"
        self._made: dict[tuple[IconName, Tone], QIcon] = {}

    def icon(self, name: IconName, tone: Tone = Tone.TEXT) -> QIcon:
        """Return the icon in ``tone``, faded when disabled, sharp on every screen."""
        key = (name, tone)
        icon = self._made.get(key)
        if icon is None:
            icon = self._make(name, tone)
            self._made[key] = icon
        return icon

    def tint_for(self, sheet: str) -> None:
        """Write every picture that a style sheet names."""
        for tone, name in set(_IN_SHEET.findall(sheet)):
            self._tinted(IconName(name), Tone(tone))

    def _make(self, name: IconName, tone: Tone) -> QIcon:
        if name is IconName.APP:  # a mark with colors of its own
            return QIcon(str(resources.path("icons", f"{name}.svg")))
        icon = QIcon()
        normal = str(self._tinted(name, tone))
        faded = str(self._tinted(name, Tone.DISABLED))
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected):
            icon.addFile(normal, QSize(), mode)
        icon.addFile(faded, QSize(), QIcon.Mode.Disabled)
        return icon

    def _tinted(self, name: IconName, tone: Tone) -> Path:
        target = self._folder / tone / f"{name}.svg"
        if not target.exists():
            drawing = resources.text("icons", f"{name}.svg")
            color = getattr(self._theme.tokens, tone)
            try:
                _write_whole(target, drawing.replace("<svg ", f'<svg fill="{color}" ', 1))
            except OSError:  # a full disk costs the icon its color, nothing more
                return resources.path("icons", f"{name}.svg")
        return target


def _write_whole(target: Path, text: str) -> None:
    """Write a file so that another process sees all of it or nothing."""
    make_private(target.parent)
    half = target.with_suffix(f".{os.getpid()}")
    handle = os.open(half, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    half.replace(target)
