# ruff: noqa: E501 - a table is read by its columns
"""What each action does in a window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from ascertain.app.settings import DENSITIES, REVIEW_ORDERS
from ascertain.domain.problems import Remedy
from ascertain.domain.table_rows import Shelf
from ascertain.ui.shell import review_actions
from ascertain.ui.shell.purging import finish_purge, purge_chosen
from ascertain.ui.shell.reading import read_document
from ascertain.ui.shell.side_feed import ALL, DUE

if TYPE_CHECKING:
    from ascertain.ui.shell.window import MainWindow


def set_rows(window: MainWindow, density: str) -> None:
    """Let the rows of the table stand closer or not, where one is now."""
    window.table.set_density(density)


def handlers_of(window: MainWindow) -> Mapping[str, Callable[[], object]]:
    """A function for every key of the table of actions. Parts of the window are looked up when an action is used."""
    change, openers = window.remembered.change, window.openers
    return {
        "new_log": window.new_log_asked.emit, "open_log": window.open_log_asked.emit, "open_example": window.example_asked.emit,
        "open_packed": window.open_packed_asked.emit, "save_as": lambda: window.bridge.remedy_asked.emit(Remedy.SAVE_AS), "save_packed": openers.save_packed,
        "import": openers.import_file, "export": openers.export, "print": openers.print_view, "print_incident": openers.print_incident, "close_window": window.close,
        "undo": lambda: window.commands.undo(), "redo": lambda: window.commands.redo(),
        "copy": lambda: window.commands.copy(), "copy_bare": lambda: window.commands.copy(headings=False), "copy_cell": lambda: window.commands.copy_cell(), "select_all": lambda: window.table.selectAll(),
        "find": openers.find, "add_filter": openers.add_filter, "clear_filters": window.clear_filters,
        "show_all": lambda: window.go_to(ALL), "save_view": lambda: window.views.save(), "update_view": lambda: window.views.update(), "edit_view": lambda: window.views.edit(), "view_back": lambda: window.views.go_back(), "reset_columns": lambda: window.layouts.reset_columns(), "columns": openers.choose_columns, "code_lists": openers.code_lists, "own_fields": openers.own_fields, "sort_by": openers.choose_sort,
        "sidebar": openers.toggle_sidebar, "detail": openers.toggle_detail, "histogram": openers.toggle_histogram, "totals": openers.toggle_totals, "next_part": partial(openers.go_to_part, 1), "previous_part": partial(openers.go_to_part, -1),
        **{f"theme_{mode}": partial(change, theme_mode=mode) for mode in ("light", "dark", "system")},
        **{f"density_{density}": partial(change, density=density) for density in ("comfortable", "compact")},
        **{f"rows_{density or 'usual'}": partial(set_rows, window, density) for density in ("", *DENSITIES)},
        **{f"direction_{way}": partial(change, direction=way) for way in ("language", "ltr", "rtl")},
        "text_larger": partial(window.remembered.step_text, 1), "text_smaller": partial(window.remembered.step_text, -1), "text_normal": partial(window.remembered.step_text, 0),
        "new_incident": window.new_incident, "repeat_incident": window.repeat_incident, "edit_incident": window.edit_current,
        "read_document": partial(read_document, window),
        "set_status": lambda: window.commands.set_status(), "tag": lambda: window.commands.tag(), "set_field": lambda: window.commands.set_field(), "replace_text": lambda: window.commands.replace_text(), "link": lambda: window.commands.link(),
        "merge_incidents": openers.merge_incidents, "find_duplicates": openers.find_duplicates,
        "trash": lambda: window.commands.trash(), "restore": lambda: window.commands.restore(),
        "purge": partial(purge_chosen, window), "finish_purge": partial(finish_purge, window),
        "unfinished": lambda: window.unfinished.show_list(),
        "review": window.review, "show_due": lambda: window.go_to(DUE),
        "second_look": partial(review_actions.second_look, window), "tally": partial(review_actions.tell_tally, window), "remind": partial(review_actions.remind, window),
        **{f"review_order_{order}": partial(review_actions.review_in_order, window, order) for order in REVIEW_ORDERS},
        "documents": partial(window.show_shelf, Shelf.DOCUMENTS), "sources": partial(window.show_shelf, Shelf.SOURCES),
        "actors": partial(window.show_shelf, Shelf.ACTORS), "places": partial(window.show_shelf, Shelf.PLACES),
        "backups": window.backups_asked.emit, "check_log": openers.check_log,
        "help": openers.help, "search_help": openers.search_help, "shortcuts": openers.shortcuts, "about": openers.about,
    }  # fmt: skip
