from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.commands import KeepOwnField, LinkIncidents, LogIncident, SetStatus, TrashIncidents, Undo
from ascertain.app.session import LogSession
from ascertain.domain.codes import LinkType, Status
from ascertain.domain.fields import Group
from ascertain.domain.own_fields import OwnField, OwnType
from ascertain.domain.records import Link, OwnValue
from ascertain.ui.bridge import Bridge
from ascertain.ui.detail import DetailPane
from ascertain.ui.detail.own_links import OwnLinks
from ascertain.ui.dialogs.leave import LeaveDialog
from ascertain.ui.kit import Chip
from tests.ui.detail.samples import fresh


def pane_on(qtbot: QtBot, bridge: Bridge, incident_id: int | None = None) -> DetailPane:
    pane = DetailPane(bridge)
    qtbot.addWidget(pane)
    pane.resize(380, 800)
    pane.show()
    qtbot.waitExposed(pane)
    if incident_id is not None:
        pane.show_incident(incident_id)
        qtbot.waitUntil(lambda: part(pane, "detail_reading").isVisible())
    return pane


def part(pane: QWidget, name: str) -> QWidget:
    found = pane.findChild(QWidget, name)
    assert found is not None, name
    return found


def text(pane: QWidget, name: str) -> str:
    found = part(pane, name)
    assert isinstance(found, QLabel)
    return found.text()


def all_text(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def test_without_a_selection_it_says_what_to_do(qtbot: QtBot, bridge: Bridge) -> None:
    pane = pane_on(qtbot, bridge)
    assert part(pane, "detail_nothing").isVisible()
    pane.show_selection(12)
    assert "12 incidents selected" in all_text(pane)


def test_it_shows_the_incident_and_all_its_text_can_be_selected(
    qtbot: QtBot, session: LogSession, bridge: Bridge
) -> None:
    session.ledger.run(LogIncident(fresh())).result(30)
    pane = pane_on(qtbot, bridge, 1)
    assert text(pane, "detail_title") == "Drone attack on Al-Harir air base"
    shown = part(pane, "summary_page")
    lines = all_text(shown)
    assert "US and coalition forces" in lines
    assert any("2 independent origins" in line for line in lines)
    assert "≠ Crashed ✓" in lines
    for label in shown.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText or not label.pixmap().isNull()


def test_markup_in_data_is_shown_as_it_was_typed(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    filled.ledger.run(SetStatus((1,), Status.CLAIMED, "a <b>x</b> <img src=/etc/passwd>")).result(30)
    pane = pane_on(qtbot, bridge, 1)
    assert "a <b>x</b> <img src=/etc/passwd>" in text(pane, "detail_reason")


def test_evidence_and_history_are_told_in_full(qtbot: QtBot, session: LogSession, bridge: Bridge) -> None:
    session.ledger.run(LogIncident(fresh())).result(30)
    session.ledger.run(SetStatus((1,), Status.CONFIRMED, "second account", date(2023, 11, 1))).result(30)
    pane = pane_on(qtbot, bridge, 1)
    tabs = part(pane, "detail_tabs")
    assert isinstance(tabs, QTabWidget)
    assert [tabs.tabText(at) for at in range(3)] == ["Summary", "Evidence 3", "History 2"]
    QTest.keyClick(tabs.tabBar(), Qt.Key.Key_Right)
    assert any("2 statements, counted once" in line for line in all_text(part(pane, "evidence_page")))
    QTest.keyClick(tabs.tabBar(), Qt.Key.Key_Right)
    history = all_text(part(pane, "history_page"))
    assert any("Partly confirmed → Confirmed" in line for line in history)
    assert "“second account”" in history
    assert any("Analyst" in line for line in history)


def test_it_follows_changes_of_the_incident_it_shows(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    pane = pane_on(qtbot, bridge, 1)
    bridge.run(SetStatus((1,), Status.REFUTED, "a drill"))
    qtbot.waitUntil(lambda: "a drill" in text(pane, "detail_reason"))
    bridge.run(Undo())
    qtbot.waitUntil(lambda: "a drill" not in text(pane, "detail_reason"))


def test_the_newest_choice_wins(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    pane = pane_on(qtbot, bridge)
    for incident_id in (1, 2, 3, 4, 2):
        pane.show_incident(incident_id)
    qtbot.waitUntil(lambda: text(pane, "detail_title") == "Second")
    assert pane.incident_id == 2


def test_an_incident_that_is_not_there_leaves_the_pane_empty(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    pane = pane_on(qtbot, bridge, 1)
    pane.show_incident(999)
    qtbot.waitUntil(lambda: part(pane, "detail_nothing").isVisible())


def test_a_link_opens_the_other_incident_and_can_be_taken_away(
    qtbot: QtBot, filled: LogSession, bridge: Bridge
) -> None:
    filled.ledger.run(LinkIncidents(1, Link(LinkType.PART_OF, 2))).result(30)
    pane = pane_on(qtbot, bridge, 1)
    chip = part(pane, "summary_links").findChild(Chip)
    assert chip is not None
    with qtbot.waitSignal(pane.open_requested) as asked:
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.rect().center())
    assert asked.args == [2]
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not part(pane, "summary_links").isVisible())


def test_edit_and_link_are_asked_of_the_window(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    pane = pane_on(qtbot, bridge, 2)
    with qtbot.waitSignal(pane.edit_requested) as asked:
        QTest.mouseClick(part(pane, "detail_edit"), Qt.MouseButton.LeftButton)
    assert asked.args == [2]
    with qtbot.waitSignal(pane.link_requested) as asked:
        QTest.mouseClick(part(pane, "detail_add_link"), Qt.MouseButton.LeftButton)
    assert asked.args == [2]


def test_an_incident_in_the_trash_is_shown_as_such(qtbot: QtBot, filled: LogSession, bridge: Bridge) -> None:
    pane = pane_on(qtbot, bridge, 1)
    bridge.run(TrashIncidents((1,)))
    qtbot.waitUntil(lambda: "in the trash" in text(pane, "detail_ref"))
    assert not part(pane, "detail_edit").isEnabled()


def test_an_address_of_an_own_field_is_opened_only_after_asking(
    qtbot: QtBot, session: LogSession, bridge: Bridge
) -> None:
    session.ledger.run(KeepOwnField(OwnField("Map & sheet", OwnType.LINK, Group.WHAT.value))).result(30)
    (field,) = session.fields.own
    own = (OwnValue(field.key, "https://maps.example.org/sheet"),)
    session.ledger.run(LogIncident(replace(fresh(), own=own))).result(30)
    pane = pane_on(qtbot, bridge, 1)
    opened: list[str] = []
    links = part(pane, "own_links")
    assert isinstance(links, OwnLinks)

    def opens(url: QUrl) -> bool:
        opened.append(url.toString())
        return False

    links.opens = opens
    pane.activateWindow()
    qtbot.waitUntil(pane.isActiveWindow)
    button = part(pane, f"own_link_{field.key}")
    assert button.accessibleDescription() == own[0].value
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, LeaveDialog)
    assert opened == []
    dialog.accept()
    assert opened == ["https://maps.example.org/sheet"]
    assert "no browser" in links.problem.text, "and where it cannot be opened, that is said beside it"
    session.ledger.run(LogIncident(fresh())).result(30)
    pane.show_incident(2)
    qtbot.waitUntil(lambda: not links.isVisible())
