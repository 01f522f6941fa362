from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from ascertain.ui.form.context import FormContext
from ascertain.ui.form.editors.reported_time import ReportedTimeBox, time_labels
from ascertain.ui.form.form import IncidentForm
from ascertain.ui.form.incident.when import TypedTime


def _box(qtbot: QtBot, context: FormContext) -> ReportedTimeBox:
    box = ReportedTimeBox(context, time_labels())
    qtbot.addWidget(box)
    box.set_value(TypedTime(zone="Asia/Baghdad", anchor_on="2023-10-18"))
    box.show()
    return box


def _type(box: ReportedTimeBox, phrase: str) -> None:
    line = box.focusProxy()
    assert line is not None
    line.setFocus()
    QTest.keyClicks(line, phrase)


def test_what_can_be_read_in_two_ways_offers_both_and_one_is_taken_by_key(qtbot: QtBot, context: FormContext) -> None:
    box = _box(qtbot, context)
    _type(box, "05/03/2026")
    choices = sorted(box.findChildren(QPushButton), key=lambda each: each.objectName())[1:]
    assert [each.objectName() for each in choices] == ["when_choice_0", "when_choice_1"]
    assert [each.isVisible() for each in choices] == [True, True]
    assert [each.accessibleName() for each in choices] == ["Read as 2026-03-05", "Read as 2026-05-03"]
    assert "two ways" in box.reading.text()
    QTest.keyClick(choices[1], Qt.Key.Key_Space)
    assert box.value().phrase == "2026-05-03"
    assert "3 May 2026" in box.reading.text()
    assert not choices[0].isVisible()


def test_a_persian_date_and_edtf_are_read_while_they_are_typed(qtbot: QtBot, context: FormContext) -> None:
    box = _box(qtbot, context)
    _type(box, "25 Mehr 1402")
    assert "17 Oct 2023" in box.reading.text()
    box.set_value(TypedTime(zone="Asia/Baghdad"))
    _type(box, "2023-10~")
    assert "1 Oct 2023" in box.reading.text()
    assert "31 Oct 2023" in box.reading.text()


def test_what_a_time_is_read_as_stays_in_sight_in_a_low_window(qtbot: QtBot, form: IncidentForm) -> None:
    form.resize(form.width(), 340)
    line = form.findChild(QLineEdit, "when_phrase")
    assert line is not None
    line.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(line, "05/03/2026")
    choice = form.findChild(QPushButton, "when_choice_1")
    assert choice is not None
    qtbot.waitUntil(lambda: not choice.visibleRegion().isEmpty())
    assert choice.visibleRegion().boundingRect() == choice.rect()
