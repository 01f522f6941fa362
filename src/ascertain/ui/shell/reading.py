"""The ways of a window to the reading desk, and from there to the other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ascertain.ui.reading.desk import ReadingDesk
    from ascertain.ui.shell.window import MainWindow


def read_document(window: MainWindow, document_id: int | None = None, statement_id: int | None = None) -> None:
    """Go to the reading desk: to a document, and the passage of a statement in it, or to what lies there."""
    window.center.read(document_id, statement_id)
    window.sidebar.go_to("")


def lead_to_the_desk(window: MainWindow) -> None:
    """Let the parts of a window lead to the desk, and the desk, once it is made, back to them."""
    window.side.passage_requested.connect(lambda document, statement: read_document(window, document, statement))
    window.center.desk_made.connect(lambda desk: _lead_from(window, desk))


def _lead_from(window: MainWindow, desk: ReadingDesk) -> None:
    desk.incident_requested.connect(window.open_incident)
    desk.link_requested.connect(window.open_incident)
    desk.version_requested.connect(window.commands.restore_version)
    desk.entry_requested.connect(window.show_shelf)
