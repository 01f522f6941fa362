"""How the style sheet is made: qt-material's own, sifted, then ours behind it.

qt-material is slow to import and to run, writes icon files, and puts colors into the environment. So it runs
only when no sheet for this look is in the cache, into a folder of ours, with the environment put back.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from ascertain import resources
from ascertain.ui.theme.tokens import Look, Theme

__all__ = ["build_sheet", "fill_in", "sift"]

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_REPLACES = re.compile(r"@replaces\s+(.*?)\*/", re.DOTALL)
_WORD = re.compile(r"\w+|\*")
_PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*(?:([:@])\s*(-?\d+(?:\.\d+)?))?\s*\}\}")


def build_sheet(theme: Theme, folder: Path) -> str:
    """Return the whole style sheet for ``theme``; its pictures are written into ``folder``.

    The sheet names pictures by the search path ``icon:``, which must then point to ``folder``.
    """
    overrides = resources.text("themes", "overrides.qss")
    replaced = _REPLACES.search(overrides)
    types = frozenset(replaced.group(1).split()) if replaced else frozenset()
    base = sift(_material_sheet(theme, folder), types)
    return base + "\n" + fill_in(_COMMENT.sub("", overrides), theme)


def sift(sheet: str, replaced: frozenset[str]) -> str:
    """Leave out the rules for widget types in ``replaced``, and every comment.

    A rule goes when all its selectors begin or end with such a type; of a rule for several, only those selectors go.
    """
    kept = []
    for selectors, body in _RULE.findall(_COMMENT.sub("", sheet)):
        wanted = [s.strip() for s in selectors.split(",") if not _is_replaced(s, replaced)]
        if wanted and body.strip():
            kept.append(f"{', '.join(wanted)} {{{' '.join(body.split())}}}")
    return "\n".join(kept)


def _is_replaced(selector: str, replaced: frozenset[str]) -> bool:
    compounds = selector.split()
    ends = {compounds[0], compounds[-1]} if compounds else set()
    for compound in ends:
        word = _WORD.match(compound.lstrip("#"))
        if word and word.group() in replaced:
            return True
    return False


def fill_in(template: str, theme: Theme) -> str:
    """Put a theme into a template.

    ``{{accent}}`` is a color, ``{{accent@20}}`` the same with 20 % opacity, ``{{px:24}}`` a measure of the design
    scaled to the text size, and ``{{control:-6}}`` a metric less six scaled pixels.
    """
    colors: Mapping[str, str] = asdict(theme.tokens)
    metrics: Mapping[str, int] = asdict(theme.metrics)

    def value(match: re.Match[str]) -> str:
        name, kind, number = match.groups()
        if name == "px":
            return f"{theme.px(float(number))}px"
        if name == "look":
            return str(theme.look)
        if name in metrics:
            return f"{metrics[name] + (round(float(number) * theme.scale) if number else 0)}px"
        if kind == "@":
            red, green, blue = (int(colors[name][i : i + 2], 16) for i in (1, 3, 5))
            return f"rgba({red}, {green}, {blue}, {float(number) / 100:.2f})"
        return colors[name]

    return _PLACEHOLDER.sub(value, template)


def _material_sheet(theme: Theme, folder: Path) -> str:
    with _environment_kept():
        # Late, because it costs 0.1 s; and it refuses to work when it is imported before PySide6.
        from qt_material import build_stylesheet

        palette = QGuiApplication.palette()
        sheet: str = build_stylesheet(
            theme=str(resources.path("themes", f"{theme.look}.xml")),
            # The names "light" and "dark" of its secondary colors are swapped in a light theme.
            invert_secondary=theme.look is Look.LIGHT,
            extra={
                "density_scale": "-2",
                "font_family": "Inter",
                "font_size": f"{theme.metrics.font}px",
                "danger": theme.tokens.danger,
                "warning": theme.tokens.warning,
                "success": theme.tokens.ok,
            },
            parent=str(folder.resolve()),
            export=True,  # leaves out its fonts, which we do not use
        )
        QGuiApplication.setPalette(palette)
    return sheet


@contextmanager
def _environment_kept() -> Iterator[None]:
    before = dict(os.environ)
    try:
        yield
    finally:
        for name in set(os.environ) - set(before):
            del os.environ[name]
        os.environ.update(before)
