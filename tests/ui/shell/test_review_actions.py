"""The menu Review: orders, second look, tally, a day to look again; and what was typed at the desk, offered again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.session import LogSession
from ascertain.domain.codes import Status
from ascertain.domain.drafts import VERDICT_FORM, Draft
from ascertain.ui.dialogs.status_draft import TypedStatus, write_status
from ascertain.ui.review.finding_json import write_finding
from ascertain.ui.review.verdicts import Finding
from ascertain.ui.shell.remembered import Remembered
from ascertain.ui.shell.window import MainWindow
from tests.ui.shell.conftest import StillClock

Opener = Callable[..., MainWindow]


def part(window: MainWindow, name: str) -> QWidget:
    found = window.findChild(QWidget, name)
    assert found is not None, name
    return found


def shown(window: MainWindow, name: str) -> bool:
    found = window.findChild(QWidget, name)
    return found is not None and found.isVisible()


def test_an_order_is_chosen_in_the_menu_and_kept_in_the_settings(
    qtbot: QtBot, open_window: Opener, log: Path, remembered: Remembered
) -> None:
    window = open_window(log)
    window.actions_set["review_order_weight"].trigger()
    qtbot.waitUntil(lambda: shown(window, "review_hand"))
    order = part(window, "review_order")
    assert isinstance(order, QComboBox)
    assert order.currentText() == "Weightiest"
    assert remembered.value.review_order == "weight"
    assert window.actions_set["review_order_weight"].isChecked()
    model = part(window, "review_queue").model()  # type: ignore[attr-defined]  # a table view
    qtbot.waitUntil(lambda: model.index(0, 0).data() == "Explosion at hospital")
    tip = str(model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole))
    assert "Weight 11" in tip
    assert "100 killed (+8)" in tip


def test_the_second_look_and_the_tally_have_keys(qtbot: QtBot, open_window: Opener, log: Path) -> None:
    window = open_window(log)
    window.actions_set["second_look"].trigger()
    qtbot.waitUntil(lambda: shown(window, "review_none_settled") or shown(window, "review_hand"))
    assert part(window, "review_heading").text() == "Second look"  # type: ignore[attr-defined]  # a label
    window.actions_set["second_look"].trigger()
    qtbot.waitUntil(lambda: part(window, "review_heading").text() == "Review queue")  # type: ignore[attr-defined]
    window.actions_set["tally"].trigger()
    qtbot.waitUntil(lambda: shown(window, "tally_dialog"))
    QTest.keyClick(part(window, "tally_dialog"), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not shown(window, "tally_dialog"))


def test_f_in_the_table_asks_when_to_look_again(qtbot: QtBot, open_window: Opener, log: Path) -> None:
    window = open_window(log)
    # Not by `selectRow`, which asks for Ctrl as the last key of another test left it.
    chosen = window.browse.model.ids[0]
    assert window.table.go_to(chosen)
    QTest.keyClick(window.table, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: shown(window, "remind_dialog"))
    dialog, line = part(window, "remind_dialog"), part(window, "remind_in")
    QTest.keyClicks(line, "nonsense")
    QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible()
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(line, "in two weeks")
    with qtbot.waitSignal(window.bridge.changed):
        QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.session.pages.rows([chosen])[0].follow_up_on == date(2023, 11, 8)


def keep(log: Path, draft: Draft) -> None:
    session = LogSession.open(log, clock=StillClock(), author="someone")
    session.ledger.keep_draft(draft).result()
    session.close()


def go_on(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: "unfinished verdict" in window.notices.text)
    found = window.notices.findChild(QPushButton, "notice_action")
    assert found is not None
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def reason(window: MainWindow, name: str) -> str:
    found = window.findChild(QPlainTextEdit, name)
    return found.toPlainText() if found is not None else ""


def test_a_verdict_typed_before_a_crash_is_gone_on_with_at_the_desk(
    qtbot: QtBot, open_window: Opener, log: Path
) -> None:
    finding = write_finding(Finding(Status.REFUTED, reason="an old film"))
    keep(log, Draft("u1", VERDICT_FORM, "an old film", finding, 4))
    window = open_window(log)
    go_on(qtbot, window)
    qtbot.waitUntil(lambda: reason(window, "review_reason") == "an old film")
    assert window.center.review_desk().work.current == 4


def test_a_status_typed_before_a_crash_is_gone_on_with_in_its_dialog(
    qtbot: QtBot, open_window: Opener, log: Path
) -> None:
    typed = write_status(TypedStatus((1, 2), Status.DISPUTED, "two versions"))
    keep(log, Draft("u2", VERDICT_FORM, "two versions", typed))
    window = open_window(log)
    go_on(qtbot, window)
    qtbot.waitUntil(lambda: shown(window, "status_dialog"))
    assert reason(window, "status_reason_editor") == "two versions"
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    dialog.reject()
