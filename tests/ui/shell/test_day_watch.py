"""The window past midnight: what is told from today means other days, and is asked for again."""

from __future__ import annotations

from datetime import timedelta

from pytestqt.qtbot import QtBot

from ascertain.domain.records import SavedView
from ascertain.ui.charts.bars import Bars
from ascertain.ui.shell.day_watch import DayWatch
from ascertain.ui.shell.window import MainWindow
from tests.ui.shell.conftest import TODAY, StillClock
from tests.ui.shell.test_saved_views import add, counts, wait_for


def go_on(window: MainWindow, days: int) -> None:
    """Let so many days pass, and the minute after."""
    clock, watch = window.session.clock, window.findChild(DayWatch)
    assert isinstance(clock, StillClock)
    assert watch is not None
    clock.day = TODAY + timedelta(days=days)
    watch.look()


def test_views_told_from_today_are_counted_again_and_no_others(qtbot: QtBot, window: MainWindow) -> None:
    assert window.side_feed.view_counts is not None
    add(qtbot, window, SavedView("This week", "when:last-7-days"), SavedView("All"), SavedView("Due", "is:due"))
    wait_for(qtbot, lambda: counts(window) == {"This week": 2, "All": 6, "Due": 1})
    asked: list[int] = []
    window.side_feed.view_counts.asked.connect(asked.append)
    go_on(window, 0)
    go_on(window, 1)
    wait_for(qtbot, lambda: counts(window)["This week"] == 1)
    wait_for(qtbot, lambda: asked == [1, 3])
    assert counts(window) == {"This week": 1, "All": 6, "Due": 1}


def test_the_table_and_the_bars_follow_the_day(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.browse.shown):
        window.state.ask("when:last-7-days")
    assert len(window.browse.model.ids) == 2
    (bars,) = window.findChildren(Bars)
    marked = bars.grab().toImage()
    with qtbot.waitSignal(window.browse.shown):
        go_on(window, 1)
    assert len(window.browse.model.ids) == 1
    wait_for(qtbot, lambda: bars.grab().toImage() != marked)


def test_another_day_leaves_alone_what_is_not_told_from_it(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.browse.shown):
        window.state.ask("when:2023-10-17")
    with qtbot.assertNotEmitted(window.browse.shown, wait=50):
        go_on(window, 1)
