"""How the table is filled while the whole order is not known: the newest wish wins, and the user sees what is up."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Sequence

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ascertain.domain.search import Search, parse
from ascertain.domain.table_rows import SortKey
from ascertain.store.queries import Queries
from ascertain.ui.shell.window import MainWindow

_UP = (SortKey("title"),)


class SlowLog:
    """Answers for the whole order only when told to; says `count` incidents are there."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
        self.go = threading.Event()
        self.asked: list[tuple[SortKey, ...]] = []
        self.ids = array("q", range(1, count + 1))
        slow = self

        def first(_: Queries, search: Search | None, sort: Sequence[SortKey] = (), limit: int = 200) -> array[int]:
            return slow.sorted(sort)[:limit]

        def order(_: Queries, search: Search | None, sort: Sequence[SortKey] = ()) -> array[int]:
            slow.asked.append(tuple(sort))
            slow.go.wait(20)
            return slow.sorted(sort)

        monkeypatch.setattr(Queries, "first", first)
        monkeypatch.setattr(Queries, "order", order)

    def sorted(self, sort: Sequence[SortKey]) -> array[int]:
        return self.ids[::-1] if sort and sort[0].descending else self.ids


def _counts(window: MainWindow) -> str:
    return window.status_line._counts.text()


def test_the_first_rows_are_shown_and_said_to_be_some_of_more(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = SlowLog(monkeypatch, 5_000)
    with qtbot.waitSignal(window.browse.feed.first_rows_shown):
        window.browse.feed.show(None, _UP)
    assert len(window.browse.model.ids) == 200
    assert not window.browse.model.complete
    qtbot.waitUntil(lambda: "200" in _counts(window) and "of …" in _counts(window))
    qtbot.waitUntil(lambda: window.findChild(QWidget, "status_busy") is not None)
    window.table.selectAll()
    with qtbot.waitSignal(window.browse.shown):
        slow.go.set()
    assert "5000" in _counts(window)
    assert len(window.table.selection()) == 5_000
    qtbot.waitUntil(lambda: window.findChild(QWidget, "status_busy") is None)


def test_the_newest_wish_wins_over_one_that_is_not_answered(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, feed, down = SlowLog(monkeypatch, 1_000), window.browse.feed, (SortKey("title", descending=True),)
    told: list[int] = []
    feed.shown.connect(lambda: told.append(window.browse.model.ids[0]))
    with qtbot.waitSignal(feed.first_rows_shown):
        feed.show(None, _UP)
    qtbot.waitUntil(lambda: slow.asked == [_UP])
    for _ in range(5):
        feed.show(parse("drone"), _UP)
    feed.show(None, down)
    slow.go.set()
    qtbot.waitUntil(lambda: bool(told))
    assert told == [1_000]
    assert window.browse.model.sort_keys == down
    assert list(window.browse.model.ids) == list(range(1_000, 0, -1))


def test_first_rows_wait_a_moment_for_a_place_further_down(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, table, down = SlowLog(monkeypatch, 1_000), window.table, (SortKey("title", descending=True),)
    slow.go.set()
    with qtbot.waitSignal(window.browse.shown):
        window.browse.feed.show(None, _UP)
    table.fit_scroll_bars()
    table.verticalScrollBar().setValue(300)
    seen: list[int] = []
    window.browse.model.modelReset.connect(lambda: seen.append(len(window.browse.model.ids)))
    with qtbot.waitSignal(window.browse.shown):
        window.state.set_sort(down)
    assert seen == [1_000]
    assert window.browse.model.ids[table.verticalScrollBar().value()] == 301
    table.verticalScrollBar().setValue(300)
    slow.go.clear()
    with qtbot.waitSignal(window.browse.feed.first_rows_shown):
        window.state.set_sort(_UP)
    assert table.verticalScrollBar().value() == 0
    with qtbot.waitSignal(window.browse.shown):
        slow.go.set()
    assert window.browse.model.ids[table.verticalScrollBar().value()] == 700


def test_what_cannot_be_asked_is_told_and_nothing_seems_busy(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ascertain.domain.messages import say
    from ascertain.domain.problems import LogUnavailable

    def fail(*_: object, **__: object) -> array[int]:
        raise LogUnavailable(say("The disk is gone."))

    monkeypatch.setattr(Queries, "first", fail)
    working: list[bool] = []
    window.browse.feed.working.connect(working.append)
    with qtbot.waitSignal(window.bridge.trouble):
        window.browse.feed.show(None, _UP)
    assert working == [True, False]
