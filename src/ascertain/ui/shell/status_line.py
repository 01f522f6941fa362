"""The line at the bottom: how many incidents, when something was saved last, how it stands with backups, which file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from ascertain.ui.kit import plain_tip, text_label
from ascertain.ui.wording import code, number_text

_SOON_MS = 300
"""What is done sooner needs no sign that it is under way."""


class StatusLine(QStatusBar):
    """Counts at the start, the file at the end; help on menu entries passes through in between."""

    def __init__(self, path: Path, read_only: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("status_line")
        self.setSizeGripEnabled(False)
        self._counts = self._label("status_counts", self.tr("Incidents"))
        self._saved = self._label("status_saved", self.tr("Saved"))
        self._file = self._label("status_file", self.tr("File"))
        self._backup = self._label("status_backup", self.tr("Backup"))
        self._busy: QWidget | None = None
        self._soon = QTimer(self)
        self._soon.setObjectName("status_soon_busy")
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._mark_busy)
        self.addWidget(self._counts)
        self.addWidget(self._saved)
        self.addWidget(self._backup)
        if read_only:
            mode = self._label("status_mode", self.tr("Mode"))
            mode.setText(self.tr("Read only"))
            self.addPermanentWidget(mode)
        self.addPermanentWidget(self._file)
        self._file.setText(code(path.name))
        self._file.setToolTip(plain_tip(code(str(path))))

    def show_counts(self, shown: int, chosen: int, complete: bool) -> None:
        """`1,248 incidents · 1 selected`; while the whole result is not known, how many of it are here."""
        if not complete:
            text = self.tr("{count} of … incidents").replace("{count}", code(number_text(shown)))
            self._counts.setText(text if shown else self.tr("Counting…"))
            return
        text = self.tr("1 incident") if shown == 1 else self.tr("{count} incidents")
        text = text.replace("{count}", code(number_text(shown)))
        if chosen:
            text += " · " + self.tr("{count} selected").replace("{count}", code(number_text(chosen)))
        self._counts.setText(text)

    def show_busy(self, busy: bool) -> None:
        """Show that the table is still being filled, once that lasts long enough to be wondered about."""
        if busy and not self._soon.isActive() and self._busy is None:
            self._soon.start()
        elif not busy:
            self._soon.stop()
            if self._busy is not None:
                self.removeWidget(self._busy)
                self._busy.deleteLater()
                self._busy = None

    def _mark_busy(self) -> None:
        from ascertain.ui.shell.busy_mark import BusyMark

        self._busy = BusyMark(self)
        self.insertWidget(1, self._busy)
        self._busy.show()

    def show_saved(self, at: int) -> None:
        """When the last operation was written."""
        moment = datetime.fromtimestamp(at).astimezone()
        self._saved.setText(self.tr("Saved {time}").replace("{time}", code(f"{moment:%H:%M:%S}")))

    def show_backup(self, text: str, tip: str = "", look: str = "small") -> None:
        """How it stands with backups; `tip` is what there is to say more."""
        self._backup.setText(text)
        self._backup.setToolTip(plain_tip(tip))
        self._backup.setAccessibleDescription(tip or self.tr("Backup"))
        if self._backup.property("look") != look:
            self._backup.setProperty("look", look)
            self._backup.style().unpolish(self._backup)
            self._backup.style().polish(self._backup)

    def _label(self, name: str, accessible: str) -> QLabel:
        label = text_label(look="small", parent=self)
        label.setObjectName(name)
        label.setAccessibleDescription(accessible)
        return label
