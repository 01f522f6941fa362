"""The form of an incident: new or edited, by keyboard alone if wanted. It saves, and loses nothing that was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ascertain.app.commands import LogIncident
from ascertain.app.notices import LogChanged
from ascertain.domain.drafts import Draft
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.records import Incident, IncidentContent, ReportedTime, Statement
from ascertain.ui.bridge import Bridge
from ascertain.ui.form.advice import Advice
from ascertain.ui.form.closing import ask_about_changes
from ascertain.ui.form.conflict import Conflict, is_conflict
from ascertain.ui.form.context import FormContext
from ascertain.ui.form.entering.above import SameAsAbove
from ascertain.ui.form.entering.offers import Offers
from ascertain.ui.form.entering.templates import Templates
from ascertain.ui.form.entering.typing_form import TypingForm
from ascertain.ui.form.guard import Guard
from ascertain.ui.form.incident.presenter import WHEN, IncidentPresenter
from ascertain.ui.form.incident.told import passage_of, show_statement
from ascertain.ui.form.likeness import LikenessWatch
from ascertain.ui.form.maker import EntryMaker
from ascertain.ui.form.names.log_facts import LogFacts
from ascertain.ui.form.names.log_names import LogNames
from ascertain.ui.form.page import IncidentPage
from ascertain.ui.form.proposals.offering import Offering
from ascertain.ui.form.unfinished.incident_draft import draft_of
from ascertain.ui.form.unfinished.keeper import DraftKeeper
from ascertain.ui.form.unfinished.typed_json import read_incident
from ascertain.ui.shell.faults import show_fault
from ascertain.ui.wording import problem_text

_DESCRIBING = frozenset({WHEN, "place", "title", "kind"})


class Then(Enum):
    """What follows a save."""

    CLOSE = auto()
    NEW = auto()
    COPY = auto()


def _ignore(kept: bool) -> None:
    del kept


class IncidentForm(QWidget):
    """Logs or edits an incident. `start_new`, `start_edit` or `resume` first. What is typed is kept on disk meanwhile.

    `saved(id)` once it is on disk; `closed` when the form is done, or the user leaves it after a question where
    something would be lost; `open_requested(id)` for an incident that may be the same.
    """

    help_page = "form"

    saved = Signal(int)
    closed = Signal()
    open_requested = Signal(int)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("incident_form")
        self._bridge = bridge
        self._presenter = IncidentPresenter(
            bridge.session.vocabularies, bridge.session.clock.today, bridge.session.fields
        )
        self._saving = False
        self._reading = False
        self._focus_first = False
        self._pages = QStackedWidget(self)
        self._pages.setObjectName("incident_form_pages")
        names, facts = LogNames(bridge, self), LogFacts(bridge, self)
        self._maker = EntryMaker(bridge, names, facts, self._pages)
        self._context = FormContext(bridge, names, facts, self._maker.make)
        self._page = IncidentPage(self._presenter, self._context, self._pages)
        self._pages.addWidget(self._page)
        self._advice = Advice(self._presenter, self._page.fields, facts)
        self._likeness = LikenessWatch(bridge, self._presenter, self._page.duplicates, self)
        self._guard = Guard(self._presenter, self._context, self._page.notice, self)
        self._asker = bridge.asker(self)
        self._conflict = Conflict(bridge, self._presenter, self.save, self)
        self._offering = Offering(bridge, self._presenter, self._page, facts, self)
        self._keeper = DraftKeeper(bridge, lambda: draft_of(self._presenter, self._page.fields), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self._offers = Offers(self._presenter, self._page.fields, facts, self._offering.settled)
        typing = TypingForm(bridge, self._presenter, self._page.fields, self._page.notice, self._edited)
        self._above = SameAsAbove(typing, self._page)
        self._page.tools.addWidget(Templates(typing, self._page))
        self._connect(facts)

    # ---- what the shell asks

    def start_new(self, content: IncidentContent | None = None) -> None:
        """Begin a new incident, with a content or empty, but for the time zone that was used last."""
        zone = self._presenter.get(WHEN).zone
        self._start(content or IncidentContent(when=ReportedTime(zone=zone)), None)

    def start_again(self) -> None:
        """Begin a new incident like the one that was logged last."""
        self.start_new()
        self._above.ask_again(lambda content: None if self.is_dirty() else self.start_new(content))

    def start_edit(self, incident: Incident) -> None:
        """Begin with an incident of the log."""
        self._start(incident.content, incident)

    def add_statement(self, statement: Statement) -> None:
        """Add a statement to what is typed, unfolded, go to it and read its passage; one that is there is gone to."""
        there = self._presenter.get("statements")
        at = next((at for at, each in enumerate(there) if each.statement.id == statement.id is not None), len(there))
        fields = self._page.fields
        if at == len(there):
            self._presenter.put("statements", (*there, show_statement(statement)))
            fields.show_value("statements")
        fields.statements.unfold((at,))
        self._focus_first = False
        self._page.go_to(fields.statements.cards[at])
        if at == len(there):
            self._edited("statements")
            self.read_passage()

    @property
    def saving(self) -> bool:
        """Whether what was typed is on its way to the disk."""
        return self._saving

    @property
    def zone(self) -> str:
        """The time zone that was used last."""
        return str(self._presenter.get(WHEN).zone)

    def resume(self, draft: Draft, incident: Incident | None, note: str = "") -> None:
        """Go on with an unfinished form: of `incident` as it stands now, or of a new one. `note` says what is to be
        known before it is saved."""
        typed = read_incident(draft.content)
        if incident is None:
            self._open(lambda: self._presenter.resume(typed.values))
        else:
            begun = replace(incident, version=incident.version if draft.version is None else draft.version)
            self._open(lambda: self._presenter.resume(typed.values, begun))
        fields = self._page.fields
        fields.put_lines(typed.lines, typed.unfolded)
        fields.statements.unfold(typed.cards)
        self._keeper.begin(draft)
        if note:
            self._page.notice.show_notice(note, tone="warning", seconds=0)

    def read_passage(self) -> None:
        """Read the passage of the last statement: what it proposes stands in the boxes, marked as such, until it is
        accepted."""
        self._reading = True
        self._offering.read_last()

    def unfinished(self) -> Draft | None:
        """What stands in the form, as it would be kept; None where nothing is typed that is not saved."""
        return self._keeper.unfinished()

    def is_dirty(self) -> bool:
        """Whether anything was typed that is not saved."""
        form = self._maker.form
        typed = draft_of(self._presenter, self._page.fields) is not None
        return typed or (form is not None and form.is_dirty())

    def ask_to_close(self) -> bool:
        """Whether the form may go; asks where something would be lost, and saves if that is the answer."""
        if self._saving:
            return False
        entry = self._maker.form
        if entry is not None:
            if not entry.ask_to_close():
                return False
            self._maker.leave()
        if not self.is_dirty():
            self._keeper.drop()
            return True
        return ask_about_changes(self, self._keeper, lambda finished: self.save(None, finished))

    def close_form(self) -> None:
        """Leave the form, after a question where something would be lost."""
        if self.ask_to_close():
            self.closed.emit()

    # ---- saving

    def save(self, then: Then | None = Then.CLOSE, finished: Callable[[bool], None] = _ignore) -> None:
        """Keep the incident, or show what is wrong at its field. `finished` is called with whether it was kept."""
        if self._saving or self._bridge.session.read_only:
            finished(False)
            return
        if self._offering.holds_back(lambda: self.save(then, finished)):
            finished(False)
            return
        self._settle()
        content, problems = self._presenter.read()
        self._show_problems(problems)
        if problems:
            finished(False)
            return
        if self._presenter.incident is not None and not self._presenter.is_dirty():
            self._keeper.drop()
            self._after(self._presenter.incident.id, then, finished)
            return
        self._saving = True
        command = self._presenter.command(content, self._keeper.pause())
        sent, lines = self._presenter.typed(), self._page.fields.lines()

        def kept(notice: LogChanged) -> None:
            self._page.notice.dismiss()
            incident = self._presenter.incident
            number = notice.made[0] if isinstance(command, LogIncident) or incident is None else incident.id
            if self._presenter.differs_from(sent) or self._page.fields.lines() != lines:
                self._stay(number, finished)
                return
            self._saving = False
            self._after(number, then, finished)

        def failed(fault: BaseException) -> None:
            self._saving = False
            self._keeper.go_on()
            self._tell_fault(fault)
            finished(False)

        self._bridge.run(command, kept, failed)

    def _stay(self, number: int, finished: Callable[[bool], None]) -> None:
        """Something was typed while the incident was being saved: it goes on as an edit, and is lost to nobody."""

        def go_on(incident: Incident | None) -> None:
            self._saving = False
            self._presenter.rebase(incident)
            self._page.show_heading()
            self._keeper.begin()
            self._keeper.touch()
            self._page.notice.show_notice(self.tr("Saved. What you typed since then is not saved yet."), seconds=0)
            self.saved.emit(number)
            finished(False)

        def failed(fault: BaseException) -> None:
            go_on(None)
            self._tell_fault(fault)

        self._asker.ask(lambda queries: queries.incident(number), go_on, failed)

    def _after(self, number: int, then: Then | None, finished: Callable[[bool], None]) -> None:
        further, copied = self._presenter.further(), self._presenter.copied()
        whole = self._presenter.copied(claims=True)
        passage = passage_of(self._presenter.get("statements"), kept=True) if self._reading else None
        if passage is not None:
            # One passage can tell of several incidents.
            further = replace(further, statements=(passage.statement,))
        self._start(copied if then is Then.COPY else further, None)
        if then is Then.NEW and passage is not None:
            self.read_passage()
        if then is Then.COPY:
            self._guard.copied(whole, self._show_changed)
        self.saved.emit(number)
        if then is Then.CLOSE:
            self.closed.emit()
        finished(True)

    def _settle(self) -> None:
        """Take what a box makes of its text when it is left, and stay where the focus is."""
        box: QWidget | None = self.focusWidget()
        if box is not None and self.isAncestorOf(box) and box.hasFocus():
            box.clearFocus()
            box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._page.fields.commit()

    def _tell_fault(self, fault: BaseException) -> None:
        if not isinstance(fault, Refused):
            show_fault(self._page.notice, fault, self._bridge)
            return
        self._show_problems(fault.problems)
        if is_conflict(fault):
            told = problem_text(*fault.problems)
            self._page.notice.show_notice(told, self.tr("Compare…"), self._conflict.ask, tone="danger", seconds=0)

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        first, left = self._page.fields.show_problems(problems)
        if left:
            self._page.notice.show_notice(problem_text(*left), tone="danger", seconds=0)
        elif not problems:
            self._page.notice.dismiss()
        if first is not None:
            self._page.go_to(first)

    # ---- what happens while typing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape and self._maker.form is None:
            self.close_form()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """A form that was started out of sight is ready to be typed in."""
        super().showEvent(event)
        if self._focus_first:
            self._focus_first = False
            self._page.fields.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _start(self, content: IncidentContent, incident: Incident | None) -> None:
        self._open(lambda: self._presenter.start(content, incident))

    def _open(self, start: Callable[[], None]) -> None:
        self._maker.leave()
        self._reading = False
        self._offering.clear()
        self._likeness.start()
        self._keeper.begin()
        start()
        self._page.start()
        self._offers.start()
        self._advice.suggest()
        if self.isVisible():
            self._page.fields.first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._focus_first = True

    def _edited(self, key: str) -> None:
        if key == "statements":
            self._advice.offer_days()
        if key in _DESCRIBING:
            self._likeness.look()
        self._keeper.touch()
        self._advice.suggest()

    def _adopt(self, at: int, row: int) -> None:
        key = self._presenter.adopt(at, row)
        if key is not None:
            self._page.fields.show_value("statements")
            self._show_changed(key)

    def _show_changed(self, key: str) -> None:
        self._page.fields.show_value(key)
        self._edited(key)

    def _connect(self, facts: LogFacts) -> None:
        page = self._page
        page.fields.edited.connect(self._edited)
        page.fields.touched.connect(self._keeper.touch)
        self._keeper.trouble.connect(page.tell_not_kept)
        page.fields.adopt_asked.connect(lambda at, row: self._guard.adopt(at, row, lambda: self._adopt(at, row)))
        page.duplicates.open_requested.connect(self.open_requested)
        page.cancel_asked.connect(self.close_form)
        page.save_asked.connect(lambda: self.save(Then.CLOSE))
        page.save_new_asked.connect(lambda: self.save(Then.NEW))
        page.save_copy_asked.connect(lambda: self.save(Then.COPY))
        facts.changed.connect(self._advice.learned)
