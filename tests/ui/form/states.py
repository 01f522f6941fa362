"""States of the form of an incident to look at: new, filled, unfolded, a statement open, problems, a list open."""

from __future__ import annotations

import argparse
import time

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from ascertain.app.commands import LogIncident
from ascertain.domain.records import Incident
from ascertain.ui.bridge import Bridge
from ascertain.ui.form.editors.lines import DayLine
from ascertain.ui.form.form import IncidentForm
from ascertain.ui.form.section import Section
from tests.ui.form.key_presses import press, type_text
from tests.ui.form.samples import content


def settle(milliseconds: int = 400) -> None:
    """Let answers of the log arrive."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def show_state(state: str, bridge: Bridge, window: QWidget, size: tuple[int, int], options: argparse.Namespace) -> None:
    """Show the form in one of its states in `window`."""
    kept = bridge.session.ledger.run(LogIncident(content())).result(30)
    began = time.perf_counter()
    form = IncidentForm(bridge, window)
    form.resize(*size)
    form.start_new()
    window.show()
    window.activateWindow()
    if options.time:
        for _ in range(4):
            began = time.perf_counter()
            other = IncidentForm(bridge)
            other.resize(*size)
            other.start_new()
            other.show()
            other.grab()
            print(f"built and painted in {(time.perf_counter() - began) * 1000:.0f} ms")
            other.hide()
    if state != "new":
        incident = bridge.session.reader().ask(lambda queries: queries.incident(kept.made[0])).result(30)
        assert isinstance(incident, Incident)
        if state in ("edit", "statement", "hand"):
            form.start_edit(incident)
        elif state in ("copy", "filled"):
            form.start_new(content())
    settle()
    if state in ("new", "filled"):
        for section in form.findChildren(Section):
            section.set_open(False)
    if state == "statement":
        form.findChildren(QWidget, "statement_0")[0].unfold(True)  # type: ignore[attr-defined]
    if state == "hand":
        switch = form.findChild(QPushButton, "when_by_hand")
        assert switch is not None
        switch.click()
    if state == "list":
        box = form.findChild(QWidget, "place")
        assert box is not None
        box.setFocus()
        type_text(window, "al")
    if state == "calendar":
        day = form.findChild(DayLine, "follow_up_on")
        assert day is not None
        day.setFocus()
        press(window, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    if state == "make":
        box = form.findChild(QWidget, "place")
        assert box is not None
        box.setFocus()
        type_text(window, "Nowhere yet")
        settle()
        press(window, Qt.Key.Key_Up)
        press(window, Qt.Key.Key_Return)
    if state == "problems":
        for name, text in (("munitions", "many"), ("follow_up_on", "whenever"), ("kind", "no such type")):
            box = form.findChild(QWidget, name)
            assert box is not None
            box.setFocus()
            type_text(window, text)
        form.save()
    settle()
    if options.scroll:
        scroll = form.findChildren(QScrollArea)[0]
        scroll.verticalScrollBar().setValue(options.scroll)
        settle(100)
