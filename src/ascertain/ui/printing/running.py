"""Prints by and by: incidents are asked for in small parts on a reader lane, laid out as they come, and each page
leaves for its device when it is full, so that neither rows nor pages pile up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QFileDevice, QIODevice, QObject, QSaveFile, Signal
from PySide6.QtGui import QPagedPaintDevice, QPainter, QPdfWriter

from ascertain.ui.printing.composing import Composer
from ascertain.ui.printing.paper import Page, Paper

if TYPE_CHECKING:
    from ascertain.app.queries import Queries
    from ascertain.ui.bridge import Bridge
    from ascertain.ui.printing.reports import Report

PROGRAM = "Ascertain"


class Unprintable(Exception):
    """The printer or the file could not be written. `reason` is what the system says, and may be empty."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason)
        self.reason = reason


class Sink(Protocol):
    """Where pages go."""

    def put(self, page: Page) -> None:
        """Take a page. Raises `Unprintable`."""
        ...

    def finish(self) -> None:
        """All pages are there. Raises `Unprintable`."""
        ...

    def abort(self) -> None:
        """Leave nothing behind, as far as that can be done."""
        ...


class DeviceSink:
    """Draws pages on a device of Qt."""

    def __init__(self, device: QPagedPaintDevice, paper: Paper) -> None:
        self._device, self._paper = device, paper
        device.setPageLayout(paper.layout)
        self._painter = QPainter()
        self._put = 0

    def put(self, page: Page) -> None:
        """Draw it, on a new page from the second on."""
        if not self._put:
            if not self._painter.begin(self._device):
                raise Unprintable
            size = self._paper.size
            self._painter.scale(self._device.width() / size.width(), self._device.height() / size.height())
        elif not self._device.newPage():
            raise Unprintable
        page.draw(self._painter)
        self._put += 1

    def finish(self) -> None:
        """Let the device write what it holds."""
        if self._painter.isActive() and not self._painter.end():
            raise Unprintable

    def abort(self) -> None:
        """Stop drawing."""
        if self._painter.isActive():
            self._painter.end()


class PdfSink(DeviceSink):
    """Writes a PDF. The file that was there before stays until the new one is whole; only its owner can read it."""

    def __init__(self, out: Path, paper: Paper, title: str) -> None:
        self._file = QSaveFile(str(out))
        if not self._file.open(QIODevice.OpenModeFlag.WriteOnly):
            raise Unprintable(self._file.errorString())
        self._file.setPermissions(QFileDevice.Permission.ReadOwner | QFileDevice.Permission.WriteOwner)
        writer = QPdfWriter(self._file)
        writer.setResolution(600)
        writer.setTitle(title)
        writer.setCreator(PROGRAM)
        super().__init__(writer, paper)

    def finish(self) -> None:
        """Give the file its name."""
        super().finish()
        if self._file.error() is not QFileDevice.FileError.NoError or not self._file.commit():
            raise Unprintable(self._file.errorString())

    def abort(self) -> None:
        """Leave nothing behind."""
        super().abort()
        self._file.cancelWriting()
        self._file.commit()


Ids = Callable[["Queries", int], Sequence[int]]
"""The first so many incidents of those that are to be printed; asked on a reader lane."""


class PrintRun(QObject):
    """One print. `progressed` tells how many incidents are laid out, of how many; `finished` how many pages there are;
    `failed` what went wrong. After `stop` neither comes."""

    progressed = Signal(int, int)
    finished = Signal(int)
    failed = Signal(object)

    def __init__(self, bridge: Bridge, report: Report, paper: Paper, sink: Sink, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("print_run")
        self._asker = bridge.asker(self)
        self._report, self._sink = report, sink
        self._composer = Composer(paper, report.letterhead.running, report.letterhead.day, sink.put)
        self._ids: Sequence[int] = ()
        self._all = 0
        self._at = 0
        self._stopped = False

    def start(self, ids: Ids, most: int, all_of: int) -> None:
        """Print the first `most` of what `ids` finds; `all_of` there are."""
        self._all = all_of

        def first(queries: Queries) -> tuple[Sequence[int], list[object]]:
            found = ids(queries, most)
            return found, self._report.fetch(queries, found[: self._report.step])

        self._asker.ask(first, self._begin, self._fail)

    def stop(self) -> None:
        """Stop, and leave nothing behind."""
        self._stopped = True
        self._asker.drop()
        self._sink.abort()

    def _begin(self, answer: tuple[Sequence[int], list[object]]) -> None:
        self._ids, items = answer
        count = len(self._ids)
        all_of = max(self._all, count)
        if self._try(lambda: self._report.begin(self._composer, items, count, all_of)):
            self._take(items)

    def _take(self, items: list[object]) -> None:
        if not self._try(lambda: self._report.add(self._composer, items)):
            return
        self._at = min(self._at + self._report.step, len(self._ids))
        self.progressed.emit(self._at, len(self._ids))
        if self._at < len(self._ids):
            wanted = self._ids[self._at : self._at + self._report.step]
            self._asker.ask(lambda queries: self._report.fetch(queries, wanted), self._take, self._fail)
        else:
            self._try(self._end)

    def _end(self) -> None:
        self._composer.finish()
        self._sink.finish()
        self._stopped = True
        self.finished.emit(self._composer.pages)

    def _try(self, work: Callable[[], None]) -> bool:
        """Whether the work was done, and nobody stopped it."""
        if self._stopped:
            return False
        try:
            work()
        except Unprintable as fault:
            self._fail(fault)
            return False
        return True

    def _fail(self, fault: BaseException) -> None:
        self._stopped = True
        self._sink.abort()
        self.failed.emit(fault)
