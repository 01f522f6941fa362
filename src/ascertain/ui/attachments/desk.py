"""What is done with attached files: brings them in, saves copies, takes them away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from ascertain.app.commands import RemoveAttachment
from ascertain.domain.file_names import safe_name
from ascertain.domain.records import Attachment, StoredFile
from ascertain.ui.dialogs.carrying import carry
from ascertain.ui.shell.faults import offer_remedy

if TYPE_CHECKING:
    from ascertain.domain.conduct import Conduct
    from ascertain.ui.bridge import Bridge

Failed = Callable[[BaseException], None]


@dataclass(frozen=True, slots=True)
class Owner:
    """What files are attached to: a document or a statement."""

    document_id: int | None = None
    statement_id: int | None = None

    @property
    def known(self) -> bool:
        """Whether it is in the log."""
        return self.document_id is not None or self.statement_id is not None


class FileDesk(QObject):
    """Works for the lists of files of one screen. Copying goes on beside the window, with a way to stop it."""

    def __init__(self, bridge: Bridge, screen: QWidget) -> None:
        super().__init__(screen)
        self.setObjectName("file_desk")
        self._bridge, self._screen = bridge, screen

    @property
    def writable(self) -> bool:
        """Whether files can be attached."""
        return not self._bridge.session.read_only

    def choose(self, owner: Owner, failed: Failed) -> None:
        """Ask for files, and attach them."""
        title = QCoreApplication.translate("Attachments", "Attach files")
        names, _kind = QFileDialog.getOpenFileNames(self._screen, title, _usual_folder())
        if names:
            self.attach(owner, [Path(name) for name in names], failed)

    def attach(self, owner: Owner, paths: Sequence[Path], failed: Failed) -> None:
        """Attach files. The lists hear of it as of every change of the log."""
        session = self._bridge.session

        def work(conduct: Conduct) -> object:
            from ascertain.app.attaching import attach

            return attach(session, paths, conduct, document_id=owner.document_id, statement_id=owner.statement_id)

        carry(work, QCoreApplication.translate("Attachments", "Attaching files"), self._screen, lambda _: None, failed)

    def save_copy(self, file: StoredFile, done: Callable[[Path], None], failed: Failed) -> None:
        """Ask for a place, and write a copy there; its name is proposed as one that is safe on any system."""
        title = QCoreApplication.translate("Attachments", "Save a copy")
        start = str(Path(_usual_folder()) / safe_name(file.name))
        name, _kind = QFileDialog.getSaveFileName(self._screen, title, start)
        if not name:
            return
        log, out = self._bridge.session.path, Path(name)

        def work(conduct: Conduct) -> Path:
            from ascertain.app.attaching import save_copy

            save_copy(log, file, out, conduct)
            return out

        carry(work, QCoreApplication.translate("Attachments", "Saving a copy"), self._screen, done, failed)

    def remove(self, attachment: Attachment, failed: Failed) -> None:
        """Take an attachment away; undo brings it back."""
        self._bridge.run(RemoveAttachment(attachment.id), failed=failed)

    def offer_remedy(self, fault: BaseException) -> None:
        """Have the window tell it too, where something can be done about it."""
        offer_remedy(fault, self._bridge)


def _usual_folder() -> str:
    place = QStandardPaths.StandardLocation
    for each in (place.DownloadLocation, place.DocumentsLocation, place.HomeLocation):
        folder = QStandardPaths.writableLocation(each)
        if folder and Path(folder).is_dir():
            return folder
    return ""
