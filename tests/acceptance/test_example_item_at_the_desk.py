"""The example item at the reading desk, by keyboard alone: every passage has its record, every record its passage, and
it takes fewer keys than the cells of a spreadsheet."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ascertain.app.commands import KeepEntry
from ascertain.app.session import LogSession, create_session
from tests.acceptance.conftest import Program
from tests.acceptance.desk_library import known_entries
from tests.acceptance.desk_outcome import check_log
from tests.acceptance.example_item import DOCUMENT, INCIDENTS, LIBRARY
from tests.acceptance.whole_item import ItemHands, Spent, in_a_spreadsheet

READ_ON = datetime(2023, 10, 18, 18, 0, tzinfo=UTC)
"""The evening of the day of publication."""


# Said by the screen in memory for windows that pop up; no fault of the program.
@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")
@pytest.mark.parametrize("library", ["warm", "cold"])
def test_the_whole_item_takes_fewer_keys_than_in_a_spreadsheet(qtbot: QtBot, program: Program, library: str) -> None:
    hands = _start(qtbot, program, warm=library == "warm")
    spent = hands.log_the_item()
    program.end()
    _check(program.log)
    sheet = in_a_spreadsheet(list(spent.incidents))
    _tell(library, spent, sheet)
    assert sum(spent.incidents.values()) < sum(sheet.incidents.values())
    assert spent.total < sheet.total
    dearer = [name for name, keys in spent.incidents.items() if keys >= sheet.incidents[name]]
    assert not dearer, f"{dearer} take more keys than in a spreadsheet"


def _start(qtbot: QtBot, program: Program, *, warm: bool) -> ItemHands:
    program.clock.at = READ_ON
    session = create_session(program.log, clock=program.clock)
    if warm:
        for entry in known_entries():
            session.ledger.run(KeepEntry(entry)).result(10)
    session.close()
    desktop = program.start(program.log)
    qtbot.waitUntil(lambda: desktop.window is not None, timeout=20_000)
    window = desktop.window
    assert window is not None
    hands = ItemHands(qtbot, window)
    hands.today = READ_ON.date()
    names = {(kind, each["name"]) for kind in ("source", "actor", "place") for each in LIBRARY[kind]}
    hands.begin(names if warm else set())
    hands.wait_for(lambda: hands.shows("empty_state"), "the window is not complete")
    hands.wait_for(window.isActiveWindow, "the window is not in front")
    return hands


def _check(log: Path) -> None:
    session = LogSession.open(log, read_only=True)
    try:
        session.reader().ask(check_log).result(timeout=20)
    finally:
        session.close()


def _tell(library: str, spent: Spent, sheet: Spent) -> None:
    """Print the figures; keep them for the proof that asks for them."""
    titles = {each["name"]: each["title"] for each in INCIDENTS}
    lines = [
        (f"the document: {DOCUMENT['title']}", spent.document, sheet.document),
        *((titles[name], keys, sheet.incidents[name]) for name, keys in spent.incidents.items()),
        ("going through the text, sentences with nothing to log", spent.reading, sheet.reading),
        ("the links", spent.links, sheet.links),
        ("all", spent.total, sheet.total),
    ]
    print()
    for about, desk, cells in lines:
        ratio = f"{desk / cells:.2f}" if cells else ""
        print(f"{library:5} {about[:72]:72} {desk:6} {cells:6} {ratio:>6}")
    kept = os.environ.get("ASCERTAIN_KEYS_TO")
    if kept:
        with Path(kept).open("a", encoding="utf-8") as out:
            out.write(json.dumps({"library": library, "lines": lines}) + "\n")
