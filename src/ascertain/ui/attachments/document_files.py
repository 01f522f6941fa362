"""The attachments of the document that is read in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ascertain.ui.attachments.desk import FileDesk, Owner
from ascertain.ui.attachments.file_list import FileList

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged
    from ascertain.domain.records import Attachment
    from ascertain.ui.bridge import Bridge


class DocumentFiles(FileList):
    """Follows the log: what is attached or removed is shown at once."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(FileDesk(bridge, parent), "document_files", parent)
        self._asker = bridge.asker(self)
        self._document_id: int | None = None
        bridge.changed.connect(self._refresh)

    def show_document(self, document_id: int | None) -> None:
        """Show what is attached to another document."""
        if document_id != self._document_id:
            self._document_id = document_id
            self.show_files(Owner(document_id), ())
        self._ask()

    def _ask(self) -> None:
        document_id = self._document_id
        if document_id is None:
            self._asker.drop()
            return

        def take(found: list[Attachment]) -> None:
            self.show_files(Owner(document_id), found)

        self._asker.ask(lambda queries: queries.attachments((document_id,)), take)

    def _refresh(self, notice: LogChanged) -> None:
        if notice.library:
            self._ask()
