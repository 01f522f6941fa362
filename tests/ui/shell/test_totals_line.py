from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.commands import LinkIncidents, LogIncident, RemoveLink
from ascertain.app.session import create_session
from ascertain.domain.codes import LinkType
from ascertain.domain.records import Figure, Link
from ascertain.domain.totals import Bounds, Total, Totals
from ascertain.ui.charts.totals_words import bounds_text, incidents_text, parts, spoken
from ascertain.ui.kit import ElidedLabel
from ascertain.ui.shell.window import MainWindow
from tests.ui.shell.conftest import StillClock, content

CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture
def drones(tmp_path: Path) -> Path:
    """Three drones reported as one count, and two claims of one each, that may be of them."""
    path = tmp_path / "drones.ascertain"
    session = create_session(path, clock=StillClock())
    for title, count in (("Three drones", 3), ("First claim", 1), ("Second claim", 1)):
        session.ledger.run(LogIncident(content(title, munitions=Figure.exactly(count)))).result()
    session.close()
    return path


def _told(window: MainWindow) -> str:
    names = ("totals_incidents", "totals_counts", "totals_shared")
    found = [window.findChild(QLabel, name) for name in names]
    return " | ".join(each.text() for each in found if each is not None)


def _part(window: MainWindow, name: str) -> QWidget:
    found = window.findChild(QWidget, name)
    assert found is not None
    return found


def test_the_line_adds_up_what_is_shown_and_counts_nothing_twice(
    qtbot: QtBot, open_window: Callable[[Path], MainWindow], drones: Path
) -> None:
    window = open_window(drones)
    plain = "3 incidents | Munitions 5 · Killed – · Injured – | "
    qtbot.waitUntil(lambda: _told(window) == plain, timeout=10_000)
    for claim in (2, 3):
        window.bridge.run(LinkIncidents(1, Link(LinkType.OVERLAPS, claim, shared_low=0, shared_high=1)))
    linked = "2–3 incidents | Munitions 3–5 · Killed – · Injured – | 2 pairs"
    qtbot.waitUntil(lambda: _told(window).startswith(linked), timeout=10_000)
    title = window.findChild(QLabel, "histogram_title")
    assert title is not None
    qtbot.waitUntil(lambda: "2–3 incidents" in title.text(), timeout=10_000)
    bars = _part(window, "histogram_bars")
    assert "Some may be the same: 2–3 incidents." in bars.accessibleDescription()
    for link in (1, 2):
        window.bridge.run(RemoveLink(link))
    qtbot.waitUntil(lambda: _told(window) == plain, timeout=10_000)
    qtbot.waitUntil(lambda: "incidents" not in title.text(), timeout=10_000)


def test_the_line_follows_search_and_selection(
    qtbot: QtBot, open_window: Callable[[Path], MainWindow], drones: Path
) -> None:
    window = open_window(drones)
    qtbot.waitUntil(lambda: "Munitions 5" in _told(window), timeout=10_000)
    window.state.ask("claim")
    qtbot.waitUntil(lambda: _told(window).startswith("2 incidents | Munitions 2"), timeout=10_000)
    window.state.ask("")
    qtbot.waitUntil(lambda: "Munitions 5" in _told(window), timeout=10_000)
    window.table.setFocus()
    QTest.keyClick(window.table, Qt.Key.Key_Home, CTRL)
    QTest.keyClick(window.table, Qt.Key.Key_Down, SHIFT)
    qtbot.waitUntil(lambda: _told(window).startswith("Chosen: 2 incidents"), timeout=10_000)
    QTest.keyClick(window.table, Qt.Key.Key_A, CTRL)
    qtbot.waitUntil(lambda: _told(window).startswith("Chosen: 3 incidents | Munitions 5"), timeout=10_000)


def test_the_line_can_be_hidden_and_that_is_remembered(window: MainWindow, qtbot: QtBot) -> None:
    line = _part(window, "totals_line")
    qtbot.waitUntil(line.isVisible)
    QTest.keyClick(window, Qt.Key.Key_F7, SHIFT)
    assert not line.isVisible()
    window.layout_memory.keep()
    assert "totals" in window.remembered.value.hidden
    QTest.keyClick(window, Qt.Key.Key_F7, SHIFT)
    assert line.isVisible()


def test_totals_are_told_in_words() -> None:
    assert [bounds_text(each) for each in (Bounds(2, 2), Bounds(2, 3), Bounds(2, None))] == ["2", "2–3", "2+"]
    assert incidents_text(Bounds(1, 1)) == "1 incident"
    found = Totals(4, Bounds(3, 4), Total(Bounds(3, 5), 3), Total(), Total(Bounds(0, None), 1), ((1, 2),))
    assert [value for _, value in parts(found)] == ["3–5", "–", "0+"]
    assert spoken(found).splitlines() == [
        "Incidents: at least 3, at most 4.",
        "Munitions: at least 3, at most 5. Stated by 3 of 4.",
        "Killed: not stated.",
        "Injured: at least 0. Stated by 1 of 4.",
        "1 pair may be the same in whole or in part, and is counted once.",
    ]


def test_in_little_room_pairs_are_told_in_fewer_words_and_none_is_cut(
    qtbot: QtBot, open_window: Callable[[Path], MainWindow], drones: Path
) -> None:
    window = open_window(drones)
    window.bridge.run(LinkIncidents(1, Link(LinkType.OVERLAPS, 2, shared_low=0, shared_high=1)))
    shared = window.findChild(ElidedLabel, "totals_shared")
    assert shared is not None
    qtbot.waitUntil(lambda: shared.text().startswith("1 pair may be the same"), timeout=10_000)
    assert not shared.is_elided()
    window.resize(1100, 700)
    qtbot.waitUntil(lambda: shared.text() == "1 possible pair")
    assert not shared.is_elided()
