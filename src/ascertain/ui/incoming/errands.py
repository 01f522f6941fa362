"""What the import window has done beside it: reading, looking through, looking at the log, taking in, saving."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ascertain.app.incoming import Opening
from ascertain.app.incoming.gathering import gather_all, words_without_code
from ascertain.app.incoming.looking import look
from ascertain.app.incoming.opened import OpenedFile, open_file
from ascertain.app.incoming.refused import write_refused
from ascertain.app.incoming.taking import take
from ascertain.app.incoming.tally import Tally
from ascertain.domain.conduct import Conduct
from ascertain.domain.incoming.evidence import Evidence
from ascertain.domain.incoming.outcome import Look
from ascertain.domain.incoming.unknown_words import UnknownWord
from ascertain.domain.messages import Message
from ascertain.ui.incoming.state import ImportState
from ascertain.ui.incoming.work import Work
from ascertain.ui.wording import tr_message

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged
    from ascertain.ui.shell.window import MainWindow

T = TypeVar("T")


class ImportErrands(QObject):
    """One thing at a time, with progress and a way to stop; looking through all rows goes on beside it unseen.

    `began` with what is being done, `moved` with how far it is, `ended`, and then one of the others: `failed` with the
    exception, or what came of it.
    """

    began = Signal(str)
    moved = Signal(object)
    ended = Signal()
    failed = Signal(object)
    stopped = Signal()
    opened = Signal()
    gathered = Signal()
    words_found = Signal()
    looked = Signal()
    taken = Signal()
    saved = Signal(object, int)

    def __init__(self, window: MainWindow, state: ImportState, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import_errands")
        self._window, self._state, self._screen = window, state, parent
        self._work, self._beside = Work(self), Work(self)
        self._work.moved.connect(self.moved)
        self._work.ended.connect(self._end)
        self.taking = False
        """Whether the log is being written to."""
        self.notice: LogChanged | None = None
        """What the import changed."""
        self._tally: Tally | None = None

    @property
    def outcome(self) -> Look | None:
        """What came of the rows in the end; the log may have changed since it was looked at."""
        return None if self._tally is None else self._tally.look()

    @property
    def busy(self) -> bool:
        """Whether something is being done that can be seen."""
        return self._work.busy

    def stop(self) -> None:
        """Stop what is being done; `stopped` follows."""
        self._work.stop()

    def leave(self) -> None:
        """Stop everything, and want nothing of it."""
        self._work.leave()
        self._beside.leave()

    def open(self, path: Path, asked: Opening) -> None:
        """Read a file; then all of its rows are looked through."""
        self._beside.leave()
        self.began.emit(self.tr("Reading the file…"))
        headings = dict(self._state.heading_rows)

        def work(conduct: Conduct) -> OpenedFile:
            return open_file(path, asked, conduct, headings)

        self._start(work, self._take_opened, OpenedFile.close)

    def gather(self) -> None:
        """Look through all rows beside whatever is done."""
        opened = self._state.opened
        if opened is None:
            return

        def done(found: dict[str, tuple[Evidence, ...]]) -> None:
            self._state.note(found)
            self.gathered.emit()

        # Where this fails, what follows fails in the same way, and says so.
        self._beside.start(lambda conduct: gather_all(opened, conduct), done, lambda _: None, lambda: None)

    def find_words(self) -> None:
        """Look for words that no code list has, and through all rows where that is still to be done."""
        opened, mapping = self._state.opened, self._state.mapping_unanswered
        if opened is None or mapping is None:
            return
        fields, lists, known = self._state.fields, self._state.vocabularies, self._state.gathered
        self._beside.leave()
        self.began.emit(self.tr("Looking through all rows…"))

        def work(conduct: Conduct) -> tuple[dict[str, tuple[Evidence, ...]] | None, tuple[UnknownWord, ...]]:
            evidence = None if known else gather_all(opened, conduct)
            return evidence, words_without_code(opened, mapping, fields, lists, conduct)

        self._start(work, self._take_words)

    def look(self) -> None:
        """See what the import would do."""
        session, opened, mapping = self._window.session, self._state.opened, self._state.mapping
        if opened is None or mapping is None:
            return
        self.began.emit(self.tr("Comparing with the log…"))

        def work(conduct: Conduct) -> Look:
            return look(session, opened.staged, mapping, conduct)

        self._start(work, self._take_look)

    def take(self) -> None:
        """Take the rows into the log."""
        session, opened, mapping = self._window.session, self._state.opened, self._state.mapping
        if opened is None or mapping is None:
            return
        choice, backups = self._state.choice, self._window.remembered.value.backup_root
        tally = self._tally = Tally(mapping.profile)
        self.taking = True
        self.began.emit(self.tr("Importing…"))

        def work(conduct: Conduct) -> LogChanged:
            return take(session, opened.staged, mapping, choice, conduct, backups, tally)

        self._start(work, self._take_notice)

    def save_refused(self) -> None:
        """Ask where the refused rows are to be saved, and save them."""
        look, opened = self.outcome or self._state.look, self._state.opened
        mapping = self._state.mapping
        if look is None or opened is None or mapping is None or self.busy:
            return
        suffix = ".csv" if opened.staged.form == "csv" else ".xlsx"
        start = opened.path.with_name(f"{opened.path.stem} - {self.tr('refused')}{suffix}")
        kinds = f"{self.tr('Excel workbook (*.xlsx)')};;{self.tr('CSV text (*.csv)')}"
        if suffix == ".csv":
            kinds = f"{self.tr('CSV text (*.csv)')};;{self.tr('Excel workbook (*.xlsx)')}"
        name, _kind = QFileDialog.getSaveFileName(self._screen, self.tr("Save the refused rows"), str(start), kinds)
        if not name:
            return
        out = Path(name) if Path(name).suffix else Path(f"{name}{suffix}")
        self.began.emit(self.tr("Saving the refused rows…"))
        staged, refusals = opened.staged, look.refusals

        def work(conduct: Conduct) -> int:
            return write_refused(staged, mapping, refusals, out, _worded, conduct, replaces=True)

        self._start(work, lambda count: self.saved.emit(out, count))

    # ---- what came of it

    def _start(
        self, work: Callable[[Conduct], T], done: Callable[[T], None], drop: Callable[[T], None] = lambda _: None
    ) -> None:
        self._work.start(work, done, self.failed.emit, self.stopped.emit, drop)

    def _end(self) -> None:
        self.taking = False
        self.ended.emit()

    def _take_opened(self, opened: OpenedFile) -> None:
        self._state.take(opened)
        self.opened.emit()
        self.gather()

    def _take_words(self, found: tuple[dict[str, tuple[Evidence, ...]] | None, tuple[UnknownWord, ...]]) -> None:
        evidence, words = found
        if evidence is not None:
            self._state.note(evidence)
        self._state.take_words(words)
        self.words_found.emit()

    def _take_look(self, found: Look) -> None:
        self._tally = None
        self._state.take_look(found)
        self.looked.emit()

    def _take_notice(self, notice: LogChanged) -> None:
        self.notice = notice
        self.taken.emit()


def _worded(reason: object) -> str:
    return tr_message(reason) if isinstance(reason, Message) else str(reason)
