"""A status is told by color, word and shape, in both looks and both directions."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from pytestqt.qtbot import QtBot

from ascertain.domain.codes import Status
from ascertain.ui.kit import SHAPES, StatusPill, paint_status_pill, status_pill_size, status_shape_path
from ascertain.ui.theme import Wardrobe, current_theme


def _drawn(width: int, text: str, code: str, direction: Qt.LayoutDirection) -> tuple[QImage, QRect]:
    image = QImage(QSize(width, 40), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setFont(QFont("Inter"))
    where = paint_status_pill(painter, image.rect(), text, code, current_theme(), direction=direction)
    painter.end()
    return image, where


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_fills_its_square_and_stays_in_it(shape: str) -> None:
    square = QRectF(100, 50, 20, 20)
    bounds = status_shape_path(shape, square).boundingRect()
    assert square.adjusted(-1, -1, 1, 1).contains(bounds)
    assert max(bounds.width(), bounds.height()) > 10


def test_shapes_differ() -> None:
    square = QRectF(0, 0, 20, 20)
    pictures = set()
    for shape in SHAPES:
        path = status_shape_path(shape, square)
        pictures.add(tuple(path.contains(QRectF(x, y, 1, 1).center()) for x in range(20) for y in range(20)))
    assert len(pictures) == len(SHAPES)


@pytest.mark.parametrize("code", Status)
def test_a_pill_is_drawn_in_the_colors_of_its_status(each_look: str, code: Status) -> None:
    image, where = _drawn(300, "Word", code, Qt.LayoutDirection.LeftToRight)
    look = current_theme().status(code)
    colors = {image.pixelColor(x, y).name() for x in range(where.width()) for y in range(where.top(), where.bottom())}
    assert look.background in colors
    assert look.foreground in colors


def test_a_pill_stands_at_the_leading_edge(wardrobe: Wardrobe) -> None:
    _, left = _drawn(300, "Confirmed", "confirmed", Qt.LayoutDirection.LeftToRight)
    _, right = _drawn(300, "Confirmed", "confirmed", Qt.LayoutDirection.RightToLeft)
    assert (left.left(), right.right()) == (0, 299)
    assert left.size() == right.size()


def test_in_right_to_left_the_shape_comes_first_from_the_right(wardrobe: Wardrobe) -> None:
    image, where = _drawn(300, "", "unconfirmed", Qt.LayoutDirection.RightToLeft)
    theme = current_theme()
    middle = QPoint(where.right() - theme.px(12), where.center().y())
    assert image.pixelColor(middle) == QColor(theme.status("unconfirmed").foreground)


def test_a_narrow_cell_keeps_the_pill_inside(wardrobe: Wardrobe) -> None:
    image, where = _drawn(60, "Partly confirmed", "partly_confirmed", Qt.LayoutDirection.LeftToRight)
    assert image.rect().contains(where)


def test_only_refuted_is_struck_through(wardrobe: Wardrobe) -> None:
    def crossed(code: str) -> bool:
        image, where = _drawn(300, "i i i", code, Qt.LayoutDirection.LeftToRight)
        ground = QColor(current_theme().status(code).background)
        xs = range(where.left() + current_theme().px(25), where.right() - current_theme().px(11))
        return any(
            all(image.pixelColor(x, y) != ground for x in xs) for y in range(where.top() + 2, where.bottom() - 2)
        )

    assert [code for code in Status if crossed(code)] == [Status.REFUTED]


def test_the_widget_says_its_word_and_is_never_clipped(wardrobe: Wardrobe, qtbot: QtBot) -> None:
    pill = StatusPill("claimed", "Claimed")
    qtbot.addWidget(pill)
    pill.show()
    before = pill.sizeHint()
    pill.set_status("partly_confirmed", "Partly confirmed")
    assert pill.accessibleName() == "Partly confirmed"
    assert (pill.code, pill.text) == ("partly_confirmed", "Partly confirmed")
    assert pill.sizeHint().width() > before.width()
    wardrobe.apply("dark", 1.5)
    assert pill.sizeHint() == status_pill_size("Partly confirmed", pill.font(), current_theme())
    assert pill.minimumSizeHint() == pill.sizeHint()
