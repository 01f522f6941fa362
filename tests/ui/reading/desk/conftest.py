"""A desk with a document of a few paragraphs, and hands for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.commands import Command, KeepEntry, LogIncident
from ascertain.app.queries import Queries
from ascertain.app.session import LogSession, create_session
from ascertain.domain.codes import Stance, Status
from ascertain.domain.marks import DocumentMarks
from ascertain.domain.passages import TakenPassage, passage_at
from ascertain.domain.records import Document, IncidentContent, NamedRef, Statement
from ascertain.ui.bridge import Bridge
from ascertain.ui.reading.desk import ReadingDesk
from ascertain.ui.theme import Wardrobe

TEXT = (
    "A broadcaster told of a drone that hit the depot, and of rockets on the camp. It gave no details.\n\n"
    "The command said that its forces dealt with three drones. It did not say whose they were.\r\n"
    "Groups claimed two attacks 😀 on the western and the northern base. Nobody was hurt.\n\n"
    "وقالت القناة إن طائرة سقطت قرب القاعدة. ولم تذكر من أطلقها."
)
NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


class StandingClock:
    """A clock that stands."""

    def now(self) -> int:
        return int(datetime(2023, 10, 20, 12, tzinfo=UTC).timestamp())

    def today(self) -> date:
        return date(2023, 10, 20)


@dataclass
class Hands:
    """Works at the desk by keyboard, and waits until what is shown is what the log holds."""

    qtbot: QtBot
    desk: ReadingDesk
    session: LogSession
    document: int

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(self.focus, key, held)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus, text)

    def settle(self, act: Callable[[], object]) -> None:
        with self.qtbot.waitSignal(self.desk.settled, timeout=10_000):
            act()

    def run(self, command: Command) -> int:
        made = self.session.ledger.run(command).result(30).made
        return made[0] if made else 0

    def log(self, words: str, title: str, status: Status = Status.UNCONFIRMED) -> int:
        """Log an incident from some words, as another window would."""
        start = TEXT.index(words)
        quote, passage = passage_at(TEXT, start, start + len(words))
        told = Statement(
            NamedRef("A broadcaster"), Stance.REPORTS, NamedRef("", self.document), quote=quote, passage=passage
        )
        return self.run(LogIncident(IncidentContent(title=title, status=status, statements=(told,))))

    def taken(self, words: str) -> TakenPassage:
        start = TEXT.index(words)
        return TakenPassage(self.document, *passage_at(TEXT, start, start + len(words)))

    def select(self, words: str) -> None:
        start = TEXT.index(words)
        self.desk.page.text.select((start, start + len(words)))

    def ask(self, question: Callable[[Queries], object]) -> object:
        return self.session.reader().ask(question).result(30)

    def marks(self) -> DocumentMarks:
        found = self.ask(lambda queries: queries.document_marks(self.document))
        assert isinstance(found, DocumentMarks)
        return found

    def come_back(self) -> None:
        """A screen without a window manager makes no window active when a dialog has closed."""
        self.desk.activateWindow()
        self.qtbot.waitUntil(lambda: self.desk.isAncestorOf(self.focus))

    @property
    def focus(self) -> QWidget:
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        found = QApplication.focusWidget()
        assert found is not None
        return found

    @property
    def selected(self) -> str:
        return TEXT[slice(*sorted(self.desk.page.text.selection))]

    def find(self, name: str) -> QWidget:
        found = self.desk.findChild(QWidget, name)
        assert isinstance(found, QWidget), name
        return found


@pytest.fixture
def session(tmp_path: Path) -> Iterator[LogSession]:
    made = create_session(tmp_path / "log.ascertain", clock=StandingClock(), author="Analyst")
    yield made
    made.close()


@pytest.fixture
def bridge(qtbot: QtBot, session: LogSession) -> Iterator[Bridge]:
    made = Bridge(session)
    with qtbot.assertNotEmitted(made.trouble):
        yield made
    made.close()


@pytest.fixture
def bare_desk(qtbot: QtBot, wardrobe: Wardrobe, bridge: Bridge) -> ReadingDesk:
    """A desk in an active window, with nothing on it."""
    del wardrobe
    made = ReadingDesk(bridge)
    qtbot.addWidget(made)
    made.resize(1240, 760)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def hands(qtbot: QtBot, session: LogSession, bare_desk: ReadingDesk) -> Hands:
    """The document lies on the desk."""
    kept = Document("News of the day", NamedRef("A paper"), published_on=date(2023, 10, 19), text=TEXT)
    document = session.ledger.run(KeepEntry(kept)).result(30).made[0]
    made = Hands(qtbot, bare_desk, session, document)
    made.settle(lambda: bare_desk.read(document))
    return made
