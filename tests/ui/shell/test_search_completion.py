"""What the search box offers while one types, with real keys in the real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView
from pytestqt.qtbot import QtBot

from ascertain.app.commands import PurgeIncidents
from ascertain.ui.kit import Chip
from ascertain.ui.shell.search_completion import SearchCompletion
from ascertain.ui.shell.window import MainWindow

TAKEN = [
    ("is:", ["review", "due", "trash", "draft", "aggregate", "single-source", "overlapping"]),
    ("declined:attr", ["Attributed to"]),
    ("says:killed_civilian=", ["an account says none", "an account is silent on it"]),
    ("killed:", ["0", ">0", "2..5", "unknown", "none", "any"]),
    ("draft:y", ["Yes"]),
    ("when:", ["today", "yesterday", "last-7-days", "this-month", "2023-10", "2023", "none"]),
    ("follow_up_on:nex", ["next-7-days", "next-30-days"]),
    ("grade:", ["none", "any"]),
    ("drone o", ["origins:", "outcome:", "OR"]),
    ("no", ["notes:", "NOT"]),
    ("weap", ["means:"]),
    ('notes:"no', ["none"]),
    ("nosuchkey:a", []),
    ("id:", []),
]


def box_of(window: MainWindow) -> QLineEdit:
    window.tool_bar.search.setFocus()
    return window.tool_bar.search.line


def completion(window: MainWindow) -> SearchCompletion:
    made = window.browse.completion
    assert made is not None
    return made


def offered(window: MainWindow) -> list[str]:
    return [each.text for each in window.browse.completion.choices] if window.browse.completion else []


def details(window: MainWindow) -> dict[str, str]:
    return {each.text: each.detail for each in completion(window).choices}


def press(box: QLineEdit, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(box, key)


def test_a_key_is_taken_and_its_codes_follow_with_their_counts(qtbot: QtBot, window: MainWindow) -> None:
    box = box_of(window)
    QTest.keyClicks(box, "sta")
    assert offered(window)[:2] == ["status:", "status_reason:"]
    assert details(window)["status:"] == "How far the incident is established, in your judgment."
    press(box, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert box.text() == "status:"
    assert offered(window)[:2] == ["Unconfirmed", "Claimed"]
    qtbot.waitUntil(lambda: details(window)["Unconfirmed"] != "")
    assert "2" in details(window)["Unconfirmed"]
    assert "0" in details(window)["Refuted"]
    QTest.keyClicks(box, "co")
    assert offered(window) == ["Confirmed", "Partly confirmed"]
    press(box, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Tab)
    assert box.text() == "status:partly_confirmed "
    assert box.hasFocus()
    assert offered(window) == []
    qtbot.waitUntil(lambda: window.browse.model.complete and len(window.browse.model.ids) == 1)
    press(box, Qt.Key.Key_Return)
    chips = [chip.accessibleName() for chip in window.browse.filters.findChildren(Chip)]
    assert "Status Partly confirmed" in chips


def test_a_code_is_counted_in_the_rest_of_the_search_and_the_newest_count_wins(
    qtbot: QtBot, window: MainWindow
) -> None:
    box = box_of(window)
    QTest.keyClicks(box, "drone status:")
    qtbot.waitUntil(lambda: details(window)["Unconfirmed"] != "")
    assert "1" in details(window)["Unconfirmed"]
    box.setCursorPosition(0)
    QTest.keyClicks(box, "killed:2 ")
    assert offered(window) == []
    box.setText("killed:2 status")
    QTest.keyClicks(box, ":")
    qtbot.waitUntil(lambda: "1" in details(window)["Unconfirmed"])
    assert "0" in details(window)["Confirmed"]


def test_names_of_the_log_are_offered_in_any_script_and_quoted_where_they_must_be(
    qtbot: QtBot, window: MainWindow
) -> None:
    box = box_of(window)
    QTest.keyClicks(box, "place:al")
    qtbot.waitUntil(lambda: "Al-Harir air base" in offered(window))
    press(box, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert box.text() == 'place:"Al-Harir air base" '
    qtbot.waitUntil(lambda: window.browse.model.complete and len(window.browse.model.ids) == 1)
    box.clear()
    QTest.keyClicks(box, "tag:")
    qtbot.waitUntil(lambda: offered(window)[:1] == ["base"])
    box.clear()
    QTest.keyClicks(box, "source:ch")
    qtbot.waitUntil(lambda: offered(window) == ["A channel"])


def test_nothing_is_taken_without_being_asked(qtbot: QtBot, window: MainWindow) -> None:
    box = box_of(window)
    QTest.keyClicks(box, "dro")
    QTest.keyClicks(box, "ne")
    press(box, Qt.Key.Key_Return)
    assert box.text() == "drone"
    qtbot.waitUntil(lambda: window.browse.model.complete and len(window.browse.model.ids) == 2)
    box.clear()
    QTest.keyClicks(box, "means")
    assert offered(window) == ["means:"]
    press(box, Qt.Key.Key_Return)
    assert box.text() == "means"
    assert offered(window) == []


def test_tab_goes_on_where_nothing_is_lit(window: MainWindow) -> None:
    box = box_of(window)
    QTest.keyClicks(box, "means")
    press(box, Qt.Key.Key_Tab)
    assert not box.hasFocus()
    assert box.text() == "means"
    assert offered(window) == []


def test_escape_closes_the_list_first_and_down_leads_to_the_results_without_one(window: MainWindow) -> None:
    box = box_of(window)
    QTest.keyClicks(box, "sta")
    press(box, Qt.Key.Key_Escape)
    assert offered(window) == []
    assert box.text() == "sta"
    press(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    QTest.keyClicks(box, "zeppelin")
    assert offered(window) == []
    press(box, Qt.Key.Key_Down)
    assert not box.hasFocus()


def test_the_mouse_takes_a_line(qtbot: QtBot, window: MainWindow) -> None:
    box = box_of(window)
    QTest.keyClicks(box, "is:")
    popup = window.findChild(QListView, "search_choices_list")
    assert popup is not None
    assert popup.accessibleName() == "Suggestions"
    row = offered(window).index("draft")
    place = popup.visualRect(popup.model().index(row, 0)).center()
    QTest.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert box.text() == "is:draft "
    assert box.hasFocus()
    qtbot.waitUntil(lambda: window.browse.model.complete and len(window.browse.model.ids) == 0)


def test_one_undo_takes_back_what_was_taken(window: MainWindow) -> None:
    box = box_of(window)
    QTest.keyClicks(box, "drone sta")
    press(box, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert box.text() == "drone status:"
    QTest.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert box.text() == "drone sta"


def test_each_key_offers_what_it_takes(window: MainWindow) -> None:
    box = box_of(window)
    for typed, lines in TAKEN:
        box.clear()
        QTest.keyClicks(box, typed)
        there = offered(window)
        assert [each for each in there if each in lines][: len(lines)] == lines, typed
        assert lines or not there, typed


def test_a_key_alone_is_neither_looked_for_nor_called_wrong_while_its_value_is_chosen(
    qtbot: QtBot, window: MainWindow
) -> None:
    box = box_of(window)
    QTest.keyClicks(box, "drone")
    qtbot.waitUntil(lambda: window.browse.model.complete and len(window.browse.model.ids) == 2)
    QTest.keyClicks(box, " status:")
    qtbot.waitUntil(lambda: not window.browse._typing.isActive())
    assert offered(window)
    assert window.state.box.startswith("drone")
    assert "status:" not in window.state.box
    assert window.tool_bar.search.problem == ""
    press(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "status:" in window.tool_bar.search.problem)
    assert window.state.box == "drone status:"


def test_a_key_without_a_value_does_not_come_back_over_what_was_gone_to(qtbot: QtBot, window: MainWindow) -> None:
    box = box_of(window)
    QTest.keyClicks(box, "status:")
    window.table.setFocus()
    assert window.state.box == "status:"
    window.go_to("search:")
    assert box.text() == ""
    qtbot.waitUntil(lambda: not window.browse._typing.isActive())
    assert window.state.box == ""


def test_last_searches_are_offered_until_forgotten(qtbot: QtBot, window: MainWindow) -> None:
    box = box_of(window)
    for words in ("drone status:unconfirmed", "missile"):
        QTest.keyClicks(box, words)
        press(box, Qt.Key.Key_Return)
        window.clear_filters()
        box = box_of(window)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    assert offered(window)[:6] == [
        "Last searches", "missile", "drone status:unconfirmed", "Forget these searches", "Ask of a field", "ref:",
    ]  # fmt: skip
    press(box, Qt.Key.Key_Escape)
    QTest.keyClicks(box, "dron")
    assert offered(window) == ["Last searches", "drone status:unconfirmed"]
    press(box, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert window.state.text == "drone status:unconfirmed"
    window.clear_filters()
    QTest.keyClick(box_of(window), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    press(box, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert completion(window).recent.kept == ()


def test_a_purge_takes_the_last_searches_along_and_none_is_on_disk(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    box = box_of(window)
    QTest.keyClicks(box, "drone")
    press(box, Qt.Key.Key_Return)
    assert completion(window).recent.kept == ("drone",)
    window.remembered.change(author="somebody")
    window.remembered.keep()
    assert "drone" not in (tmp_path / "settings.json").read_text(encoding="utf-8")
    with qtbot.waitSignal(window.bridge.changed):
        window.bridge.run(PurgeIncidents((1,), "protection"))
    assert completion(window).recent.kept == ()


def test_the_list_lies_under_the_box_from_right_to_left_too(
    open_window: Callable[[Path], MainWindow], log: Path, qtbot: QtBot
) -> None:
    window = open_window(log)
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    box = box_of(window)
    QTest.keyClicks(box, "sta")
    popup = window.findChild(QListView, "search_choices_list")
    assert popup is not None
    right = box.mapTo(window, QPoint(box.width(), 0)).x()
    assert abs(popup.mapTo(window, QPoint(popup.width(), 0)).x() - right) < 8
