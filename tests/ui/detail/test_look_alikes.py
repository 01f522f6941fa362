"""The pane names what may be the same, why, and keeps what is decided."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.commands import MergeIncidents
from ascertain.app.session import LogSession
from ascertain.domain.codes import LinkType
from ascertain.ui.bridge import Bridge
from ascertain.ui.detail import DetailPane
from ascertain.ui.kit import Chip
from tests.ui.detail.test_pane import pane_on, part, text
from tests.ui.duplicates.conftest import told

__all__ = ["told"]


def _shown(pane: DetailPane, number: int) -> bool:
    return pane.findChild(QWidget, f"look_alike_{number}") is not None


def test_look_alikes_are_named_with_reasons_and_a_decision_is_kept(
    qtbot: QtBot, bridge: Bridge, session: LogSession, told: list[int]
) -> None:
    pane = pane_on(qtbot, bridge, told[0])
    qtbot.waitUntil(lambda: _shown(pane, 1))
    assert not _shown(pane, 2)
    assert "The same place." in text(pane, "look_alike_0_why")
    other = part(pane, "look_alike_0").findChild(QLabel, "look_alike_0_facts")
    assert other is not None
    action = pane.findChild(QAction, "look_alike_0_distinct")
    assert action is not None
    action.trigger()
    qtbot.waitUntil(lambda: _shown(pane, 0) and not _shown(pane, 1))
    links = session.reader().ask(lambda queries: queries.incident(told[0])).result(30).links  # type: ignore[union-attr]
    assert [each.type for each in links] == [LinkType.DISTINCT_FROM]


def test_the_kept_one_tells_the_number_under_which_it_was_logged_too(
    qtbot: QtBot, bridge: Bridge, session: LogSession, told: list[int]
) -> None:
    session.ledger.run(MergeIncidents(told[0], (told[1],))).result(30)
    pane = pane_on(qtbot, bridge, told[0])
    chips = [chip.text() for chip in pane.findChildren(Chip) if chip.objectName().startswith("link_")]
    assert len(chips) == 1
    assert "also logged as" in chips[0]
