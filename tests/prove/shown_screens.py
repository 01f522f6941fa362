"""The program that shows a hostile log on every screen, and tells what it showed and what was reached for."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QAbstractListModel, QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabWidget,
    QTextEdit,
    QToolTip,
    QWidget,
)

from ascertain.app.session import LogSession, create_session
from ascertain.app.settings import Settings, SettingsFile
from ascertain.domain.addresses import read_address
from ascertain.domain.messages import say
from ascertain.domain.problems import LogUnavailable
from ascertain.domain.rows import Shelf
from ascertain.ui.application import Doors, make_application, start
from ascertain.ui.dialogs.leave import LeaveDialog
from ascertain.ui.dialogs.trouble import TroubleDialog
from ascertain.ui.shell.window import MainWindow
from tests.prove.hostile_log import make_log

MARKS = ("<img", "<link", "<iframe", "<table background", '<p style="background', "![four]", "<?xml")
_REACHING = ("socket.connect", "subprocess.Popen", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.startfile")
_ENOUGH_S = 20
_DIALOGS = (
    "set_status", "tag", "link", "purge", "export", "columns", "sort_by", "save_view", "help", "shortcuts", "about",
    "backups",
)  # fmt: skip


class Show:
    """Goes through the screens of one window."""

    def __init__(self, app: QApplication, texts: list[str]) -> None:
        self.app, self.texts = app, texts
        self.screens: list[str] = []
        self.rendering: list[str] = []
        self.literal = 0

    def until(self, holds: Callable[[], bool]) -> bool:
        """Let the program run until something holds; False where it takes too long."""
        latest = time.monotonic() + _ENOUGH_S
        while not holds():
            if time.monotonic() > latest:
                return False
            self.app.processEvents()
        return True

    def settle(self) -> None:
        """Let everything that was asked for arrive and be painted."""
        quiet = time.monotonic() + 0.15
        while time.monotonic() < quiet:
            self.app.processEvents()

    def look(self, screen: str, root: QWidget) -> None:
        """Paint a screen, ask every widget of it for its tool tip, and see how its texts are shown."""
        self.settle()
        root.grab()
        parts = [root, *root.findChildren(QWidget)]
        found = sum(self._look_at(part) for part in parts if shiboken6.isValid(part) and part.isVisible())
        if found:
            self.screens.append(screen)
            self.literal += found
        for widget in self.app.allWidgets():
            self._might_render(screen, widget)

    def _look_at(self, widget: QWidget) -> int:
        middle = widget.rect().center()
        self._tip(widget, middle)
        count = 0
        if isinstance(widget, QAbstractItemView):
            model = widget.model()
            columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
            for row in range(min(model.rowCount(), 8)):
                for column in range(columns):
                    index = model.index(row, column)
                    count += _hostile(str(index.data() or ""))
                    tip = index.data(Qt.ItemDataRole.ToolTipRole)
                    if _renders(str(tip or "")):
                        self.rendering.append(f"tip of a cell in {widget.objectName()}")
                    self._tip(widget.viewport(), widget.visualRect(index).center())
        elif isinstance(widget, QPlainTextEdit):
            count += _hostile(widget.toPlainText())
        elif isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            count += _hostile(widget.text())
        return count

    def _tip(self, widget: QWidget, where: QPoint) -> None:
        self.app.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, where, widget.mapToGlobal(where)))
        if QToolTip.isVisible():
            self.app.processEvents()
            if _renders(QToolTip.text()):
                self.rendering.append(f"tool tip over {widget.objectName()}")
        QToolTip.hideText()

    def _might_render(self, screen: str, widget: QWidget) -> None:
        name = widget.objectName()
        if isinstance(widget, QLabel) and _hostile(widget.text()) and widget.textFormat() != Qt.TextFormat.PlainText:
            self.rendering.append(f"{screen}: label {name}")
        if _renders(widget.toolTip()) or _renders(widget.whatsThis()):
            self.rendering.append(f"{screen}: tip of {name}")
        if isinstance(widget, QTextEdit) and "bait" in widget.toHtml():
            self.rendering.append(f"{screen}: page {name}")


def _hostile(text: str) -> bool:
    return any(mark in text for mark in MARKS)


def _renders(text: str) -> bool:
    """Whether a place that guesses markup would find some. It guesses HTML, and knows no Markdown."""
    return any(mark in text for mark in MARKS if mark.startswith("<"))


def go_through(show: Show, window: MainWindow) -> None:
    """Show every screen."""
    texts = show.texts
    show.until(lambda: window.browse.model.complete and window.side.count() > 1)
    window.table.show_columns(tuple(window.browse.model.columns))
    show.look("table", window)
    pane = window.findChild(QTabWidget, "detail_tabs")
    for row in range(min(3, window.table.model().rowCount())):
        window.table.selectRow(row)
        show.settle()
        for at in range(pane.count() if pane is not None else 0):
            assert pane is not None
            pane.setCurrentIndex(at)
            show.look(f"detail {row}.{at}", window)
    for key in _DIALOGS:
        window.table.setFocus()
        window.actions_set[key].trigger()
        show.settle()
        for dialog in window.findChildren(QDialog):
            if shiboken6.isValid(dialog) and dialog.isVisible():
                show.look(f"dialog {key}", dialog)
                dialog.close()
        show.settle()
    for shelf in Shelf:
        window.show_shelf(shelf)
        show.look(f"library {shelf.value}", window)
        for side in window.findChildren(QWidget, "library_edit"):
            if isinstance(side, QAbstractButton) and side.isVisible():
                side.click()
                show.look(f"form of {shelf.value}", window)
    window.review()
    show.look("review", window)
    window.center.browse()
    window.new_incident()
    show.look("new incident", window)
    window.side.close_form()
    window.edit_current()
    show.look("form", window)
    window.side.close_form()
    for at, text in enumerate(texts):
        window.notices.show_notice(text, text, lambda: None)
        show.look(f"notice {at}", window.notices)
        window.tell_trouble(LogUnavailable(say("{name}", name=text)))
        show.look(f"trouble {at}", window.notices)
        dialog = TroubleDialog(text, LogUnavailable(say("{name}", name=text)), window)
        dialog.open()
        show.look(f"trouble dialog {at}", dialog)
        dialog.close()
        window.state.ask(text)
        show.look(f"search {at}", window)
    leave = LeaveDialog(read_address("https://a%3Cimg@xn--80ak6aa92e.com/%3Cimg"), window)
    leave.open()
    show.look("leave", leave)
    leave.close()
    menu = QMenu(window)
    window.openers.fill_recent(menu)
    for action in [*menu.actions(), *window.actions()]:
        if _renders(action.toolTip()) or _renders(action.whatsThis()):
            show.rendering.append(f"tip of the action {action.objectName()}")


def main() -> None:
    """Read what to show, show it, and print what was found."""
    asked: dict[str, Any] = json.loads(sys.stdin.read())
    folder, texts, bait = Path(asked["folder"]), list(asked["texts"]), asked["bait"]
    log = folder / "a <b>log</b> <img src=x>.ascertain"
    make_log(log, texts)
    audited: list[str] = []

    def heard(event: str, given: tuple[Any, ...]) -> None:
        if event == "open" and str(given[0]).startswith(bait):
            audited.append(f"open {given[0]}")
        elif event.startswith(_REACHING):
            audited.append(f"{event} {given[:1]}")

    sys.addaudithook(heard)
    app = make_application(["ascertain"])
    settings = SettingsFile(folder / "settings.json")
    settings.write(
        Settings(theme_mode="light", window=(0, 0, 1440, 900), recent_logs=(str(log), *(f"/{text}" for text in texts)))
    )
    doors = Doors(LogSession.open, create_session, lambda: create_session(folder / "e"), folder / "own")
    desktop = start(app, doors, settings, folder / "looks", log)
    sys.excepthook = sys.__excepthook__  # the window would tell a fault in a notice
    show = Show(app, texts)
    show.until(lambda: desktop.window is not None)
    window = desktop.window
    assert window is not None
    go_through(show, window)
    _show_on_purpose(show, asked["known"])
    window.close()
    show.settle()
    told = {
        "screens": show.screens,
        "literal": show.literal,
        "rendering": sorted(set(show.rendering)),
        "audited": audited,
    }
    print(json.dumps(told), flush=True)


def _show_on_purpose(show: Show, picture: str) -> None:
    """What a program would do that lets markup render."""
    label = QLabel(f'<img src="{picture}">')
    label.show()
    show.settle()
    label.close()


if __name__ == "__main__":
    main()
