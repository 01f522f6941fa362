"""A log with a small library, and the bridge to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from ascertain.app.session import LogSession, create_session
from ascertain.ui.bridge import Bridge
from ascertain.ui.form.context import FormContext
from ascertain.ui.form.form import IncidentForm
from ascertain.ui.form.names.log_facts import LogFacts
from ascertain.ui.form.names.log_names import LogNames
from tests.ui.form.samples import fill_library

TODAY = date(2023, 10, 20)


class StillClock:
    """A clock that stands at noon of `TODAY`."""

    def now(self) -> int:
        return 1697803200

    def today(self) -> date:
        return TODAY


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("times", "figures"):
        monkeypatch.setattr(f"ascertain.ui.wording.{module}.QLocale", lambda: QLocale("en_GB"))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[LogSession]:
    """A log with some sources, actors, places and a document."""
    made = create_session(tmp_path / "form.ascertain", clock=StillClock())
    fill_library(made)
    yield made
    made.close()


@pytest.fixture
def bridge(session: LogSession, qtbot: QtBot) -> Iterator[Bridge]:
    """The way to that log."""
    made = Bridge(session)
    yield made
    made.close()


@pytest.fixture
def context(bridge: Bridge) -> FormContext:
    """What boxes share; nothing can be made from them."""
    return FormContext(bridge, LogNames(bridge, bridge), LogFacts(bridge, bridge))


@pytest.fixture
def form(qtbot: QtBot, bridge: Bridge) -> IncidentForm:
    """The form of a new incident, in a window of its own."""
    made = IncidentForm(bridge)
    made.resize(560, 860)
    made.start_new()
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made
