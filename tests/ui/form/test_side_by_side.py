"""The grid in the form: what is done in it is saved with the form, and not before."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.session import LogSession
from ascertain.domain.codes import AssertionState
from ascertain.domain.records import Assertion, Figure, IncidentContent, NamedRef, Statement
from ascertain.ui.accounts import AccountsTable
from ascertain.ui.form.form import IncidentForm
from tests.ui.form.form_keys import asked, edited, go_to, save
from tests.ui.form.key_presses import press


def _grid(form: IncidentForm) -> AccountsTable:
    go_to(form, "form_accounts_part_head")
    press(form, Qt.Key.Key_Space)
    found = form.findChild(AccountsTable, "form_accounts")
    assert found is not None
    found.view.setFocus()
    return found


def _told() -> IncidentContent:
    two = Statement(NamedRef("Wire service"), assertions=(Assertion("killed_civilian", value="2"),))
    three = Statement(NamedRef("Counter-terrorism service"), assertions=(Assertion("killed_civilian", value="3"),))
    return IncidentContent("As told", statements=(two, three))


def test_what_is_adopted_and_noted_in_the_grid_stands_in_the_form(
    qtbot: QtBot, form: IncidentForm, session: LogSession
) -> None:
    before = edited(qtbot, form, session, _told())
    grid = _grid(form)
    grid.go_to("killed_civilian", 1)
    QTest.keyClick(grid.view, Qt.Key.Key_Return)
    assert "≠ 3 ✓" in grid.text()
    grid.go_to("killed_civilian", 0)
    QTest.keyClicks(grid.view, "?")
    assert asked(session, before.id) == before, "nothing is saved yet"
    kept = asked(session, save(qtbot, form)).content
    assert kept.killed_civilian == Figure.exactly(3)
    assert [each.assertions[0].adopted for each in kept.statements] == [False, True]
    assert kept.statements[0].assertions[0].state is AssertionState.UNKNOWN


def test_the_grid_follows_what_is_typed_and_undoes_a_mark(
    qtbot: QtBot, form: IncidentForm, session: LogSession
) -> None:
    edited(qtbot, form, session, _told())
    grid = _grid(form)
    grid.go_to("killed_civilian", 0)
    QTest.keyClick(grid.view, Qt.Key.Key_A)
    QTest.keyClick(grid.view, Qt.Key.Key_U)
    assert "✓" not in grid.text()
    QTest.keyClick(grid.view, Qt.Key.Key_Delete)
    kept = asked(session, save(qtbot, form)).content
    assert kept.killed_civilian == Figure.exactly(2), "the finding stays when its citation goes"
    assert kept.statements[0].assertions == ()


def test_without_a_statement_there_is_nothing_to_compare(form: IncidentForm) -> None:
    part = form.findChild(QWidget, "form_side_by_side")
    assert part is not None
    assert not part.isVisible()
