"""Everything about backups that outlasts a window: looking into one, putting a log back and opening it again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ascertain.app.backing_up import hold, let_go, restore_log
from ascertain.app.clock import Clock, SystemClock
from ascertain.domain.backups import Backup, Restored
from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import say
from ascertain.domain.problems import LogUnavailable
from ascertain.ui.backups.dialog import BackupsDialog, Shelf
from ascertain.ui.backups.question import RestoreQuestion
from ascertain.ui.backups.words import made_text, moment_text
from ascertain.ui.dialogs.carrying import carry
from ascertain.ui.dialogs.trouble import TroubleDialog
from ascertain.ui.shell.window import MainWindow
from ascertain.ui.wording import isolated

if TYPE_CHECKING:
    from ascertain.app.session import LogSession
    from ascertain.ui.application import Desktop
    from ascertain.ui.shell.remembered import Remembered


class BackupDesk(QObject):
    """The backups of one log at a time, whether or not it is open."""

    def __init__(self, desktop: Desktop, read_log: Callable[[Path], LogSession], remembered: Remembered) -> None:
        super().__init__(desktop)
        self.setObjectName("backup_desk")
        self._desktop, self._read_log, self._remembered = desktop, read_log, remembered
        self._looked_into: list[MainWindow] = []

    @property
    def previews(self) -> tuple[MainWindow, ...]:
        """The windows in which backups are looked into."""
        return tuple(self._looked_into)

    def show(self, log: Path) -> BackupsDialog:
        """List the backups of a log."""
        window, remembered = self._window_of(log), self._remembered
        shelf = Shelf(
            log,
            root=lambda: remembered.value.backup_root,
            set_root=lambda folder: remembered.change(backup_folder=folder),
            today=self._clock_of(window).today(),
            keeping=window.backups.keeping if window is not None else None,
            let_go=lambda backup: self._let_go(dialog, log, backup),
        )
        dialog = BackupsDialog(shelf, self._desktop.front)
        dialog.preview_asked.connect(self.look_into)
        dialog.preview_asked.connect(lambda _: dialog.reload())
        dialog.restore_asked.connect(lambda backup: self._ask(dialog, log, backup))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def look_into(self, backup: Backup) -> None:
        """Open a backup for reading, in a window of its own."""
        release = None
        try:
            release = hold(backup)
            session = self._read_log(backup.path)
        except LogUnavailable as fault:
            if release is not None:
                release()
            self._tell(self.tr("This backup could not be opened"), fault)
            return
        when = made_text(backup, session.clock.today())
        text = "This is the backup made {when}. It can be read, and not changed."
        session.why_read_only = say(text, when=when)
        window = MainWindow(session, self._remembered)
        window.setWindowTitle(self.tr("Backup made {when} — Ascertain").replace("{when}", when))
        self._looked_into.append(window)
        window.gone.connect(lambda: self._looked_into.remove(window))
        window.gone.connect(release)
        self._desktop.follow(window)
        window.show()
        window.raise_()
        window.activateWindow()

    # ---- putting a log back

    def _ask(self, dialog: BackupsDialog, log: Path, backup: Backup) -> None:
        window = self._window_of(log)
        now = window.session.pages.count() if window is not None else None
        question = RestoreQuestion(log, backup, now, self._clock_of(window).today(), dialog)

        def agreed() -> None:
            dialog.accept()
            self.restore(log, backup)

        question.accepted.connect(agreed)
        question.finished.connect(question.deleteLater)
        question.open()

    def restore(self, log: Path, backup: Backup) -> None:
        """Close the log, put it back as the backup has it, and open it again."""
        window = self._window_of(log)
        at = self._clock_of(window).now()
        if window is not None and not window.side.ask_to_close():
            return
        # The window goes and another one comes; meanwhile there may be none.
        QApplication.setQuitOnLastWindowClosed(False)
        if window is not None:
            window.backups.leave()
            window.side.close_form()
            window.close()
        root = self._remembered.value.backup_root
        # Nothing is seen of it; it stands for the window that is gone.
        ground = QWidget()
        ground.setObjectName("restore_ground")

        def work(conduct: Conduct) -> Restored:
            return restore_log(backup.path, log, at, root, conduct)

        def ended(tell: Callable[[], None]) -> None:
            ground.deleteLater()
            self._desktop.begin(log)
            tell()
            QTimer.singleShot(0, self, lambda: QApplication.setQuitOnLastWindowClosed(True))

        carry(
            work,
            self.tr("Restoring {log}").replace("{log}", isolated(log.name)),
            ground,
            lambda done: ended(lambda: self._tell_restored(done)),
            lambda fault: ended(lambda: self._tell(self.tr("The log was not restored"), fault)),
            lambda: ended(lambda: None),
        )

    def _tell_restored(self, done: Restored) -> None:
        window = self._desktop.window
        if window is None:
            return
        when = moment_text(done.manifest.made_at, window.session.clock.today())
        text = self.tr("The log is as it was {when}.").replace("{when}", when)
        if done.aside is not None:
            aside = self.tr("What it was before is kept as {name}.")
            text = f"{text} {aside.replace('{name}', isolated(done.aside.name))}"
        window.notices.show_notice(text, tone="ok", seconds=0)

    def _let_go(self, dialog: BackupsDialog, log: Path, backup: Backup) -> None:
        try:
            let_go(log, backup, backup.made_at)
        except LogUnavailable as fault:
            dialog.tell(fault)

    def _tell(self, title: str, fault: BaseException) -> None:
        trouble = TroubleDialog(title, fault, self._desktop.front)
        trouble.finished.connect(trouble.deleteLater)
        trouble.open()

    @staticmethod
    def _clock_of(window: MainWindow | None) -> Clock:
        return SystemClock() if window is None else window.session.clock

    def _window_of(self, log: Path) -> MainWindow | None:
        window = self._desktop.window
        return window if window is not None and window.session.path == log else None
