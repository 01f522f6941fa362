"""The settings while the program runs: read once, changed in one place, kept soon after."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QLocale, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from ascertain.app.settings import TEXT_SCALES, Settings, SettingsFile
from ascertain.ui.theme import Wardrobe

_KEEP_AFTER_MS = 700


class Remembered(QObject):
    """Holds the settings, dresses the application by them, and writes them when nothing has changed for a moment."""

    changed = Signal()

    def __init__(self, file: SettingsFile, wardrobe: Wardrobe) -> None:
        super().__init__(wardrobe)
        self.setObjectName("remembered")
        self._file = file
        self._wardrobe = wardrobe
        self.value: Settings = file.read()
        self._later = QTimer(self)
        self._later.setObjectName("remembered_timer")
        self._later.setSingleShot(True)
        self._later.setInterval(_KEEP_AFTER_MS)
        self._later.timeout.connect(self.keep)

    def change(self, **values: Any) -> None:
        """Replace settings by name; the look follows where they are about it."""
        self.put(replace(self.value, **values))

    def put(self, settings: Settings) -> None:
        """Take other settings."""
        old, self.value = self.value, settings
        if old == settings:
            return
        looks = ("theme_mode", "text_scale", "density", "direction")
        if any(getattr(old, name) != getattr(settings, name) for name in looks):
            self.dress()
        self._later.start()
        self.changed.emit()

    def dress(self) -> None:
        """Let the application look as the settings say."""
        now = self.value
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setLayoutDirection(_direction(now.direction))
        self._wardrobe.apply(now.theme_mode, now.text_scale / 100, now.density)

    def step_text(self, step: int) -> None:
        """One text size larger or smaller; 0 goes back to the system's."""
        at = (
            TEXT_SCALES.index(self.value.text_scale) if self.value.text_scale in TEXT_SCALES else TEXT_SCALES.index(100)
        )
        to = min(max(at + step, 0), len(TEXT_SCALES) - 1) if step else TEXT_SCALES.index(100)
        self.change(text_scale=TEXT_SCALES[to])

    def toggle_look(self) -> None:
        """From light to dark, or back."""
        self.change(theme_mode="light" if self._wardrobe.theme.is_dark else "dark")

    def keep(self) -> None:
        """Write the settings now. A disk that refuses is no reason to trouble anybody: the next change tries again."""
        self._later.stop()
        self._file.write(self.value)


def _direction(chosen: str) -> Qt.LayoutDirection:
    fixed = {"ltr": Qt.LayoutDirection.LeftToRight, "rtl": Qt.LayoutDirection.RightToLeft}
    return fixed.get(chosen) or QLocale().textDirection()
