"""Changing fields of many incidents, and find and replace in them, by keyboard and mouse."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from ascertain.app.commands import Command, TagIncidents
from ascertain.domain.conduct import Conduct
from ascertain.domain.records import Incident
from ascertain.ui.dialogs.many.preview_table import PreviewTable, fitted, parted, snippet
from ascertain.ui.kit import LabeledField
from ascertain.ui.shell.window import MainWindow
from tests.acceptance.hands import CTRL, Hands, choose_in_combo, click, fill, press, type_text, under_the_keyboard

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", r"support raise\(\)", extend=True)
_PLAIN = {ord(c): None for c in "⁦⁧⁨⁩"}


@pytest.fixture
def hands(qtbot: QtBot, window: MainWindow) -> Hands:
    return Hands(qtbot, window)


def _all(window: MainWindow) -> list[Incident]:
    ids = list(window.browse.model.ids)
    return window.session.reader().ask(lambda queries: list(queries.incidents(ids))).result()


def _said(hands: Hands, name: str) -> str:
    return hands.part(QLabel, name).text().translate(_PLAIN)


def _open(hands: Hands, window: MainWindow, key: Qt.Key, name: str, modifiers: Any = None) -> None:
    window.table.setFocus()
    window.table.selectAll()
    if modifiers is None:
        press(key)
    else:
        press(key, modifiers)
    hands.wait_for_dialog(name)


def test_several_fields_of_all_are_changed_after_a_look_and_undone_at_once(hands: Hands, window: MainWindow) -> None:
    before = _all(window)
    _open(hands, window, Qt.Key.Key_V, "edit_fields_dialog")
    choose_in_combo("edit_field_1", "Means")
    choose_in_combo("edit_value_1", "Rocket")
    click(hands.part(QPushButton, "edit_fields_more"))
    choose_in_combo("edit_field_2", "Tags")
    fill("tags_line", "bulk")
    type_text(",night")
    press(Qt.Key.Key_Return)
    hands.wait_for(
        lambda: f"{len(before)} would change." in _said(hands, "edit_summary"), lambda: _said(hands, "edit_summary")
    )
    assert "Now" in _said(hands, "edit_held_1")
    table = hands.part(QTableWidget, "edit_preview_table")

    def after() -> str:
        item = table.item(0, 3)
        return "" if item is None else item.text().translate(_PLAIN)

    hands.wait_for(lambda: after() == "Rocket", after)
    press(Qt.Key.Key_Return, CTRL)
    hands.wait_for(lambda: {each.content.means for each in _all(window)} == {"rocket"})
    assert all({"bulk", "night"} <= set(each.content.tags) for each in _all(window))
    hands.wait_for(lambda: f"{len(before)}" in window.notices.text)
    press(Qt.Key.Key_Z, CTRL)
    hands.wait_for(lambda: [each.content for each in _all(window)] == [each.content for each in before])


def test_a_status_is_not_changed_without_its_reason(hands: Hands, window: MainWindow) -> None:
    _open(hands, window, Qt.Key.Key_V, "edit_fields_dialog")
    choose_in_combo("edit_value_1", "Confirmed")
    button = hands.part(QPushButton, "edit_fields_dialog_accept")
    hands.wait_for(button.isEnabled)
    press(Qt.Key.Key_Return, CTRL)
    hands.wait_for_keyboard("edit_reason_editor")
    type_text("seen by three")
    press(Qt.Key.Key_Return, CTRL)
    hands.wait_for(lambda: {each.content.status.value for each in _all(window)} == {"confirmed"})
    assert {each.content.status_reason for each in _all(window)} == {"seen by three"}


def test_what_could_not_be_kept_is_told_and_left_out_when_asked(hands: Hands, window: MainWindow) -> None:
    titles = [each.content.title for each in _all(window)]
    longest = max(len(title) for title in titles)
    text = "x" * (500 - longest)
    _open(hands, window, Qt.Key.Key_V, "edit_fields_dialog")
    choose_in_combo("edit_field_1", "What happened")
    choose_in_combo("edit_way_1", "put behind")
    fill("edit_value_1", text)
    hands.wait_for(lambda: "could not be kept" in _said(hands, "edit_summary"), lambda: _said(hands, "edit_summary"))
    button = hands.part(QPushButton, "edit_fields_dialog_accept")
    assert not button.isEnabled()
    click(hands.part(QCheckBox, "edit_leave_out"), QPoint(8, 8))
    hands.wait_for(button.isEnabled)
    press(Qt.Key.Key_Return, CTRL)
    hands.wait_for(
        lambda: sum(each.content.title.endswith("x") for each in _all(window)) == len(titles) - 1 - _ties(titles)
    )


def _ties(titles: list[str]) -> int:
    longest = max(len(title) for title in titles)
    return sum(len(title) == longest for title in titles) - 1


def test_a_claim_of_many_is_asked_about(hands: Hands, window: MainWindow) -> None:
    _open(hands, window, Qt.Key.Key_V, "edit_fields_dialog")
    choose_in_combo("edit_field_1", "Claimed by")
    fill("claimed_by_line", "Somebody")
    press(Qt.Key.Key_Return)
    hands.wait_for(lambda: hands.shows("edit_despite"))
    assert "claimed by itself" in _said(hands, "edit_question")
    assert not hands.part(QPushButton, "edit_fields_dialog_accept").isEnabled()


def test_found_and_replaced_but_for_what_was_unticked(hands: Hands, window: MainWindow) -> None:
    before = [each.content.title for each in _all(window)]
    letter = before[0].split()[0]
    _open(hands, window, Qt.Key.Key_H, "replace_dialog", CTRL)
    fill("replace_find_editor", letter)
    fill("replace_new_editor", "Zzz")
    choose_in_combo("replace_where_editor", "What happened")
    table = hands.part(PreviewTable, "replace_preview_table")
    hands.wait_for(lambda: table.rowCount() > 0)
    rows, first = table.rowCount(), table.item(0, 0)
    assert first is not None
    table.setFocus()
    table.setCurrentCell(0, 0)
    press(Qt.Key.Key_Space)
    hands.wait_for(lambda: len(table.left_out) == 1)
    button = hands.part(QPushButton, "replace_dialog_accept")
    if rows == 1:
        assert not button.isEnabled()
        return
    press(Qt.Key.Key_Return, CTRL)
    hands.wait_for(lambda: sum("Zzz" in each.content.title for each in _all(window)) == rows - 1)


def test_further_rows_are_shown_and_can_be_left_out(
    hands: Hands, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ascertain.ui.dialogs.many.replace_text._ROWS", 1)
    _open(hands, window, Qt.Key.Key_H, "replace_dialog", CTRL)
    fill("replace_find_editor", "e")
    choose_in_combo("replace_where_editor", "What happened")
    table = hands.part(PreviewTable, "replace_preview_table")
    hands.wait_for(lambda: table.rowCount() == 1)
    more = hands.part(QPushButton, "replace_more")
    hands.wait_for(more.isVisible)
    click(more)
    hands.wait_for(lambda: table.rowCount() > 1)
    hands.wait_for(lambda: not more.isVisible())
    table.setCurrentCell(table.rowCount() - 1, 0)
    press(Qt.Key.Key_Space)
    hands.wait_for(lambda: len(table.left_out) == 1)


def test_a_wrong_expression_is_told_at_its_place(hands: Hands, window: MainWindow) -> None:
    _open(hands, window, Qt.Key.Key_H, "replace_dialog", CTRL)
    click(hands.part(QCheckBox, "replace_expression"), QPoint(8, 8))
    fill("replace_find_editor", "(")
    field = hands.part(LabeledField, "replace_find")
    hands.wait_for(lambda: "no regular expression" in field.problem)
    assert not hands.part(QPushButton, "replace_dialog_accept").isEnabled()


def test_a_long_command_shows_itself_and_is_cancelled(
    hands: Hands, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _all(window)
    go_on = threading.Event()
    run: Callable[..., Any] = window.session.ledger.run

    def held(command: Command, conduct: Conduct | None = None) -> Any:
        assert conduct is not None

        def wait(done: int, total: int) -> None:
            conduct.progress(done, total)
            go_on.wait(20)

        return run(command, Conduct(wait, conduct.cancelled))

    monkeypatch.setattr(window.session.ledger, "run", held)
    window.commands.run(TagIncidents(tuple(window.browse.model.ids), ("slow",)))
    hands.wait_for(lambda: hands.shows("carried_cancel"))
    # Whoever types goes on typing.
    assert under_the_keyboard() is window.table
    button = hands.part(QPushButton, "carried_cancel")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    go_on.set()
    hands.wait_for(lambda: "Cancelled" in window.notices.text)
    assert _all(window) == before


def test_a_snippet_keeps_its_marks() -> None:
    text = "a" * 300 + "word" + "b" * 300
    shown, spans = snippet(text, ((300, 304),))
    assert [shown[first:last] for first, last in spans] == ["word"]
    assert shown.startswith("…")
    assert shown.endswith("…")


def test_what_is_another_is_marked_and_in_sight(hands: Hands) -> None:
    metrics = QFontMetricsF(hands.window.font())
    before, after = "Missile attack reported on the base", "Missile attack reported on the base (checked)"
    one, other = parted(before, after)
    assert (one, [after[first:last] for first, last in other]) == ((), [" (checked)"])
    shown, spans = fitted(after, other, metrics, metrics.horizontalAdvance("Missile attack (checked)"))
    assert [shown[first:last] for first, last in spans] == [" (checked)"]
    assert shown.startswith("…")
    assert parted("rocket", "mine") == ((), ())
    short, none = fitted(before, (), metrics, metrics.horizontalAdvance("Missile…"))
    assert (short, none) == ("Missile…", ())


def test_the_buttons_stay_in_the_window_with_several_fields(hands: Hands, window: MainWindow) -> None:
    window.resize(1100, 700)
    _open(hands, window, Qt.Key.Key_V, "edit_fields_dialog")
    for _ in range(3):
        click(hands.part(QPushButton, "edit_fields_more"))
    button = hands.part(QPushButton, "edit_fields_dialog_accept")
    dialog = button.window()
    hands.wait_for(lambda: button.mapTo(dialog, button.rect().bottomLeft()).y() < dialog.height() <= window.height())
    ways = hands.part(QComboBox, "edit_way_4")
    assert ways.width() >= ways.sizeHint().width()
