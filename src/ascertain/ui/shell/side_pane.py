"""What stands beside the table: the detail pane, or the form in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ascertain.ui.bridge import Bridge

if TYPE_CHECKING:
    from ascertain.app.queries import Queries
    from ascertain.domain.drafts import Draft
    from ascertain.domain.records import Incident, IncidentContent, Statement
    from ascertain.domain.search.matching import Sought
    from ascertain.ui.detail.pane import DetailPane
    from ascertain.ui.form.form import IncidentForm


class SidePane(QStackedWidget):
    """Makes the detail pane after the first paint and the form when it is first wanted."""

    saved = Signal(int)
    form_opened = Signal()
    form_closed = Signal()
    edit_requested = Signal(int)
    open_requested = Signal(int)
    link_requested = Signal(int)
    document_requested = Signal(int)
    passage_requested = Signal(int, int)
    version_requested = Signal(int, int)

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("side_pane")
        self._bridge = bridge
        self._asker = bridge.asker(self)
        self._detail: DetailPane | None = None
        self._form: IncidentForm | None = None
        self._wanted: tuple[int | None, int] = (None, 0)
        self._sought: Sought | None = None
        self._blank = QWidget(self)
        self._blank.setObjectName("side_blank")
        self._blank.setProperty("area", "surface")
        self.addWidget(self._blank)

    @property
    def form_open(self) -> bool:
        """Whether the form is in front."""
        return self._form is not None and self.currentWidget() is self._form

    def complete(self) -> None:
        """Make the detail pane."""
        from ascertain.ui.detail.pane import DetailPane

        self._detail = DetailPane(self._bridge, self)
        self._detail.edit_requested.connect(self.edit_requested)
        self._detail.open_requested.connect(self.open_requested)
        self._detail.link_requested.connect(self.link_requested)
        self._detail.document_requested.connect(self.document_requested)
        self._detail.passage_requested.connect(self.passage_requested)
        self._detail.version_requested.connect(self.version_requested)
        self.addWidget(self._detail)
        if not self.form_open:
            self.setCurrentWidget(self._detail)
        if self._sought is not None:
            self._detail.seek(self._sought)
        self.show_incident(*self._wanted)

    def seek(self, sought: Sought) -> None:
        """Let the detail pane mark what a search found."""
        self._sought = sought
        if self._detail is not None:
            self._detail.seek(sought)

    def show_incident(self, incident_id: int | None, chosen: int) -> None:
        """Let the detail pane follow the table: the current incident, or how many are chosen."""
        self._wanted = (incident_id, chosen)
        if self._detail is None or not self.isVisible():
            return
        if chosen > 1:
            self._detail.show_selection(chosen)
        else:
            self._detail.show_incident(incident_id)

    def start_new(self, content: IncidentContent | None = None, *, reading: bool = False) -> None:
        """Open the form for a new incident, unless unfinished work is to be kept first. With `reading`, what the
        passage of its statement proposes is offered."""
        form = self._ready_form()
        if form is None:
            return
        if content is None:
            form.start_new()
        else:
            form.start_new(content)
        self._show_form(form)
        if reading:
            form.read_passage()

    def start_again(self) -> None:
        """Open the form with what the incident that was logged last holds."""
        form = self._ready_form()
        if form is not None:
            form.start_again()
            self._show_form(form)

    def start_edit(self, incident_id: int, adding: Statement | None = None) -> None:
        """Open the form with an incident, once the log has answered; with one more statement where one is added."""
        if self.form_open and self._form is not None and not self._form.ask_to_close():
            return

        def read(queries: Queries) -> Incident | None:
            return queries.incident(incident_id)

        self._asker.ask(read, lambda incident: self._edit(incident, adding))

    def resume(self, draft: Draft, incident: Incident | None, note: str = "") -> None:
        """Open the form with what was typed before, unless other unfinished work is to be kept first."""
        form = self._ready_form()
        if form is not None:
            form.resume(draft, incident, note)
            self._show_form(form)

    @property
    def saving(self) -> bool:
        """Whether the form is being saved."""
        return self._form is not None and self._form.saving

    @property
    def zone(self) -> str:
        """The time zone that was used last in the form."""
        form = self._ready_form(asked=True)
        return form.zone if form is not None else "UTC"

    def ask_to_close(self) -> bool:
        """Whether the form may go; it asks where something would be lost."""
        return not self.form_open or self._form is None or bool(self._form.ask_to_close())

    def close_form(self) -> None:
        """Show the detail pane again."""
        if not self.form_open:
            return
        self.setCurrentWidget(self._detail or self._blank)
        self.form_closed.emit()
        self.show_incident(*self._wanted)

    def showEvent(self, event: object) -> None:
        """Catch up with the table."""
        super().showEvent(event)  # type: ignore[arg-type]  # Qt gives a QShowEvent
        self.show_incident(*self._wanted)

    def _edit(self, incident: Incident | None, adding: Statement | None = None) -> None:
        form = self._ready_form(asked=True)
        if incident is None or form is None:
            return
        form.start_edit(incident)
        self._show_form(form)
        if adding is not None:
            form.add_statement(adding)

    def _ready_form(self, *, asked: bool = False) -> IncidentForm | None:
        if self._form is None:
            from ascertain.ui.form.form import IncidentForm

            self._form = IncidentForm(self._bridge, self)
            self._form.saved.connect(self.saved)
            self._form.closed.connect(self.close_form)
            self._form.open_requested.connect(self.open_requested)
            self.addWidget(self._form)
        elif self.form_open and not asked and not self._form.ask_to_close():
            return None
        return self._form

    def _show_form(self, form: IncidentForm) -> None:
        self.show()
        self.setCurrentWidget(form)
        self.form_opened.emit()
