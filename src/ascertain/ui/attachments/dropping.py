"""Files that are dropped or pasted. Only files of this machine are taken: what lies elsewhere is never fetched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget


def files_in(data: QMimeData | None) -> list[Path]:
    """The files of this machine that are dragged or lie on the clipboard."""
    if data is None or not data.hasUrls():
        return []
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile() and not url.host()]


class FileDrops(QObject):
    """Lets a widget take files that are dropped on it, or pasted while the keyboard is within it."""

    def __init__(self, widget: QWidget, take: Callable[[list[Path]], None], wanted: Callable[[], bool]) -> None:
        super().__init__(widget)
        self.setObjectName("file_drops")
        self._take, self._wanted = take, wanted
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - one widget is watched
        """Take files; leave everything else to the widget."""
        if isinstance(event, QDropEvent | QDragEnterEvent | QDragMoveEvent):
            return self._dragged(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            files = (
                files_in(QGuiApplication.clipboard().mimeData())
                if event.matches(QKeySequence.StandardKey.Paste)
                else []
            )
            if files and self._wanted():
                self._take(files)
                return True
        return False

    def _dragged(self, event: QDropEvent) -> bool:
        files = files_in(event.mimeData())
        if not files or not self._wanted():
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._take(files)
        return True
