"""Every icon has a file, every file a name, and tints follow the theme."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QColor, QIcon, QImage
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ascertain import resources
from ascertain.ui.theme import IconName, Icons, Tone, Wardrobe, current_theme, icon, set_icon


def _ink(image: QImage) -> QColor:
    """Return the color of the most opaque pixel."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return max(pixels, key=lambda color: color.alpha())


def _close(one: QColor, other: QColor) -> bool:
    pairs = zip(one.toTuple()[:3], other.toTuple()[:3], strict=True)  # type: ignore[index]
    return all(abs(a - b) <= 3 for a, b in pairs)


def test_every_name_has_a_file_and_every_file_a_name() -> None:
    files = {name.removesuffix(".svg") for name in resources.names("icons", ".svg")}
    assert files == {str(name) for name in IconName}


@pytest.mark.parametrize("name", IconName)
def test_every_icon_draws_something(wardrobe: Wardrobe, name: IconName) -> None:
    drawn = icon(name).pixmap(QSize(32, 32)).toImage()
    assert _ink(drawn).alpha() > 200


def test_icons_take_the_color_of_their_tone(each_look: str) -> None:
    for tone in (Tone.TEXT, Tone.DANGER, Tone.ACCENT):
        ink = _ink(icon(IconName.FLAG, tone).pixmap(QSize(48, 48)).toImage())
        assert _close(ink, current_theme().color(tone))


def test_a_disabled_icon_is_faded_and_still_seen(each_look: str) -> None:
    faded = icon(IconName.FLAG).pixmap(QSize(48, 48), QIcon.Mode.Disabled).toImage()
    assert _close(_ink(faded), current_theme().color("text_disabled"))


def test_an_icon_is_as_sharp_as_the_screen(wardrobe: Wardrobe) -> None:
    pixmap = icon(IconName.SEARCH).pixmap(QSize(16, 16), 2.0)
    assert pixmap.size() == QSize(32, 32)


def test_a_kept_icon_follows_the_theme(wardrobe: Wardrobe, qtbot: QtBot) -> None:
    button, label, action = QPushButton("x"), QLabel(), QAction()
    qtbot.addWidget(button)
    qtbot.addWidget(label)
    for target in (button, label, action):
        set_icon(target, IconName.FLAG, Tone.TEXT, 32)
    wardrobe.apply("dark")
    expected = wardrobe.theme.color("text")
    assert _close(_ink(button.icon().pixmap(QSize(48, 48)).toImage()), expected)
    assert _close(_ink(action.icon().pixmap(QSize(48, 48)).toImage()), expected)
    assert _close(_ink(label.pixmap().toImage()), expected)


def test_a_cache_that_became_read_only_costs_only_the_color(
    wardrobe: Wardrobe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    icons = Icons(wardrobe.theme, tmp_path)
    monkeypatch.setattr(Path, "write_text", full)
    assert not icons.icon(IconName.FLAG, Tone.OK).pixmap(QSize(16, 16)).isNull()


def test_setting_an_icon_again_replaces_it(wardrobe: Wardrobe, qtbot: QtBot) -> None:
    button = QPushButton("x")
    qtbot.addWidget(button)
    before = len(button.children())
    set_icon(button, IconName.FLAG)
    set_icon(button, IconName.CHECK, Tone.OK)
    assert len(button.children()) == before + 1
    assert _close(_ink(button.icon().pixmap(QSize(48, 48)).toImage()), wardrobe.theme.color("ok"))


def test_icons_show_even_when_nothing_is_dressed(qapp: object) -> None:
    assert not icon(IconName.FLAG).pixmap(QSize(16, 16)).isNull()


def test_licenses_lie_beside_what_they_cover() -> None:
    assert "Apache License" in resources.text("icons", "LICENSE.txt")
    for name in resources.names("fonts", ".ttf"):
        family = Path(name).stem.split("-")[0]
        assert "Open Font License" in resources.text("fonts", f"{family}-OFL.txt")
