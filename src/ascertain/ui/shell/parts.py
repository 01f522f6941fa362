"""The parts of the window, from one to the next by a key: so that the keyboard is nowhere caught."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from ascertain.ui.shell.window import MainWindow


def go_to_part(window: MainWindow, step: int) -> None:
    """Give the keyboard to the next part that can be seen (`step` -1: to the one before), where it was there last."""
    parts = [part for part in _parts(window) if part.isVisible() and _target(part) is not None]
    if not parts:
        return
    focus = QApplication.focusWidget()
    at = next((place for place, part in enumerate(parts) if focus is not None and _within(part, focus)), None)
    # From elsewhere one comes to the first part, or to the last one.
    to = (0 if step > 0 else -1) if at is None else (at + step) % len(parts)
    target = _target(parts[to])
    if target is not None:
        target.setFocus(Qt.FocusReason.TabFocusReason)


def _parts(window: MainWindow) -> list[QWidget]:
    """As they are read: the search, what is in the middle, what stands beside it, the views."""
    if not window.center.browsing:
        page = window.center.currentWidget()
        return [window.tool_bar.search, *([page] if page is not None else []), window.sidebar]
    browse = window.browse
    return [window.tool_bar.search, browse.filters, browse.rows, browse.bars, window.side, window.sidebar]


def _target(part: QWidget) -> QWidget | None:
    """What of a part had the keyboard last; else the first that can have it by Tab."""
    last: QWidget | None = part.focusWidget()
    if last is not None and _takes(last, part):
        return last
    if _takes(part, part):
        return part
    each: QWidget | None = part.nextInFocusChain()
    while each is not None and each is not part:
        if part.isAncestorOf(each) and _takes(each, part):
            return each
        each = each.nextInFocusChain()
    return None


def _takes(widget: QWidget, part: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    return by_tab and widget.isEnabled() and _within(part, widget) and widget.isVisible()


def _within(part: QWidget, widget: QWidget) -> bool:
    return part is widget or part.isAncestorOf(widget)
