"""What can be done with a chip: changed, turned round, joined with the next one, lifted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from ascertain.domain.search import Or, asked_of, joined_with_next, parted, turned
from ascertain.ui.shell.chip_words import ChipShown
from ascertain.ui.shell.view_state import ViewState

OpenPage = Callable[..., None]
"""Opens the page of a field: `open_page(key, at=…, member=…)`."""


def turn(state: ViewState, at: int) -> None:
    """Find what is not so, or what is so again."""
    chips = state.chips
    state.set_chips((*chips[:at], turned(chips[at]), *chips[at + 1 :]))


def is_group(state: ViewState, at: int) -> bool:
    """Whether a chip is a group of which any part will do."""
    term = state.chips[at]
    return isinstance(term, Or) and asked_of(term) is None


def join(state: ViewState, at: int) -> None:
    """Let a chip and the next one be alternatives; the last one is joined with the one before it."""
    if len(state.chips) > 1:
        state.set_chips(joined_with_next(state.chips, min(at, len(state.chips) - 2)))


def join_or_part(state: ViewState, at: int) -> None:
    """Join a chip with its neighbor, or ask each part of a group by itself."""
    if is_group(state, at):
        state.set_chips(parted(state.chips, at))
    else:
        join(state, at)


def fill_chip_menu(menu: QMenu, state: ViewState, at: int, shown: ChipShown, open_page: OpenPage) -> None:
    """Put what can be done with the chip at `at` into a menu, each with its key."""
    group = is_group(state, at)
    if shown.field:
        menu.addAction(QCoreApplication.translate("ChipMenu", "&Change…\tEnter"), lambda: open_page(shown.field, at=at))
    for member, part in enumerate(shown.members if group else ()):
        if part.field:
            text = QCoreApplication.translate("ChipMenu", "Change {filter}…").replace(
                "{filter}", part.text.replace("&", "&&")
            )
            menu.addAction(text, partial(open_page, part.field, at=at, member=member))
    menu.addAction(
        (
            QCoreApplication.translate("ChipMenu", "Find what &is so")
            if shown.negated
            else QCoreApplication.translate("ChipMenu", "Find what is &not so")
        )
        + "\tN",
        lambda: turn(state, at),
    )
    if len(state.chips) > 1:
        last = at == len(state.chips) - 1
        text = (
            QCoreApplication.translate("ChipMenu", "This &or the filter before it")
            if last
            else QCoreApplication.translate("ChipMenu", "This &or the next filter")
        )
        menu.addAction(text + ("" if group else "\tO"), lambda: join(state, at))
    if group:
        menu.addAction(
            QCoreApplication.translate("ChipMenu", "Ask &each by itself") + "\tO",
            lambda: state.set_chips(parted(state.chips, at)),
        )
    menu.addSeparator()
    menu.addAction(QCoreApplication.translate("ChipMenu", "&Lift this filter\tDel"), lambda: state.remove_chip(at))
