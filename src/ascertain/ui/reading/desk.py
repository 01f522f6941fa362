"""The reading desk: the document on the left, what was logged from it or a form on the right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ascertain.app.commands import Command, MarkPassage, UnmarkPassages
from ascertain.domain.marks import Logged, Mark, MarkKind, OpenDocument
from ascertain.domain.passages import TakenPassage, find_again
from ascertain.domain.rows import Shelf
from ascertain.ui.bridge import Bridge
from ascertain.ui.reading.empty import EmptyDesk
from ascertain.ui.reading.opened import OpenedDocument, opened
from ascertain.ui.reading.page import DocumentPage
from ascertain.ui.reading.side import DeskSide
from ascertain.ui.reading.starting import incident_from, kept_statement, name_from, statement_from, taken_from, told_in
from ascertain.ui.shell.faults import show_fault
from ascertain.ui.theme import current_theme

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged
    from ascertain.domain.drafts import Draft
    from ascertain.domain.records import Incident


class ReadingDesk(QWidget):
    """`read` first. `settled` is emitted whenever what is shown is what the log holds, and the keyboard is where one
    goes on; `incident_requested` and `entry_requested(shelf, id)` lead elsewhere."""

    help_page = "reading-desk"

    closed = Signal()
    settled = Signal()
    reading_asked = Signal(object)
    """A document is to be read into the log: what is given of it, or None."""
    incident_requested = Signal(int)
    link_requested = Signal(int)
    version_requested = Signal(int, int)
    entry_requested = Signal(object, int)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reading_desk")
        self.setProperty("area", "surface")
        self._bridge = bridge
        self._asker, self._list_asker, self._told_asker = (bridge.asker(self) for _ in range(3))
        self._document_id: int | None = None
        self._opened: OpenedDocument | None = None
        self._wanted: tuple[MarkKind, int] | None = None
        self._unfinished: tuple[Draft, Incident | None, str] | None = None
        self._in_hand: Logged | None = None
        self._go_on = self._came_of_it = False
        self._build()
        bridge.changed.connect(self._follow)

    # ---------------------------------------------------------------- what is read

    @property
    def document_id(self) -> int | None:
        """The document on the desk, or on its way there."""
        return self._document_id

    def start(self) -> None:
        """Come to the desk: to the document that lies on it, or to those that wait."""
        if self._document_id is None:
            self._show_waiting()
        else:
            self._ask()

    def read(self, document_id: int, statement_id: int | None = None) -> None:
        """Put a document on the desk, once the log has answered, with the passage of a statement in sight. Asks first
        where something typed would be lost."""
        self._wanted = None if statement_id is None else (MarkKind.STATEMENT, statement_id)
        if document_id != self._document_id:
            if not self.ask_to_close():
                return
            self.side.close_forms()
            self._document_id, self._opened, self._in_hand = document_id, None, None
        self._ask()

    def read_on(self, document_id: int, draft: Draft, incident: Incident | None, note: str) -> None:
        """Go on with an unfinished form that is typed from a document, with that beside it."""
        if self.ask_to_close():
            self.side.close_forms()
            self._unfinished = (draft, incident, note)
            self.read(document_id)

    def put_away(self) -> None:
        """Take the document from the desk, after a question where something typed would be lost."""
        if self.ask_to_close():
            self.side.close_forms()
            self._document_id = self._opened = None
            self._show_waiting()

    def ask_to_close(self) -> bool:
        """Whether what is typed may go; asks where something would be lost."""
        return self.side.ask_to_close()

    @property
    def unsaved(self) -> bool:
        """Whether a form is open."""
        return self.side.form_open

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape steps back: from the list to the text, from there to where one came from."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._pages.currentWidget() is self._empty or self.page.text.hasFocus():
            self.closed.emit()
        else:
            self.side.show_list()
            self._to_text()

    def _ask(self) -> None:
        if self._document_id is not None:
            self._asker.ask(opened(self._document_id, self._opened), self._show)

    def _show(self, answer: OpenedDocument | None) -> None:
        if answer is None:
            self._document_id = self._opened = self._unfinished = None
            self.side.close_forms()
            self._show_waiting()
            return
        fresh = self._opened is None
        self._opened = answer
        self.page.show_document(answer)
        self.side.show_logged(answer.coverage, self._bridge.session.vocabularies)
        self._pages.setCurrentWidget(self._desk)
        if fresh:
            self.side.show_list()
            self._to_text()
        self._show_wanted()
        self._show_unfinished()
        if self._go_on:
            self._go_on = False
            self.page.text.select_next_open()
        elif fresh and not self.side.form_open and not self.page.text.framed:
            self.page.text.select_next_open()
        if not self.side.saving:
            # Else what was saved is asked for once more when the form is done.
            self.settled.emit()
        self.page.text.let_keys()

    def _show_wanted(self) -> None:
        if self._wanted is None or self._opened is None:
            return
        wanted, self._wanted = self._wanted, None
        mark = next((each for each in self._opened.marks.marks if (each.kind, each.id) == wanted), None)
        if mark is not None:
            self.page.text.go_to(mark)
            self.side.logged.choose((mark,))

    def _show_unfinished(self) -> None:
        if self._unfinished is None or self._opened is None:
            return
        (draft, incident, note), self._unfinished = self._unfinished, None
        from ascertain.ui.form.unfinished.incident_draft import taken_in

        told = taken_in(draft)
        at = find_again(self._opened.marks.document.text, told.quote, told.passage) if told is not None else None
        if at is not None:
            self.page.text.select((at.start, at.end))
        self.side.resume(draft, incident, note)

    def _show_waiting(self) -> None:
        self._list_asker.ask(lambda queries: queries.open_documents(), self._take_waiting)

    def _take_waiting(self, documents: list[OpenDocument]) -> None:
        if self._document_id is not None:
            return
        self._empty.show_documents(documents)
        self._pages.setCurrentWidget(self._empty)
        if self.isVisible():
            self._empty.take_keyboard()
        self.settled.emit()

    def _follow(self, notice: LogChanged) -> None:
        if notice.vocabularies or notice.library or notice.incident_ids:
            if self._document_id is not None:
                self._ask()
            elif self.isVisible():
                self._show_waiting()

    # ---------------------------------------------------------------- what is done with a passage

    def _taken(self) -> TakenPassage | None:
        if self._opened is None:
            return None
        return taken_from(self._opened.marks.document, *sorted(self.page.text.selection))

    def _do(self, deed: str) -> None:
        taken = self._taken()
        if deed == "show":
            self._show_marks(self.page.text.marks_here())
        elif deed == "nothing":
            self._mark_nothing(taken)
        elif taken is not None and self._opened is not None and self.ask_to_close():
            if deed == "incident":
                self._new_incident(taken)
            elif deed == "entry":
                self.page.ask_shelf()
            else:
                self._add_evidence(taken, elsewhere=deed == "evidence_elsewhere")

    def _new_incident(self, taken: TakenPassage) -> None:
        if self._opened is not None:
            content = incident_from(self._opened.marks.document, taken, self.side.incidents.zone)
            self.side.close_forms()
            self.side.show_form()
            self.side.incidents.start_new(content, reading=True)

    def _add_evidence(self, taken: TakenPassage, *, elsewhere: bool) -> None:
        if self._in_hand is not None and not elsewhere:
            self._add_to((self._in_hand.id,), taken)
            return
        from ascertain.ui.reading.finder import IncidentFinder

        here = self._opened.marks.incidents if self._opened is not None else ()
        finder = IncidentFinder(self._bridge, here, self._in_hand.id if self._in_hand else None, self)
        finder.accepted.connect(lambda: self._add_to(finder.incident_ids, taken, anew=elsewhere))
        finder.rejected.connect(self._to_text)
        finder.finished.connect(finder.deleteLater)
        finder.open()

    def _add_to(self, incident_ids: tuple[int, ...], taken: TakenPassage, *, anew: bool = False) -> None:
        """Add what stands in a passage to incidents, in the form of the first: what the log has from it already, or a
        statement that is new. `anew`: a second one, too, where another speaks in the same words."""
        if not incident_ids or self._opened is None:
            return
        self.side.close_forms()
        first, others = incident_ids[0], incident_ids[1:]
        fresh = replace(statement_from(self._opened.marks.document, taken), bears_on=others)
        told = told_in(self._opened.coverage, taken, first)
        if told is None or (anew and told.bears_on(first)):
            self.side.edit(first, fresh)
            return
        if told.bears_on(first):
            words = self.tr("This passage is evidence of it already. Shift+A adds a second statement.")
            self.page.notice.show_notice(words)
        self._told_asker.ask(
            lambda queries: kept_statement(queries, told),
            lambda kept: self.side.edit(first, fresh if kept is None else replace(kept, bears_on=others)),
        )

    def _make_entry(self, shelf: Shelf) -> None:
        taken = self._taken()
        if taken is not None:
            self.side.close_forms()
            self.side.new_entry(shelf, name_from(taken), taken)

    def _mark_nothing(self, taken: TakenPassage | None) -> None:
        there = tuple(each.id for each in self.page.text.marks_here() if each.kind is MarkKind.NOTHING)
        command: Command
        if there:
            command = UnmarkPassages(there)
        elif taken is not None:
            command = MarkPassage(taken)
            self._go_on = True
        else:
            return
        # An answer that is on its way does not know of this yet; the change is asked about anew.
        self._asker.drop()
        self._bridge.run(command, failed=self._tell_fault)
        if self._go_on:
            self.page.text.hold_keys()

    def _tell_fault(self, fault: BaseException) -> None:
        self._go_on = False
        self.page.text.let_keys()
        self._ask()
        show_fault(self.page.notice, fault, self._bridge)

    # ---------------------------------------------------------------- what happens on the right

    def _show_marks(self, marks: tuple[Mark, ...]) -> None:
        if marks:
            self.side.show_marks(marks)

    def _saved(self, incident_id: int) -> None:
        # The form may stay open with the same passage.
        self._came_of_it = True
        rows = self._bridge.session.pages.rows((incident_id,))
        self._in_hand = Logged(rows[0].id, rows[0].ref, rows[0].title, rows[0].status) if rows else None

    def _made(self) -> None:
        self._came_of_it = True

    def _done(self) -> None:
        """A form is finished: back to the text, and on to what is open once the log has answered."""
        self._go_on, self._came_of_it = self._came_of_it, False
        self._to_text()
        if self._go_on:
            self.page.text.hold_keys()
        self._ask()

    def _to_text(self) -> None:
        if self.isVisible():
            self.page.text.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---------------------------------------------------------------- laying out

    def _build(self) -> None:
        px = current_theme().px
        session = self._bridge.session
        self.page = DocumentPage(session.vocabularies, lambda: self._in_hand.ref if self._in_hand else "", self)
        self.page.writable = not session.read_only
        self.page.asked.connect(self._do)
        self.page.shelf_chosen.connect(self._make_entry)
        self.page.closed.connect(self.closed)
        self.page.mark_clicked.connect(self._show_marks)
        self.page.library_asked.connect(lambda: self.entry_requested.emit(Shelf.DOCUMENTS, self._document_id or 0))
        self.page.other_asked.connect(self.put_away)
        self.side = DeskSide(self._bridge, self)
        self.side.saved.connect(self._saved)
        self.side.made.connect(self._made)
        self.side.done.connect(self._done)
        self.side.passage_wanted.connect(self.page.text.show_passage)
        self.side.entry_wanted.connect(self.entry_requested)
        incidents = self.side.incidents
        incidents.open_requested.connect(self.incident_requested)
        incidents.link_requested.connect(self.link_requested)
        incidents.version_requested.connect(self.version_requested)
        incidents.document_requested.connect(lambda entry: self.entry_requested.emit(Shelf.DOCUMENTS, entry))
        incidents.passage_requested.connect(self.read)
        self._desk = QSplitter(Qt.Orientation.Horizontal, self)
        self._desk.setObjectName("reading_splitter")
        self._desk.setChildrenCollapsible(False)
        self._desk.addWidget(self.page)
        self._desk.addWidget(self.side)
        self._desk.setStretchFactor(0, 3)
        self._desk.setStretchFactor(1, 2)
        self._desk.setSizes([px(720), px(520)])
        self._empty = EmptyDesk(not session.read_only, self)
        self._empty.document_chosen.connect(self.read)
        self._empty.reading_asked.connect(self.reading_asked)
        self._pages = QStackedWidget(self)
        self._pages.setObjectName("reading_pages")
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._desk)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)
