"""One shelf of the library: a table to search and sort, and beside it the form of the entry that is chosen."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ascertain.domain.rows import LibraryRow, Shelf, SortKey
from ascertain.ui.kit import EmptyState, NoticeBar, SearchBox, button, text_label
from ascertain.ui.library.entry_side import EntrySide
from ascertain.ui.library.shelf_view import ShelfView
from ascertain.ui.library.shelves import incidents_search, words_of
from ascertain.ui.library.table import ID, LibraryModel
from ascertain.ui.offered_undo import OfferedUndo, restored_text
from ascertain.ui.shell.faults import show_fault
from ascertain.ui.theme import IconName, current_theme
from ascertain.ui.wording import number_text

if TYPE_CHECKING:
    from ascertain.app.commands import MergeEntries
    from ascertain.app.notices import LogChanged
    from ascertain.domain.drafts import Draft
    from ascertain.domain.records import LibraryEntry
    from ascertain.ui.bridge import Bridge


class LibraryPage(QWidget):
    """Documents, sources, actors or places. `start` asks the log; a change of the library is followed by itself."""

    help_page = "library"

    incidents_requested = Signal(str)
    """A search text that finds the incidents in which the chosen entry is used."""
    reading_requested = Signal(int)
    """A document is to be read at the desk."""
    closed = Signal()

    def __init__(self, bridge: Bridge, shelf: Shelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"library_{shelf.value}")
        self.setProperty("area", "surface")
        self._bridge, self._shelf = bridge, shelf
        self._words = words_of(shelf)
        self._sort: tuple[SortKey, ...] = (SortKey("name"),)
        self._model = LibraryModel(shelf, bridge.session.vocabularies)
        self._order_asker, self._row_asker = bridge.asker(self), bridge.asker(self)
        self._choose_next: int | None = None
        self._choose_at: int | None = None
        self._removing_at = 0
        self._build()
        self._model.wanted.connect(self._ask_rows)
        self._model.sort_chosen.connect(self._resort)
        bridge.changed.connect(self._refresh)

    def start(self) -> None:
        """Ask for the entries that the search box describes."""
        text, sort = self._search.text(), self._sort
        self._order_asker.ask(lambda queries: queries.shelf_order(self._shelf, text, sort), self._show_ids)

    def choose(self, entry_id: int) -> None:
        """Choose an entry, now or when the log has answered."""
        self._choose_next = entry_id
        at = self._model.row_of(entry_id)
        if at is None:
            self._search.set_text("")
            self.start()
        else:
            self._table.choose(at)
            self._choose_next = None

    @property
    def unsaved(self) -> bool:
        """Whether something is typed at the side that is not saved."""
        return self._side.is_dirty()

    def resume(self, draft: Draft, entry: LibraryEntry | None, note: str) -> None:
        """Go on with an unfinished form at the side."""
        if entry is None:
            self._table.clearSelection()
        self._side.resume(draft, entry, note)

    def ask_to_close(self) -> bool:
        """Whether the form at the side may go; asks where something would be lost."""
        return self._side.ask_to_close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back to the incidents; the form at the side takes its own."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        if self._side.is_dirty():
            self._side.go_on()
        else:
            self.closed.emit()

    # ---------------------------------------------------------------- what is shown

    def _show_ids(self, ids: array[int]) -> None:
        chosen = self._choose_next if self._choose_next is not None else self._side.entry_id
        self._choose_next = None
        self._model.show_ids(ids)
        self._count.setText(number_text(len(ids)))
        searching = bool(self._search.text().strip())
        self._pages.setCurrentWidget(self._table if ids or searching else self._empty)
        self._none.setVisible(not ids and searching)
        at = self._model.row_of(chosen) if chosen is not None else None
        if self._choose_at is not None and ids:
            at = min(self._choose_at, len(ids) - 1)
        self._choose_at = None
        if at is None and ids and self._side.idle and not searching:
            at = 0
        if at is not None:
            self._table.choose(at)
        self._table.look()

    def _ask_rows(self, ids: Sequence[int]) -> None:
        wanted = array("q", ids)
        self._row_asker.ask(lambda queries: queries.shelf_rows(self._shelf, wanted, counted=False), self._take_rows)

    def _ask_counts(self) -> None:
        """Have counted what the rows leave open: in a large log they stand on the screen long before."""
        wanted = self._model.uncounted()
        if wanted:
            self._row_asker.ask(lambda queries: queries.shelf_rows(self._shelf, wanted), self._take_rows)

    def _take_rows(self, rows: list[LibraryRow]) -> None:
        self._model.take(rows)
        if rows:
            self._ask_counts()
        self._side.tell_use(self._chosen_row())

    def _chosen(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        entry_id = int(index.data(ID))
        if entry_id == self._side.entry_id and self._side.is_dirty():
            return
        if self._side.open_entry(entry_id):
            self._side.tell_use(self._chosen_row())
        else:
            QTimer.singleShot(0, self, lambda: self._go_back())

    def _go_back(self) -> None:
        """Choose again what is being typed at the side."""
        at = self._model.row_of(self._side.entry_id) if self._side.entry_id is not None else None
        if at is None:
            self._table.clearSelection()
        else:
            self._table.choose(at)
        self._side.go_on()

    def _chosen_row(self) -> LibraryRow | None:
        return self._model.entry_row(self._table.currentIndex().row())

    def _resort(self, sort: tuple[SortKey, ...]) -> None:
        self._sort = sort
        self.start()

    def _refresh(self, notice: LogChanged) -> None:
        if notice.library or notice.incident_ids or notice.vocabularies:
            self._model.forget_rows()
            self.start() if notice.library or notice.vocabularies else self._table.look()

    # ---------------------------------------------------------------- doing

    def _new(self) -> None:
        self._table.clearSelection()
        self._side.start_new(self._search.text().strip() if not self._model.rowCount() else "")

    def _kept(self, entry_id: int) -> None:
        self._notice.dismiss()
        self._choose_next = entry_id
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.start()

    def _mark_place(self) -> None:
        self._removing_at = max(0, self._table.currentIndex().row())

    def _removed(self) -> None:
        """Go on with what takes the place of the entry that is gone."""
        self._choose_at = self._removing_at
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.start()

    def _restore_version(self, entry_id: int, operation: int) -> None:
        from ascertain.app.commands import RestoreEntryVersion

        self._offers.run(RestoreEntryVersion(self._shelf, entry_id, operation), restored_text)

    def _ask_merge(self) -> None:
        """Ask which of the chosen entries is kept; with one chosen, the others are found in the dialog."""
        from ascertain.ui.library.merge_dialog import MergeDialog

        if self._side.is_dirty():
            self._side.go_on()
            return
        dialog = MergeDialog(self._bridge, self._shelf, self._table.chosen_ids(), self)
        dialog.accepted.connect(lambda: self._run_merge(dialog.command))
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(lambda _: self._table.setFocus(Qt.FocusReason.OtherFocusReason))
        dialog.open()

    def _run_merge(self, command: MergeEntries | None) -> None:
        if command is not None:
            self._offers.run(command, then=lambda _: self._kept_by_merge(command.keep_id))

    def _kept_by_merge(self, entry_id: int) -> None:
        self._choose_next = entry_id
        self.start()

    def _tell_failure(self, fault: BaseException) -> None:
        show_fault(self._notice, fault, self._bridge)

    def _show_incidents(self) -> None:
        row = self._chosen_row()
        if row is not None:
            self.incidents_requested.emit(incidents_search(self._shelf, row.name))

    # ---------------------------------------------------------------- laying out

    def _build(self) -> None:
        px = current_theme().px
        self._side = EntrySide(self._bridge, self._shelf, self)
        self._side.kept.connect(self._kept)
        self._side.remove_asked.connect(self._mark_place)
        self._side.removed.connect(self._removed)
        self._side.incidents_requested.connect(self._show_incidents)
        self._side.version_requested.connect(self._restore_version)
        self._side.reading_requested.connect(self.reading_requested)
        self._side.refused.connect(lambda text: self._notice.show_notice(text, tone="warning", seconds=0))
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setObjectName("library_splitter")
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._make_left())
        splitter.addWidget(self._side)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([px(760), px(420)])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(splitter)

    def _make_left(self) -> QWidget:
        px = current_theme().px
        left = QWidget(self)
        left.setObjectName("library_left")
        self._head = self._make_head()
        self._table = ShelfView(self._shelf, self._model, self._words.heading, self)
        self._table.selectionModel().currentChanged.connect(lambda index, _: self._chosen(index))
        self._table.selectionModel().selectionChanged.connect(
            lambda *_: self._merge.setEnabled(self._table.selectionModel().hasSelection())
        )
        self._table.left_upwards.connect(lambda: self._search.setFocus(Qt.FocusReason.OtherFocusReason))
        self._empty = self._make_empty()
        self._pages = QStackedWidget(self)
        self._pages.setObjectName("library_pages")
        self._pages.addWidget(self._table)
        self._pages.addWidget(self._empty)
        self._none = text_label(self.tr("Nothing found. Change the search, or make a new entry."), "muted", parent=self)
        self._none.setObjectName("library_none")
        self._none.setContentsMargins(px(14), px(6), px(14), px(10))
        self._none.hide()
        self._notice = NoticeBar(parent=self)
        self._notice.setObjectName("library_notice")
        self._offers = OfferedUndo(self._bridge, self._notice, self._tell_failure, self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._none)
        column.addWidget(self._pages, 1)
        column.addWidget(self._notice)
        return left

    def _make_empty(self) -> EmptyState:
        made = EmptyState(self._words.icon, self._words.empty, self._words.first_step, self)
        made.setObjectName("library_empty")
        first = button(self._words.new, "primary", icon=IconName.ADD, name="library_first", parent=made)
        first.clicked.connect(self._new)
        first.setEnabled(not self._bridge.session.read_only)
        made.add_button(first)
        return made

    def _make_head(self) -> QWidget:
        px = current_theme().px
        head = QWidget(self)
        head.setObjectName("library_head")
        head.setProperty("area", "panel")
        title = text_label(self._words.heading, "heading", parent=head)
        title.setObjectName("library_title")
        self._count = text_label("", "muted", parent=head)
        self._count.setObjectName("library_count")
        self._search = SearchBox(self._words.search, name="library_search", parent=head)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(120)
        self._later.timeout.connect(self.start)
        self._search.search_changed.connect(lambda _: self._later.start())
        self._search.submitted.connect(lambda _: self.start())
        self._search.left.connect(self._leave)
        self._search.left_for_results.connect(lambda: self._table.setFocus(Qt.FocusReason.OtherFocusReason))
        new = button(self._words.new, icon=IconName.ADD, name="library_new", parent=head)
        new.clicked.connect(self._new)
        new.setEnabled(not self._bridge.session.read_only)
        self._merge = button(self.tr("Mer&ge…"), icon=IconName.MERGE, name="library_merge", parent=head)
        self._merge.clicked.connect(self._ask_merge)
        self._merge.setVisible(not self._bridge.session.read_only)
        self._merge.setEnabled(False)
        row = QHBoxLayout(head)
        row.setContentsMargins(px(14), px(7), px(14), px(7))
        row.setSpacing(px(8))
        row.addWidget(title)
        row.addWidget(self._count)
        row.addWidget(self._search, 1)
        row.addWidget(self._merge)
        row.addWidget(new)
        return head
