"""The part of a dialog that tells which copies of the log still hold what is purged, and renews the backups."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ascertain.app.older_copies import OlderCopies, older_copies, renew_backups
from ascertain.app.session import LogSession
from ascertain.ui.dialogs.carrying import carry
from ascertain.ui.dialogs.purge_subject import counted
from ascertain.ui.wording import isolated

translate = QCoreApplication.translate


class PurgeCopies(QWidget):
    """A tick box for the backups made before."""

    def __init__(self, session: LogSession, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("purge_copies")
        self._session = session
        self._older = OlderCopies()
        self._renew = QCheckBox(self)
        self._renew.setObjectName("purge_backups")
        self._renew.setChecked(True)
        self.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._renew)

    def look(self) -> OlderCopies:
        """Look for copies. For a thread other than that of the window."""
        return older_copies(self._session.path, self._session.uid, self._session.backup_root)

    def tell(self, older: OlderCopies) -> None:
        """Offer to renew the backups where there are any."""
        self._older = older
        one = self.tr("Also remove the one &backup made before, and make a new one")
        many = self.tr("Also remove the {count} &backups made before, and make a new one")
        self._renew.setText(counted(len(older.backups), one, many))
        self.setVisible(bool(older.backups))

    def renew(self, screen: QWidget, done: Callable[[], None], failed: Callable[[BaseException], None]) -> bool:
        """Renew the backups where that is wanted; `done` or `failed` is called afterwards. False where it is not."""
        if not (self._older.backups and self._renew.isChecked()):
            return False
        session, older = self._session, self._older.backups
        path, at, root = session.path, session.clock.now(), session.backup_root
        title = self.tr("Making a new backup in place of the older ones")
        carry(lambda conduct: renew_backups(path, older, at, root, conduct), title, screen, lambda _: done(), failed)
        return True


def still_holding(older: OlderCopies) -> list[str]:
    """Sentences on the copies of a log that keep what is purged from it."""
    told = []
    if older.backups:
        told.append(translate("PurgeCopies", "Backups made before, unless they are removed."))
    if older.set_aside:
        text = translate("PurgeCopies", "These files beside the log, until you remove them: {names}")
        told.append(text.replace("{names}", ", ".join(isolated(each.name) for each in older.set_aside)))
    told.append(translate("PurgeCopies", "Copies that you made yourself, exports and packed copies."))
    return told
