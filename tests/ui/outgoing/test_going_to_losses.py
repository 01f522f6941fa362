"""From what an export loses to the incidents that lose it, and back to the export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QRadioButton
from pytestqt.qtbot import QtBot

from ascertain.domain.messages import say
from ascertain.exchange.outgoing import Loss
from ascertain.ui.outgoing.formats import FormatList
from ascertain.ui.outgoing.loss_text import LossText
from ascertain.ui.shell.window import MainWindow
from tests.ui.outgoing.test_dialog import Endless, Plain, child, export, formats, lost, path_of

__all__ = ["formats"]
_AT_MOST_MS = 20_000


def gone_to(window: MainWindow, incident_id: int) -> bool:
    return QApplication.activeModalWidget() is None and window.table.current_id() == incident_id


def test_an_incident_that_loses_something_is_gone_to_by_keyboard_and_the_export_goes_on(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, formats: Callable[..., None]
) -> None:
    plain = Plain((Loss(say("<b>Notes</b> are left out."), 2, ("2023-0003", "2023-0005")),))
    formats(Endless(), plain)
    window.table.selectAll()
    dialog = export(window)
    child(dialog, FormatList, "export_format_editor").choose("plain")
    child(dialog, QRadioButton, "export_chosen").setChecked(True)
    child(dialog, QComboBox, "export_option_head_editor").setCurrentIndex(1)
    path_of(dialog).setText(str(tmp_path / "mine.lines"))
    qtbot.waitUntil(lambda: "2023-0005" in lost(dialog), timeout=_AT_MOST_MS)
    assert lost(dialog) == "<b>Notes</b> are left out. 2 incidents: 2023-0003, 2023-0005"
    way, text = dialog.way, child(dialog, LossText, "export_losses_editor")
    text.setFocus()
    for _ in range(2):
        QTest.keyClick(text, Qt.Key.Key_Tab)
        assert dialog.focusWidget() is text, "Tab goes from number to number"
    QTest.keyClick(text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: gone_to(window, 5), timeout=_AT_MOST_MS)
    assert list(tmp_path.glob("*.lines")) == []

    again = export(window)
    assert again.way == replace(way, scope="former")
    assert child(again, QRadioButton, "export_former").text() == "Selected &before (6)"
    assert path_of(again).text() == str(tmp_path / "mine.lines")
    qtbot.waitUntil(lambda: "2023-0003" in lost(again), timeout=_AT_MOST_MS)
    again.reject()
    fresh = export(window)
    assert fresh.findChild(QRadioButton, "export_former") is None, "what was cancelled is not taken up"
    fresh.reject()


def test_an_incident_that_the_filter_leaves_out_is_gone_to_by_mouse(
    qtbot: QtBot, window: MainWindow, formats: Callable[..., None]
) -> None:
    formats(Plain((Loss(say("Notes are left out."), 1, ("2023-0003",)), Loss(say("All is cut."), 1, ("2099-0001",)))))
    window.state.ask("id:1")
    qtbot.waitUntil(lambda: gone_to(window, 1), timeout=_AT_MOST_MS)
    dialog = export(window)
    qtbot.waitUntil(lambda: "2099-0001" in lost(dialog), timeout=_AT_MOST_MS)
    text = child(dialog, LossText, "export_losses_editor")

    def click(ref: str) -> None:
        found = text.document().find(ref)
        found.setPosition(found.selectionStart() + 2)
        QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=text.cursorRect(found).center())

    click("2099-0001")
    said = child(dialog, QLabel, "export_looking_said")
    qtbot.waitUntil(lambda: said.text() == "2099-0001 is not in the log any more.", timeout=_AT_MOST_MS)
    click("2023-0003")
    qtbot.waitUntil(lambda: gone_to(window, 3), timeout=_AT_MOST_MS)
