"""Two hands at a keyboard and a mouse: every test that goes the way of a user acts through these.

Keys go to whatever has the keyboard, and fail where nothing has it. Nothing is called but what reads the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ascertain.ui.shell.window import MainWindow

Found = TypeVar("Found", bound=QWidget)


class KeyTally:
    """How many keys were pressed: a letter is one, whatever is held with it, and so is a chord."""

    def __init__(self) -> None:
        self.pressed = 0

    def since(self, before: int) -> int:
        """How many were pressed since there were `before`."""
        return self.pressed - before


KEYS = KeyTally()
"""Every key that the hands press is counted here."""

NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
PATIENCE_MS = 20_000
_MOST_TABS = 250
_WHOLE = (QComboBox, QLineEdit, QAbstractItemView, QAbstractSpinBox, QPlainTextEdit, QMenu, QMenuBar)


def under_the_keyboard() -> QWidget:
    """The widget that the next key goes to."""
    _manage_windows()
    popup = QApplication.activePopupWidget()
    if popup is None:
        held: QWidget | None = QApplication.focusWidget()
    else:
        # Typed as if it always had one.
        inner: QWidget | None = popup.focusWidget()
        held = popup if inner is None else inner
    assert held is not None, "nothing has the keyboard"
    return held


def _manage_windows() -> None:
    """Bring a window to the front after a dialog was closed. A window manager does; the screen in memory has none."""
    if QApplication.activeWindow() is not None or QApplication.activePopupWidget() is not None:
        return
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    front = QApplication.activeModalWidget() or next((each for each in shown if isinstance(each, MainWindow)), None)
    if front is not None:
        front.activateWindow()
        QCoreApplication.processEvents()


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press one key."""
    KEYS.pressed += 1
    QTest.keyClick(under_the_keyboard(), key, modifiers)


def type_text(text: str) -> None:
    """Type a text; letters of any script, as an input method of the system gives them."""
    for letter in text:
        if letter == "\n":
            press(Qt.Key.Key_Return)
            continue
        KEYS.pressed += 1
        if letter.isascii():
            QTest.keyClicks(under_the_keyboard(), letter)
        else:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, Qt.Key.Key_unknown, NONE, letter)
                QCoreApplication.sendEvent(under_the_keyboard(), event)


def paste(text: str) -> None:
    """Paste a text that was copied elsewhere."""
    QGuiApplication.clipboard().setText(text)
    press(Qt.Key.Key_V, CTRL)


def click(widget: QWidget, at: QPoint | None = None, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Click on something that can be seen."""
    where = widget.rect().center() if at is None else at
    assert widget.visibleRegion().contains(where), f"{widget.objectName()} cannot be seen where it is to be clicked"
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, modifiers, where)


def tab_to(name: str) -> QWidget:
    """Press Tab until the widget of this name has the keyboard."""
    for _ in range(_MOST_TABS):
        held = under_the_keyboard()
        if held.objectName() == name:
            return held
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {name}")


def replace_text(text: str) -> None:
    """Type a text in place of what stands in the line or text that has the keyboard."""
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_Delete)
    type_text(text)


def fill(name: str, text: str) -> None:
    """Tab to a line or a text and type into it."""
    held = tab_to(name)
    type_text(text)
    shown = (
        held.text() if isinstance(held, QLineEdit) else held.toPlainText() if isinstance(held, QPlainTextEdit) else ""
    )
    assert shown == text, f"{name} holds {shown!r}"


def choose_in_combo(name: str, label: str) -> None:
    """Tab to a combo box and go down to the line of this label."""
    box = tab_to(name)
    assert isinstance(box, QComboBox)
    press(Qt.Key.Key_Home)
    for _ in range(box.count()):
        if box.currentText() == label:
            return
        press(Qt.Key.Key_Down)
    raise AssertionError(f"{name} does not offer {label!r}")


def parts_of(root: QWidget) -> Iterator[QWidget]:
    """A widget and all that is in it, but for what Qt itself puts into its boxes.

    `findChild` makes Python know those too, and Python is not told when Qt deletes them: a new widget at the same
    address is then taken for the old one.
    """
    yield root
    if isinstance(root, _WHOLE):
        return
    for child in root.children():
        if isinstance(child, QWidget):
            yield from parts_of(child)


class Hands:
    """What also waits for an answer of the program, in one window."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.window = window
        self._qtbot = qtbot

    def wait_for(self, what: Callable[[], bool], why: str | Callable[[], str] = "") -> None:
        """Wait until something can be seen."""

        def seen() -> None:
            assert what(), why if isinstance(why, str) else why()

        self._qtbot.waitUntil(seen, timeout=PATIENCE_MS)

    def part(self, kind: type[Found], name: str) -> Found:
        """The part of the window, or of a dialog over it, that has this name."""
        found = self._find(name)
        assert found is not None, f"there is no {name}"
        assert isinstance(found, kind), f"{name} is a {type(found).__name__}"
        return found

    def shows(self, name: str) -> bool:
        """Whether the part of this name can be seen."""
        found = self._find(name)
        return found is not None and found.isVisible()

    def _find(self, name: str) -> QWidget | None:
        return next((each for each in parts_of(self.window) if each.objectName() == name), None)

    def wait_for_keyboard(self, name: str) -> None:
        """Wait until the widget of this name has the keyboard."""

        def holder() -> str:
            return under_the_keyboard().objectName()

        self.wait_for(lambda: holder() == name, lambda: f"{holder()} has the keyboard, not {name}")

    def wait_for_dialog(self, name: str) -> None:
        """Wait until a dialog is in front and has the keyboard."""
        self.wait_for(lambda: self.shows(name), f"{name} does not open")
        dialog = self.part(QWidget, name)
        self.wait_for(lambda: dialog.isAncestorOf(under_the_keyboard()), f"{name} has not got the keyboard")

    def choose_code(self, name: str, label: str) -> None:
        """Tab to a line that searches a list of codes, type the label and take it from the list."""
        line = tab_to(name)
        assert isinstance(line, QLineEdit)
        type_text(label)
        self._light(name, lambda text: text == label)
        press(Qt.Key.Key_Return)
        assert line.text() == label, f"{name} holds {line.text()!r}"

    def choose_name(self, line_name: str, name: str) -> None:
        """Type a name that the log has, and take it from the list under the line."""
        tab_to(line_name)
        type_text(name)
        self._light(line_name, lambda text: text == name)
        press(Qt.Key.Key_Return)

    def ask_to_make(self, line_name: str, name: str, form: str) -> None:
        """Type a name that the log does not have, and ask for the form of it."""
        tab_to(line_name)
        type_text(name)
        self._light(line_name, lambda text: text.startswith("Make ") and name in text)
        press(Qt.Key.Key_Return)
        self.wait_for(lambda: self.shows(form), f"{form} does not open")

    def _light(self, line_name: str, wanted: Callable[[str], bool]) -> None:
        """Press Down until the list under the line lights what is wanted."""
        list_name = f"{line_name}_choices_list"

        def texts() -> list[str]:
            # A row of a statement gets another box, and so another list, with the field that it is about.
            model = self.part(QListView, list_name).model() if self.shows(list_name) else None
            return [str(model.index(row, 0).data()) for row in range(model.rowCount())] if model is not None else []

        self.wait_for(lambda: any(wanted(text) for text in texts()), lambda: f"{list_name} offers {texts()}")
        for _ in range(len(texts()) + 1):
            at = self.part(QListView, list_name).currentIndex()
            if at.isValid() and wanted(str(at.data())):
                return
            press(Qt.Key.Key_Down)
        raise AssertionError(f"{list_name}: the keys do not reach it")

    # ---- the table

    def rows(self, column: str = "What happened") -> list[str]:
        """What stands in one column of the table, row by row."""
        model = self.window.table.model()
        heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
        at = heads.index(column)
        return [str(model.index(row, at).data()) for row in range(model.rowCount())]

    def wait_for_rows(self, count: int) -> None:
        """Wait until the table shows so many rows."""
        self.wait_for(lambda: self.window.table.model().rowCount() == count, f"{count} rows are expected")

    def click_header(self, column: str, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Click on the heading of a column."""
        header = self.window.table.header
        model = self.window.table.model()
        heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
        at = heads.index(column)
        click(header.viewport(), QPoint(header.sectionViewportPosition(at) + 12, header.height() // 2), modifiers)

    def click_row(self, title: str) -> None:
        """Click on the row of this title."""
        table = self.window.table
        self.click_index(table, table.model().index(self.rows().index(title), 1))
        assert table.currentIndex().row() == self.rows().index(title)

    @staticmethod
    def click_index(view: QAbstractItemView, index: QModelIndex) -> None:
        """Click on one cell or line of a view."""
        assert isinstance(view.selectionModel(), QItemSelectionModel)
        click(view.viewport(), view.visualRect(index).center())

    def can_redo(self) -> bool:
        """Whether the tool bar offers to do again what was undone."""
        return self.part(QToolButton, "action_redo_button").isEnabled()
