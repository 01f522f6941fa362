"""The part of a dialog that tells which copies of the log still hold what is purged, and renews the backups."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ascertain.app.older_copies import OlderCopies
from ascertain.app.session import LogSession
from ascertain.ui.dialogs.carrying import carry
from ascertain.ui.dialogs.purge_subject import counted
from ascertain.ui.shell.faults import told
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
        keeping = self._session.safekeeping
        return keeping.older_copies() if keeping is not None else OlderCopies()

    def tell(self, older: OlderCopies) -> None:
        """Offer to renew the backups where there are any."""
        self._older = older
        one = self.tr("Also remove the one &backup made before, and make a new one")
        many = self.tr("Also remove the {count} &backups made before, and make a new one")
        self._renew.setText(counted(len(older.backups), one, many))
        self.setVisible(bool(older.backups))

    def renew(self, screen: QWidget, ended: Callable[[str], None]) -> bool:
        """Renew the backups where that is wanted; `ended` is called afterwards with what is left to tell, if anything.
        False where it is not wanted."""
        keeping = self._session.safekeeping
        if keeping is None or not (self._older.backups and self._renew.isChecked()):
            return False
        title = self.tr("Making a new backup in place of the older ones")
        kept = self.tr("Backups made before may still hold what you purged.")

        def failed(fault: BaseException) -> None:
            ended(f"{told(fault)} {kept}")

        carry(keeping.renew, title, screen, lambda _: ended(""), failed, lambda: ended(kept))
        return True


def still_holding(older: OlderCopies) -> list[str]:
    """Sentences on the copies of a log that keep what is purged from it."""
    holding = []
    if older.backups:
        holding.append(translate("PurgeCopies", "Backups made before, unless they are removed."))
    if older.set_aside:
        text = translate("PurgeCopies", "These files beside the log, until you remove them: {names}")
        holding.append(text.replace("{names}", ", ".join(isolated(each.name) for each in older.set_aside)))
    holding.append(translate("PurgeCopies", "Copies that you made yourself, exports and packed copies."))
    return holding
