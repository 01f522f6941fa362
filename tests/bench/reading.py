"""Opening a long document with many marks at the reading desk, and a step in it, beside Qt's bare view of the text."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from ascertain.app.commands import KeepEntry, LogIncident, MarkPassage
from ascertain.app.session import LogSession, create_session
from ascertain.domain.passages import TakenPassage, passage_at
from ascertain.domain.records import Document, IncidentContent, NamedRef, Statement
from ascertain.domain.sentences import sentences
from tests.bench.measuring import Figure, at_most, median_of

_CHARACTERS, _MARKS, _ROUNDS = 200_000, 300, 7
_MOST_OPEN_MS, _MOST_STEP_MS = 400, 50
_PARAGRAPH = (
    "A broadcaster told of a drone that hit a depot near the border, and of rockets on a camp further north. It gave no"
    " details. The command said that its forces dealt with three drones; it did not say whose they were. Nobody was"
    " hurt, a witness said.\n\n"
)


def measure(folder: Path, incidents: int) -> Iterable[Figure]:
    """From asking for the document until it is painted, and from a key until the next sentence is."""
    del incidents
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    path = folder / "reading.ascertain"
    with closing(create_session(path)) as session:
        document = _filled(session)
        yield from _measured(session, document, folder)


def _measured(session: LogSession, document: int, folder: Path) -> Iterable[Figure]:
    from PySide6.QtCore import QEventLoop, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QPlainTextEdit

    from ascertain.ui.bridge import Bridge
    from ascertain.ui.reading.desk import ReadingDesk
    from ascertain.ui.theme import Wardrobe

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    dressed = Wardrobe(app, folder)
    dressed.apply("light")
    bridge = Bridge(session)
    desk = ReadingDesk(bridge)
    desk.resize(1240, 800)
    desk.show()
    bare = QPlainTextEdit()
    bare.resize(700, 700)
    bare.show()
    text = _text()

    def open_it() -> None:
        desk.put_away()
        loop = QEventLoop()
        desk.settled.connect(loop.quit)
        desk.read(document)
        while desk.page.text.document().characterCount() < _CHARACTERS:
            loop.exec()
        desk.page.text.viewport().grab()

    def open_bare() -> None:
        bare.setPlainText(text)
        bare.viewport().grab()

    def step() -> None:
        QTest.keyClick(desk.page.text, Qt.Key.Key_Down)
        desk.page.text.viewport().grab()

    name = f"open a document of {_CHARACTERS:,} characters with {_MARKS} marks"
    opened, plain = median_of(_ROUNDS, open_it), median_of(_ROUNDS, open_bare)
    yield at_most(name, _MARKS, opened, plain, "the bare text", _MOST_OPEN_MS)
    stepped, painted = median_of(50, step), median_of(_ROUNDS, bare.viewport().grab)
    yield at_most("a step to the next sentence", _MARKS, stepped, painted, "a bare painting", _MOST_STEP_MS)
    for widget in (desk, bare):
        widget.hide()
    bridge.close()


def _text() -> str:
    return (_PARAGRAPH * (_CHARACTERS // len(_PARAGRAPH) + 1))[:_CHARACTERS]


def _filled(session: LogSession) -> int:
    text = _text()
    run = session.ledger.run
    document = run(KeepEntry(Document("A long one", NamedRef("A paper"), text=text))).result().made[0]
    known = sentences(text)
    for number, at in enumerate(range(0, len(known), len(known) // _MARKS)):
        quote, passage = passage_at(text, known[at].start, known[at].end)
        if number % 3:
            told = Statement(NamedRef("A paper"), document=NamedRef("", document), quote=quote, passage=passage)
            run(LogIncident(IncidentContent(title=f"Incident {number}", statements=(told,)))).result()
        else:
            run(MarkPassage(TakenPassage(document, quote, passage))).result()
    return int(document)
