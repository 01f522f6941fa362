"""Importing from another log: what it would bring, then bringing it, with progress and a way to stop."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ascertain.domain.conduct import Conduct
from ascertain.domain.incoming.outcome import Choice
from ascertain.domain.incoming.rows import Standing
from ascertain.ui.rescue.work_sheet import WorkSheet
from ascertain.ui.wording import code, isolated, number_text, tr_message

if TYPE_CHECKING:
    from ascertain.app.importing import Survey
    from ascertain.app.notices import LogChanged
    from ascertain.domain.incoming.outcome import Look
    from ascertain.ui.rescue.differences import Differences
    from ascertain.ui.shell.window import MainWindow

_NO_LIMIT = (1 << 24) - 1
"""What Qt takes for no greatest height."""
_WIDE = 900
"""Design pixels of a dialog that shows what differs."""


class ImportDialog(WorkSheet["tuple[Survey, Look | None]"]):
    """Counts first, then asks, then imports. Nothing in the other file is run, and nothing of it is changed."""

    help_page = "sharing#another"

    def __init__(self, window: MainWindow, path: Path) -> None:
        super().__init__("import_dialog", lambda conduct: _look(window, path, conduct), window)
        self._window, self._path, self._new = window, path, 0
        self._look_taken: Look | None = None
        self._differences: Differences | None = None
        self.set_title(self.tr("Import from another log"))
        text = self.tr("Looking at what {file} has that this log lacks. The file itself is not changed.")
        self.set_sentence(text.replace("{file}", isolated(path.name)))

    def show_result(self, found: tuple[Survey, Look | None]) -> None:
        """Say what the import would bring."""
        survey, look = found
        self._new, self._look_taken = survey.new, look
        changed = 0 if look is None else look.count(Standing.CHANGED)
        differing = 0 if look is None else len(look.conflicts)
        lines = [
            (survey.new, self.tr("New: {count}")),
            (survey.there, self.tr("Already in this log: {count}")),
            (changed, self.tr("Of these, with something that this log does not state and takes: {count}")),
            (differing, self.tr("Of these, cells in which the logs differ: {count}")),
            (survey.trashed, self.tr("In the trash there, left out: {count}")),
            (survey.purged, self.tr("Purged from this log for good, left out: {count}")),
            (survey.unreadable, self.tr("Not readable, left out: {count}")),
            (survey.views, self.tr("Saved views that this log lacks: {count}")),
        ]
        text = self.tr(
            "Incidents of {file}. With the new ones come their statements, links, tags and attached files, and the "
            "entries of the library and saved views that this log lacks. A backup is made first, and the import can "
            "be undone."
        )
        self.set_sentence(text.replace("{file}", isolated(self._path.name)))
        told = [lines[0], *((count, line) for count, line in lines[1:] if count)]
        self.tell([line.replace("{count}", code(number_text(count))) for count, line in told])
        text = self.tr("&Import 1 incident") if survey.new == 1 else self.tr("&Import {count} incidents")
        if not survey.new:
            text = self.tr("&Import library and views") if survey.views else self.tr("&Import the library")
            text = self.tr("&Import what differs") if changed or differing else text
        self.accept_button.setText(text.replace("{count}", code(number_text(survey.new))))
        self.accept_button.show()
        if look is not None and differing:
            self._show_differences(look)

    def _show_differences(self, look: Look) -> None:
        from ascertain.ui.rescue.differences import Differences

        shown = self._differences = Differences(self)
        shown.show_look(look)
        self.body.addWidget(shown, 1)
        # The lines above it take what they need, and no more.
        self.lines.setMaximumHeight(self.lines.minimumHeight())
        self.give_height(shown.view, *shown.usual_height)
        self.resize(max(self.width(), self.wide(_WIDE)), self.height())
        self.make_room()

    def submit(self) -> None:
        """Import."""
        window, path, new = self._window, self._path, self._new
        choice: Choice | None = None
        if self._look_taken is not None and self._look_taken.takes_something:
            choice = Choice() if self._differences is None else self._differences.choice
        if self._differences is not None:
            self._differences.hide()
            self.lines.setMaximumHeight(_NO_LIMIT)
        text = self.tr("Importing from {file}. Until it is done nothing else can be saved.")
        self.set_sentence(text.replace("{file}", isolated(path.name)))
        self.go_on(lambda conduct: _bring(window, path, new, choice, conduct), self._finish)

    def _finish(self, notice: LogChanged) -> None:
        text = self.tr("Nothing was lacking: this log has all of it already.")
        if notice.operation:
            text = self.tr("Done: {what}. Undo takes it out again.").replace("{what}", tr_message(notice.label))
        self.set_sentence(text)
        self.tell([tr_message(notice.left)] if notice.left is not None else [])


def import_from_log(window: MainWindow, path: Path) -> ImportDialog:
    """Import from another log."""
    dialog = ImportDialog(window, path)
    dialog.finished.connect(dialog.deleteLater)
    dialog.begin()
    return dialog


def _look(window: MainWindow, path: Path, conduct: Conduct) -> tuple[Survey, Look | None]:
    from ascertain.app.importing import compare, look_at

    survey = look_at(window.session, path, conduct)
    return survey, compare(window.session, path, conduct) if survey.there else None


def _bring(window: MainWindow, path: Path, new: int, choice: Choice | None, conduct: Conduct) -> LogChanged:
    from ascertain.app.importing import import_log

    return import_log(window.session, path, new, conduct, window.remembered.value.backup_root, choice)
