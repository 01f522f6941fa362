"""Fields: label, editor, hint and problem belong together, also for those who do not see them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ascertain.ui.kit import LabeledField, SearchBox, dress_calendar
from ascertain.ui.theme import current_theme


@pytest.fixture
def form(qtbot: QtBot) -> tuple[QWidget, LabeledField, LabeledField]:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    what = LabeledField("&What happened", QLineEdit(), name="title")
    why = LabeledField("Wh&y && how", QPlainTextEdit(), "kept in the history", name="reason")
    column.addWidget(what)
    column.addWidget(why)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window, what, why


def test_names_come_from_the_label(form: tuple[QWidget, LabeledField, LabeledField]) -> None:
    _, what, why = form
    assert what.editor.accessibleName() == "What happened"
    assert why.editor.accessibleName() == "Why & how"
    assert what.editor.objectName() == "title_editor"
    assert what.label.buddy() is what.editor


def test_the_mnemonic_leads_to_the_editor(qtbot: QtBot, form: tuple[QWidget, LabeledField, LabeledField]) -> None:
    window, what, why = form
    QTest.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.AltModifier)
    assert why.editor.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    assert what.editor.hasFocus()


def test_a_problem_is_shown_and_told_and_moves_nothing(
    qtbot: QtBot, form: tuple[QWidget, LabeledField, LabeledField]
) -> None:
    _, what, why = form
    why.editor.setFocus()
    QTest.keyClicks(why.editor, "because")
    what.set_problem("Say in a few words what happened.")
    assert why.editor.hasFocus()
    assert what.editor.accessibleDescription() == "Say in a few words what happened."
    assert what.editor.property("problem") is True
    shown = what.findChild(QWidget, "title_problem")
    assert isinstance(shown, QWidget)
    assert shown.isVisible()
    what.set_problem("")
    assert not shown.isVisible()
    assert what.editor.accessibleDescription() == ""


def test_a_hint_is_told_after_the_problem(form: tuple[QWidget, LabeledField, LabeledField]) -> None:
    _, _, why = form
    why.set_problem("Give a reason.")
    assert why.editor.accessibleDescription() == "Give a reason. kept in the history"
    why.set_hint("")
    assert why.editor.accessibleDescription() == "Give a reason."


def test_a_problem_colors_its_editor(qtbot: QtBot, each_look: str) -> None:
    field = LabeledField("&When", QLineEdit())
    qtbot.addWidget(field)
    field.show()

    def ground() -> str:
        return field.editor.grab().toImage().pixelColor(field.editor.width() // 2, 6).name()

    assert ground() == current_theme().tokens.surface
    field.set_problem("This is no time.")
    assert ground() == current_theme().tokens.danger_surface
    field.set_problem("")
    assert ground() == current_theme().tokens.surface


def test_a_number_does_not_touch_its_frame(each_look: str, qtbot: QtBot) -> None:
    spin = QSpinBox()
    field = LabeledField("&Killed", spin)
    qtbot.addWidget(field)
    inner = spin.findChild(QLineEdit)
    assert isinstance(inner, QLineEdit)
    margins = inner.textMargins()
    assert margins.left() == margins.right() >= 4


def test_the_weekend_is_readable_in_a_calendar(each_look: str, qtbot: QtBot) -> None:
    calendar = QCalendarWidget()
    qtbot.addWidget(calendar)
    dress_calendar(calendar)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        assert calendar.weekdayTextFormat(day).foreground().color() == current_theme().color("text_muted")


@pytest.fixture
def search(qtbot: QtBot) -> SearchBox:
    box = SearchBox("Search incidents", "Ctrl+F")
    qtbot.addWidget(box)
    with qtbot.waitActive(box):
        box.show()
        box.activateWindow()
    box.setFocus()
    return box


def test_search_follows_typing_and_enter(qtbot: QtBot, search: SearchBox) -> None:
    heard: list[str] = []
    search.search_changed.connect(heard.append)
    QTest.keyClicks(search.line, "al-")
    assert heard == ["a", "al", "al-"]
    with qtbot.waitSignal(search.submitted) as told:
        QTest.keyClick(search.line, Qt.Key.Key_Return)
    assert told.args == ["al-"]


def test_escape_empties_first_and_leaves_then(qtbot: QtBot, search: SearchBox) -> None:
    QTest.keyClicks(search.line, "drone")
    with qtbot.assertNotEmitted(search.left):
        QTest.keyClick(search.line, Qt.Key.Key_Escape)
    assert search.text() == ""
    with qtbot.waitSignal(search.left):
        QTest.keyClick(search.line, Qt.Key.Key_Escape)


def test_down_leads_to_the_results(qtbot: QtBot, search: SearchBox) -> None:
    with qtbot.waitSignal(search.left_for_results):
        QTest.keyClick(search.line, Qt.Key.Key_Down)


def test_what_is_not_understood_is_said(qtbot: QtBot, search: SearchBox) -> None:
    search.set_problem("“killed:many” is not a number; it is searched as words.")
    assert search.line.accessibleDescription() == search.problem
    assert search.line.hasFocus()
