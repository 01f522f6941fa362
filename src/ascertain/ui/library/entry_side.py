"""The side of a library page: the chosen entry to read, and the form to change it or make a new one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ascertain.app.commands import RemoveEntry
from ascertain.domain.records import Document, LibraryEntry, Source
from ascertain.domain.rows import LibraryRow, Shelf
from ascertain.ui.attachments import DocumentFiles, FileDrops
from ascertain.ui.detail.leaf import Leaf
from ascertain.ui.kit import EmptyState, FactList, FlowLayout, button, text_label
from ascertain.ui.leaving import OpenOutside, ask_to_leave, open_outside
from ascertain.ui.library.entry_facts import entry_facts, entry_title
from ascertain.ui.library.entry_history import EntryHistory
from ascertain.ui.library.grade_facts import earlier_grades
from ascertain.ui.library.shelves import words_of
from ascertain.ui.shell.faults import offer_remedy, told
from ascertain.ui.theme import IconName, current_theme
from ascertain.ui.wording import number_text

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged
    from ascertain.domain.drafts import Draft
    from ascertain.domain.grades import SourceGrade
    from ascertain.ui.bridge import Bridge
    from ascertain.ui.form.entries import EntryForm


class EntrySide(QWidget):
    """Reads first; the form comes when it is asked for, and nothing typed in it is lost by choosing another row."""

    kept = Signal(int)
    incidents_requested = Signal()
    reading_requested = Signal(int)
    remove_asked = Signal()
    removed = Signal()
    refused = Signal(str)
    version_requested = Signal(int, int)
    """An entry is wanted as it was right after an operation."""

    def __init__(self, bridge: Bridge, shelf: Shelf, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("library_side")
        self.setProperty("area", "surface")
        self._bridge, self._shelf = bridge, shelf
        self._asker, self._grade_asker = bridge.asker(self), bridge.asker(self)
        self._entry: LibraryEntry | None = None
        self._row: LibraryRow | None = None
        self._form: EntryForm | None = None
        self.opens: OpenOutside = open_outside
        """How an address is opened, once that was asked."""
        self._build()

    @property
    def entry_id(self) -> int | None:
        """The entry that is shown."""
        return self._entry.id if self._entry is not None else None

    @property
    def idle(self) -> bool:
        """Whether no entry is read or typed."""
        return self._pages.currentWidget() is self._nothing

    def open_entry(self, entry_id: int) -> bool:
        """Show an entry once the log has answered; refused, with False, while something typed is not saved."""
        if self.is_dirty():
            self.refused.emit(self.tr("Save or cancel what is typed at the side first."))
            return False
        self._asker.ask(lambda queries: queries.entry(self._shelf, entry_id), self._show)
        return True

    def start_new(self, name: str = "") -> None:
        """Begin a new entry."""
        if self.is_dirty():
            self.refused.emit(self.tr("Save or cancel what is typed at the side first."))
            return
        self._asker.drop()
        form = self._shown_form()
        form.start_new(name)
        form.focus_first()

    def resume(self, draft: Draft, entry: LibraryEntry | None, note: str) -> None:
        """Go on with an unfinished form, of `entry` or of a new one."""
        if self.is_dirty():
            self.refused.emit(self.tr("Save or cancel what is typed at the side first."))
            return
        self._asker.drop()
        self._entry = entry
        form = self._shown_form()
        form.resume(draft, entry, note)
        form.focus_first()

    def ask_to_close(self) -> bool:
        """Whether the form may go; asks where something would be lost."""
        if not self.is_dirty() or self._form is None:
            return True
        if not self._form.ask_to_close():
            return False
        self._leave_form()
        return True

    def go_on(self) -> None:
        """Go on typing."""
        if self._form is not None:
            self._form.focus_first()

    def tell_use(self, row: LibraryRow | None) -> None:
        """Say in how many incidents the entry is used."""
        self._row = row if row is not None else self._row
        row = self._row
        if row is None or row.id != self.entry_id or row.used_by is None:
            self._used.setText("")
            return
        if row.used_by == 1:
            text = self.tr("Used in 1 incident")
        else:
            text = self.tr("Used in {count} incidents").format(count=number_text(row.used_by))
        self._used.setText(text if row.used_by else self.tr("Not used in any incident"))
        self._incidents.setEnabled(row.used_by > 0)

    def is_dirty(self) -> bool:
        """Whether something is typed and not saved."""
        form = self._form
        return form is not None and self._pages.currentWidget() is form and form.is_dirty()

    # ---------------------------------------------------------------- doing

    def _show(self, entry: LibraryEntry | None) -> None:
        self._entry = entry
        if entry is None:
            self._pages.setCurrentWidget(self._nothing)
            return
        self._title.setText(entry_title(entry))
        if self._files is not None:
            self._files.show_document(entry.id)
        self._address.setVisible(bool(_address_of(entry)))
        self._facts.set_facts(entry_facts(entry, self._bridge.session.vocabularies))
        self._ask_grades(entry)
        self.tell_use(None)
        if entry.id is not None:
            self._history.show_entry(entry.id)
        self._pages.setCurrentWidget(self._reading)

    def _ask_grades(self, entry: LibraryEntry) -> None:
        number, vocabularies = entry.id, self._bridge.session.vocabularies
        if not isinstance(entry, Source) or number is None:
            return

        def take(grades: list[SourceGrade]) -> None:
            earlier = earlier_grades(grades, vocabularies)
            if earlier and self.entry_id == number:
                self._facts.set_facts([*entry_facts(entry, vocabularies), *earlier])

        self._grade_asker.ask(lambda queries: queries.grades(number), take)

    def _edit(self) -> None:
        if self._entry is not None:
            form = self._shown_form()
            form.start_edit(self._entry)
            form.focus_first()

    def _remove(self) -> None:
        if self._entry is not None and self._entry.id is not None:
            self.remove_asked.emit()
            command = RemoveEntry(self._shelf, self._entry.id)
            self._bridge.run(command, self._removed, self._not_removed)

    def _read(self) -> None:
        if self.entry_id is not None:
            self.reading_requested.emit(self.entry_id)

    def _purge(self) -> None:
        if self._entry is not None and self._entry.id is not None:
            from ascertain.ui.dialogs.purge import PurgeDialog
            from ascertain.ui.dialogs.purge_subject import Entry

            self.remove_asked.emit()
            subject = Entry(self._shelf, self._entry.id, entry_title(self._entry))
            dialog = PurgeDialog(self._bridge, subject, self)
            dialog.accepted.connect(self._removed)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _leave_program(self) -> None:
        if self._entry is not None:
            ask_to_leave(_address_of(self._entry), self, lambda fault: self.refused.emit(told(fault)), self.opens)

    def _not_removed(self, fault: BaseException) -> None:
        self.refused.emit(told(fault))
        offer_remedy(fault, self._bridge)

    def _ask_version(self, operation: int) -> None:
        if self.entry_id is not None:
            self.version_requested.emit(self.entry_id, operation)

    def _removed(self, *_: LogChanged) -> None:
        self._show(None)
        self.removed.emit()

    def _saved(self, entry_id: int, _name: str) -> None:
        self._leave_form()
        self._asker.ask(lambda queries: queries.entry(self._shelf, entry_id), self._show)
        self.kept.emit(entry_id)

    def _leave_form(self) -> None:
        self._pages.setCurrentWidget(self._reading if self._entry is not None else self._nothing)

    def _shown_form(self) -> EntryForm:
        """The form, made when it is needed for the first time."""
        if self._form is None:
            from ascertain.ui.form.entries import EntryForm  # late: reading the library needs no form

            self._form = EntryForm(self._bridge, self._shelf, self)
            self._form.saved.connect(self._saved)
            self._form.closed.connect(self._leave_form)
            self._pages.addWidget(self._form)
        self._pages.setCurrentWidget(self._form)
        return self._form

    # ---------------------------------------------------------------- laying out

    def _build(self) -> None:
        words = words_of(self._shelf)
        self._nothing = EmptyState(words.icon, self.tr("Nothing selected"), self.tr("Select a row to read it."), self)
        self._nothing.setObjectName("library_nothing")
        self._reading = self._make_reading()
        self._pages = QStackedWidget(self)
        self._pages.setObjectName("library_side_pages")
        self._pages.addWidget(self._nothing)
        self._pages.addWidget(self._reading)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)
        self.setMinimumWidth(current_theme().px(280))

    def _make_reading(self) -> QScrollArea:
        px = current_theme().px
        leaf = Leaf(self)
        leaf.setObjectName("library_reading_leaf")
        self._title = text_label("", "title", wraps=True, selectable=True, parent=leaf)
        self._title.setObjectName("library_entry_title")
        self._title.setMinimumWidth(px(80))  # a title of one long word is cut
        self._used = text_label("", "muted", wraps=True, selectable=True, parent=leaf)
        self._used.setObjectName("library_used")
        self._facts = FactList(leaf)
        self._facts.setObjectName("library_facts")
        column = QVBoxLayout(leaf)
        column.setContentsMargins(px(16), px(12), px(16), px(16))
        column.setSpacing(px(8))
        column.addWidget(self._title)
        column.addWidget(self._used)
        column.addWidget(self._make_actions(leaf))
        column.addSpacing(px(4))
        self._files = self._make_files(leaf)
        if self._files is not None:
            # Above the facts, which end with the text of the document.
            column.addWidget(self._files)
        column.addWidget(self._facts)
        self._history = EntryHistory(self._bridge, self._shelf, leaf)
        self._history.restore_requested.connect(self._ask_version)
        column.addWidget(self._history)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setAccessibleName(self.tr("What is known of the entry"))
        scroll.setObjectName("library_reading")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(leaf)
        return scroll

    def _make_files(self, leaf: QWidget) -> DocumentFiles | None:
        """Only documents have files."""
        if self._shelf is not Shelf.DOCUMENTS:
            return None
        files = DocumentFiles(self._bridge, leaf)
        FileDrops(leaf, files.take, lambda: files.wants_files)
        return files

    def _make_actions(self, leaf: QWidget) -> QWidget:
        writable = not self._bridge.session.read_only
        edit = button(self.tr("E&dit"), icon=IconName.EDIT, name="library_edit", parent=leaf)
        edit.clicked.connect(self._edit)
        self._incidents = button(self.tr("Sho&w incidents"), icon=IconName.LINK, name="library_incidents", parent=leaf)
        self._incidents.clicked.connect(partial(self.incidents_requested.emit))
        remove = button(self.tr("Re&move"), "danger", icon=IconName.DELETE, name="library_remove", parent=leaf)
        remove.clicked.connect(self._remove)
        purge = button(self.tr("&Purge…"), "quiet", icon=IconName.BLOCK, name="library_purge", parent=leaf)
        purge.clicked.connect(self._purge)
        for each in (edit, remove, purge):
            each.setVisible(writable)
        actions = QWidget(leaf)
        actions.setObjectName("library_actions")
        line = FlowLayout(actions, gap=current_theme().px(8))
        self._address = button(self.tr("&Open address…"), icon=IconName.LANGUAGE, name="library_address", parent=leaf)
        self._address.clicked.connect(self._leave_program)
        if self._shelf is Shelf.DOCUMENTS:
            read = button(self.tr("Read at the des&k"), icon=IconName.QUOTE, name="library_read", parent=leaf)
            read.clicked.connect(self._read)
            line.addWidget(read)
        for each in (edit, self._incidents, self._address, remove, purge):
            line.addWidget(each)
        return actions


def _address_of(entry: LibraryEntry) -> str:
    return entry.url.strip() if isinstance(entry, Document | Source) else ""
