"""What tests of screens stand on: an application that can be dressed, and is plain again afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QDir
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication

from ascertain.ui.theme import Wardrobe


@pytest.fixture(scope="session")
def looks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of built style sheets that all tests share."""
    return tmp_path_factory.mktemp("looks")


@pytest.fixture
def wardrobe(qapp: QApplication, looks: Path) -> Iterator[Wardrobe]:
    """A wardrobe for the running application, dressed in the light look."""
    font, palette, paths = QFont(qapp.font()), QPalette(qapp.palette()), QDir.searchPaths("icon")
    made = Wardrobe(qapp, looks)
    made.apply("light")
    yield made
    shiboken6.delete(made)
    qapp.setStyleSheet("")
    qapp.setFont(font)
    qapp.setPalette(palette)
    QDir.setSearchPaths("icon", paths)


@pytest.fixture(params=["light", "dark"])
def each_look(request: pytest.FixtureRequest, wardrobe: Wardrobe) -> str:
    """Run the test in both looks."""
    wardrobe.apply(request.param)
    return str(request.param)
