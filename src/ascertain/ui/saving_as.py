"""Saving the log under another name, and going on in it, with whatever is being typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from ascertain.app.folders import LOG_SUFFIX
from ascertain.app.session import LogSession
from ascertain.domain.conduct import Conduct
from ascertain.domain.problems import LogUnavailable
from ascertain.ui.shell.window import MainWindow
from ascertain.ui.wording import isolated

if TYPE_CHECKING:
    from ascertain.app.queries import Queries
    from ascertain.domain.drafts import Draft
    from ascertain.domain.records import Incident


class SavingAs(QObject):
    """Asks for a name and copies the log as it is seen here, also where its own file has gone. `opened` opens the copy;
    `show` puts a session into a window in place of the one before; `tell` says why a copy could not be opened."""

    def __init__(
        self,
        opened: Callable[[Path], LogSession],
        show: Callable[[LogSession], MainWindow],
        tell: Callable[[LogUnavailable, Path], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("saving_as")
        self._opened, self._show, self._tell = opened, show, tell

    def ask(self, window: MainWindow) -> None:
        """Ask for a name; an existing file is never written over."""
        path = window.session.path
        folder = path.parent if path.parent.is_dir() else Path.home()
        start = str(folder / f"{path.stem} 2{LOG_SUFFIX}")
        kinds = self.tr("Logs (*{suffix})").replace("{suffix}", LOG_SUFFIX)
        name, _kind = QFileDialog.getSaveFileName(
            window, self.tr("Save the log as"), start, kinds, options=QFileDialog.Option.DontConfirmOverwrite
        )
        if name:
            target = Path(name)
            self.save(window, target if target.suffix else target.with_suffix(LOG_SUFFIX))

    def save(self, window: MainWindow, target: Path) -> None:
        """Copy the log to `target`, and go on there once the copy is whole."""
        from ascertain.ui.dialogs.carrying import carry

        session = window.session

        def work(conduct: Conduct) -> None:
            session.save_as(target, conduct).result()

        title = self.tr("Saving as {name}").replace("{name}", isolated(target.name))
        carry(work, title, window, lambda _: self._go_on(window, target), window.tell_trouble)

    def _go_on(self, window: MainWindow, target: Path) -> None:
        typed = _typed_in(window)
        try:
            session = self._opened(target)
        except LogUnavailable as fault:
            self._tell(fault, target)
            return
        for draft in typed:
            session.ledger.keep_draft(draft)
        # The checked copy was made just now, and what is typed goes on in it: nothing is to be asked or backed up.
        window.backups.leave()
        now = self._show(session)
        text = self.tr("You go on in {name}. The log that was open stays as it is.").replace(
            "{name}", isolated(target.name)
        )
        now.notices.show_notice(text, tone="ok")
        if typed:
            # After what the window does once it has been painted, so that nothing is offered that is open already.
            now.painted.connect(lambda: QTimer.singleShot(0, now, lambda: _resume(now, typed[0])))


def _typed_in(window: MainWindow) -> list[Draft]:
    """What stands in the forms of the window and is not saved."""
    found = (keeper.unfinished() for keeper in window.bridge.keepers)
    return [draft for draft in found if draft is not None]


def _resume(window: MainWindow, draft: Draft) -> None:
    from ascertain.domain.drafts import INCIDENT_FORM

    if draft.form != INCIDENT_FORM:
        return  # it is kept, and offered with the other unfinished forms
    number = draft.record_id

    def read(queries: Queries) -> Incident | None:
        return None if number is None else queries.incident(number)

    window.bridge.asker(window).ask(read, lambda incident: window.side.resume(draft, incident))
