"""Dressing the application: light, dark, following the system, from a cache, leaving nothing behind."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from ascertain import resources
from ascertain.ui.theme import Density, Look, Mode, Theme, Wardrobe, current_theme

COLD_THEN_WARM = """
import os, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
app = QApplication([])
from ascertain.ui.theme import Wardrobe
before = dict(os.environ)
Wardrobe(app, Path(sys.argv[1])).apply("light")
assert dict(os.environ) == before, "colors were left in the environment"
print("qt_material" in sys.modules)
"""


@contextmanager
def another(app: QApplication, cache: Path) -> Iterator[Wardrobe]:
    """A second wardrobe for the same application, gone at the end."""
    made = Wardrobe(app, cache)
    try:
        yield made
    finally:
        shiboken6.delete(made)


def test_a_warm_start_does_without_qt_material_and_the_home_folder(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    source = str(Path(resources.__file__).parent.parent)
    environment = {**os.environ, "HOME": str(home), "USERPROFILE": str(home), "PYTHONPATH": source}
    command = [sys.executable, "-c", COLD_THEN_WARM, str(tmp_path / "cache")]
    runs = [
        subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=120)
        for _ in range(2)
    ]
    assert [run.stdout.strip() for run in runs] == ["True", "False"]
    assert [run.stderr for run in runs] == ["", ""]
    assert not (home / ".qt_material").exists()


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_palette_and_sheet_are_of_one_look(qapp: QApplication, wardrobe: Wardrobe, mode: Mode) -> None:
    wardrobe.apply(mode)
    theme = wardrobe.theme
    assert theme.look.value == mode.value
    assert qapp.palette().color(QPalette.ColorRole.Window) == theme.color("surface")
    assert qapp.palette().color(QPalette.ColorRole.Link) == theme.color("accent")
    assert theme.tokens.accent in qapp.styleSheet()
    assert "uppercase" not in "".join(r for r in qapp.styleSheet().splitlines() if "QPushButton" in r or "QHeader" in r)
    assert "{{" not in qapp.styleSheet()


def test_every_picture_of_the_sheet_exists(wardrobe: Wardrobe, looks: Path, each_look: str) -> None:
    for sheet in looks.glob("look-*/sheet.qss"):
        text = sheet.read_text(encoding="utf-8")
        named = {part.split(")")[0] for part in text.split("url(icon:/")[1:]}
        assert named
        assert [n for n in named if not (sheet.parent / n).is_file()] == []


def test_changed_is_told_with_the_new_theme(wardrobe: Wardrobe, qtbot: QtBot) -> None:
    with qtbot.waitSignal(wardrobe.changed) as told:
        wardrobe.apply("dark", 1.25, "compact")
    theme = told.args[0] if told.args else None
    assert isinstance(theme, Theme)
    assert (theme.look, theme.density) == (Look.DARK, Density.COMPACT)
    assert current_theme() is theme


def test_the_same_again_costs_nothing(wardrobe: Wardrobe, qtbot: QtBot) -> None:
    wardrobe.apply("dark", 1.25)
    with qtbot.assertNotEmitted(wardrobe.changed):
        wardrobe.apply("dark", 1.25)


def test_text_scale_enlarges_text_and_measures(qapp: QApplication, wardrobe: Wardrobe, qtbot: QtBot) -> None:
    wardrobe.apply("light")
    small, row = qapp.font().pixelSize(), wardrobe.theme.row_height
    wardrobe.apply("light", 1.5)
    assert qapp.font().pixelSize() == round(small * 1.5)
    assert wardrobe.theme.row_height == round(row * 1.5)


def test_density_changes_rows_and_controls(wardrobe: Wardrobe, qtbot: QtBot) -> None:
    button = QPushButton("Save")
    qtbot.addWidget(button)
    button.show()
    heights = {}
    for density in Density:
        wardrobe.apply("light", 1.0, density)
        button.ensurePolished()
        heights[density] = (wardrobe.theme.row_height, button.sizeHint().height())
        assert button.sizeHint().height() == wardrobe.theme.control_height
    assert heights[Density.COMPACT] < heights[Density.COMFORTABLE]


def test_controls_in_a_row_have_one_height(each_look: str, qtbot: QtBot) -> None:
    hints = []
    for widget in (QLineEdit(), QPushButton("Save")):
        qtbot.addWidget(widget)
        widget.ensurePolished()
        hints.append(widget.sizeHint().height())
    assert len(set(hints)) == 1


def test_following_the_system(
    qapp: QApplication, wardrobe: Wardrobe, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [Qt.ColorScheme.Light]
    monkeypatch.setattr(type(qapp.styleHints()), "colorScheme", lambda _: now[0])
    wardrobe.apply("system")
    seen = [wardrobe.theme.look]
    now[0] = Qt.ColorScheme.Dark
    with qtbot.waitSignal(wardrobe.changed):
        qapp.styleHints().colorSchemeChanged.emit(now[0])
    seen.append(wardrobe.theme.look)
    assert seen == [Look.LIGHT, Look.DARK]


def test_a_chosen_look_does_not_follow_the_system(qapp: QApplication, wardrobe: Wardrobe, qtbot: QtBot) -> None:
    wardrobe.apply("light")
    with qtbot.assertNotEmitted(wardrobe.changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert wardrobe.theme.look is Look.LIGHT


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_the_cache_is_for_the_owner_only(qapp: QApplication, wardrobe: Wardrobe, tmp_path: Path) -> None:
    cache = tmp_path / "a" / "cache"
    with another(qapp, cache) as other:
        other.apply("light")
        assert stat.S_IMODE(cache.stat().st_mode) == 0o700


def test_a_cache_that_cannot_be_written_is_no_hindrance(qapp: QApplication, wardrobe: Wardrobe, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    with another(qapp, blocked / "cache") as other:
        other.apply("dark")
        other.apply("light")
        assert other.theme.tokens.accent in qapp.styleSheet()


@pytest.mark.parametrize("damaged", ["tokens.json", "sheet.qss"])
def test_a_damaged_cache_is_built_again(qapp: QApplication, wardrobe: Wardrobe, tmp_path: Path, damaged: str) -> None:
    with another(qapp, tmp_path) as other:
        other.apply("light")
        (folder,) = tmp_path.glob("look-*")
        whole = qapp.styleSheet()
        (folder / damaged).write_text("{", encoding="utf-8")
        other.apply("light")
        assert qapp.styleSheet() == whole
        assert (folder / "sheet.qss").read_text(encoding="utf-8") == whole


def test_arabic_and_hebrew_come_from_the_shipped_fonts(qapp: QApplication, wardrobe: Wardrobe) -> None:
    assert QFontInfo(qapp.font()).family() == "Inter"
    assert qapp.font().families()[1:3] == ["Noto Sans Arabic", "Noto Sans Hebrew"]
