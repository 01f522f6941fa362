"""What another grade would change is said in the form of the source before it is saved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from ascertain.app.commands import KeepEntry, LogIncident
from ascertain.domain.records import IncidentContent, NamedRef, Source, Statement
from ascertain.domain.rows import Shelf
from ascertain.ui.form.entries import EntryForm
from ascertain.ui.form.entries.grade_effect import GradeEffectDialog, GradeEffectLine
from ascertain.ui.form.names.code_boxes import CodeCombo
from ascertain.ui.shell.window import MainWindow


def test_the_effect_is_told_while_the_grade_is_chosen(qtbot: QtBot, window: MainWindow) -> None:
    ledger = window.session.ledger
    numbers = [
        ledger.run(KeepEntry(Source(name, reliability="B"))).result().made[0] for name in ("The Paper", "The Agency")
    ]
    told = tuple(Statement(NamedRef("", number)) for number in numbers)
    ledger.run(LogIncident(IncidentContent(title="Both say so", statements=told))).result()
    form = EntryForm(window.bridge, Shelf.SOURCES)
    qtbot.addWidget(form)
    form.start_edit(Source("The Paper", reliability="B", id=numbers[0]))
    form.show()
    line = form.findChild(GradeEffectLine, "grade_effect")
    grade = form.findChild(CodeCombo, "source_reliability")
    assert line is not None
    assert grade is not None
    assert line.isHidden()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    grade.setFocus()
    QTest.keyClicks(grade, "D")
    text = line.findChild(QLabel, "grade_effect_text")
    assert text is not None
    qtbot.waitUntil(lambda: "changes for 1 of 1" in text.text())
    show = line.findChild(QPushButton, "grade_effect_show")
    assert show is not None
    QTest.keyClick(show, Qt.Key.Key_Space)
    dialog = form.findChild(GradeEffectDialog, "grade_effect_dialog")
    assert dialog is not None
    listed = dialog.findChild(QListWidget, "grade_effect_list")
    assert listed is not None
    assert listed.count() == 1
    assert "Both say so" in listed.item(0).text()
    assert "Unconfirmed" in listed.item(0).text()
    dialog.reject()
    qtbot.waitUntil(form.isActiveWindow)
    grade.setFocus()
    for _ in range(3):
        QTest.keyClick(grade, Qt.Key.Key_Up)
    assert grade.value() == "A"
    qtbot.waitUntil(lambda: text.text() == "With this grade no suggestion changes.")
    assert not show.isVisible()
    form.start_edit(Source("The Paper", reliability="B", id=numbers[0]))
    assert line.isHidden()
