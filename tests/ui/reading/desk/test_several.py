"""A passage that is evidence of several incidents."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from ascertain.ui.reading.finder import IncidentFinder
from tests.ui.reading.desk.conftest import SHIFT, Hands
from tests.ui.reading.desk.test_desk import save

K = Qt.Key


def test_a_passage_is_evidence_of_several_incidents_at_once(hands: Hands) -> None:
    first, second = (
        hands.log("a drone that hit", "Drone hits a depot"),
        hands.log("rockets on the camp", "Camp shelled"),
    )
    third = hands.log("three drones", "Three drones stopped")
    hands.select("Nobody was hurt.")
    hands.press(K.Key_A)
    found = hands.find("incident_finder_list")
    assert isinstance(found, QListWidget)
    hands.qtbot.waitUntil(lambda: found.count() == 3 and hands.find("incident_finder").isAncestorOf(hands.focus))
    hands.type("depot")
    hands.qtbot.waitUntil(lambda: found.count() == 1)
    hands.press(K.Key_Return, SHIFT)
    hands.qtbot.waitUntil(lambda: found.count() == 3)
    assert found.item(0).checkState() is Qt.CheckState.Checked
    hands.type("camp")
    hands.qtbot.waitUntil(lambda: found.count() == 2)
    hands.press(K.Key_Return)
    hands.qtbot.waitUntil(lambda: hands.desk.side.form_open)
    hands.come_back()
    save(hands)
    mark = next(each for each in hands.marks().marks if each.quote == "Nobody was hurt.")
    assert {each.id for each in mark.incidents} == {first, second}
    told = hands.ask(lambda queries: queries.incident(third))
    assert len(told.content.statements) == 1  # type: ignore[attr-defined]  # the answer is an incident


def test_a_tick_is_taken_back(hands: Hands) -> None:
    made: list[int] = []
    hands.settle(partial(_log, hands, made, "a drone that hit", "Drone hits a depot"))
    (only,) = made
    hands.select("Nobody was hurt.")
    hands.press(K.Key_A)
    finder = hands.find("incident_finder")
    assert isinstance(finder, IncidentFinder)
    hands.qtbot.waitUntil(lambda: finder.incident_ids == (only,) and finder.isAncestorOf(hands.focus))
    found = hands.find("incident_finder_list")
    assert isinstance(found, QListWidget)
    hands.press(K.Key_Return, SHIFT)
    hands.qtbot.waitUntil(lambda: found.item(0).checkState() is Qt.CheckState.Checked)
    hands.press(K.Key_Return, SHIFT)
    hands.qtbot.waitUntil(lambda: found.item(0).checkState() is Qt.CheckState.Unchecked)
    found.item(0).setCheckState(Qt.CheckState.Checked)
    assert finder.incident_ids == (only,)
    hands.press(K.Key_Escape)


def _log(hands: Hands, made: list[int], words: str, title: str) -> None:
    made.append(hands.log(words, title))
