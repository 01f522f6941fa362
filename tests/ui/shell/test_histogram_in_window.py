"""The histogram in the window: what it filters, and what it follows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ascertain.app.commands import LogIncident
from ascertain.domain.records import ReportedTime
from ascertain.ui.charts.bars import Bars
from ascertain.ui.charts.legend import Legend
from ascertain.ui.shell.window import MainWindow
from tests.ui.shell.conftest import content


def legend_of(qtbot: QtBot, window: MainWindow) -> Legend:
    qtbot.waitUntil(lambda: bool(window.findChildren(Legend)) and window.findChildren(Legend)[0].width() > 0)
    (legend,) = window.findChildren(Legend)
    qtbot.waitUntil(lambda: legend.accessibleName().endswith("1"))
    return legend


def test_a_status_of_the_legend_filters_and_filters_no_more(qtbot: QtBot, window: MainWindow) -> None:
    legend = legend_of(qtbot, window)
    assert legend.accessibleName() == (
        "Statuses: Confirmed 1, Partly confirmed 1, Unconfirmed 2, Claimed 1, Disputed 1"
    )
    legend.setFocus()
    with qtbot.waitSignal(window.browse.shown):
        QTest.keyClick(legend, Qt.Key.Key_Return)
    assert window.state.text == "status:confirmed"
    assert len(window.browse.model.ids) == 1
    qtbot.waitUntil(lambda: legend.accessibleName() == "Statuses: Confirmed 1")
    with qtbot.waitSignal(window.browse.shown):
        QTest.keyClick(legend, Qt.Key.Key_Return)
    assert len(window.browse.model.ids) == 6


def test_those_without_a_time_are_one_click_away(qtbot: QtBot, window: MainWindow) -> None:
    legend_of(qtbot, window)
    link = window.findChild(QPushButton, "histogram_untimed")
    assert link is not None
    assert link.isHidden()
    window.bridge.run(LogIncident(content("Some day", when=ReportedTime())))
    qtbot.waitUntil(lambda: not link.isHidden())
    assert link.text() == "1 without a time"
    with qtbot.waitSignal(window.browse.shown):
        link.click()
    assert len(window.browse.model.ids) == 1
    with qtbot.waitSignal(window.browse.shown):
        link.click()
    assert len(window.browse.model.ids) == 7


def test_the_current_incident_is_marked_in_the_bars(qtbot: QtBot, window: MainWindow) -> None:
    legend_of(qtbot, window)
    (bars,) = window.findChildren(Bars)
    row = next(at for at in range(6) if (each := window.browse.model.row(at)) and each.title.startswith("Explosion"))
    window.table.setCurrentIndex(window.browse.model.index(row, 0))
    first = bars.grab().toImage()
    window.table.setCurrentIndex(window.browse.model.index(0, 0))
    assert bars.grab().toImage() != first


def test_a_range_that_is_lifted_elsewhere_is_no_longer_drawn(qtbot: QtBot, window: MainWindow) -> None:
    legend_of(qtbot, window)
    (bars,) = window.findChildren(Bars)
    QTest.mousePress(bars, Qt.MouseButton.LeftButton, pos=bars.bar_rect(1).center())
    QTest.mouseMove(bars, bars.bar_rect(2).center())
    with qtbot.waitSignal(window.browse.shown):
        QTest.mouseRelease(bars, Qt.MouseButton.LeftButton, pos=bars.bar_rect(2).center())
    assert window.state.picked() is not None
    with qtbot.waitSignal(window.browse.shown):
        window.state.remove_chip(0)
    left = bars.grab().toImage()
    bars.let_go()
    assert left == bars.grab().toImage()
