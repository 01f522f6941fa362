"""A claim or blame passes in the form only when it is asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.session import LogSession
from ascertain.domain.codes import Role, Stance
from ascertain.domain.records import ActorInRole, Assertion, IncidentContent, NamedRef, ReportedTime, Statement
from ascertain.ui.form.form import IncidentForm
from tests.ui.form.form_keys import asked, edited, go_to, save
from tests.ui.form.key_presses import press, type_text
from tests.ui.form.samples import content

_WHEN = ReportedTime("17 Oct 2023", t_from=1_697_500_800, t_to=1_697_587_200)


def _part(of: QWidget, name: str) -> QWidget:
    found = of.findChild(QWidget, name)
    assert found is not None, name
    return found


def _guilty() -> IncidentContent:
    blame = Statement(NamedRef("Ministry"), Stance.ATTRIBUTES)
    blamed = ActorInRole(NamedRef("Group A"), Role.ATTRIBUTED_TO)
    whole = content()
    return replace(whole, actors=(*whole.actors, blamed), statements=(*whole.statements, blame))


def _save_and_copy(qtbot: QtBot, form: IncidentForm) -> None:
    button = _part(form, "incident_save_copy")
    assert isinstance(button, QPushButton)
    with qtbot.waitSignal(form.saved):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    press(form, Qt.Key.Key_End)
    type_text(form, ", again")


def test_a_copy_leaves_claims_and_blame_behind(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    edited(qtbot, form, session, _guilty())
    _save_and_copy(qtbot, form)
    kept = asked(session, save(qtbot, form)).content
    assert not {each.role for each in kept.actors} & {Role.CLAIMED_BY, Role.ATTRIBUTED_TO}
    assert not {each.stance for each in kept.statements} & {Stance.CLAIMS_RESPONSIBILITY, Stance.ATTRIBUTES}


def test_they_are_copied_when_that_is_asked_for(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    before = edited(qtbot, form, session, _guilty()).content
    _save_and_copy(qtbot, form)
    asking = next(each for each in form.findChildren(QPushButton) if each.text() == "Copy that too")
    QTest.mouseClick(asking, Qt.MouseButton.LeftButton)
    kept = asked(session, save(qtbot, form)).content
    assert kept.title.endswith(", again")
    assert sorted((each.role, each.actor.name) for each in kept.actors) == sorted(
        (each.role, each.actor.name) for each in before.actors
    )
    assert {each.stance for each in kept.statements} >= {Stance.CLAIMS_RESPONSIBILITY, Stance.ATTRIBUTES}


@pytest.mark.parametrize(("answer", "found"), [("cancel", []), ("accept", ["Group A"])])
def test_blame_of_another_time_is_adopted_after_a_question(
    qtbot: QtBot, form: IncidentForm, session: LogSession, answer: str, found: list[str]
) -> None:
    blame = Statement(
        NamedRef("Wire service"),
        Stance.ATTRIBUTES,
        said_on=date(2023, 5, 1),
        assertions=(Assertion("attributed_to", value="Group A"),),
    )
    edited(qtbot, form, session, IncidentContent("As told", when=_WHEN, statements=(blame,)))
    go_to(form, "statement_0")
    press(form, Qt.Key.Key_Return)
    go_to(form, "statement_0_editor_assertion_0_value")
    press(form, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    question = QApplication.activeModalWidget()
    assert question is not None
    QTest.mouseClick(_part(question, f"another_time_question_{answer}"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    kept = asked(session, save(qtbot, form)).content
    assert [each.actor.name for each in kept.actors if each.role is Role.ATTRIBUTED_TO] == found


def test_a_claim_is_not_adopted_as_an_attribution(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    claim = Statement(
        NamedRef("Wire service"),
        Stance.CLAIMS_RESPONSIBILITY,
        assertions=(Assertion("attributed_to", value="Group A"),),
    )
    edited(qtbot, form, session, IncidentContent("As told", statements=(claim,)))
    go_to(form, "statement_0")
    press(form, Qt.Key.Key_Return)
    go_to(form, "statement_0_editor_assertion_0_value")
    press(form, Qt.Key.Key_F6)
    kept = asked(session, save(qtbot, form)).content
    assert kept.actors == ()
    assert not kept.statements[0].assertions[0].adopted
