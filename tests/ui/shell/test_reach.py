"""Every control can be named by a screen reader and found by its name."""

from __future__ import annotations

import re
from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ascertain.domain.rows import Shelf
from ascertain.ui.shell.window import MainWindow

_CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit)
_INNER = re.compile(r"qt_|_?scroll")


def controls(window: MainWindow) -> list[QWidget]:
    found = [each for each in window.findChildren(QWidget) if isinstance(each, _CONTROLS)]
    return [
        each for each in found if not isinstance(each, QHeaderView) and not _inside_of_qt(each) and each.isVisible()
    ]


def _inside_of_qt(widget: QWidget) -> bool:
    """Parts that Qt makes within its own widgets, such as the button that clears a line."""
    parent = widget.parentWidget()
    return bool(_INNER.match(widget.objectName())) or isinstance(
        parent, QLineEdit | QComboBox | QAbstractSpinBox | QAbstractItemView
    )


def test_every_control_has_a_name_for_screen_readers(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.side.count() > 1, timeout=10_000)
    nameless = []
    for each in controls(window):
        text = each.text() if isinstance(each, QAbstractButton) else ""
        if not (each.accessibleName() or text):
            nameless.append(f"{type(each).__name__} {each.objectName()}")
    assert nameless == []


def test_controls_have_object_names_that_are_unique_among_siblings(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.side.count() > 1, timeout=10_000)
    unnamed = [f"{type(each).__name__} in {each.parent()}" for each in controls(window) if not each.objectName()]
    assert unnamed == []
    paths = Counter((id(each.parentWidget()), each.objectName()) for each in controls(window))
    assert [name for (_, name), count in paths.items() if count > 1] == []


def letters(window: MainWindow) -> Counter[str]:
    """The letters that work with Alt now: of the menus, of buttons, and of labels with a buddy."""
    texts = [action.text() for action in window.menuBar().actions()]
    texts += [each.text() for each in window.findChildren(QAbstractButton) if each.isVisible()]
    texts += [each.text() for each in window.findChildren(QLabel) if each.isVisible() and each.buddy() is not None]
    found = (QKeySequence.mnemonic(text).toString() for text in texts if text)
    return Counter(keys for keys in found if keys)


def test_no_letter_leads_to_two_places(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.side.count() > 1, timeout=10_000)
    qtbot.waitUntil(lambda: window.findChild(QWidget, "detail_edit") is not None)
    pages = (None, Shelf.SOURCES, Shelf.PLACES, "review")
    for page in pages:
        if isinstance(page, Shelf):
            window.show_shelf(page)
            shelf = window.center.currentWidget()
            assert shelf is not None
            _wait(qtbot, shelf, "library_edit", "library_empty")
        elif page == "review":
            window.review()
            _wait(qtbot, window, "review_save")
            follow_up = window.findChild(QWidget, "verdict_follow_up")
            assert follow_up is not None
            QTest.mouseClick(follow_up, Qt.MouseButton.LeftButton)
            _wait(qtbot, window, "remind_label")
        twice = [keys for keys, count in letters(window).items() if count > 1]
        assert twice == [], page


def _wait(qtbot: QtBot, inside: QWidget, *names: str) -> None:
    qtbot.waitUntil(lambda: any(_shown(inside, name) for name in names))


def _shown(inside: QWidget, name: str) -> bool:
    found = inside.findChild(QWidget, name)
    return found is not None and found.isVisible()


def test_labels_show_text_as_it_is(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.side.count() > 1, timeout=10_000)
    from PySide6.QtCore import Qt

    guessing = [
        label.objectName() or label.text()
        for label in window.findChildren(QLabel)
        if label.textFormat() != Qt.TextFormat.PlainText and label.pixmap().isNull() and label.text()
    ]
    assert guessing == []
