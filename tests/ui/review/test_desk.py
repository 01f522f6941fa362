from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QStyleOptionViewItem, QTableView, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.commands import TrashIncidents, Undo
from ascertain.app.session import LogSession
from ascertain.domain.codes import Status
from ascertain.ui.bridge import Bridge
from ascertain.ui.review import ReviewDesk
from ascertain.ui.theme import Wardrobe, current_theme

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(qtbot: QtBot, bridge: Bridge, page: str = "review_hand") -> ReviewDesk:
    desk = ReviewDesk(bridge)
    qtbot.addWidget(desk)
    desk.resize(1100, 700)
    desk.show()
    qtbot.waitExposed(desk)
    desk.start()
    qtbot.waitUntil(lambda: part(desk, page).isVisible())
    return desk


def part(desk: QWidget, name: str) -> QWidget:
    found = desk.findChild(QWidget, name)
    assert found is not None, name
    return found


def text(desk: QWidget, name: str) -> str:
    found = part(desk, name)
    assert isinstance(found, QLabel)
    return found.text()


def queue(desk: ReviewDesk) -> QTableView:
    found = part(desk, "review_queue")
    assert isinstance(found, QTableView)
    return found


def titles(desk: ReviewDesk) -> list[str]:
    model = queue(desk).model()
    return [str(model.index(at, 0).data()) for at in range(model.rowCount())]


def status_of(session: LogSession, incident_id: int) -> tuple[str, str]:
    row = session.pages.rows([incident_id])[0]
    return row.status, row.status_reason


def test_what_is_open_stands_in_the_queue_longest_waiting_first(
    qtbot: QtBot, filled: LogSession, bridge: Bridge
) -> None:
    desk = opened(qtbot, bridge)
    assert titles(desk) == ["First", "Second", "Third"]
    qtbot.waitUntil(lambda: text(desk, "review_title") == "First")
    assert text(desk, "review_progress") == "0 of 3 done today"
    assert text(desk, "review_suggested")


def test_a_key_picks_ctrl_enter_saves_and_takes_the_next(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    desk = opened(qtbot, bridge)
    QTest.keyClick(queue(desk), Qt.Key.Key_4)
    reason = part(desk, "review_reason")
    QTest.mouseClick(reason, Qt.MouseButton.LeftButton)
    reason.setFocus()
    QTest.keyClicks(reason, "two accounts 1 2 3 F")
    with qtbot.waitSignal(bridge.changed):
        QTest.keyClick(reason, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: text(desk, "review_title") == "Second")
    assert status_of(filled, 1) == ("disputed", "two accounts 1 2 3 F")
    assert text(desk, "review_progress") == "1 of 3 done today"
    assert titles(desk) == ["First", "Second", "Third"]


def test_digits_typed_as_a_reason_pick_nothing(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    desk = opened(qtbot, bridge)
    reason = part(desk, "review_reason")
    assert isinstance(reason, QPlainTextEdit)
    reason.setFocus()
    QTest.keyClicks(reason, "1f6e")
    assert reason.toPlainText() == "1f6e"
    assert not part(desk, "verdict_confirmed").isChecked()  # type: ignore[attr-defined]
    QTest.keyClick(reason, Qt.Key.Key_Escape)
    assert queue(desk).hasFocus()


def test_what_is_typed_after_a_verdict_is_its_reason(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    desk = opened(qtbot, bridge)
    qtbot.waitActive(desk)
    QTest.keyClick(queue(desk), Qt.Key.Key_2)
    reason = part(desk, "review_reason")
    assert reason.hasFocus()
    for letter in "officials bore it out":
        focused = desk.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, letter)
    with qtbot.waitSignal(bridge.changed):
        QTest.keyClick(reason, Qt.Key.Key_Return, CTRL)
    assert status_of(filled, 1) == ("partly_confirmed", "officials bore it out")
    assert filled.pages.rows([1])[0].follow_up_on is None
    qtbot.waitUntil(queue(desk).hasFocus)


def test_escape_leads_from_the_day_to_the_queue_and_then_out(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    desk = opened(qtbot, bridge)
    qtbot.waitActive(desk)
    QTest.keyClick(queue(desk), Qt.Key.Key_F)
    day = part(desk, "remind_in")
    assert day.hasFocus()
    with qtbot.assertNotEmitted(desk.closed, wait=50):
        QTest.keyClick(day, Qt.Key.Key_Escape)
    assert queue(desk).hasFocus()
    with qtbot.waitSignal(desk.closed):
        QTest.keyClick(queue(desk), Qt.Key.Key_Escape)


def test_saving_without_a_verdict_says_what_is_missing(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    desk = opened(qtbot, bridge)
    with qtbot.assertNotEmitted(bridge.changed, wait=50):
        QTest.keyClick(queue(desk), Qt.Key.Key_Return, CTRL)
    assert part(desk, "verdict_problem").isVisible()
    QTest.keyClick(queue(desk), Qt.Key.Key_1)
    assert not part(desk, "verdict_problem").isVisible()


def test_follow_up_keeps_the_status_and_sets_the_day(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    desk = opened(qtbot, bridge)
    QTest.keyClick(queue(desk), Qt.Key.Key_F)
    assert part(desk, "remind_row").isVisible()
    QTest.mouseClick(part(desk, "remind_1"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(bridge.changed):
        QTest.mouseClick(part(desk, "review_save"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: text(desk, "review_title") == "Second")
    row = filled.pages.rows([1])[0]
    assert (row.status, row.follow_up_on) == ("unconfirmed", date(2023, 10, 27))


def test_skip_and_back_keep_what_was_typed(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    desk = opened(qtbot, bridge)
    QTest.keyClick(queue(desk), Qt.Key.Key_5)
    QTest.keyClick(queue(desk), Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: text(desk, "review_title") == "Second")
    assert not part(desk, "verdict_refuted").isChecked()  # type: ignore[attr-defined]
    QTest.keyClick(queue(desk), Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: text(desk, "review_title") == "First")
    assert part(desk, "verdict_refuted").isChecked()  # type: ignore[attr-defined]


def test_a_verdict_can_be_undone_and_counts_no_more(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    desk = opened(qtbot, bridge)
    QTest.keyClick(queue(desk), Qt.Key.Key_1)
    with qtbot.waitSignal(bridge.changed):
        QTest.keyClick(queue(desk), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: text(desk, "review_progress") == "1 of 3 done today")
    bridge.run(Undo())
    qtbot.waitUntil(lambda: text(desk, "review_progress") == "0 of 3 done today")
    assert status_of(filled, 1)[0] == Status.UNCONFIRMED


def test_coming_back_goes_on_with_the_sitting(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    desk = opened(qtbot, bridge)
    QTest.keyClick(queue(desk), Qt.Key.Key_1)
    with qtbot.waitSignal(bridge.changed):
        QTest.keyClick(queue(desk), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: text(desk, "review_title") == "Second")
    desk.start()
    qtbot.waitUntil(lambda: titles(desk) == ["Second", "Third", "First"])
    assert text(desk, "review_progress") == "1 of 3 done today"
    assert text(desk, "review_title") == "Second"


def test_the_last_verdict_ends_the_work(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    desk = opened(qtbot, bridge)
    for title in ("Second", "Third", ""):
        QTest.keyClick(queue(desk), Qt.Key.Key_1)
        with qtbot.waitSignal(bridge.changed):
            QTest.keyClick(queue(desk), Qt.Key.Key_Return, CTRL)
        if title:
            qtbot.waitUntil(lambda title=title: text(desk, "review_title") == title)  # type: ignore[misc]
    qtbot.waitUntil(lambda: part(desk, "review_finished").isVisible())
    assert text(desk, "review_progress") == "3 of 3 done today"
    with qtbot.waitSignal(desk.closed):
        QTest.mouseClick(part(desk, "review_finished_close"), Qt.MouseButton.LeftButton)


def test_an_empty_queue_says_so(qtbot: QtBot, session: LogSession, bridge: Bridge) -> None:
    desk = opened(qtbot, bridge, "review_empty")
    assert part(part(desk, "review_empty"), "empty_title").isVisible()
    with qtbot.waitSignal(desk.closed):
        QTest.keyClick(desk, Qt.Key.Key_Escape)


def test_edit_is_asked_of_the_window(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    desk = opened(qtbot, bridge)
    with qtbot.waitSignal(desk.edit_requested) as asked:
        QTest.keyClick(queue(desk), Qt.Key.Key_E)
    assert asked.args == [1]


def test_a_click_in_the_queue_takes_that_incident(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    desk = opened(qtbot, bridge)
    view = queue(desk)
    place = view.visualRect(view.model().index(2, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: text(desk, "review_title") == "Third")


def test_an_incident_that_went_to_the_trash_meanwhile_is_told(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    desk = opened(qtbot, bridge)
    bridge.run(TrashIncidents((1,)))
    qtbot.waitUntil(lambda: part(desk, "review_gone").isVisible())
    bridge.run(Undo())
    qtbot.waitUntil(lambda: part(desk, "review_hand").isVisible())


def test_the_desk_fits_a_small_window_with_large_text(
    qtbot: QtBot, filled: LogSession, bridge: Bridge, wardrobe: Wardrobe
) -> None:
    wardrobe.apply("light", 1.5)
    desk = opened(qtbot, bridge)
    qtbot.waitUntil(lambda: desk.minimumSizeHint().width() <= 1100)
    wardrobe.apply("light")
    qtbot.waitUntil(lambda: desk.minimumSizeHint().width() <= 900)


def test_a_long_line_of_the_queue_goes_on_below(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    desk = opened(qtbot, bridge)
    view = queue(desk)
    qtbot.waitUntil(lambda: view.rowHeight(0) > 0)
    height, small = view.rowHeight(1), current_theme().metrics.small
    for width, lines in ((1000, 1), (210, 2)):
        picture = QImage(width, height, QImage.Format.Format_RGB32)
        painter = QPainter(picture)
        option = QStyleOptionViewItem()
        option.font, option.direction = view.font(), view.layoutDirection()
        option.rect = picture.rect()
        view.itemDelegate().paint(painter, option, view.model().index(1, 0))
        painter.end()
        band = range(height - small, height - current_theme().px(7))
        colors = {picture.pixel(x, y) for y in band for x in range(20, width - 20)}
        assert (len(colors) > 1) is (lines == 2)
