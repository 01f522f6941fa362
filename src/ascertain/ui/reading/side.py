"""The right side of the reading desk: what was logged from the document, one incident of it, or a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ascertain.domain.marks import Coverage, Mark
from ascertain.domain.passages import TakenPassage
from ascertain.domain.records import Statement
from ascertain.domain.rows import Shelf
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.bridge import Bridge
from ascertain.ui.kit import button, text_label
from ascertain.ui.reading.logged import LoggedList, LoggedModel, LoggedRow, logged_rows
from ascertain.ui.shell.side_pane import SidePane
from ascertain.ui.theme import IconName, current_theme
from ascertain.ui.wording import number_text

if TYPE_CHECKING:
    from ascertain.domain.drafts import Draft
    from ascertain.domain.records import Incident
    from ascertain.ui.form.entries import EntryForm


class DeskSide(QStackedWidget):
    """One page at a time. `saved(incident_id)` and `done`: a form is finished, `done` also without a save;
    `passage_wanted(mark)`; `entry_wanted(shelf, entry_id)`; `left`: Escape on the list."""

    saved = Signal(int)
    made = Signal()
    done = Signal()
    passage_wanted = Signal(object)
    entry_wanted = Signal(object, int)
    left = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("reading_side")
        self.setProperty("area", "surface")
        self._bridge = bridge
        self._entries: dict[Shelf, EntryForm] = {}
        self._rows: tuple[LoggedRow, ...] = ()
        self._list_page = self._make_list()
        self.incidents = SidePane(bridge, self)
        self.incidents.setObjectName("reading_incidents")
        self.incidents.complete()
        self.incidents.saved.connect(self.saved)
        self.incidents.form_closed.connect(self._form_closed)
        self.incidents.edit_requested.connect(self.edit)
        self._shown: int | None = None
        self._detail_page = self._make_detail()
        self.addWidget(self._list_page)
        self.addWidget(self._detail_page)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the form can be: what does not fit would be out of reach."""
        hint = super().minimumSizeHint()
        return QSize(max(hint.width(), current_theme().px(330)), hint.height())

    # ---------------------------------------------------------------- what is asked

    @property
    def form_open(self) -> bool:
        """Whether something is being typed."""
        return self.incidents.form_open or self.entry_form is not None

    @property
    def entry_form(self) -> EntryForm | None:
        """The form of an entry that is in front."""
        return next((form for form in self._entries.values() if form is self.currentWidget()), None)

    @property
    def saving(self) -> bool:
        """Whether a form is being saved."""
        return self.incidents.saving or any(form.saving for form in self._entries.values())

    def show_logged(self, known: Coverage, vocabularies: Vocabularies) -> None:
        """List what was logged from the document that is read."""
        kept = self.logged.current_row()
        self._rows = logged_rows(known, vocabularies)
        self._model.show_rows(self._rows)
        self._count.setText(number_text(len(self._rows)))
        self._none.setVisible(not self._rows)
        self.logged.setVisible(bool(self._rows))
        if kept is not None:
            self.logged.choose((kept.mark,))

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Show what came of some passages: the incident, where it is one; else their rows in the list."""
        if self.form_open:
            return
        incidents = dict.fromkeys(each.id for mark in marks for each in mark.incidents)
        self.logged.choose(marks)
        if len(incidents) == 1 and all(mark.incidents for mark in marks):
            self.show_incident(next(iter(incidents)))
        else:
            self.show_list()

    def show_list(self) -> None:
        """Show the list."""
        self.setCurrentWidget(self._list_page)

    def show_incident(self, incident_id: int) -> None:
        """Show one incident to be read."""
        self._shown = incident_id
        self._head.show()
        self.setCurrentWidget(self._detail_page)
        self.incidents.show_incident(incident_id, 1)

    def edit(self, incident_id: int, adding: Statement | None = None) -> None:
        """Open the form with an incident, with one more statement where one is added."""
        if not self._bridge.session.read_only:
            self._shown = incident_id
            self._to_form()
            self.incidents.start_edit(incident_id, adding)

    def resume(self, draft: Draft, incident: Incident | None, note: str) -> None:
        """Open the form with what was typed before."""
        self._to_form()
        self.incidents.resume(draft, incident, note)

    def new_entry(self, shelf: Shelf, name: str, taken: TakenPassage) -> None:
        """Open the form of a new entry that is taken from a passage."""
        form = self._entries.get(shelf)
        if form is None:
            from ascertain.ui.form.entries import EntryForm

            form = self._entries[shelf] = EntryForm(self._bridge, shelf, self)
            form.saved.connect(lambda *_: self._entry_done(saved=True))
            form.closed.connect(lambda: self._entry_done(saved=False))
            self.addWidget(form)
        form.start_new(name, taken)
        self.setCurrentWidget(form)
        form.focus_first()

    def show_form(self) -> None:
        """Bring the form of incidents to the front."""
        self._to_form()

    def ask_to_close(self) -> bool:
        """Whether a form may go; asks where something would be lost."""
        form = self.entry_form
        return (form is None or form.ask_to_close()) and self.incidents.ask_to_close()

    def close_forms(self) -> None:
        """Show the list again, without a question."""
        if self.incidents.form_open:
            self.incidents.close_form()
        self.show_list()

    # ---------------------------------------------------------------- what happens

    def _to_form(self) -> None:
        self._head.hide()
        self.setCurrentWidget(self._detail_page)

    def _form_closed(self) -> None:
        # The text takes the keyboard before the list could.
        self.done.emit()
        self.show_list()

    def _entry_done(self, *, saved: bool) -> None:
        if saved:
            self.made.emit()
        self.done.emit()
        self.show_list()

    def _open(self, row: LoggedRow) -> None:
        if row.incident_id is not None:
            self.show_incident(row.incident_id)
        elif row.mark.shelf is not None and row.mark.entry is not None and row.mark.entry.id is not None:
            self.entry_wanted.emit(row.mark.shelf, row.mark.entry.id)

    # ---------------------------------------------------------------- laying out

    def _make_list(self) -> QWidget:
        px = current_theme().px
        page = QWidget(self)
        page.setObjectName("reading_list_page")
        page.setProperty("area", "panel")
        title = text_label(self.tr("Logged from this document"), "heading", parent=page)
        title.setObjectName("reading_list_title")
        self._count = text_label("", "muted", parent=page)
        self._count.setObjectName("reading_list_count")
        head = QHBoxLayout()
        head.setContentsMargins(px(14), px(10), px(14), px(8))
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self._count)
        self._model = LoggedModel(self)
        self.logged = LoggedList(self._model, page)
        self.logged.passage_wanted.connect(self.passage_wanted)
        self.logged.opened.connect(self._open)
        self._none = text_label(
            self.tr("Nothing yet. Select a passage and press I for a new incident, or Enter for all that can be done."),
            "muted", wraps=True, parent=page,
        )  # fmt: skip
        self._none.setObjectName("reading_list_none")
        self._none.setContentsMargins(px(14), 0, px(14), px(8))
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._none)
        column.addWidget(self.logged, 1)
        column.addStretch(0)
        return page

    def _make_detail(self) -> QWidget:
        px = current_theme().px
        page = QWidget(self)
        page.setObjectName("reading_detail_page")
        page.setProperty("area", "surface")
        self._head = QWidget(page)
        self._head.setObjectName("reading_detail_head")
        back = button(self.tr("All from this document"), "quiet", icon=IconName.BACK, name="reading_back", parent=page)
        back.clicked.connect(self.show_list)
        row = QHBoxLayout(self._head)
        row.setContentsMargins(px(6), px(6), px(6), 0)
        row.addWidget(back)
        row.addStretch(1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.incidents, 1)
        return page
