"""The process that lays a briefing out on paper: JSON in, a PDF beside it, and lines of JSON that say how far it is.

It is the program itself, started with `PRINT` (see `app.printing`). The first line on standard input is an object with
`out` and `at`, the others tell the briefing. Standard output gets `{"done": 3, "total": 40}` while it works, and at the
end `{"written": true}`, or `{"refused": …}` with the number of the system's error.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QUuid
from PySide6.QtGui import QGuiApplication, QPdfWriter

from ascertain.exchange.briefing.direction import plain
from ascertain.exchange.briefing.structure import Briefing, heard
from ascertain.exchange.confinement import speak
from ascertain.ui.printing.briefing import write_briefing
from ascertain.ui.printing.composing import Composer
from ascertain.ui.printing.paper import Paper, paper
from ascertain.ui.printing.running import PROGRAM, DeviceSink
from ascertain.ui.theme.fonts import application_font, load_fonts

_DATE = re.compile(rb"(/(?:Creation|Mod)Date \(D:)\d{14}")
_MOMENT = re.compile(rb'(xmp:\w+Date=")\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d')
_TELL_EVERY = 20
_FONT_PX = 13


class _MemorySink(DeviceSink):
    """Draws a PDF in memory, where the longest briefing has room."""

    def __init__(self, paper: Paper, title: str, at: int) -> None:
        self._at = datetime.fromtimestamp(at, UTC)
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(self._buffer)
        writer.setResolution(600)
        writer.setTitle(title)
        writer.setCreator(PROGRAM)
        writer.setDocumentId(QUuid.createUuidV5(QUuid(), f"{title} {at}".encode()))
        super().__init__(writer, paper)

    @property
    def content(self) -> bytes:
        """The PDF, dated when the briefing was, so that the same briefing is the same file. Each date is as long as
        the one that stood there."""
        date, moment = f"{self._at:%Y%m%d%H%M%S}", f"{self._at:%Y-%m-%dT%H:%M:%S}+00:00"
        dated = _DATE.sub(rb"\g<1>" + date.encode(), bytes(self._buffer.data().data()))
        return _MOMENT.sub(rb"\g<1>" + moment.encode(), dated)


def serve(source: BinaryIO, out: BinaryIO) -> int:
    """Write one briefing and say so. Returns the exit code."""
    order: dict[str, Any] = json.loads(source.readline())
    app = QGuiApplication.instance() or QGuiApplication(["ascertain"])
    assert isinstance(app, QGuiApplication)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    load_fonts()
    app.setFont(application_font(_FONT_PX))
    try:
        Path(order["out"]).write_bytes(_laid_out(heard(source), order["at"], out))
    except OSError as failed:
        speak(out, {"refused": failed.errno})
        return 1
    speak(out, {"written": True})
    return 0


def _laid_out(briefing: Briefing, at: int, out: BinaryIO) -> bytes:
    sheet = paper(landscape=False)
    sink = _MemorySink(sheet, plain(briefing.title), at)
    composer = Composer(sheet, briefing.title, briefing.lead[-1] if briefing.lead else "", sink.put)
    total, done = sum(len(group.entries) for group in briefing.groups), 0

    def tell() -> None:
        nonlocal done
        done += 1
        if done % _TELL_EVERY == 0:
            speak(out, {"done": done, "total": total})

    write_briefing(composer, briefing, tell)
    composer.finish()
    sink.finish()
    return sink.content
