"""What of a window is printed: the table as it is shown, what is chosen of it, and the current incident."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt

from ascertain.domain.file_names import safe_name
from ascertain.domain.search import show
from ascertain.ui.wording import code, date_text, number_text

if TYPE_CHECKING:
    from ascertain.ui.printing.dialog import Choice
    from ascertain.ui.printing.reports import Letterhead
    from ascertain.ui.shell.window import MainWindow


def print_view(window: MainWindow) -> None:
    """Print the table, or what is chosen of it where that is more than one incident."""
    chosen = len(window.table.selection()) > 1 and window.center.browsing
    _open(window, "chosen" if chosen else "view")


def print_incident(window: MainWindow) -> None:
    """Print the chosen incidents in full."""
    _open(window, "whole")


def _open(window: MainWindow, likely: str) -> None:
    """Open the dialog; while rows are still being looked for, once it is known how many there are."""
    if window.browse.model.complete:
        _open_now(window, likely)
    else:
        window.browse.shown.connect(lambda: _open_now(window, likely), Qt.ConnectionType.SingleShotConnection)


def _open_now(window: MainWindow, likely: str) -> None:
    from ascertain.ui.printing.dialog import PrintDialog

    choices = _choices(window)
    at = next((at for at, choice in enumerate(choices) if choice.name == likely), 0)
    title = choices[at].report(False).letterhead.title
    name = safe_name(f"{title} {window.session.clock.today().isoformat()}.pdf")
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    if not folder.is_dir():
        folder = window.session.path.parent
    window.openers.open_dialog(PrintDialog(window.bridge, choices, at, folder / name, window))


def _choices(window: MainWindow) -> list[Choice]:
    """Each with what it needs as it is now: the table may change while the dialog is open."""
    from ascertain.ui.printing.dialog import Choice
    from ascertain.ui.printing.reports import DetailReport, Report, TableReport

    session, columns = window.session, window.table.columns_in_order()
    search, sort = window.state.search, window.state.sort
    chosen, shown = window.table.selection(), len(window.browse.model.ids)
    words = _words(window)
    named = _named(window, words) if len(chosen) == 1 else words

    def table(_history: bool) -> Report:
        return TableReport(words, columns, session.vocabularies, session.fields)

    def whole(history: bool) -> Report:
        today = session.clock.today
        return DetailReport(named, session.vocabularies, session.fields, today, history=history)

    say = QCoreApplication.translate
    choices = [
        Choice(
            "view", _counted(say("Print", "&Table as shown"), shown), shown,
            lambda log, most: log.first(search, sort, most), table,
        )
    ]  # fmt: skip
    if len(chosen):
        text = _counted(say("Print", "Chosen &rows"), len(chosen))
        choices.append(Choice("chosen", text, len(chosen), lambda _, most: chosen.ids[:most], table))
        text = _counted(say("Print", "Chosen in f&ull"), len(chosen))
        choices.append(Choice("whole", text, len(chosen), lambda _, most: chosen.ids[:most], whole, whole=True))
    return choices


def _words(window: MainWindow) -> Letterhead:
    from ascertain.ui.printing.reports import Letterhead

    stops = window.sidebar.stops
    row = stops.row_of(stops.here)
    return Letterhead(
        title=stops.stop(row).text if row >= 0 else QCoreApplication.translate("Print", "Incidents"),
        search=show(window.state.search),
        log=window.session.path.stem,
        day=date_text(window.session.clock.today()),
    )


def _named(window: MainWindow, words: Letterhead) -> Letterhead:
    """What is printed of one incident bears its name."""
    rows = window.session.pages.rows(window.table.selection().ids)
    return replace(words, title=f"{rows[0].ref} {rows[0].title}", search="") if rows else words


def _counted(text: str, count: int) -> str:
    return f"{text} ({code(number_text(count))})"
