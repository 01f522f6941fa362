"""The pane beside the table: it follows the selection and shows one incident, to be read and copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ascertain.app.commands import RemoveLink
from ascertain.ui.attachments import FileDesk
from ascertain.ui.detail.evidence_tab import EvidenceTab
from ascertain.ui.detail.found_line import FoundLine
from ascertain.ui.detail.found_places import found_places
from ascertain.ui.detail.found_words import FoundWords
from ascertain.ui.detail.head import Head
from ascertain.ui.detail.history_tab import HistoryTab
from ascertain.ui.detail.look_alikes import LookAlikes
from ascertain.ui.detail.opened import Opened, opened
from ascertain.ui.detail.summary_tab import SummaryTab
from ascertain.ui.kit import EmptyState, UnderlineTabs
from ascertain.ui.theme import IconName
from ascertain.ui.wording import number_text

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged
    from ascertain.domain.search.matching import Sought
    from ascertain.ui.bridge import Bridge


class DetailPane(QWidget):
    """Shows the incident that is chosen, how many are chosen, or what to do when none is.

    What is shown stays until the answer for another incident is there, so that moving through a table does not flicker.
    """

    help_page = "detail"

    edit_requested = Signal(int)
    open_requested = Signal(int)
    link_requested = Signal(int)
    document_requested = Signal(int)
    passage_requested = Signal(int, int)
    version_requested = Signal(int, int)
    """An incident is wanted as it was right after an operation."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detail_pane")
        self.setProperty("area", "surface")
        self._bridge = bridge
        self._today = bridge.session.clock.today
        self._vocabularies = bridge.session.vocabularies
        self._fields = bridge.session.fields
        self._asker = bridge.asker(self)
        self._wanted: int | None = None
        self._opened: Opened | None = None
        self._found = FoundWords(self)
        self._stale = {0, 1, 2}
        self._build()
        bridge.changed.connect(self._refresh)

    @property
    def incident_id(self) -> int | None:
        """The incident that is shown or on its way."""
        return self._wanted

    def show_incident(self, incident_id: int | None) -> None:
        """Show an incident once the log has answered; None shows what to do next."""
        self._wanted = incident_id
        if incident_id is None:
            self._asker.drop()
            self._opened = None
            self._pages.setCurrentWidget(self._nothing)
        else:
            self._asker.ask(opened(incident_id), self._show)

    def show_selection(self, count: int) -> None:
        """Say how many incidents are chosen, when it is more than one."""
        self.show_incident(None)
        self._several.set_text(
            self.tr("{count} incidents selected").format(count=number_text(count)),
            self.tr(
                "Status, tags, follow-up and trash in the Incident menu apply to all of them. Select one to read it."
            ),
        )
        self._pages.setCurrentWidget(self._several)

    def seek(self, sought: Sought) -> None:
        """Mark what a search found, and say where it is."""
        self._found.seek(sought, self)
        self._tell_found()

    def _tell_found(self) -> None:
        self._line.show_places(found_places(self._opened, self._found.sought) if self._opened is not None else ())

    def _show_found(self, page: int) -> None:
        """Turn to a page and to the first mark on it, once it is laid out."""
        self._tabs.setCurrentIndex(page)
        QTimer.singleShot(0, self, lambda: self._found.scroll_to_first(self._scrolls[page]))

    def _build(self) -> None:
        read_only = self._bridge.session.read_only
        self._head = Head(self._found, self)
        self._head.set_read_only(read_only)
        self._head.edit_requested.connect(lambda: self._send(self.edit_requested))
        self._look_alikes = LookAlikes(self._bridge, self)
        self._look_alikes.open_requested.connect(self.open_requested)
        self._summary = SummaryTab(read_only, self._found, self, self._look_alikes)
        self._summary.open_requested.connect(self.open_requested)
        self._summary.unlink_requested.connect(lambda link_id: self._bridge.run(RemoveLink(link_id)))
        self._summary.link_requested.connect(lambda: self._send(self.link_requested))
        self._evidence = EvidenceTab(self._bridge, FileDesk(self._bridge, self), self._found, self)
        self._evidence.document_requested.connect(self.document_requested)
        self._evidence.passage_requested.connect(self.passage_requested)
        self._history = HistoryTab(read_only, self)
        self._history.restore_requested.connect(self._ask_version)
        self._line = FoundLine(self)
        self._line.wanted.connect(self._show_found)
        self._tabs = UnderlineTabs("detail_tabs", self)
        self._tabs.setAccessibleName(self.tr("What is known of the incident"))
        self._scrolls = [_scrolled(page) for page in (self._summary, self._evidence, self._history)]
        for scroll in self._scrolls:
            self._tabs.addTab(scroll, "")
        self._name_tabs(0, 0)
        self._tabs.currentChanged.connect(self._fill_tab)
        self._pages = self._make_pages()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)

    def _make_pages(self) -> QStackedWidget:
        self._reading = QWidget(self)
        self._reading.setObjectName("detail_reading")
        column = QVBoxLayout(self._reading)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._line)
        column.addWidget(self._tabs, 1)
        self._nothing = EmptyState(
            IconName.DOCUMENT,
            self.tr("No incident selected"),
            self.tr("Select an incident in the table to read it here."),
            self,
        )
        self._nothing.setObjectName("detail_nothing")
        self._several = EmptyState(IconName.INCIDENTS, "", "", self)
        self._several.setObjectName("detail_several")
        pages = QStackedWidget(self)
        pages.setObjectName("detail_pages")
        for page in (self._nothing, self._reading, self._several):
            pages.addWidget(page)
        return pages

    def _show(self, answer: Opened | None) -> None:
        if answer is None:
            self.show_incident(None)
            return
        same = self._opened is not None and self._opened.incident.id == answer.incident.id
        self._opened = answer
        self._head.show_incident(answer.incident, self._vocabularies, self._today())
        self._name_tabs(len(answer.incident.content.statements), len(answer.history))
        self._stale = {0, 1, 2}
        self._fill_tab(self._tabs.currentIndex())
        if not same:
            for scroll in self._scrolls:
                scroll.verticalScrollBar().setValue(0)
        self._tell_found()
        self._pages.setCurrentWidget(self._reading)

    def _fill_tab(self, at: int) -> None:
        """Fill a page when it is looked at, once for each incident."""
        if self._opened is None or at not in self._stale:
            return
        self._stale.discard(at)
        if at == 0:
            self._summary.show_incident(self._opened, self._vocabularies, self._today(), self._fields)
            self._look_alikes.show_incident(self._opened.incident)
        elif at == 1:
            self._evidence.show_incident(self._opened, self._vocabularies)
        else:
            self._history.show_incident(self._opened)

    def _name_tabs(self, statements: int, operations: int) -> None:
        self._tabs.setTabText(0, self.tr("Summary"))
        self._tabs.setTabText(1, self.tr("Evidence {count}").format(count=number_text(statements)))
        self._tabs.setTabText(2, self.tr("History {count}").format(count=number_text(operations)))
        for at, scroll in enumerate(self._scrolls):
            scroll.setAccessibleName(self._tabs.tabText(at))

    def _refresh(self, notice: LogChanged) -> None:
        if self._wanted is not None and (self._wanted in notice.incident_ids or notice.library or notice.vocabularies):
            self._asker.ask(opened(self._wanted), self._show)

    def _ask_version(self, operation: int) -> None:
        if self._opened is not None:
            self.version_requested.emit(self._opened.incident.id, operation)

    def _send(self, signal: object) -> None:
        if self._opened is not None:
            signal.emit(self._opened.incident.id)  # type: ignore[attr-defined]  # a bound signal has no public type


def _scrolled(page: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setObjectName(f"{page.objectName()}_scroll")
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(page)
    return scroll
