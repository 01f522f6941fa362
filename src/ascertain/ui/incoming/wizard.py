"""The import window: leads from a file through its columns and words to what it changes, and takes it in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent

from ascertain.app.incoming import Opening
from ascertain.ui.attachments.dropping import FileDrops
from ascertain.ui.help.asking import add_help_key
from ascertain.ui.incoming.codes_page import CodesPage
from ascertain.ui.incoming.columns_page import ColumnsPage
from ascertain.ui.incoming.done_page import DonePage
from ascertain.ui.incoming.errands import ImportErrands
from ascertain.ui.incoming.file_page import FilePage
from ascertain.ui.incoming.frame import ImportFrame
from ascertain.ui.incoming.log_files import is_log
from ascertain.ui.incoming.look_page import LookPage
from ascertain.ui.incoming.state import ImportState, Step
from ascertain.ui.incoming.taken import search_of
from ascertain.ui.incoming.wizard_words import nothing_in, saved_text, what_is_missing
from ascertain.ui.rescue.import_log import import_from_log
from ascertain.ui.shell.faults import told as sentence_for

if TYPE_CHECKING:
    from ascertain.ui.shell.window import MainWindow


class ImportWizard(ImportFrame):
    """A window of its own beside the main one, which stays usable: what is asked for a file may ask in turn."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.state = ImportState(window.session.fields, window.session.vocabularies)
        self.step = Step.FILE
        self._sure = False
        self._build()
        self.errands = ImportErrands(window, self.state, self)
        self._connect()
        # The log is let go of only once nothing reads it or writes to it from here.
        self._let_go: Callable[[], None] | None = window.session.before_closing(self._leave)
        self.finished.connect(lambda _: self._leave())
        add_help_key(self)
        self._show_step(Step.FILE)

    def open_path(self, path: Path) -> None:
        """Begin with a file."""
        self._choose(path)

    def _build(self) -> None:
        self.file_page = FilePage(self.state, self)
        self.columns_page = ColumnsPage(self.state, self._window.remembered, self)
        self.codes_page = CodesPage(self.state, self)
        self.look_page = LookPage(self.state, self)
        self.done_page = DonePage(self)
        self._pages: tuple[FilePage | ColumnsPage | CodesPage | LookPage | DonePage, ...] = (
            self.file_page, self.columns_page, self.codes_page, self.look_page, self.done_page,
        )  # fmt: skip
        self.lay_out(self._pages, self._window)

    def _connect(self) -> None:
        self.bar.chosen.connect(lambda step: self._go(Step(step)))
        self.back.clicked.connect(lambda: self._go_back())
        self.next.clicked.connect(lambda: self.go_on())
        self.cancel.clicked.connect(lambda: self.reject())
        self.file_page.file_chosen.connect(self._choose)
        self.file_page.opening_changed.connect(self._open_again)
        self.file_page.said.connect(self._changed)
        self.columns_page.said.connect(self._changed)
        self.codes_page.said.connect(self._changed)
        self.look_page.save_asked.connect(self.errands.save_refused)
        self.done_page.save_asked.connect(self.errands.save_refused)
        self.done_page.undo_asked.connect(self._undo)
        self.done_page.show_asked.connect(self._show_them)
        self.done_page.more_asked.connect(self._another)
        self.errands.began.connect(self._begun)
        self.errands.moved.connect(self.progress.tell)
        self.errands.ended.connect(self._ended)
        self.errands.failed.connect(self._fail)
        self.errands.stopped.connect(self._stopped)
        self.errands.opened.connect(self._opened)
        self.errands.gathered.connect(self._gathered)
        self.errands.words_found.connect(self._words_found)
        self.errands.looked.connect(lambda: self._show_step(Step.LOOK))
        self.errands.taken.connect(lambda: self._taken())
        self.errands.saved.connect(self._saved)
        self._window.bridge.changed.connect(lambda notice: self._log_changed(notice.operation))
        FileDrops(self, lambda files: self._choose(files[0]), lambda: not self.errands.taking)

    # ---- the steps

    def go_on(self) -> None:
        """Go to the next step, where nothing is missing."""
        if self.errands.busy or not self.next.isEnabled():
            return
        if self.step is Step.FILE:
            self._show_step(Step.COLUMNS)
        elif self.step is Step.COLUMNS:
            self._leave_columns()
        elif self.step is Step.CODES:
            self.errands.look()
        elif self.step is Step.LOOK:
            self.errands.take()
        else:
            self.accept()

    def _leave_columns(self) -> None:
        wrong = what_is_missing(self.state)
        self.columns_page.problem.set_text(wrong)
        if wrong:
            self.columns_page.take_focus()
            return
        self.errands.find_words()

    def _words_found(self) -> None:
        if self.state.asks_for_days:
            self._show_step(Step.COLUMNS)
            self._leave_columns()
        elif self.state.words:
            self._show_step(Step.CODES)
        else:
            self.codes_page.refresh()
            self.errands.look()

    def _go(self, step: Step) -> None:
        if step is self.step or self.errands.busy:
            self._fit()
            return
        self._show_step(step)

    def _go_back(self) -> None:
        if self.step is Step.LOOK and not self.state.words:
            self._go(Step.COLUMNS)
        elif self.step is not Step.FILE:
            self._go(Step(self.step - 1))

    def _show_step(self, step: Step) -> None:
        self.step = step
        self._sure = False
        self.problem.set_text("")
        page = self._pages[step]
        if not isinstance(page, DonePage):
            page.refresh()
        self.stack.setCurrentWidget(page)
        self._fit()
        page.take_focus()

    def _reachable(self) -> list[Step]:
        if self.step is Step.DONE or self.errands.busy:
            return []
        behind = [each for each in (Step.FILE, Step.COLUMNS, Step.CODES) if each < self.step]
        if Step.CODES in behind and not self.state.words:
            behind.remove(Step.CODES)
        return behind + ([Step.COLUMNS] if self.step is Step.FILE and self.state.mapping is not None else [])

    def _fit(self) -> None:
        """Let the buttons say what they do now."""
        self.fit(self.step, self._reachable(), busy=self.errands.busy, may_go_on=self._may_go_on())

    def _may_go_on(self) -> bool:
        if self.step is Step.FILE:
            return self.state.opened is not None and self.state.opened.rows > 0
        if self.step is Step.LOOK:
            return self.state.look is not None and self.state.look.takes_something
        return True

    # ---- what is done beside it

    def _choose(self, path: Path) -> None:
        if self.errands.taking:
            return
        if is_log(path):
            window = self._window
            super().reject()
            import_from_log(window, path)
            return
        self.errands.leave()
        self.state.choose(path)
        self._show_step(Step.FILE)
        self.file_page.tell("")
        self.errands.open(path, self.state.asked)

    def _open_again(self, asked: Opening) -> None:
        if self.state.path is not None:
            self.state.asked = asked
            self.errands.open(self.state.path, asked)

    def _opened(self) -> None:
        self.file_page.tell("")
        self._show_step(Step.FILE)
        self.file_page.tell(nothing_in(self.state))

    def _gathered(self) -> None:
        self.file_page.show_calendar()
        if self.step is Step.COLUMNS:
            self.columns_page.refresh()

    def _changed(self) -> None:
        """How the file is read has changed: what was looked at before does not hold."""
        self._sure = False
        self.problem.set_text("")
        self.state.look = None
        self.columns_page.problem.set_text("")
        if not self.state.gathered and self.step is Step.FILE:
            self.errands.gather()
        self._fit()

    def _begun(self, what: str) -> None:
        self.problem.set_text("")
        self.progress.begin(what)
        self._fit()
        self.cancel.setFocus()

    def _ended(self) -> None:
        self.progress.hide()
        self._fit()
        self._pages[self.step].take_focus()

    def _fail(self, fault: BaseException) -> None:
        text = sentence_for(fault)
        if self.step is Step.FILE:
            self.state.forget()
            self.file_page.refresh()
            self.file_page.tell(text)
            self._fit()
            self.file_page.take_focus()
        else:
            self.problem.set_text(text)

    def _stopped(self) -> None:
        if self.step is Step.FILE:
            self.state.forget()
            self.file_page.refresh()
            self._fit()
        else:
            self.problem.set_text(self.tr("Stopped. Nothing was changed."))

    def _saved(self, out: Path, count: int) -> None:
        text = saved_text(out, count)
        self.look_page.tell_saved(text)
        self.done_page.tell_saved(text)

    # ---- the end

    def _taken(self) -> None:
        notice, outcome = self.errands.notice, self.errands.outcome
        if notice is None or outcome is None:
            return
        self.done_page.show_outcome(notice, outcome)
        self._show_step(Step.DONE)

    def _undo(self) -> None:
        self._window.commands.undo()

    def _log_changed(self, operation: int) -> None:
        """Undo turns back the last operation: it is offered while that is the import."""
        if self.step is Step.DONE and self.errands.notice is not None and operation != self.errands.notice.operation:
            self.done_page.take_back()

    def _show_them(self) -> None:
        notice = self.errands.notice
        if notice is not None:
            self._window.show_search(search_of(notice.incident_ids))
            self.accept()

    def _another(self) -> None:
        self.errands.notice = None
        self.state.path = None
        self.state.forget()
        self._show_step(Step.FILE)

    # ---- leaving

    def reject(self) -> None:
        """Stop what is being done; else leave, after a second time where something was chosen."""
        if self.errands.busy:
            self.cancel.setEnabled(False)
            self.errands.stop()
        elif self.step in (Step.FILE, Step.DONE) or self._sure:
            super().reject()
        else:
            self._sure = True
            self.problem.set_text(self.tr("Nothing was changed in the log yet. Cancel again to leave this import."))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window is leaving it, once nothing is written any more."""
        if self.errands.taking:
            event.ignore()
            self.reject()
            return
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; in the line of the path it opens the file."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self.file_page.takes_enter():
                self.go_on()
            return
        super().keyPressEvent(event)

    def _leave(self) -> None:
        self.errands.leave()
        self.state.forget()
        if self._let_go is not None:
            let_go, self._let_go = self._let_go, None
            let_go()
