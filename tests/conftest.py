"""What every test stands on: no screen, no warning of any kind, and the reason why a test from outside is skipped."""

from __future__ import annotations

import gc
import json
import logging
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import run
from tests.prove.open_watch import WATCH
from tests.prove.opens import REPORT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

# Before Qt is imported: screens are drawn into memory, and nothing of this session's desktop leaks into a test.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("QT_QPA_PLATFORMTHEME", None)
os.environ["LC_ALL"] = "C.UTF-8"


PATIENCE_MS = 20_000


class _Collected(logging.Handler):
    """Keeps the records of warnings and worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_logged_warning(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs a warning, unless it says by its marker that it provokes one."""
    collected = _Collected()
    logging.getLogger().addHandler(collected)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(collected)
    if collected.records and not request.node.get_closest_marker("logs_warnings"):
        lines = "\n".join(f"  {record.name}: {record.getMessage()}" for record in collected.records)
        pytest.fail(f"The test logged a warning:\n{lines}", pytrace=False)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Waits as long as a busy machine needs: only what never comes costs that time."""
    from pytestqt.qtbot import QtBot

    bot = QtBot(request)
    for wait in ("waitUntil", "waitSignal", "waitSignals", "waitExposed", "waitActive", "waitCallback"):
        setattr(bot, wait, partial(getattr(bot, wait), timeout=PATIENCE_MS))
    return bot


@pytest.fixture(autouse=True)
def no_plain_opening() -> Iterator[None]:
    """Fail a test in which the program opens a live log by other means than SQLite."""
    before = len(WATCH.faults)
    yield
    found = WATCH.faults[before:]
    if found:
        pytest.fail("\n".join(found), pytrace=False)


def pytest_configure() -> None:
    """Watch what is opened, and look for garbage as the program does: not on whichever thread comes along."""
    WATCH.begin()
    gc.disable()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """Let go of the widgets of a test, and look for its garbage, once it is over."""
    # Here, since a screen must not be asked for before this module has chosen one.
    from PySide6.QtCore import QCoreApplication, QEvent

    from ascertain.ui.own_thread import look_for_garbage

    yield
    # Else they die while the next test runs, which may be dressing everything that lives.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    look_for_garbage()


def pytest_sessionfinish() -> None:
    """Leave what was heard to the proof that asked for it."""
    report = os.environ.get(REPORT)
    if report:
        heard = {"opened": WATCH.opened, "logs": len(WATCH.logs), "faults": WATCH.faults}
        Path(report).write_text(json.dumps(heard), encoding="utf-8")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests from outside where the system lacks what they need, and say what that is."""
    outside = [item for item in items if item.get_closest_marker("outside")]
    missing = run.missing_outside_packages() if outside else []
    for item in outside if missing else ():
        item.add_marker(pytest.mark.skip(reason="needs system packages: " + " ".join(missing)))
