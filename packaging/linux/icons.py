"""The icon of the program in the sizes that desktops ask for, drawn from `resources/icons/ascertain.svg`."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).resolve().parents[2] / "resources" / "icons" / "ascertain.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def draw_icon(size: int, out: Path) -> None:
    """Write the icon as a PNG of `size` pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    out.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(out)):
        raise OSError(f"{out} could not be written")
