"""Opening a packed copy: where to, then unpacked beside the window, then opened as any other log."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

if TYPE_CHECKING:
    from ascertain.domain.conduct import Conduct

PACK_SUFFIX = ".zip"


def is_packed(path: Path) -> bool:
    """Whether a file is to be unpacked first; what is in it is looked at then."""
    return path.suffix.lower() == PACK_SUFFIX and path.is_file()


class Unpacking(QObject):
    """Asks, unpacks, and hands the log over. `front` is the window to ask in front of, `folder` where to begin."""

    def __init__(
        self,
        front: Callable[[], QWidget | None],
        folder: Callable[[], Path],
        opened: Callable[[Path], None],
        failed: Callable[[BaseException], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("unpacking")
        self._front, self._folder, self._opened, self._failed = front, folder, opened, failed

    def ask(self) -> None:
        """Ask for a packed copy, and open it."""
        kinds = self.tr("Packed copies (*.zip);;All files (*)")
        name, _kind = QFileDialog.getOpenFileName(
            self._front(), self.tr("Open a packed copy"), str(self._folder()), kinds
        )
        if name:
            self.start(Path(name))

    def start(self, path: Path) -> None:
        """Ask for the folder in which a new one is made for the log, unpack, and open."""
        from ascertain.ui.dialogs.carrying import carry  # late: a window starts without it

        front = self._front()
        title = self.tr("Unpack into a new folder within")
        within = QFileDialog.getExistingDirectory(front, title, str(path.absolute().parent))
        if not within or front is None:
            return

        def work(conduct: Conduct) -> Path:
            from ascertain.app.packing import proposed_folder, unpack

            return unpack(path, proposed_folder(path, Path(within)), conduct)

        carry(work, self.tr("Unpacking"), front, self._opened, self._failed)
