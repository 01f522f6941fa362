"""Importing from another log: what it would bring, then bringing it, with progress and a way to stop."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ascertain.domain.conduct import Conduct
from ascertain.ui.rescue.work_sheet import WorkSheet
from ascertain.ui.wording import code, isolated, number_text, tr_message

if TYPE_CHECKING:
    from ascertain.app.importing import Survey
    from ascertain.app.notices import LogChanged
    from ascertain.ui.shell.window import MainWindow


class ImportDialog(WorkSheet["Survey"]):
    """Counts first, then asks, then imports. Nothing in the other file is run, and nothing of it is changed."""

    def __init__(self, window: MainWindow, path: Path) -> None:
        super().__init__("import_dialog", lambda conduct: _look(window, path, conduct), window)
        self._window, self._path, self._new = window, path, 0
        self.set_title(self.tr("Import from another log"))
        text = self.tr("Looking at what {file} has that this log lacks. The file itself is not changed.")
        self.set_sentence(text.replace("{file}", isolated(path.name)))

    def show_result(self, survey: Survey) -> None:
        """Say what the import would bring."""
        self._new = survey.new
        lines = [
            (survey.new, self.tr("New: {count}")),
            (survey.there, self.tr("Already in this log, left as they are: {count}")),
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
        self.accept_button.setText(text.replace("{count}", code(number_text(survey.new))))
        self.accept_button.show()

    def submit(self) -> None:
        """Import."""
        window, path, new = self._window, self._path, self._new
        text = self.tr("Importing from {file}. Until it is done nothing else can be saved.")
        self.set_sentence(text.replace("{file}", isolated(path.name)))
        self.go_on(lambda conduct: _bring(window, path, new, conduct), self._finish)

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


def _look(window: MainWindow, path: Path, conduct: Conduct) -> Survey:
    from ascertain.app.importing import look_at

    return look_at(window.session, path, conduct)


def _bring(window: MainWindow, path: Path, new: int, conduct: Conduct) -> LogChanged:
    from ascertain.app.importing import import_log

    return import_log(window.session, path, new, conduct, window.remembered.value.backup_root)
