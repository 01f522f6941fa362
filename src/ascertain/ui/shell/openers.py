"""What a window opens: dialogs, menus at the pointer, pages to read; and what it shows or hides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from shiboken6 import isValid

from ascertain.ui.wording import code, field_label

if TYPE_CHECKING:
    from ascertain.domain.records import SavedView
    from ascertain.ui.outgoing.scope import Choices
    from ascertain.ui.shell.window import MainWindow

_TABLE_MENU = (
    "edit_incident",
    "",
    "set_status",
    "tag",
    "set_field",
    "replace_text",
    "link",
    "merge_incidents",
    "",
    "copy",
    "copy_cell",
    "print_incident",
    "",
    "trash",
    "restore",
)


class Openers(QObject):
    """Imports each dialog when it is first wanted."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName("openers")
        self._window = window
        self._left_export: Choices | None = None

    # ---- dialogs

    def export(self) -> None:
        """Ask what to export, and write it."""
        from ascertain.ui.shell.exporting import export_dialog

        dialog = export_dialog(self._window, self._left_export)
        self._left_export = None

        def leave(incident_id: int) -> None:
            self._left_export = dialog.choices
            self._window.open_incident(incident_id)

        dialog.left.connect(leave)
        self._open(dialog)

    def export_view(self, view: SavedView, count: int) -> None:
        """Ask how to export all that a saved view finds, `count` incidents; the view need not be shown."""
        from ascertain.ui.shell.exporting import view_dialog

        dialog = view_dialog(self._window, view, count)
        dialog.left.connect(self._window.open_incident)
        self._open(dialog)

    def print_view(self) -> None:
        """Print the table, or what is chosen of it where that is more than one incident."""
        from ascertain.ui.shell.printing import print_view

        print_view(self._window)

    def print_incident(self) -> None:
        """Print the chosen incidents in full."""
        from ascertain.ui.shell.printing import print_incident

        print_incident(self._window)

    def open_dialog(self, dialog: QDialog) -> None:
        """Open a dialog that was made elsewhere; afterwards the keyboard is where it was."""
        self._open(dialog)

    def choose_columns(self) -> None:
        """Ask for the columns of the table."""
        from ascertain.ui.dialogs.columns import ColumnDialog

        dialog = ColumnDialog(self._window.table.columns_in_order(), self._window, self._window.session.fields)
        dialog.accepted.connect(lambda: self._window.table.show_columns(dialog.columns))
        self._open(dialog)

    def choose_sort(self) -> None:
        """Ask for the sort of the table."""
        from ascertain.ui.dialogs.sort import SortDialog

        dialog = SortDialog(self._window.state.sort, self._window, self._window.session.fields)
        dialog.accepted.connect(lambda: self._window.state.set_sort(dialog.sort))
        self._open(dialog)

    def code_lists(self) -> None:
        """Let the code lists be changed."""
        from ascertain.ui.dialogs.code_lists import CodeListsDialog

        self._open(CodeListsDialog(self._window.bridge, self._window))

    def own_fields(self) -> None:
        """Let fields of the user's own be made and changed."""
        from ascertain.ui.dialogs.own_fields import OwnFieldsDialog

        self._open(OwnFieldsDialog(self._window.bridge, self._window))

    def import_file(self) -> None:
        """Take in a table, or what another log has and this one lacks."""
        from ascertain.ui.incoming.starting import import_file

        import_file(self._window)

    def check_log(self) -> None:
        """Read the whole log and say whether it is sound."""
        from ascertain.ui.rescue.check import check_open_log

        check_open_log(self._window)

    def help(self) -> None:
        """Show the page of the help for where the keyboard is."""
        self.help_at(QApplication.focusWidget())

    def help_at(self, widget: QWidget | None) -> None:
        """Show the page of the help for a place: a widget of this window, or of a dialog over it."""
        from ascertain.ui.help.asking import START, page_at

        nowhere = widget is None or widget is self._window
        self.show_help(page_at(self._window.center.currentWidget() if nowhere else widget) or START)

    def show_help(self, place: str) -> None:
        """Show a page of the help, at its section where one is named (`page#section`)."""
        from ascertain.ui.help.window import HelpWindow

        shown: HelpWindow | None = self._window.findChild(HelpWindow)
        if shown is None:
            session = self._window.session
            shown = HelpWindow(session.fields, session.vocabularies, self._window)
            shown.tried.connect(self._try)
            shown.size_asked.connect(self._window.remembered.step_text)
        shown.come_forward(place)

    def search_help(self) -> None:
        """Show the language of the search box; an example that is clicked is searched for."""
        self.show_help("search")

    def _try(self, example: str) -> None:
        self._window.center.browse()
        self._window.state.ask(example)

    def shortcuts(self) -> None:
        """Show every action with its key."""
        self.show_help("shortcuts")

    def about(self) -> None:
        """Show version, parts and licenses."""
        from ascertain.ui.dialogs.about import about_window

        self._read("about_window", about_window)

    def save_packed(self) -> None:
        """Write the log with its attachments into one file."""
        from ascertain.ui.shell.packing import save_packed

        save_packed(self._window)

    def merge_incidents(self) -> None:
        """Make one incident of those that are chosen."""
        from ascertain.ui.shell.duplicate_actions import merge_chosen

        merge_chosen(self._window)

    # ---- places in the window

    def find_duplicates(self) -> None:
        """Go through pairs that may be the same."""
        from ascertain.ui.shell.duplicate_actions import find_duplicates

        find_duplicates(self._window)

    def find(self) -> None:
        """Go to the search box."""
        search = self._window.tool_bar.search
        search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        search.line.selectAll()

    def go_to_part(self, step: int) -> None:
        """Go by keyboard to the next part of the window, or to the one before."""
        from ascertain.ui.shell.parts import go_to_part

        go_to_part(self._window, step)

    def add_filter(self) -> None:
        """Open the list of filters."""
        self._window.center.browse()
        self._window.browse.filters.ask_filter()

    def toggle_sidebar(self) -> None:
        """Show or hide the sidebar."""
        self._window.sidebar.setVisible(self._window.sidebar.isHidden())
        self._window.check_settings()

    def toggle_detail(self) -> None:
        """Show or hide the detail pane; an open form stays."""
        side = self._window.side
        if not side.form_open:
            side.setVisible(side.isHidden())
        self._window.check_settings()

    def toggle_histogram(self) -> None:
        """Show or hide the histogram."""
        browse = self._window.browse
        browse.set_histogram_visible(not browse.histogram_visible())
        self._window.check_settings()

    def toggle_totals(self) -> None:
        """Show or hide the line of totals."""
        browse = self._window.browse
        browse.set_totals_visible(not browse.totals_visible())
        self._window.check_settings()

    # ---- menus

    def table_menu(self, where: QPoint) -> None:
        """What can be done with the chosen incidents."""
        window = self._window
        menu = QMenu(window)
        menu.setObjectName("table_menu")
        for key in _TABLE_MENU:
            if key:
                menu.addAction(window.actions_set[key])
            else:
                menu.addSeparator()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(window.table.viewport().mapToGlobal(where))

    def header_menu(self, where: QPoint) -> None:
        """What can be done with a column."""
        window, header = self._window, self._window.table.header
        logical = header.logicalIndexAt(where)
        columns = window.browse.model.columns
        menu = QMenu(window)
        menu.setObjectName("header_menu")
        if 0 <= logical < len(columns):
            key = columns[logical]
            if window.session.fields[key].sorts:
                menu.addAction(self.tr("&Sort by this column"), lambda: window.state.sort_by(key, False))
                menu.addAction(self.tr("Sort by this column &too"), lambda: window.state.sort_by(key, True))
            if len(columns) > 1:
                left = tuple(each for each in window.table.columns_in_order() if each != key)
                text = self.tr("&Hide {column}").replace(
                    "{column}", field_label(key, window.session.fields).replace("&", "&&")
                )
                menu.addAction(text, lambda: window.table.show_columns(left))
            menu.addAction(self.tr("Fit to its &texts"), lambda: window.table.fit_width(key))
            menu.addSeparator()
        menu.addAction(window.actions_set["columns"])
        menu.addAction(window.actions_set["reset_columns"])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(header.viewport().mapToGlobal(where))

    def fill_recent(self, menu: QMenu) -> None:
        """Put the logs that were opened last into the menu, this one left out."""
        menu.clear()
        here = str(self._window.session.path)
        recent = [name for name in self._window.remembered.value.recent_logs if name != here]
        for at, name in enumerate(recent, start=1):
            action = menu.addAction(f"&{at}  {code(Path(name).name).replace('&', '&&')}")
            action.setStatusTip(name)
            action.triggered.connect(lambda _=False, name=name: self._window.recent_asked.emit(name))
        if not recent:
            menu.addAction(self.tr("No other logs yet")).setEnabled(False)

    # ---- how

    def _read(self, name: str, make: Callable[[QWidget], QDialog]) -> None:
        window = self._window.findChild(QDialog, name) or make(self._window)
        window.show()
        window.raise_()
        window.activateWindow()

    def _open(self, dialog: QDialog) -> None:
        before: QWidget | None = self._window.focusWidget()

        def finished() -> None:
            dialog.deleteLater()
            if before is not None and isValid(before) and before.isVisible():
                before.setFocus()

        dialog.finished.connect(finished)
        dialog.open()
