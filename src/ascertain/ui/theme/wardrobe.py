"""Dresses the application: style sheet, palette, font and icons, in light or dark, at run time."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDir, QObject, Qt, Signal, qVersion
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QApplication

from ascertain import resources
from ascertain.app.folders import make_private
from ascertain.ui.theme.fonts import application_font, load_fonts, system_font_px
from ascertain.ui.theme.icons import Icons
from ascertain.ui.theme.palette import palette_of
from ascertain.ui.theme.tokens import Density, Look, Mode, Theme, theme_from

__all__ = ["Wardrobe"]

_SHEET = "sheet.qss"
_TOKENS = "tokens.json"
_LENGTH = "sheet_length"
_Outfit = tuple[Path, str, dict[str, Any]]
"""The folder with the pictures, the style sheet, and the data of ``tokens.toml``."""

_SCHEMES = {
    Mode.LIGHT: Qt.ColorScheme.Light,
    Mode.DARK: Qt.ColorScheme.Dark,
    Mode.SYSTEM: Qt.ColorScheme.Unknown,
}


class Wardrobe(QObject):
    """The one place that decides how the application looks.

    There is one for an application, as its child. What was built is kept in ``cache_folder`` (created for the owner
    only); if nothing can be written there, a temporary folder serves until the end.
    """

    changed = Signal(object)
    """Emitted with the new `Theme` after everything has been put on."""

    def __init__(self, app: QApplication, cache_folder: Path) -> None:
        super().__init__(app)
        self._app = app
        self._cache = cache_folder
        self._spare: Path | None = None
        self._mode = Mode.LIGHT
        self._density = Density.COMFORTABLE
        self._text_scale = 1.0
        self._theme: Theme | None = None
        self._icons: Icons | None = None
        load_fonts()
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def theme(self) -> Theme:
        """The theme in use; the plain light one before the first `apply`."""
        if self._theme is None:
            return plain_theme()
        return self._theme

    @property
    def icons(self) -> Icons | None:
        """The icons of the theme in use, or None before the first `apply`."""
        return self._icons

    @property
    def mode(self) -> Mode:
        """What was asked for last: light, dark, or to follow the system."""
        return self._mode

    def apply(
        self,
        mode: Mode | str,
        text_scale: float = 1.0,
        density: Density | str = Density.COMFORTABLE,
    ) -> None:
        """Dress the application. ``text_scale`` 1.0 is the system's own text size; 0.8 to 2.0 are taken."""
        self._mode = Mode(mode)
        self._density = Density(density)
        self._text_scale = min(2.0, max(0.8, text_scale))
        hints = self._app.styleHints()
        blocked = hints.blockSignals(True)
        hints.setColorScheme(_SCHEMES[self._mode])
        hints.blockSignals(blocked)
        self._put_on(self._look())

    def _look(self) -> Look:
        if self._mode is Mode.SYSTEM:
            dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
            return Look.DARK if dark else Look.LIGHT
        return Look(self._mode)

    def _follow_system(self) -> None:
        if self._mode is Mode.SYSTEM and self._theme is not None and self._look() is not self._theme.look:
            self._put_on(self._look())

    def _put_on(self, look: Look) -> None:
        folder, sheet, data = self._outfit(look)
        theme = theme_from(data, look, self._density, system_font_px(), self._text_scale)
        if theme == self._theme and sheet == self._app.styleSheet():
            return
        self._theme = theme
        self._icons = Icons(theme, folder)
        QDir.setSearchPaths("icon", [str(folder)])
        QPixmapCache.clear()
        self._app.setPalette(palette_of(theme))
        self._app.setFont(application_font(theme.metrics.font))
        self._app.setStyleSheet(sheet)
        self.changed.emit(theme)

    def _outfit(self, look: Look) -> _Outfit:
        """Return what belongs to this look, building it if it is not there yet or is damaged."""
        name = f"look-{look}-{self._fingerprint(look)}"
        try:
            kept = _read(self._cache / name)
            return kept if kept is not None else self._build(look, self._cache, name)
        except OSError:
            # A look that cannot be kept is no reason not to start.
            if self._spare is None:
                self._spare = _spare_folder()
            kept = _read(self._spare / name)
            return kept if kept is not None else self._build(look, self._spare, name)

    def _build(self, look: Look, cache: Path, name: str) -> _Outfit:
        import tempfile  # late, as the others: a warm start needs none of them
        import tomllib
        from shutil import rmtree

        from ascertain.ui.theme.sheet import build_sheet

        make_private(cache)
        self._forget_old(cache, name)
        with tempfile.TemporaryDirectory(dir=cache, prefix=".building-") as scratch:
            folder = Path(scratch) / name
            folder.mkdir(mode=0o700)
            data: dict[str, Any] = tomllib.loads(resources.text("themes", "tokens.toml"))
            theme = theme_from(data, look, self._density, system_font_px(), self._text_scale)
            sheet = build_sheet(theme, folder)
            Icons(theme, folder).tint_for(sheet)
            (folder / _TOKENS).write_text(json.dumps({**data, _LENGTH: len(sheet)}), encoding="utf-8")
            (folder / _SHEET).write_text(sheet, encoding="utf-8", newline="\n")
            for made in (folder, *folder.rglob("*")):
                made.chmod(0o700 if made.is_dir() else 0o600)
            if _read(cache / name) is None:  # else another window of the program was quicker
                rmtree(cache / name, ignore_errors=True)
                folder.replace(cache / name)
        return cache / name, sheet, data

    @staticmethod
    def _forget_old(cache: Path, name: str, keep: int = 24) -> None:
        """Remove the looks built longest ago, so that the cache stays below about 10 MB."""
        from shutil import rmtree

        built = sorted(cache.glob("look-*"), key=lambda p: p.stat().st_mtime, reverse=True)
        for folder in built[keep:]:
            if folder.name != name:
                rmtree(folder, ignore_errors=True)

    def _fingerprint(self, look: Look) -> str:
        """Return a hash of all that the sheet depends on."""
        digest = hashlib.blake2b(digest_size=8)
        for name in (f"{look}.xml", "tokens.toml", "overrides.qss"):
            digest.update(resources.path("themes", name).read_bytes())
        engine = find_spec("qt_material")  # finds it without importing it
        if engine is not None and engine.origin is not None:
            template = Path(engine.origin).with_name("material.qss.template").stat()
            digest.update(f"{template.st_size} {template.st_mtime_ns}".encode())
        choice = (qVersion(), self._density, self._text_scale, system_font_px(), 1)
        digest.update(repr(choice).encode())
        return digest.hexdigest()


def _read(folder: Path) -> _Outfit | None:
    """Return what was kept in ``folder``, or None if it is not there or not whole."""
    try:
        data = json.loads((folder / _TOKENS).read_text(encoding="utf-8"))
        sheet = (folder / _SHEET).read_text(encoding="utf-8")
        whole = data[_LENGTH] == len(sheet)
    except (FileNotFoundError, ValueError, LookupError, TypeError):
        return None
    return (folder, sheet, data) if whole else None


def _spare_folder() -> Path:
    """Return a folder of this process alone, removed when it ends."""
    import atexit
    import tempfile
    from shutil import rmtree

    folder = Path(tempfile.mkdtemp(prefix="ascertain-look-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    return folder


@cache
def plain_theme() -> Theme:
    """Return the light theme at the design's own size, for when no application is dressed."""
    import tomllib

    data = tomllib.loads(resources.text("themes", "tokens.toml"))
    return theme_from(data, Look.LIGHT, Density.COMFORTABLE, 13, 1.0)
