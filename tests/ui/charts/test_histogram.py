from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ascertain.domain.rows import Bin
from ascertain.domain.search import Search
from ascertain.domain.totals import Totals
from ascertain.ui.charts import Histogram
from ascertain.ui.charts.bars import Bars
from ascertain.ui.charts.legend import Legend
from ascertain.ui.theme import current_theme

DAY = 86_400
FIRST = 19_600 * DAY


class Answers(QObject):
    """A log that answers at once with what it is given."""

    changed = Signal(object)

    def __init__(self, bins: list[Bin]) -> None:
        super().__init__()
        self.bins = bins
        self.asked = 0
        self.session = SimpleNamespace(vocabularies=None)

    def asker(self, owner: QObject) -> Answers:
        return self

    def ask(self, question: Callable[[Any], list[Bin]], done: Callable[[list[Bin]], None]) -> None:
        self.asked += 1
        log = SimpleNamespace(histogram=lambda search, count: self.bins, totals=lambda search: Totals())
        done(question(log))


def ten_days() -> list[Bin]:
    return [
        Bin(FIRST + at * DAY, FIRST + (at + 1) * DAY, (("claimed", 1.0), ("confirmed", float(at)))) for at in range(10)
    ]


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
    answers.bins = []
    histogram.show_view(Search())
    assert not bars.isVisible()
    empty = histogram.findChild(QWidget, "histogram_empty")
    assert empty is not None
    assert empty.isVisible()


def test_it_counts_again_when_incidents_change_and_only_then(shown: tuple[Histogram, Bars, Answers]) -> None:
    _, _, answers = shown
    before = answers.asked
    answers.changed.emit(SimpleNamespace(incident_ids=frozenset()))
    assert answers.asked == before
    answers.changed.emit(SimpleNamespace(incident_ids=frozenset({1})))
    assert answers.asked == before + 1


def test_in_little_room_no_status_goes_out_of_the_legend(qtbot: QtBot) -> None:
    legend = Legend()
    qtbot.addWidget(legend)
    statuses = ("confirmed", "partly_confirmed", "claimed", "disputed", "refuted", "unconfirmed")
    legend.show_statuses(statuses, None)
    theme = current_theme()
    for width in (900, 300, 120):
        legend.resize(width, 20)
        fitted = legend.fitted()
        assert tuple(each for each, _, _ in fitted) == statuses
        assert sum(each for _, each, _ in fitted) <= max(width, 6 * theme.px(19)) + theme.px(9)
    assert "Disputed" in legend.toolTip()
    legend.resize(legend.sizeHint().width(), 20)
    assert all("…" not in word for _, _, word in legend.fitted())
