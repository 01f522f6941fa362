"""The dialog in which a document is read into the log: what is given, then what is proposed of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QStackedWidget, QWidget

from ascertain.app.commands import KeepEntry
from ascertain.domain.file_names import shown_name
from ascertain.domain.problems import Refused
from ascertain.ui.dialogs.carrying import carry
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import button
from ascertain.ui.reading.intake.given_page import GivenPage, WaitingPage
from ascertain.ui.reading.intake.proposal_page import ProposalPage
from ascertain.ui.reading.intake.work import Given, IntakeWork
from ascertain.ui.shell.faults import told as sentence_for
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, isolated

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged
    from ascertain.domain.conduct import Conduct
    from ascertain.domain.document_proposals import DocumentProposal, Original, Twin
    from ascertain.ui.bridge import Bridge


def read_document(bridge: Bridge, parent: QWidget, given: Given | None = None) -> IntakeDialog:
    """Open the dialog over `parent`, on what is `given` or empty; its `kept(document_id)` tells that the document is in
    the log, its `open_wanted(document_id)` that the one which the log has already is to be opened.

    A text that is nothing but an address is put into the box, and fetched only when the user says so.
    """
    dialog = IntakeDialog(bridge, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    if given is not None:
        dialog.take(given)
    return dialog


_NATIVE = QKeySequence.SequenceFormat.NativeText


class IntakeDialog(Sheet):
    """Enter reads, then keeps. Escape stops reading, else leaves; Back goes to what was given."""

    help_page = "documents"

    kept = Signal(int)
    open_wanted = Signal(int)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("intake_dialog", parent)
        self._bridge = bridge
        self._saving = False
        self._work = IntakeWork(bridge, self)
        self._given, self._waiting = GivenPage(self), WaitingPage(self)
        self._proposal = ProposalPage(bridge, self)
        self._pages = QStackedWidget(self)
        self._pages.setObjectName("intake_pages")
        for page in (self._given, self._waiting, self._proposal):
            self._pages.addWidget(page)
        self.body.addWidget(self._pages, 1)
        self._back = button(self.tr("&Back"), "quiet", name="intake_back", parent=self)
        self._back.clicked.connect(self._go_back)
        self.buttons.insertWidget(0, self._back)
        self._open_twin = button(self.tr("&Open the one in the log"), "primary", name="intake_open_twin", parent=self)
        self._open_twin.clicked.connect(self._open_first_twin)
        self.buttons.insertWidget(self.buttons.indexOf(self.accept_button), self._open_twin)
        self._connect()
        px = current_theme().px
        room = parent.window().size() if parent is not None else self.maximumSize()
        self.setMinimumSize(min(px(560), room.width()), min(px(420), room.height()))
        self.resize(min(px(900), room.width() - px(24)), min(px(600), room.height() - px(24)))
        self._show(self._given)

    def take(self, given: Given) -> None:
        """Read what is given; an address is asked about first."""
        if isinstance(given, str):
            self._given.put(given)
            if self._given.address is not None or not given.strip():
                return
        if isinstance(given, Path):
            text = self.tr("Reading {file}.").replace("{file}", isolated(shown_name(given.name)))
        else:
            text = self.tr("Reading the text.")
        self._wait(text)
        self._work.read(given)

    def submit(self) -> None:
        """Read what is in the box, or keep what is proposed."""
        if self._work.busy or self._saving:
            return
        self.problem.set_text("")
        if self._pages.currentWidget() is self._proposal:
            self._keep()
            return
        address = self._given.address
        if address is not None:
            self._wait(self.tr("Fetching the page from {host}.").replace("{host}", code(address.host)))
            self._work.fetch(address)
        elif not self._given.empty:
            self._wait(self.tr("Reading the text."))
            self._work.read(self._given.text)

    def reject(self) -> None:
        """Stop reading, else leave."""
        if self._work.busy:
            self.cancel_button.setEnabled(False)
            self._work.stop()
        elif not self._saving:
            super().reject()

    # ---- what comes of it

    def _connect(self) -> None:
        self._given.edited.connect(self._fit_buttons)
        self._given.file_chosen.connect(self.take)
        self._work.moved.connect(self._waiting.show_progress)
        self._work.proposed.connect(self._propose)
        self._work.failed.connect(self._fail)
        self._work.stopped.connect(self._go_back)
        self._work.twins_found.connect(self._proposal.show_twins)
        self._proposal.twins_wanted.connect(self._work.look_for_twins)
        self._proposal.twins_shown.connect(self._fit_buttons)
        self._proposal.open_wanted.connect(self._open)

    def _propose(self, proposal: DocumentProposal, twins: tuple[Twin, ...]) -> None:
        self._show(self._proposal)
        self._proposal.show_proposal(proposal, twins)
        if self._proposal.is_in_log:
            self._open_twin.setFocus()
        else:
            self._proposal.focus_first()

    def _fail(self, fault: BaseException) -> None:
        self._show(self._given)
        self.problem.set_text(sentence_for(fault))

    def _go_back(self) -> None:
        self.problem.set_text("")
        self._show(self._given)

    def _keep(self) -> None:
        document, problems = self._proposal.read()
        self._proposal.show_problems(problems)
        if problems:
            return
        self._saving = True
        original = self._proposal.proposal.original

        def kept(notice: LogChanged) -> None:
            self._saving = False
            number = notice.made[0]
            if original is not None:
                _attach(self._bridge, self.parentWidget() or self, number, original)
            self.accept()
            self.kept.emit(number)

        def failed(fault: BaseException) -> None:
            self._saving = False
            if isinstance(fault, Refused):
                self._proposal.show_problems(fault.problems)
            self.problem.set_text(sentence_for(fault))

        self._bridge.run(KeepEntry(document), kept, failed)

    def _open_first_twin(self) -> None:
        twin = self._proposal.first_twin
        if twin is not None:
            self._open(twin)

    def _open(self, document_id: int) -> None:
        self.accept()
        self.open_wanted.emit(document_id)

    # ---- what is shown

    def _wait(self, text: str) -> None:
        self.problem.set_text("")
        self._waiting.start(text)
        self._show(self._waiting)

    def _show(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self.cancel_button.setEnabled(True)
        if page is self._proposal:
            self.set_title(self.tr("A document for the log"))
            self.set_sentence(
                self.tr("This is what was read of it: a proposal, until you keep it. Correct what is wrong.")
            )
        else:
            self.set_title(self.tr("Read a document"))
            self.set_sentence("")
        if page is self._given:
            self._given.setFocus()
        elif page is self._waiting:
            self.cancel_button.setFocus()
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        page = self._pages.currentWidget()
        proposing = page is self._proposal
        in_log = proposing and self._proposal.is_in_log
        self._back.setVisible(proposing)
        self._open_twin.setVisible(in_log)
        self.accept_button.setVisible(page is not self._waiting)
        self.accept_button.setDefault(not in_log)
        self._open_twin.setDefault(in_log)
        role = "plain" if in_log else "primary"
        if self.accept_button.role != role:
            self.accept_button.set_role(role)
        writable = not self._bridge.session.read_only
        self.accept_button.setEnabled(writable and (proposing or not self._given.empty))
        if proposing:
            self.accept_button.setText(self.tr("&Keep both") if in_log else self.tr("&Keep"))
        else:
            self.accept_button.setText(self.tr("&Fetch and read") if self._given.address else self.tr("&Read"))
        # In a text of several lines Enter is a line more.
        self.accept_button.set_keys("" if proposing else QKeySequence("Ctrl+Return").toString(_NATIVE))


def _attach(bridge: Bridge, screen: QWidget, document_id: int, original: Original) -> None:
    """Attach the original beside the window. The document is in the log by then, whatever comes of it."""
    session = bridge.session

    def work(conduct: Conduct) -> object:
        from ascertain.app.intake import attach_original

        return attach_original(session, document_id, original, conduct)

    title = QCoreApplication.translate("IntakeDialog", "Attaching the original")
    carry(work, title, screen, lambda _: None, bridge.trouble.emit)
