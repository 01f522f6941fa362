"""Logs and windows for tests of the shell: real sessions on real files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ascertain.app.commands import LogIncident
from ascertain.app.session import LogSession, create_session
from ascertain.app.settings import Settings, SettingsFile
from ascertain.domain.codes import Stance, Status, TimePrecision
from ascertain.domain.records import Figure, IncidentContent, NamedRef, ReportedTime, Statement
from ascertain.ui.shell.remembered import Remembered
from ascertain.ui.shell.window import MainWindow
from ascertain.ui.theme import Wardrobe

TODAY = date(2023, 10, 25)
_DAY = 86_400
_OCT_17 = int(datetime(2023, 10, 17, tzinfo=UTC).timestamp())


@dataclass
class StillClock:
    """A clock that stands in the afternoon of one day, until it is put to another."""

    day: date = TODAY

    def now(self) -> int:
        return _OCT_17 + (8 + (self.day - TODAY).days) * _DAY + 50_000

    def today(self) -> date:
        return self.day


def content(
    title: str, days: int = 0, status: Status = Status.UNCONFIRMED, killed: int | None = None, **given: object
) -> IncidentContent:
    """An incident on a day of October 2023."""
    start = _OCT_17 + days * _DAY
    values: dict[str, object] = {
        "title": title,
        "when": ReportedTime(phrase="yesterday", t_from=start, t_to=start + _DAY, precision=TimePrecision.DAY),
        "status": status,
        "killed_unknown": Figure() if killed is None else Figure.exactly(killed),
        "statements": (Statement(NamedRef("A channel"), Stance.REPORTS),),
    }
    return IncidentContent(**(values | given))  # type: ignore[arg-type]  # names are checked by the dataclass


SAMPLE = (
    content("Drone attack on Al-Harir air base", 0, Status.PARTLY_CONFIRMED, place=NamedRef("Al-Harir air base")),
    content("Missile attack on Conoco base", 1, Status.UNCONFIRMED, killed=2, place=NamedRef("Conoco base")),
    content("Drone attack on Al-Tanf base", 1, Status.UNCONFIRMED, follow_up_on=date(2023, 10, 20), tags=("base",)),
    content("Explosion at hospital", 0, Status.DISPUTED, killed=100),
    content("=1+1 stays a title", 2, Status.CLAIMED),
    content("هجوم بطائرة مسيرة على القاعدة", 3, Status.CONFIRMED),
)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log with six incidents."""
    path = tmp_path / "october.ascertain"
    session = create_session(path, clock=StillClock())
    for each in SAMPLE:
        session.ledger.run(LogIncident(each)).result()
    session.close()
    return path


@pytest.fixture
def empty_log(tmp_path: Path) -> Path:
    """A log without incidents."""
    path = tmp_path / "empty.ascertain"
    create_session(path, clock=StillClock()).close()
    return path


@pytest.fixture
def remembered(wardrobe: Wardrobe, tmp_path: Path) -> Remembered:
    """Settings in a file of their own: light, comfortable, left to right."""
    file = SettingsFile(tmp_path / "settings.json")
    file.write(Settings(theme_mode="light", density="comfortable", direction="ltr", window=(0, 0, 1440, 900)))
    made = Remembered(file, wardrobe)
    made.dress()
    return made


@pytest.fixture
def open_window(qtbot: QtBot, remembered: Remembered) -> Iterator[Callable[[Path], MainWindow]]:
    """Opens windows on logs, waits until everything asked for is there, and closes them afterwards."""
    windows: list[MainWindow] = []

    def open_one(path: Path, *, read_only: bool = False) -> MainWindow:
        window = MainWindow(LogSession.open(path, clock=StillClock(), read_only=read_only), remembered)
        windows.append(window)
        window.gone.connect(lambda: windows.remove(window))
        with qtbot.waitSignals([window.browse.shown, window.side_feed.open_counted], timeout=20_000):
            window.show()
        window.activateWindow()
        window.table.setFocus()
        return window

    yield open_one
    for window in tuple(windows):
        # Nothing is asked, and no backup waited for, by a window that nobody holds any more.
        window.backups.leave()
        window.close()


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], log: Path) -> MainWindow:
    """A window on the log with six incidents."""
    return open_window(log)
