"""Making a source, actor, place or document from within the form of an incident, in its place."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

from ascertain.domain.records import NamedRef
from ascertain.domain.rows import Shelf
from ascertain.ui.bridge import Bridge
from ascertain.ui.form.context import FormContext, Made
from ascertain.ui.form.entries import EntryForm
from ascertain.ui.form.names.log_facts import LogFacts
from ascertain.ui.form.names.log_names import LogNames


class EntryMaker(QObject):
    """Lays the form of an entry over the page of `pages` that is in front, and that page back when it is done."""

    def __init__(self, bridge: Bridge, names: LogNames, facts: LogFacts, pages: QStackedWidget) -> None:
        super().__init__(pages)
        self.setObjectName("entry_maker")
        self._bridge, self._pages = bridge, pages
        # Within an entry no further entry is made: a new name there becomes one by itself.
        self._context = FormContext(bridge, names, facts)
        self._forms: dict[Shelf, EntryForm] = {}
        self._made: Made | None = None
        self._back: QWidget | None = None

    @property
    def form(self) -> EntryForm | None:
        """The form that is in front, if any."""
        return next((form for form in self._forms.values() if form is self._pages.currentWidget()), None)

    def make(self, shelf: Shelf, name: str, made: Made) -> None:
        """Ask for a new entry of this name; `made` gets it, or None when the user leaves."""
        if self.form is not None:
            return
        form = self._forms.get(shelf)
        if form is None:
            form = self._forms[shelf] = EntryForm(self._bridge, shelf, self._pages, context=self._context)
            form.saved.connect(lambda number, kept: self._finish(NamedRef(kept, number)))
            form.closed.connect(lambda: self._finish(None))
            self._pages.addWidget(form)
        self._made, self._back = made, self._pages.currentWidget()
        form.start_new(name)
        self._pages.setCurrentWidget(form)
        form.focus_first()

    def leave(self) -> None:
        """Go back without an entry."""
        if self.form is not None:
            self._finish(None)

    def _finish(self, made: NamedRef | None) -> None:
        call, self._made = self._made, None
        if self._back is not None:
            self._pages.setCurrentWidget(self._back)
        if call is not None:
            call(made)
