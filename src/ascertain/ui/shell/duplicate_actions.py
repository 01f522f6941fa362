"""What the menus do about incidents that may be the same: look for them, and merge those that are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ascertain.ui.duplicates.merge_dialog import MOST, MergeIncidentsDialog
from ascertain.ui.wording import code, number_text

if TYPE_CHECKING:
    from ascertain.ui.shell.window import MainWindow


def find_duplicates(window: MainWindow) -> None:
    """Open the desk: for the incidents that are chosen where they are several, else for what the table shows."""
    if not window.side.ask_to_close():
        return
    chosen, browsing = window.table.selection(), window.center.browsing
    window.side.close_form()
    desk = window.center.duplicates()
    several = browsing and 1 < len(chosen) < len(window.browse.model.ids)
    desk.start(tuple(chosen.ids) if several else window.state.search)
    window.sidebar.go_to("")


def merge_chosen(window: MainWindow) -> None:
    """Ask what the one that the chosen incidents become is to hold."""
    chosen = window.table.selection()
    if len(chosen) > MOST:
        text = QCoreApplication.translate(
            "Duplicates", "{count} incidents cannot be read side by side. Choose {most} at most to merge."
        )
        window.notices.show_notice(
            text.format(count=code(number_text(len(chosen))), most=code(number_text(MOST))), tone="warning"
        )
        return
    dialog = MergeIncidentsDialog(window.bridge, tuple(chosen.ids), (), window)

    def run() -> None:
        for command in dialog.commands:
            window.commands.run(command)

    dialog.accepted.connect(run)
    dialog.finished.connect(dialog.deleteLater)
    dialog.finished.connect(lambda _: window.table.setFocus())
    dialog.open()
