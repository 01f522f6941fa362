from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from ascertain.domain.search import Search, parse
from ascertain.domain.timeline import BarUnit, DayCounts
from ascertain.ui.charts import Histogram
from ascertain.ui.charts.bars import Bars
from ascertain.ui.charts.legend import Legend, LegendEntry
from ascertain.ui.theme import current_theme
from tests.ui.charts.answers import DAY, FIRST, FIRST_DAY, Answers, ten_days, three_years

_HELD = Qt.KeyboardModifier


def turn(bars: Bars, at: QPoint, along: int, across: int = 0, held: Qt.KeyboardModifier = _HELD.NoModifier) -> None:
    """Turn the wheel over a point."""
    where = QPointF(at)
    event = QWheelEvent(
        where, bars.mapToGlobal(where), QPoint(), QPoint(across, along), Qt.MouseButton.NoButton, held,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(bars, event)


@pytest.fixture
def shown(qtbot: QtBot) -> tuple[Histogram, Bars, Answers]:
    answers = Answers(ten_days())
    histogram = Histogram(answers)  # type: ignore[arg-type]
    qtbot.addWidget(histogram)
    histogram.resize(600, 140)
    histogram.show_view(Search())
    histogram.show()
    qtbot.waitExposed(histogram)
    bars = histogram.findChild(Bars)
    assert bars is not None
    return histogram, bars, answers


def middle(bars: Bars, at: int) -> QPoint:
    return bars.bar_rect(at).center()


def test_dragging_picks_the_days_from_the_first_to_the_last_bar(
    qtbot: QtBot, shown: tuple[Histogram, Bars, Answers]
) -> None:
    histogram, bars, _ = shown
    with qtbot.waitSignal(histogram.range_picked) as picked:
        QTest.mousePress(bars, Qt.MouseButton.LeftButton, pos=middle(bars, 5))
        QTest.mouseMove(bars, middle(bars, 3))
        QTest.mouseRelease(bars, Qt.MouseButton.LeftButton, pos=middle(bars, 2))
    assert picked.args[1] == FIRST + 6 * DAY
    assert picked.args[0] in (FIRST + 2 * DAY, FIRST + 3 * DAY)


def test_a_click_picks_one_day_and_a_double_click_gives_it_up(
    qtbot: QtBot, shown: tuple[Histogram, Bars, Answers]
) -> None:
    histogram, bars, _ = shown
    with qtbot.waitSignal(histogram.range_picked) as picked:
        QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=middle(bars, 7))
    assert picked.args == [FIRST + 7 * DAY, FIRST + 8 * DAY]
    with qtbot.waitSignal(histogram.range_cleared):
        QTest.mouseDClick(bars, Qt.MouseButton.LeftButton, pos=middle(bars, 7))


def test_keys_move_grow_pick_and_clear(qtbot: QtBot, shown: tuple[Histogram, Bars, Answers]) -> None:
    histogram, bars, _ = shown
    bars.setFocus()
    QTest.keyClick(bars, Qt.Key.Key_Right)
    QTest.keyClick(bars, Qt.Key.Key_Right)
    QTest.keyClick(bars, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert "incidents" in bars.accessibleDescription()
    with qtbot.waitSignal(histogram.range_picked) as picked:
        QTest.keyClick(bars, Qt.Key.Key_Return)
    assert picked.args == [FIRST + 1 * DAY, FIRST + 3 * DAY]
    with qtbot.waitSignal(histogram.range_cleared):
        QTest.keyClick(bars, Qt.Key.Key_Escape)


def test_escape_is_left_to_others_when_nothing_is_picked(qtbot: QtBot, shown: tuple[Histogram, Bars, Answers]) -> None:
    histogram, bars, _ = shown
    with qtbot.assertNotEmitted(histogram.range_cleared):
        QTest.keyClick(bars, Qt.Key.Key_Escape)


def test_the_chart_is_told_in_words(shown: tuple[Histogram, Bars, Answers]) -> None:
    _, bars, _ = shown
    assert bars.accessibleName() == "Incidents over time"
    assert bars.accessibleDescription().startswith("31 Aug – 9 Sep 2023: 55")
    assert "55 incidents" in bars.accessibleDescription()
    assert "Claimed: 1; Confirmed: 9" in bars.accessibleDescription()


def test_a_view_without_times_says_so(qtbot: QtBot, shown: tuple[Histogram, Bars, Answers]) -> None:
    histogram, bars, answers = shown
    answers.counts = DayCounts((), 3)
    answers.changed.emit(SimpleNamespace(incident_ids=frozenset({1})))
    assert not bars.isVisible()
    empty = histogram.findChild(QWidget, "histogram_empty")
    assert empty is not None
    assert empty.isVisible()


def test_it_counts_again_when_incidents_change_and_only_then(shown: tuple[Histogram, Bars, Answers]) -> None:
    _, _, answers = shown
    answers.changed.emit(SimpleNamespace(incident_ids=frozenset()))
    assert answers.asked == [(None, None)]
    answers.changed.emit(SimpleNamespace(incident_ids=frozenset({1})))
    assert answers.asked == [(None, None)] * 2


def test_in_little_room_no_status_goes_out_of_the_legend(qtbot: QtBot) -> None:
    legend = Legend()
    qtbot.addWidget(legend)
    statuses = ("confirmed", "partly_confirmed", "claimed", "disputed", "refuted", "unconfirmed")
    legend.show_entries([LegendEntry(each, 3.5, 12) for each in statuses], None)
    theme = current_theme()
    for width in (900, 300, 120):
        legend.resize(width, 20)
        fitted = legend.fitted()
        assert tuple(each for each, _, _ in fitted) == statuses
        assert sum(each for _, each, _ in fitted) <= max(width, 6 * theme.px(19)) + theme.px(9)
        assert all(word.endswith("3.5") for _, _, word in fitted) or width == 120
    assert "Disputed 3.5" in legend.toolTip()
    legend.resize(legend.sizeHint().width(), 20)
    assert all("…" not in word for _, _, word in legend.fitted())


def test_the_wheel_goes_nearer_at_the_pointer_and_asks_for_finer_bars(
    shown: tuple[Histogram, Bars, Answers],
) -> None:
    histogram, bars, answers = shown
    answers.counts = three_years()
    answers.changed.emit(SimpleNamespace(incident_ids=frozenset({1})))
    heading = histogram.findChild(QPushButton, "histogram_unit")
    assert heading is not None
    assert "per month" in heading.text().lower()
    for _ in range(7):
        turn(bars, QPoint(bars.width() - 6, 20), 120)
    days, _ = answers.asked[-1]
    assert days is not None
    assert FIRST_DAY + 990 <= days[1] <= FIRST_DAY + 1_001
    assert days[1] - days[0] < 70
    assert "per day" in heading.text().lower()
    turn(bars, QPoint(60, 20), 120, held=_HELD.ShiftModifier)
    earlier, _ = answers.asked[-1]
    assert earlier is not None
    assert earlier[0] < days[0]
    assert earlier[1] - earlier[0] == days[1] - days[0]
    for _ in range(9):
        turn(bars, QPoint(60, 20), -120)
    assert answers.asked[-1] == (None, None)
    before = len(answers.asked)
    turn(bars, QPoint(60, 20), 0, across=120)
    assert len(answers.asked) == before  # there is nothing beyond all times


def test_old_bars_stay_until_the_new_ones_are_here(shown: tuple[Histogram, Bars, Answers]) -> None:
    histogram, bars, answers = shown
    answers.counts = three_years()
    answers.changed.emit(SimpleNamespace(incident_ids=frozenset({1})))
    before = bars.bar_rect(20).width()
    answers.slow = True
    histogram.zoom(3.0, FIRST + 600 * DAY)
    assert bars.bar_rect(20).width() > 2 * before
    ground = bars.grab().toImage()
    assert len({ground.pixel(x, ground.height() // 2) for x in range(ground.width())}) > 2
    answers.waiting[-1]()
    assert bars.bar_rect(20).width() < 2 * before


def test_keys_go_nearer_farther_aside_and_back(shown: tuple[Histogram, Bars, Answers]) -> None:
    _histogram, bars, answers = shown
    answers.counts = three_years()
    answers.changed.emit(SimpleNamespace(incident_ids=frozenset({1})))
    bars.setFocus()
    QTest.keyClick(bars, Qt.Key.Key_Plus)
    QTest.keyClick(bars, Qt.Key.Key_Plus)
    (nearer, _) = answers.asked[-1]
    assert nearer is not None
    QTest.keyClick(bars, Qt.Key.Key_Left, _HELD.ControlModifier)
    (aside, _) = answers.asked[-1]
    assert aside is not None
    assert aside[0] < nearer[0]
    QTest.keyClick(bars, Qt.Key.Key_PageDown)
    (later, _) = answers.asked[-1]
    assert later is not None
    assert later[0] > aside[0]
    QTest.keyClick(bars, Qt.Key.Key_Minus)
    (farther, _) = answers.asked[-1]
    assert farther is not None
    assert farther[1] - farther[0] > later[1] - later[0]
    QTest.keyClick(bars, Qt.Key.Key_0)
    assert answers.asked[-1] == (None, None)
    QTest.keyClick(bars, Qt.Key.Key_Plus)
    QTest.keyClick(bars, Qt.Key.Key_Escape)
    assert answers.asked[-1] == (None, None)


def test_the_keyboard_goes_on_beyond_the_bars_that_are_drawn(shown: tuple[Histogram, Bars, Answers]) -> None:
    histogram, bars, answers = shown
    answers.counts = three_years()
    answers.changed.emit(SimpleNamespace(incident_ids=frozenset({1})))
    histogram.zoom(20.0, FIRST + 600 * DAY)
    days, _ = answers.asked[-1]
    assert days is not None
    QTest.keyClick(bars, Qt.Key.Key_End)
    QTest.keyClick(bars, Qt.Key.Key_Right)
    moved, _ = answers.asked[-1]
    assert moved is not None
    assert moved[1] > days[1]


def test_what_is_drawn_is_filtered_only_when_asked(qtbot: QtBot, shown: tuple[Histogram, Bars, Answers]) -> None:
    histogram, _bars, answers = shown
    answers.counts = three_years()
    answers.changed.emit(SimpleNamespace(incident_ids=frozenset({1})))
    with qtbot.assertNotEmitted(histogram.range_picked):
        histogram.zoom(4.0, FIRST + 600 * DAY)
    days, _ = answers.asked[-1]
    assert days is not None
    said = histogram.findChild(QWidget, "histogram_title")
    assert said is not None
    assert "earlier" in said.accessibleName()
    assert "later" in said.accessibleName()
    with qtbot.waitSignal(histogram.range_picked) as picked:
        trigger(histogram, "histogram_filter")
    assert picked.args == [days[0] * DAY, (days[1] + 1) * DAY]


def trigger(histogram: Histogram, name: str) -> None:
    action = histogram.findChild(QAction, name)
    assert action is not None
    assert action.isEnabled()
    action.trigger()


def test_a_unit_is_chosen_and_given_up_where_it_does_not_fit(shown: tuple[Histogram, Bars, Answers]) -> None:
    histogram, bars, answers = shown
    answers.counts = three_years()
    answers.changed.emit(SimpleNamespace(incident_ids=frozenset({1})))
    trigger(histogram, "histogram_unit_week")
    assert answers.asked[-1] == (None, BarUnit.WEEK)
    trigger(histogram, "histogram_unit_day")
    assert answers.asked[-1] == (None, BarUnit.DAY)
    assert "earlier" in bars.accessibleDescription()  # the newest 400 days
    trigger(histogram, "histogram_farther")
    assert answers.asked[-1][1] is None


def test_a_double_click_goes_back_to_all_times(qtbot: QtBot, shown: tuple[Histogram, Bars, Answers]) -> None:
    histogram, bars, answers = shown
    answers.counts = three_years()
    answers.changed.emit(SimpleNamespace(incident_ids=frozenset({1})))
    histogram.zoom(4.0, FIRST + 600 * DAY)
    QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(100, 20))
    with qtbot.waitSignal(histogram.range_cleared):
        QTest.mouseDClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(100, 20))
    assert answers.asked[-1] == (None, None)


def test_a_search_of_which_nothing_lies_here_is_shown_whole(shown: tuple[Histogram, Bars, Answers]) -> None:
    histogram, _, answers = shown
    answers.counts = three_years()
    answers.changed.emit(SimpleNamespace(incident_ids=frozenset({1})))
    histogram.zoom(10.0, FIRST + 900 * DAY)
    answers.counts = ten_days()
    answers.changed.emit(SimpleNamespace(incident_ids=frozenset({1})))
    assert answers.asked[-1] == (None, None)


def test_those_without_a_time_are_counted_and_asked_for(qtbot: QtBot, shown: tuple[Histogram, Bars, Answers]) -> None:
    histogram, bars, answers = shown
    link = histogram.findChild(QPushButton, "histogram_untimed")
    assert link is not None
    assert not link.isVisible()
    answers.counts = ten_days(untimed=12)
    answers.changed.emit(SimpleNamespace(incident_ids=frozenset({1})))
    assert link.isVisible()
    assert link.text() == "12 without a time"
    assert "12 without a time" in bars.accessibleDescription()
    with qtbot.waitSignal(histogram.untimed_picked):
        link.click()


def test_a_click_or_a_key_on_the_legend_asks_for_a_status(qtbot: QtBot, shown: tuple[Histogram, Bars, Answers]) -> None:
    histogram, _, _ = shown
    legend = histogram.findChild(Legend)
    assert legend is not None
    assert legend.accessibleName() == "Statuses: Confirmed 45, Claimed 10"
    points = (QPoint(x, legend.height() // 2) for x in range(legend.width()))
    first = next(point for point in points if legend.entry_at(point) == 0)
    with qtbot.waitSignal(histogram.status_picked) as picked:
        QTest.mouseClick(legend, Qt.MouseButton.LeftButton, pos=first)
    assert picked.args == ["confirmed"]
    legend.setFocus()
    QTest.keyClick(legend, Qt.Key.Key_Right)
    with qtbot.waitSignal(histogram.status_picked) as picked:
        QTest.keyClick(legend, Qt.Key.Key_Return)
    assert picked.args == ["claimed"]
    assert "10 in this view" in legend.accessibleDescription()


def test_the_current_incident_is_marked_over_its_interval(shown: tuple[Histogram, Bars, Answers]) -> None:
    histogram, bars, _ = shown
    accent = current_theme().color("accent").rgb()

    def marked() -> list[int]:
        image = bars.grab().toImage()
        return [x for x in range(image.width()) if image.pixel(x, current_theme().px(3)) == accent]

    assert marked() == []
    histogram.follow((FIRST_DAY + 2, FIRST_DAY + 4))
    left, right = bars.bar_rect(2).left(), bars.bar_rect(4).right()
    assert abs(min(marked()) - left) <= 1
    assert abs(max(marked()) - right) <= 1
    histogram.follow((FIRST_DAY - 50, FIRST_DAY - 40))
    assert marked()
    assert max(marked()) < bars.bar_rect(1).left()
    histogram.follow(None)
    assert marked() == []


def test_the_bars_are_shown_as_a_table_and_copied(qtbot: QtBot, shown: tuple[Histogram, Bars, Answers]) -> None:
    histogram, _, _ = shown
    trigger(histogram, "histogram_table")
    table = histogram.window().findChild(QTableWidget, "bar_table_table")
    assert table is not None
    assert table.rowCount() == 10
    item = table.item(9, 1)
    assert item is not None
    assert item.text() == "10"
    copy = histogram.window().findChild(QPushButton, "bar_table_dialog_accept")
    assert copy is not None
    copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Days\tIncidents\tConfirmed\tClaimed"
    assert lines[-1].endswith("\t10\t9\t1")
    assert len(lines) == 11


def test_bars_that_nobody_waits_for_any_more_give_way(shown: tuple[Histogram, Bars, Answers]) -> None:
    histogram, _, answers = shown
    answers.slow = True
    other, newest = parse("status:claimed"), parse("status:confirmed")
    histogram.show_view(other)
    histogram.give_way(other)
    assert len(answers.waiting) == 1
    histogram.give_way(newest)
    assert not answers.waiting
    histogram.show_view(other)
    assert len(answers.waiting) == 1, "what was given up is counted when it is asked for again"
