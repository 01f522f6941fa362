"""Which page of the help belongs to the place where one is, and how it is asked for.

A screen or dialog names its page where it is made: `help_page`, on its class or on one widget, as `page` or
`page#section`. What names none has the page of what it stands in.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

START = "getting-started"


@runtime_checkable
class GivesHelp(Protocol):
    """A window that can show the help."""

    def give_help(self, at: QWidget | None) -> None:
        """Show the page for a place."""


def page_at(widget: QWidget | None) -> str:
    """The page of the nearest of these that names one: the widget, what it stands in, what that was opened from."""
    while widget is not None:
        named = getattr(widget, "help_page", "")
        if named:
            return str(named)
        widget = widget.parentWidget()
    return ""


def add_help_key(dialog: QWidget) -> None:
    """Let F1 show the help in a dialog: the key of the main window does not reach into it."""
    key = QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), dialog)
    key.setObjectName(f"{dialog.objectName()}_help_key")
    key.activated.connect(lambda: ask_help(dialog))


def ask_help(dialog: QWidget) -> None:
    """Show the page for where the keyboard is in a dialog."""
    at = QApplication.focusWidget()
    above: QWidget | None = dialog
    while above is not None and not isinstance(above, GivesHelp):
        above = above.parentWidget()
    if isinstance(above, GivesHelp):
        above.give_help(at if at is not None and dialog.isAncestorOf(at) else dialog)
