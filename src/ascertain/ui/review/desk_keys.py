"""The keys of the review desk. Letters and digits work while nothing is typed: a box with the keyboard gets them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from ascertain.ui.review.reason_box import MOST_OFFERED
from ascertain.ui.review.verdicts import FOLLOW_UP_KEY, KEEP_KEY, SUGGESTION_KEY, VERDICTS
from ascertain.ui.wording import right_to_left

if TYPE_CHECKING:
    from ascertain.ui.review.desk import ReviewDesk


def bind_keys(desk: ReviewDesk) -> None:
    """Give the desk its keys."""
    for verdict in VERDICTS:
        _bind(desk, verdict.key, partial(desk.pick, verdict.status))
    for number in range(MOST_OFFERED):
        _bind(desk, f"Alt+{number + 1}", partial(desk.take_reason, number))
    onward, backward = ("Left", "Right") if right_to_left() else ("Right", "Left")
    for keys, act in (
        (KEEP_KEY, desk.pick_keep),
        (SUGGESTION_KEY, desk.take_suggestion),
        (FOLLOW_UP_KEY, desk.follow_up),
        ("E", desk.edit),
        ("L", desk.link),
        ("G", desk.turn_to_accounts),
        ("O", desk.next_order),
        ("C", desk.toggle_changed),
        (onward, desk.skip),
        (backward, desk.back),
        ("Ctrl+Return", desk.save),
        ("Ctrl+Enter", desk.save),
        ("Escape", desk.step_back),
    ):
        _bind(desk, keys, act)


def _bind(desk: ReviewDesk, keys: str, act: Callable[[], object]) -> None:
    shortcut = QShortcut(QKeySequence(keys), desk)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)
