"""The form of an incident in a window, driven by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.commands import LogIncident
from ascertain.app.session import LogSession
from ascertain.domain.records import Incident, IncidentContent
from ascertain.store.queries import Queries
from ascertain.ui.form.closing import ClosingQuestion
from ascertain.ui.form.form import IncidentForm
from ascertain.ui.form.names.popup import ChoicePopup
from ascertain.ui.kit import LabeledField
from tests.ui.form.key_presses import press, type_text

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def focused(form: IncidentForm) -> str:
    box: QWidget | None = form.focusWidget()
    return box.objectName() if box is not None else ""


def go_to(form: IncidentForm, name: str) -> None:
    """Press Tab until the box of this name has the focus."""
    for _ in range(70):
        if focused(form) == name:
            return
        press(form, Qt.Key.Key_Tab)
    raise AssertionError(f"{name} is not reached by Tab")


def unfold(form: IncidentForm, name: str) -> None:
    go_to(form, f"{name}_head")
    press(form, Qt.Key.Key_Space)


def choose(qtbot: QtBot, form: IncidentForm, text: str, wanted: str) -> None:
    """Type a text, wait for the list, go down to the choice that begins with `wanted`, and press Enter."""
    type_text(form, text)
    popup = form.findChild(ChoicePopup, f"{focused(form)}_choices")
    if popup is None:
        qtbot.waitUntil(lambda: form.findChild(ChoicePopup, f"{focused(form)}_choices") is not None)
        popup = form.findChild(ChoicePopup, f"{focused(form)}_choices")
    assert isinstance(popup, ChoicePopup)
    shown = popup
    qtbot.waitUntil(lambda: any(each.text.startswith(wanted) for each in shown.model.choices))
    for _ in shown.model.choices:
        press(form, Qt.Key.Key_Down)
        lit = shown.choice()
        if lit is not None and lit.text.startswith(wanted):
            break
    press(form, Qt.Key.Key_Return)


def save(qtbot: QtBot, form: IncidentForm, modifiers: Qt.KeyboardModifier = CONTROL) -> int:
    with qtbot.waitSignal(form.saved) as kept:
        press(form, Qt.Key.Key_Return, modifiers)
    assert kept.args is not None
    return int(kept.args[0])


def asked(session: LogSession, number: int) -> Incident:
    queries = Queries(session.path)
    try:
        found = queries.incident(number)
    finally:
        queries.close()
    assert found is not None
    return found


def field(form: IncidentForm, key: str) -> LabeledField:
    found = form.findChild(LabeledField, f"{key}_field")
    assert isinstance(found, LabeledField)
    return found


def answer(name: str) -> None:
    """Press a button of the question once it is asked."""

    def press_button() -> None:
        question = QApplication.activeModalWidget()
        if not isinstance(question, ClosingQuestion):
            QTimer.singleShot(10, press_button)
            return
        button = question.findChild(QPushButton, name)
        assert isinstance(button, QPushButton)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, press_button)


def edited(qtbot: QtBot, form: IncidentForm, session: LogSession, given: IncidentContent) -> Incident:
    """Put an incident into the log and open the form with it."""
    number = session.ledger.run(LogIncident(given)).result(30).made[0]
    incident = asked(session, number)
    form.start_edit(incident)
    return incident
