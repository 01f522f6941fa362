"""What a log keeps of forms that are not saved."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from ascertain.app.session import LogSession
from ascertain.domain.drafts import Standing, UnfinishedForm
from ascertain.store.queries import Queries
from ascertain.ui.bridge import Bridge
from ascertain.ui.form.entries import EntryForm
from ascertain.ui.form.form import IncidentForm
from ascertain.ui.form.unfinished.keeper import DraftKeeper
from tests.ui.form.form_keys import asked


def drafts(session: LogSession) -> list[UnfinishedForm]:
    queries = Queries(session.path)
    try:
        return queries.drafts()
    finally:
        queries.close()


def keeper_of(form: IncidentForm | EntryForm) -> DraftKeeper:
    found = form.findChild(DraftKeeper, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert isinstance(found, DraftKeeper)
    return found


def kept(qtbot: QtBot, form: IncidentForm | EntryForm, session: LogSession) -> UnfinishedForm:
    """The one draft in the log, once all that is typed is in it."""
    answered: list[bool] = []
    keeper_of(form).keep_now(answered.append)
    qtbot.waitUntil(lambda: answered == [True])
    (found,) = drafts(session)
    return found


def rested(qtbot: QtBot, form: IncidentForm | EntryForm, session: LogSession) -> None:
    """Wait until all that is to be written of a form is written."""
    timers = keeper_of(form).findChildren(QTimer)
    qtbot.waitUntil(lambda: not any(timer.isActive() for timer in timers))
    session.ledger.undo_state().result()


def line(form: IncidentForm | EntryForm, name: str) -> str:
    box = form.findChild(QLineEdit, name)
    assert isinstance(box, QLineEdit)
    return box.text()


def not_kept(form: IncidentForm | EntryForm, name: str = "incident_not_kept") -> str:
    found = form.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text() if not found.isHidden() else ""


def resumed(qtbot: QtBot, bridge: Bridge, found: UnfinishedForm) -> IncidentForm:
    """Another form that goes on with a draft, as after a new start."""
    form = IncidentForm(bridge)
    qtbot.addWidget(form)
    record = found.draft.record_id
    incident = asked(bridge.session, record) if record is not None and found.standing is not Standing.GONE else None
    form.resume(found.draft, incident)
    form.resize(560, 860)
    form.show()
    return form
