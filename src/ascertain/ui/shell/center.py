"""The pages in the middle of the window: browsing, the review desk, the reading desk, the parts of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from ascertain.domain.table_rows import Shelf
from ascertain.ui.bridge import Bridge
from ascertain.ui.shell.browse_page import BrowsePage
from ascertain.ui.shell.side_pane import SidePane
from ascertain.ui.theme import current_theme

if TYPE_CHECKING:
    from ascertain.domain.drafts import Draft
    from ascertain.domain.records import Incident, LibraryEntry
    from ascertain.ui.duplicates.desk import DuplicatesDesk
    from ascertain.ui.library.page import LibraryPage
    from ascertain.ui.reading.desk import ReadingDesk
    from ascertain.ui.review.desk import ReviewDesk
    from ascertain.ui.review.work import Desk
    from ascertain.ui.shell.remembered import Remembered


class Center(QStackedWidget):
    """One page at a time; those beyond browsing are made when they are first wanted."""

    help_page = "browse"

    left = Signal()
    """The review or a part of the library was closed."""
    edit_requested = Signal(int)
    search_requested = Signal(str)
    desk_made = Signal(object)
    """The reading desk was made, which leads to more places than the others."""

    def __init__(
        self, bridge: Bridge, browse: BrowsePage, side: SidePane, remembered: Remembered, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("center")
        self._bridge, self._remembered = bridge, remembered
        self._review: ReviewDesk | None = None
        self._reading: ReadingDesk | None = None
        self._duplicates: DuplicatesDesk | None = None
        self._library: dict[Shelf, LibraryPage] = {}
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.setObjectName("browse_splitter")
        self.split.addWidget(browse)
        self.split.addWidget(side)
        browse.sought.connect(side.seek)
        self.split.setStretchFactor(0, 1)
        self.split.setCollapsible(0, False)
        theme = current_theme()
        side.setMinimumWidth(theme.px(270))
        browse.setMinimumWidth(theme.px(290))
        self.split.setSizes([theme.px(880), theme.px(372)])
        self.addWidget(self.split)

    @property
    def browsing(self) -> bool:
        """Whether the table is in front."""
        return self.currentWidget() is self.split

    def browse(self) -> None:
        """Show the table."""
        self.setCurrentWidget(self.split)

    def review(self, desk: Desk | None = None, incident_id: int | None = None) -> None:
        """Show the review desk, with its queue asked for anew; `desk`: which one, `incident_id`: what to take in
        hand."""
        self.review_desk().start(desk, incident_id)

    def review_desk(self) -> ReviewDesk:
        """The review desk, in front."""
        if self._review is None:
            from ascertain.ui.review.desk import ReviewDesk
            from ascertain.ui.shell.review_actions import KeptHabits

            self._review = ReviewDesk(self._bridge, self, habits=KeptHabits(self._remembered))
            self._review.closed.connect(self._leave)
            self._review.edit_requested.connect(self.edit_requested)
            self.addWidget(self._review)
        self.setCurrentWidget(self._review)
        return self._review

    @property
    def reviewing(self) -> bool:
        """Whether the review desk is in front."""
        return self._review is not None and self.currentWidget() is self._review

    def duplicates(self) -> DuplicatesDesk:
        """The desk for duplicates, in front."""
        if self._duplicates is None:
            from ascertain.ui.duplicates.desk import DuplicatesDesk

            self._duplicates = DuplicatesDesk(self._bridge, self)
            self._duplicates.closed.connect(self._leave)
            self._duplicates.open_requested.connect(lambda number: self.search_requested.emit(f"id:{number}"))
            self.addWidget(self._duplicates)
        self.setCurrentWidget(self._duplicates)
        return self._duplicates

    def read(self, document_id: int | None = None, statement_id: int | None = None) -> None:
        """Show the reading desk, with a document and the passage of a statement if wanted."""
        desk = self._reading_desk()
        if document_id is None:
            desk.start()
        else:
            desk.read(document_id, statement_id)

    def read_on(self, document_id: int, draft: Draft, incident: Incident | None, note: str) -> None:
        """Go on at the reading desk with an unfinished form that is typed from a document."""
        self._reading_desk().read_on(document_id, draft, incident, note)

    def _reading_desk(self) -> ReadingDesk:
        if self._reading is None:
            from ascertain.ui.reading.desk import ReadingDesk

            self._reading = ReadingDesk(self._bridge, self)
            self._reading.closed.connect(self._leave)
            self.addWidget(self._reading)
            self.desk_made.emit(self._reading)
        self.setCurrentWidget(self._reading)
        return self._reading

    @property
    def desk(self) -> ReadingDesk | None:
        """The reading desk, once it was wanted."""
        return self._reading

    def library(self, shelf: Shelf, entry_id: int | None = None) -> None:
        """Show a part of the library, and one entry of it if wanted."""
        page = self._library.get(shelf)
        if page is None:
            from ascertain.ui.library.page import LibraryPage

            page = self._library[shelf] = LibraryPage(self._bridge, shelf, self)
            page.incidents_requested.connect(self.search_requested)
            page.reading_requested.connect(self.read)
            page.closed.connect(self._leave)
            self.addWidget(page)
        self.setCurrentWidget(page)
        page.start()
        if entry_id is not None:
            page.choose(entry_id)

    def resume_entry(self, shelf: Shelf, draft: Draft, entry: LibraryEntry | None, note: str) -> None:
        """Go on with an unfinished form in a part of the library that is shown."""
        self._library[shelf].resume(draft, entry, note)

    def ask_to_close(self) -> bool:
        """Whether the forms of the library and of the reading desk may go; asks where something would be lost. What is
        typed at the review desk is kept."""
        if self._review is not None:
            self._review.keep_unfinished()
        pages: list[LibraryPage | ReadingDesk] = [*self._library.values()]
        if self._reading is not None:
            pages.append(self._reading)
        for page in pages:
            if page.unsaved:
                self.setCurrentWidget(page)
                if not page.ask_to_close():
                    return False
        return True

    def _leave(self) -> None:
        self.browse()
        self.left.emit()
