"""The program with a screen: dresses it, opens logs, and keeps one window for the log that is open."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from ascertain import resources
from ascertain.app.folders import LOG_SUFFIX
from ascertain.app.session import LogSession
from ascertain.app.settings import SettingsFile
from ascertain.domain.problems import LogUnavailable, Remedy
from ascertain.ui.shell.faults import told
from ascertain.ui.shell.remembered import Remembered
from ascertain.ui.shell.window import MainWindow
from ascertain.ui.theme import Wardrobe
from ascertain.ui.unpacking import Unpacking, is_packed

if TYPE_CHECKING:
    from ascertain.ui.backups.desk import BackupDesk
    from ascertain.ui.dialogs.first_start import FirstStart
    from ascertain.ui.saving_as import SavingAs


def _read(path: Path) -> LogSession:
    return LogSession.open(path, read_only=True)


@dataclass(frozen=True, slots=True)
class Doors:
    """How logs are opened and made; each may fail with `LogUnavailable`."""

    open_log: Callable[[Path], LogSession]
    make_log: Callable[[Path], LogSession]
    open_example: Callable[[], LogSession]
    own_log: Path
    """Where a first start makes the log."""
    read_log: Callable[[Path], LogSession] = _read
    author: str = ""
    """Under which name what the program itself writes is journaled."""


class Desktop(QObject):
    """Leads from the first start to a window, and from one log to another. One log is open at a time."""

    def __init__(self, app: QApplication, doors: Doors, remembered: Remembered) -> None:
        super().__init__(app)
        self.setObjectName("desktop")
        self._doors, self._remembered = doors, remembered
        self.window: MainWindow | None = None
        self._standing: set[MainWindow] = set()
        """Every window until it is gone: one that still backs up its log stands beside the next one."""
        self.first_start: FirstStart | None = None
        self._when_painted: Callable[[], None] | None = None
        self._unpacking = Unpacking(self._front, self._folder, self.open, self._tell_file, self)

    def begin(self, path: Path | None, when_painted: Callable[[], None] | None = None) -> None:
        """Open the log at `path`, else the one that was open last, else ask how to begin."""
        self._when_painted = when_painted
        last = self._remembered.value.last_log
        wanted = path or (Path(last) if last and Path(last).is_file() else None)
        if wanted is None or is_packed(wanted):
            self._show_first_start()
            if wanted is not None:
                self._unpacking.start(wanted)
            return
        try:
            self._show(self._doors.open_log(wanted))
        except LogUnavailable as fault:
            if self.first_start is None:
                self._show_first_start()
            self._tell(fault, wanted)

    def open(self, path: Path) -> None:
        """Open a log in place of the one that is open; a packed copy is unpacked first."""
        if is_packed(path):
            self._unpacking.start(path)
            return
        self._change_to(lambda: self._doors.open_log(path), path)

    def read(self, path: Path) -> None:
        """Open a log for reading only, in place of the one that is open, which may be the same."""
        self._change_to(lambda: self._doors.read_log(path))

    def ask_open(self) -> None:
        """Ask for a file, and open it."""
        kinds = self.tr("Logs (*{suffix});;Packed copies (*.zip);;All files (*)").replace("{suffix}", LOG_SUFFIX)
        name, _kind = QFileDialog.getOpenFileName(self._front(), self.tr("Open a log"), str(self._folder()), kinds)
        if name:
            self.open(Path(name))

    def ask_new(self) -> None:
        """Ask for a file name, and make an empty log there."""
        kinds = self.tr("Logs (*{suffix})").replace("{suffix}", LOG_SUFFIX)
        start = str(self._folder() / f"incidents{LOG_SUFFIX}")
        name, _kind = QFileDialog.getSaveFileName(
            self._front(), self.tr("New log"), start, kinds, options=QFileDialog.Option.DontConfirmOverwrite
        )
        if name:
            path = Path(name)
            self._change_to(lambda: self._doors.make_log(path if path.suffix else path.with_suffix(LOG_SUFFIX)))

    def open_example(self) -> None:
        """Open the example log, making it first where it is not there yet."""
        self._change_to(self._doors.open_example)

    def start_empty(self) -> None:
        """Make the log of a new user, or open it where it is there."""
        own = self._doors.own_log
        if own.exists():
            self.open(own)
        else:
            self._change_to(lambda: self._doors.make_log(own))

    def _change_to(self, opened: Callable[[], LogSession], path: Path | None = None) -> None:
        if self.window is not None and path is not None and _same(path, self.window.session.path):
            return
        if self.window is not None and not self.window.may_close():
            return
        try:
            with _waiting():
                session = opened()
        except LogUnavailable as fault:
            if path is not None and not path.exists():
                self._remembered.put(self._remembered.value.without_log(path))
            self._tell(fault, path)
            return
        self._show(session)

    def _show(self, session: LogSession) -> MainWindow:
        before, self.window = self.window, None
        if before is not None:
            before.side.close_form()
            before.close()
        self._remembered.put(self._remembered.value.with_log(session.path))
        window = self.window = MainWindow(session, self._remembered)
        self._standing.add(window)
        self.follow(window)
        window.bridge.remedies = frozenset(self._remedies_for(session.path, window))
        window.bridge.remedy_asked.connect(self._remedy)
        window.gone.connect(lambda: self._forget(window))
        if self._when_painted is not None:
            window.painted.connect(self._when_painted)
            self._when_painted = None
        window.show()
        window.table.setFocus()
        if self.first_start is not None:
            self.first_start.close()
            self.first_start.deleteLater()
            self.first_start = None
        return window

    def follow(self, window: MainWindow) -> None:
        """Do what a window asks for beyond its own log."""
        window.new_log_asked.connect(self.ask_new)
        window.open_log_asked.connect(self.ask_open)
        window.open_packed_asked.connect(self._unpacking.ask)
        window.example_asked.connect(self.open_example)
        window.recent_asked.connect(lambda name: self.open(Path(name)))
        window.backups_asked.connect(lambda: self.backups.show(window.session.path))

    @cached_property
    def backups(self) -> BackupDesk:
        """What is done with backups."""
        from ascertain.ui.backups.desk import BackupDesk

        return BackupDesk(self, self._doors.read_log, self._remembered)

    @cached_property
    def _saving_as(self) -> SavingAs:
        from ascertain.ui.saving_as import SavingAs

        return SavingAs(self._doors.open_log, self._show, self._tell, self)

    @property
    def front(self) -> QWidget | None:
        """The window before all others."""
        return self._front()

    def _forget(self, window: MainWindow) -> None:
        self._standing.discard(window)
        if self.window is window:
            self.window = None

    def _show_first_start(self) -> None:
        from ascertain.ui.dialogs.first_start import FirstStart

        page = self.first_start = FirstStart(str(self._doors.own_log))
        page.start_empty.connect(self.start_empty)
        page.open_example.connect(self.open_example)
        page.open_file.connect(self.ask_open)
        page.show()

    def _tell(self, fault: LogUnavailable, path: Path | None) -> None:
        """Tell why a log could not be opened; for the log at `path` the remedies are offered."""
        from ascertain.ui.dialogs.trouble import TroubleDialog, Way
        from ascertain.ui.wording import remedy_label, tr_message

        remedies = self._remedies_for(path) if path is not None else {}
        ways = [
            Way(each.name.lower(), remedy_label(each), remedies[each]) for each in fault.remedies if each in remedies
        ]
        if self.first_start is not None:
            self.first_start.show_problem(tr_message(fault.message), ways)
            return
        dialog = TroubleDialog(self.tr("This log could not be opened"), fault, self._front(), ways)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _remedies_for(self, path: Path, window: MainWindow | None = None) -> dict[Remedy, Callable[[], object]]:
        """What can be done about a log at `path` that could not be opened, or, where it is open, written."""
        ways: dict[Remedy, Callable[[], object]] = {
            Remedy.OPEN_READ_ONLY: lambda: self.read(path),
            Remedy.SHOW_BACKUPS: lambda: self.backups.show(path),
            Remedy.SALVAGE: lambda: self._salvage(path),
        }
        if window is not None:
            ways[Remedy.SAVE_AS] = lambda: self._saving_as.ask(window)
        return ways

    def _salvage(self, path: Path) -> None:
        from ascertain.ui.rescue.salvage import save_what_can_be_read

        save_what_can_be_read(path, self._doors.author, self.open, self._front())

    def _remedy(self, remedy: Remedy) -> None:
        """Do what was offered for the log that is open."""
        if self.window is not None:
            self._remedies_for(self.window.session.path, self.window)[remedy]()

    def _tell_file(self, fault: BaseException) -> None:
        """Say why a packed copy could not be unpacked."""
        if self.window is not None:
            self.window.tell_trouble(fault)
        elif self.first_start is not None:
            self.first_start.show_problem(told(fault))

    def tell_fault(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        """Tell an unforeseen fault in one sentence, in the window if there is one; the program goes on."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if self.window is not None:
            self.window.notices.show_notice(told(fault.with_traceback(trace)), tone="danger", seconds=0)
            return
        from ascertain.app.fault_hooks import say_on_stderr
        from ascertain.app.faults import fault_message, record_fault
        from ascertain.app.folders import fault_folder

        # Without the words of the fault, also where they are meant for a person: a terminal keeps them.
        say_on_stderr(str(fault_message(record_fault(kind, trace, fault_folder()))))

    def _front(self) -> QWidget | None:
        return self.window or self.first_start

    def _folder(self) -> Path:
        return self.window.session.path.parent if self.window is not None else self._doors.own_log.parent


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one == other


@contextmanager
def _waiting() -> Iterator[None]:
    """Show by the pointer that the window is busy for a moment."""
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QApplication.restoreOverrideCursor()


class Application(QApplication):
    """The one application object. macOS tells it, and no new process, of a log that is double-clicked."""

    file_asked = Signal(str)

    def event(self, event: QEvent) -> bool:
        """Pass on a file that the system wants to see opened."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_asked.emit(event.file())
            return True
        return super().event(event)


def make_application(arguments: list[str]) -> Application:
    """The application object, named for the system."""
    QApplication.setApplicationName("ascertain")
    QApplication.setApplicationDisplayName("Ascertain")
    QApplication.setDesktopFileName("app.ascertain.Ascertain")
    app = Application(arguments)
    app.setWindowIcon(QIcon(str(resources.path("icons", "ascertain.svg"))))
    return app


def start(
    app: QApplication,
    doors: Doors,
    settings: SettingsFile,
    looks: Path,
    path: Path | None = None,
    when_painted: Callable[[], None] | None = None,
) -> Desktop:
    """Dress the application as it was left and show its first window; `app.exec()` is the caller's.

    `looks`: the folder for built style sheets. `when_painted` is called once, when the first rows are on the screen.
    """
    remembered = Remembered(settings, Wardrobe(app, looks))
    speak(app, remembered.value.language)
    remembered.dress()
    desktop = Desktop(app, doors, remembered)
    app.aboutToQuit.connect(remembered.keep)
    if isinstance(app, Application):
        app.file_asked.connect(lambda name: desktop.open(Path(name)))
    sys.excepthook = desktop.tell_fault
    desktop.begin(path, when_painted)
    return desktop


def speak(app: QApplication, language: str) -> None:
    """Set the language that was chosen (empty: that of the system), with Qt's own sentences in it."""
    if language:
        QLocale.setDefault(QLocale(language))
    elif QLocale().language() == QLocale.Language.C:
        # A system without a language still writes 1,248 with its comma.
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    translator = QTranslator(app)
    if translator.load(QLocale(), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
