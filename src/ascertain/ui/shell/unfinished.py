"""Unfinished forms in a window: they are offered after the first paint, listed, gone on with and discarded."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from ascertain.domain.table_rows import Shelf
from ascertain.ui.shell.review_actions import resume_verdict

if TYPE_CHECKING:
    from ascertain.app.queries import Queries
    from ascertain.domain.drafts import Draft, UnfinishedForm
    from ascertain.domain.records import Incident, LibraryEntry
    from ascertain.ui.dialogs.unfinished import UnfinishedDialog
    from ascertain.ui.form.unfinished.keeper import DraftKeeper
    from ascertain.ui.shell.window import MainWindow


class UnfinishedForms(QObject):
    """Knows which drafts of the log are in no form now. Nothing is offered in a log that is open for reading only."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName("unfinished_forms")
        self._window = window
        self._asker, self._opener = window.bridge.asker(self), window.bridge.asker(self)
        self._dialog: UnfinishedDialog | None = None
        self._told = ""

    def offer(self) -> None:
        """Tell of unfinished forms, if there are any."""
        self._asker.ask(lambda queries: queries.drafts(), self._tell)

    def show_list(self) -> None:
        """Show all unfinished forms."""
        self._asker.ask(lambda queries: queries.drafts(), self._open_list)

    def in_forms(self) -> tuple[Draft, ...]:
        """What stands in the forms of this window and is not saved, as it would be kept."""
        drafts = (keeper.unfinished() for keeper in self._keepers())
        return tuple(draft for draft in drafts if draft is not None)

    def go_on(self, found: UnfinishedForm) -> None:
        """Open the form again with what was typed. The record that it edits is asked for first."""
        from ascertain.domain.drafts import INCIDENT_FORM, VERDICT_FORM

        self._take_back_offer()
        draft = found.draft
        if draft.form == INCIDENT_FORM:
            self._opener.ask(_incident_of(draft), lambda found: self._resume_incident(draft, *found))
        elif draft.form == VERDICT_FORM:
            resume_verdict(self._window, found)
        elif draft.form in set(Shelf):
            shelf = Shelf(draft.form)
            self._opener.ask(_entry_of(draft, shelf), lambda entry: self._resume_entry(draft, shelf, entry))

    def discard(self, found: UnfinishedForm) -> None:
        """Ask, and take an unfinished form away."""
        if not found.draft.title:
            self._drop(found)
            return
        from ascertain.ui.dialogs.unfinished import DiscardQuestion

        question = DiscardQuestion(found, self._dialog or self._window)
        question.accepted.connect(lambda: self._drop(found))
        question.finished.connect(question.deleteLater)
        question.open()

    # ---- telling

    def _tell(self, found: list[UnfinishedForm]) -> None:
        from ascertain.ui.form.unfinished.words import kept_words, several_words

        free = self._free(found)
        if not free:
            return
        notices, first = self._window.notices, free[0]
        if not notices.isHidden() and notices.text != self._told:
            # What stands there is not to be pushed away unread.
            notices.hidden.connect(self.offer, Qt.ConnectionType.SingleShotConnection)
            return
        if len(free) > 1:
            self._told = several_words(len(free))
            notices.show_notice(self._told, self.tr("Show them"), self.show_list, seconds=0)
            return
        self._told = kept_words(first, self._window.session.clock.today())
        notices.show_notice(
            self._told,
            self.tr("Continue"),
            lambda: self.go_on(first),
            second=(self.tr("Discard"), lambda: self.discard(first)),
            seconds=0,
        )

    def _open_list(self, found: list[UnfinishedForm]) -> None:
        from ascertain.ui.dialogs.unfinished import UnfinishedDialog

        if self._dialog is not None:
            self._dialog.show_forms(self._free(found))
            return
        dialog = self._dialog = UnfinishedDialog(self._free(found), self._window.session.clock.today(), self._window)
        dialog.continue_asked.connect(self.go_on)
        dialog.discard_asked.connect(self.discard)
        dialog.finished.connect(self._forget_dialog)
        dialog.open()

    def _forget_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _free(self, found: list[UnfinishedForm]) -> list[UnfinishedForm]:
        from ascertain.domain.drafts import INCIDENT_FORM, VERDICT_FORM

        known = {INCIDENT_FORM, VERDICT_FORM, *(shelf.value for shelf in Shelf)}
        in_hand = {keeper.uid for keeper in self._keepers()}
        # A form of a newer program stays on disk, and waits for that.
        return [each for each in found if each.draft.uid not in in_hand and each.draft.form in known]

    def _keepers(self) -> list[DraftKeeper]:
        return self._window.bridge.keepers

    def _take_back_offer(self) -> None:
        """What is offered is being seen to."""
        notices = self._window.notices
        if self._told and notices.text == self._told:
            notices.dismiss()
        self._told = ""

    # ---- doing

    def _drop(self, found: UnfinishedForm) -> None:
        self._take_back_offer()

        def dropped(_: None) -> None:
            if self._dialog is not None:
                self.show_list()

        self._window.bridge.drop_draft(found.draft.uid, dropped)

    def _resume_incident(self, draft: Draft, incident: Incident | None, document_id: int | None) -> None:
        note = ""
        if draft.record_id is not None and incident is None:
            note = self.tr("The incident is no longer in the log. Saving logs a new one.")
        elif incident is not None and incident.trashed_at is not None:
            note = self.tr("{ref} was moved to the trash since you typed this. Saving will ask what is to be done.")
        elif incident is not None and incident.version != draft.version:
            note = self.tr("{ref} was changed since you typed this. Saving will ask what is to stand.")
        note = note.replace("{ref}", incident.ref) if incident is not None else note
        if document_id is not None:
            # What is taken from a document is typed with that in sight.
            self._window.center.read_on(document_id, draft, incident, note)
            self._window.sidebar.go_to("")
        else:
            self._window.center.browse()
            self._window.side.resume(draft, incident, note)

    def _resume_entry(self, draft: Draft, shelf: Shelf, entry: LibraryEntry | None) -> None:
        gone = draft.record_id is not None and entry is None
        note = self.tr("It is no longer in the library. Saving makes it anew.") if gone else ""
        self._window.show_shelf(shelf)
        self._window.center.resume_entry(shelf, draft, entry, note)


def _incident_of(draft: Draft) -> Callable[[Queries], tuple[Incident | None, int | None]]:
    """The incident that is edited, and the document of the log that it is typed from."""
    number = draft.record_id

    def find(queries: Queries) -> tuple[Incident | None, int | None]:
        from ascertain.ui.form.unfinished.incident_draft import taken_in

        told = taken_in(draft)
        named = told.document.id if told is not None and told.document is not None else None
        there = named is not None and queries.entry(Shelf.DOCUMENTS, named) is not None
        return queries.incident(number) if number is not None else None, named if there else None

    return find


def _entry_of(draft: Draft, shelf: Shelf) -> Callable[[Queries], LibraryEntry | None]:
    number = draft.record_id
    return lambda queries: queries.entry(shelf, number) if number is not None else None
