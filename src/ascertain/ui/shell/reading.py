"""The ways of a window to the reading desk, and from there to the other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ascertain.ui.reading.desk import ReadingDesk
    from ascertain.ui.reading.intake.work import Given
    from ascertain.ui.shell.window import MainWindow


def read_document(window: MainWindow, document_id: int | None = None, statement_id: int | None = None) -> None:
    """Go to the reading desk: to a document, and the passage of a statement in it, or to what lies there."""
    window.center.read(document_id, statement_id)
    window.sidebar.go_to("")


def take_in(window: MainWindow, given: Given | None = None) -> None:
    """Read a document into the log, and put it on the desk."""
    if window.session.read_only:
        return
    from ascertain.ui.reading.intake.dialog import read_document as ask_for_document

    dialog = ask_for_document(window.bridge, window, given)
    dialog.kept.connect(lambda number: read_document(window, number))
    dialog.open_wanted.connect(lambda number: read_document(window, number))


def lead_to_the_desk(window: MainWindow) -> None:
    """Let the parts of a window lead to the desk, and the desk, once it is made, back to them."""
    window.side.passage_requested.connect(lambda document, statement: read_document(window, document, statement))
    window.center.desk_made.connect(lambda desk: _lead_from(window, desk))


def take_drops(window: MainWindow) -> None:
    """Let the window take what is dropped on it: a document is read, a table imported."""
    from ascertain.ui.reading.intake.drops import DocumentDrops

    def take(given: Given) -> None:
        from ascertain.ui.incoming.log_files import is_table
        from ascertain.ui.incoming.starting import import_file

        if is_table(given):
            import_file(window, given)
        else:
            take_in(window, given)

    DocumentDrops(window, take, lambda: not window.session.read_only)


def _lead_from(window: MainWindow, desk: ReadingDesk) -> None:
    desk.reading_asked.connect(lambda given: take_in(window, given))
    desk.incident_requested.connect(window.open_incident)
    desk.link_requested.connect(window.open_incident)
    desk.version_requested.connect(window.commands.restore_version)
    desk.entry_requested.connect(window.show_shelf)
