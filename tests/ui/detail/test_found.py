"""What a search found is marked in the pane, and a line says where it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.commands import LogIncident
from ascertain.app.session import LogSession
from ascertain.domain.codes import Role
from ascertain.domain.records import ActorInRole, IncidentContent, NamedRef, Statement
from ascertain.domain.search import parse
from ascertain.domain.search.matching import sought_by
from ascertain.ui.bridge import Bridge
from ascertain.ui.theme import Wardrobe, current_theme
from tests.ui.detail.test_pane import pane_on, part, text


def logged(session: LogSession) -> int:
    quotes = [f"Statement {number}, and nothing more. " * 6 for number in range(9)]
    told = tuple(Statement(NamedRef(f"Outlet {at}"), quote=quote) for at, quote in enumerate(quotes))
    last = Statement(NamedRef("Command"), quote="The sirens\nwere heard twice.", note="by telephone")
    content = IncidentContent(
        title="Drones near Ain al-Asad",
        statements=(*told, last),
        actors=(ActorInRole(NamedRef("Kataib"), Role.TARGET),),
        notes="seen by shepherds",
    )
    (number,) = session.ledger.run(LogIncident(content)).result(30).incident_ids
    return number


def marks(widget: QWidget) -> int:
    """How many pixels are marked."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    wanted = current_theme().color("found").rgb()
    return sum(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def seen(pane: QWidget) -> str:
    return text(pane, "found_words_line") if part(pane, "found_line").isVisible() else ""


def test_words_are_marked_where_they_stand(
    qtbot: QtBot, bridge: Bridge, session: LogSession, wardrobe: Wardrobe
) -> None:
    del wardrobe
    pane = pane_on(qtbot, bridge, logged(session))
    title = part(pane, "detail_title")
    pane.seek(sought_by(parse("al-asad shepherd")))
    assert marks(title) > 100
    labels = {label.text(): label for label in part(pane, "summary_facts").findChildren(QLabel)}
    assert marks(labels["seen by shepherds"]) > 100
    assert marks(labels["Kataib"]) == 0
    pane.seek(sought_by(parse("target:kataib")))
    assert marks(title) == marks(labels["seen by shepherds"]) == 0
    assert marks(labels["Kataib"]) > 100
    pane.seek(sought_by(parse("")))
    assert marks(labels["Kataib"]) == 0


def test_a_line_says_where_what_no_column_shows_was_found(qtbot: QtBot, bridge: Bridge, session: LogSession) -> None:
    pane = pane_on(qtbot, bridge, logged(session))
    for typed, told in (
        ("ain asad", ""),
        ("", ""),
        ("sirens", "Found in: a quote of Command"),
        ("ain telephone", "Found in: a note on what Command says"),
        ("shepherds", "Found in: Notes"),
        ("kataib", "Found in: Target"),
        ("command", "Found in: the source Command"),
        ("statement", "Found in: a quote of Outlet 0 · a quote of Outlet 1 · a quote of Outlet 2 · 6 more"),
        ("nowhere", ""),
    ):
        pane.seek(sought_by(parse(typed)))
        assert seen(pane) == told, typed


def test_the_line_leads_to_the_first_mark(qtbot: QtBot, bridge: Bridge, session: LogSession) -> None:
    pane = pane_on(qtbot, bridge, logged(session))
    pane.seek(sought_by(parse("heard")))
    tabs, scroll = part(pane, "detail_tabs"), part(pane, "evidence_page_scroll")
    assert isinstance(tabs, QTabWidget)
    assert isinstance(scroll, QScrollArea)
    show = part(pane, "found_show")
    assert isinstance(show, QAbstractButton)
    QTest.mouseClick(show, Qt.MouseButton.LeftButton)
    assert tabs.currentIndex() == 1
    quotes = [label for label in pane.findChildren(QLabel, "statement_quote") if "sirens" in label.text()]
    qtbot.waitUntil(lambda: any(not quote.visibleRegion().isEmpty() for quote in quotes))
    assert scroll.verticalScrollBar().value() > 0
