"""What purging and finishing a purge have in common: work that nobody may stop half way, and copies of the log."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ascertain.domain.messages import Message
from ascertain.ui.bridge import Bridge
from ascertain.ui.dialogs.purge_copies import PurgeCopies
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import text_label
from ascertain.ui.shell.faults import told
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import tr_message

_FRAME = 60
"""Pixels left for the frame of a window."""


class ClearingSheet(Sheet):
    """A dialog whose work ends with a log, and backups of it, in which nothing purged is left.

    It closes as accepted once the work is done. What could not be done is told first.
    """

    help_page = "purge"

    finished_with = Signal(str)
    """The work is done; what to tell of it."""

    def __init__(self, name: str, bridge: Bridge, parent: QWidget | None) -> None:
        super().__init__(name, parent)
        self._bridge = bridge
        self._working = self._done = False
        self._said = ""
        self._copies = PurgeCopies(bridge.session, self)
        self.progress = self._make_progress()

    def _make_progress(self) -> QWidget:
        """A bar that only says that something goes on: nobody knows how long the disk takes."""
        made = QWidget(self)
        made.setObjectName("clearing_progress")
        bar = QProgressBar(made)
        bar.setObjectName("clearing_bar")
        bar.setAccessibleName(self.tr("Progress"))
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        said = text_label(self.tr("The log is written anew. A large one takes a minute or so."), "small", parent=made)
        said.setObjectName("clearing_said")
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current_theme().px(4))
        column.addWidget(bar)
        column.addWidget(said)
        made.hide()
        return made

    def parts(self) -> list[QWidget]:
        """What is asked: closed to changes during the work, and gone afterwards."""
        return [self._copies, self.cancel_button]

    def ready(self) -> bool:
        """Whether the work may begin."""
        return True

    def begin(self) -> None:
        """Do the work; `after` or `fail` is to be called then."""
        # Every sheet has its own; a dialog of Qt cannot have abstract methods.
        raise NotImplementedError

    def submit(self) -> None:
        """Begin, once all is answered; afterwards close."""
        if self._working:
            return
        if self._done:
            self.accept()
        elif self.ready():
            self._set_working(True)
            self.begin()

    def reject(self) -> None:
        """Close, but not in the middle of it."""
        if self._done and not self._working:
            self.accept()
        elif not self._working:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The button of the window does what Escape does."""
        if self._working:
            event.ignore()
        else:
            super().closeEvent(event)

    def after(self, said: str, left: Message | None) -> None:
        """The work in the log is done, but for `left`; go on with the backups."""
        self._done, self._said = True, said
        if left is not None:
            # A new backup would hold the traces too.
            self._end(tr_message(left))
        elif not self._copies.renew(self, self._end):
            self._end("")

    def fail(self, fault: BaseException) -> None:
        """Tell why nothing was done."""
        self._set_working(False)
        self.problem.set_text(told(fault))

    def fit(self) -> None:
        """Let the button be pressed when the work may begin."""
        self.accept_button.setEnabled(not self._working and (self._done or self.ready()))

    def _end(self, left: str) -> None:
        self._set_working(False)
        self.finished_with.emit(self._said)
        if not left:
            self.accept()
            return
        self.set_title(self.tr("Purged, but not everywhere"))
        self.set_sentence("")
        for part in self.parts():
            part.hide()
        self.problem.set_text(left)
        self.accept_button.set_role("primary")
        self.accept_button.setText(self.tr("&Close"))
        self.accept_button.setFocus()
        fit_to_content(self)

    def _set_working(self, working: bool) -> None:
        self._working = working
        self.progress.setVisible(working)
        if working:
            self.problem.set_text("")
        for part in self.parts():
            part.setEnabled(not working)
        self.fit()


def fit_to_content(dialog: QWidget) -> None:
    """Make a dialog as high as its content wants, within the screen."""
    layout = dialog.layout()
    if layout is None:
        return
    layout.activate()
    width = dialog.width()
    wanted = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
    dialog.resize(width, min(wanted, dialog.screen().availableGeometry().height() - _FRAME))
