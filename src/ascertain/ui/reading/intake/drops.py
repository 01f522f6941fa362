"""A document that is dropped on a window: a file, an address or a text. It is read; nothing is fetched by itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from ascertain.app.folders import LOG_SUFFIX

if TYPE_CHECKING:
    from ascertain.ui.reading.intake.work import Given

_LOGS = (LOG_SUFFIX, f"{LOG_SUFFIX}.zip")


def document_in(data: QMimeData | None) -> Given | None:
    """The one document that is dragged; None where there is none, or several."""
    if data is None:
        return None
    from ascertain.ui.attachments.dropping import files_in  # late: a window starts without attachments

    files = files_in(data)
    if files:
        return files[0] if len(files) == 1 and _is_document(files[0]) else None
    if data.hasUrls():
        urls = [url for url in data.urls() if url.scheme() in ("http", "https")]
        return urls[0].toString() if len(urls) == 1 else None
    return data.text() if data.hasText() and data.text().strip() else None


class DocumentDrops(QObject):
    """Lets a window take a document that is dropped where nothing in it takes what is dropped."""

    def __init__(self, window: QWidget, take: Callable[[Given], None], wanted: Callable[[], bool]) -> None:
        super().__init__(window)
        self.setObjectName("document_drops")
        self._take, self._wanted = take, wanted
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - one window is watched
        """Take documents; leave everything else to the window."""
        if not isinstance(event, QDropEvent | QDragEnterEvent | QDragMoveEvent):
            return False
        given = document_in(event.mimeData())
        if given is None or not self._wanted():
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._take(given)
        return True


def _is_document(path: Path) -> bool:
    return not path.name.lower().endswith(_LOGS)
