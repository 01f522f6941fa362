"""Purging from the window: the chosen incidents, and what an earlier purge could not finish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from ascertain.ui.dialogs.clearing import ClearingSheet
    from ascertain.ui.shell.window import MainWindow


def purge_chosen(window: MainWindow) -> None:
    """Ask, and purge the chosen incidents. An open form goes first: it could hold one of them."""
    from ascertain.ui.dialogs.purge import PurgeDialog
    from ascertain.ui.dialogs.purge_subject import Incidents

    ids = window.table.selection().ids
    if ids and window.side.ask_to_close():
        window.side.close_form()
        _open(PurgeDialog(window.bridge, Incidents(ids), window), window)


def finish_purge(window: MainWindow) -> None:
    """Ask, and write the log anew."""
    from ascertain.ui.dialogs.finish_purge import FinishPurgeDialog

    _open(FinishPurgeDialog(window.bridge, window), window)


def tell_unfinished_purge(window: MainWindow) -> None:
    """Say in a window that has just opened that traces of a purge may remain."""

    def tell(unfinished: bool) -> None:
        if unfinished:
            text = QCoreApplication.translate("Purging", "A purge is not finished: traces may remain in the log.")
            act = QCoreApplication.translate("Purging", "Finish")
            window.notices.show_notice(text, act, lambda: finish_purge(window), tone="warning", seconds=0)

    window.bridge.asker(window).ask(lambda queries: queries.purge_unfinished(), tell)


def _open(dialog: ClearingSheet, window: MainWindow) -> None:
    dialog.finished_with.connect(lambda said: window.notices.show_notice(said, tone="ok"))
    dialog.finished.connect(dialog.deleteLater)
    dialog.finished.connect(lambda _: window.table.setFocus())
    dialog.open()
