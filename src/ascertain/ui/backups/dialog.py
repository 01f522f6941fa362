"""The backups of a log: making one now, looking into one, putting the log back, and where they are kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from ascertain.app.backing_up import MadeBackup, list_backups, place_of, verified
from ascertain.app.errands import Errand
from ascertain.app.safekeeping import Safekeeping
from ascertain.domain.backups import Backup, State, Why
from ascertain.domain.conduct import Conduct
from ascertain.ui.backups.table import BackupTable
from ascertain.ui.dialogs.carrying import carry
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import ElidedLabel, KeyButton, button, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import fault_text, isolated, tr_message

_LOOK_EVERY_MS = 60
_STOPS_WITHIN_S = 5.0


@dataclass(frozen=True, slots=True)
class Shelf:
    """Which backups are shown: of the log at `log`, in the folder that `root` tells (None: beside it). `keeping` makes
    them where the log is open for writing."""

    log: Path
    root: Callable[[], Path | None]
    set_root: Callable[[str], None]
    today: date
    keeping: Safekeeping | None = None
    let_go: Callable[[Backup], None] | None = None


class BackupsDialog(Sheet):
    """Lists the backups, each read through while it is shown."""

    help_page = "backups"

    preview_asked = Signal(object)
    restore_asked = Signal(object)

    def __init__(self, shelf: Shelf, parent: QWidget | None = None) -> None:
        super().__init__("backups_dialog", parent)
        self._shelf = shelf
        self.set_title(self.tr("Backups of {log}").replace("{log}", isolated(shelf.log.name)))
        self.set_sentence(
            self.tr(
                "A backup is made half an hour after the last one where something has changed, on closing, and before "
                "anything that changes much. The newest of 12 days, 10 weeks and 9 months are kept."
            )
        )
        self.accept_button.hide()
        self.cancel_button.setText(self.tr("Close"))
        self._table = BackupTable(self)
        self._none = text_label(self.tr("There is no backup of this log yet."), "muted", parent=self)
        self._none.setObjectName("backups_none")
        self._file = ElidedLabel("", Qt.TextElideMode.ElideMiddle, "small", self)
        self._file.setObjectName("backups_file")
        self._place = ElidedLabel("", Qt.TextElideMode.ElideMiddle, "small", self)
        self._place.setObjectName("backups_place")
        self._build()
        self._reading: Errand[None] | None = None
        self._read: list[Backup] = []
        self._watch = QTimer(self)
        self._watch.setObjectName("backups_watch")
        self._watch.setInterval(_LOOK_EVERY_MS)
        self._watch.timeout.connect(self._take_read)
        self.finished.connect(self._stop_reading)
        self._table.itemSelectionChanged.connect(self._fit)
        self.reload()
        self._table.setFocus()

    @property
    def table(self) -> BackupTable:
        """The list."""
        return self._table

    def reload(self) -> None:
        """List what is there now, and read it through."""
        self._stop_reading()
        root = self._shelf.root()
        self._table.show_backups(list_backups(self._shelf.log, root), self._shelf.today)
        self._none.setVisible(not self._table.backups)
        self._place.setText(str(place_of(self._shelf.log, root)))
        self._beside.setVisible(root is not None)
        safety = self._shelf.keeping.safety if self._shelf.keeping is not None else None
        warning = safety.warning if safety is not None else None
        told = (warning or safety.failed) if safety is not None else None
        self.problem.set_text("" if told is None else tr_message(told))
        self._right.setVisible(warning is not None and self._shelf.let_go is not None)
        self._fit()
        self._start_reading()

    def tell(self, fault: BaseException) -> None:
        """Say what did not work."""
        self.problem.set_text(fault_text(fault))

    # ---- layout

    def _build(self) -> None:
        px = current_theme().px
        self.setMinimumWidth(px(640))
        self.resize(px(720), px(480))
        self._make = self._own_button(self.tr("&Back up now"), "backups_make", self._back_up)
        self._preview = self._own_button(
            self.tr("&Look into it"), "backups_preview", lambda: self._with_chosen(self.preview_asked.emit)
        )
        self._restore = self._own_button(
            self.tr("&Restore…"), "backups_restore", lambda: self._with_chosen(self.restore_asked.emit)
        )
        self._right = self._own_button(self.tr("The log is right as it &is"), "backups_right", self._accept_smaller)
        self._elsewhere = self._own_button(self.tr("&Keep elsewhere…"), "backups_elsewhere", self._choose_folder)
        self._beside = self._own_button(self.tr("Keep beside the &log"), "backups_beside", lambda: self._keep_in(""))
        self._make.setVisible(self._shelf.keeping is not None)
        self.body.addWidget(self._table, 1)
        self.body.addWidget(self._none)
        self.body.addWidget(self._file)
        self.body.addLayout(self._row(self._make, None, self._right, self._preview, self._restore))
        kept = text_label(self.tr("Kept in"), "muted", parent=self)
        kept.setObjectName("backups_kept")
        row = self._row(kept, self._place, self._beside, self._elsewhere)
        row.setStretchFactor(self._place, 1)
        self.body.addLayout(row)

    def _own_button(self, text: str, name: str, act: Callable[[], object]) -> KeyButton:
        made = button(text, name=name, parent=self)
        made.setAutoDefault(False)
        made.clicked.connect(lambda _=False: act())
        return made

    @staticmethod
    def _row(*parts: QWidget | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(current_theme().px(8))
        for part in parts:
            if part is None:
                row.addStretch(1)
            else:
                row.addWidget(part)
        return row

    def _fit(self) -> None:
        chosen = self._table.chosen
        self._preview.setEnabled(chosen is not None and chosen.sound)
        self._restore.setEnabled(chosen is not None and chosen.sound)
        if chosen is None:
            self._file.setText("")
        elif chosen.state is State.BROKEN:
            text = self.tr("{file} was cut or altered, or its manifest is missing. It cannot be restored.")
            self._file.setText(text.replace("{file}", isolated(chosen.path.name)))
        else:
            self._file.setText(str(chosen.path))

    # ---- what is asked

    def _with_chosen(self, act: Callable[[Backup], object]) -> None:
        if self._table.chosen is not None:
            self._stop_reading()
            act(self._table.chosen)

    def _back_up(self) -> None:
        keeping = self._shelf.keeping
        if keeping is None:
            return
        self._make.setEnabled(False)

        def work(conduct: Conduct) -> MadeBackup:
            return keeping.back_up(Why.BY_HAND, conduct)

        carry(work, self.tr("Backing up"), self, lambda _: self._made(), self.tell)
        QTimer.singleShot(0, self, lambda: self._make.setEnabled(True))

    def _made(self) -> None:
        self.reload()
        self._table.setFocus()

    def _accept_smaller(self) -> None:
        newest = next((each for each in self._table.backups if each.sound), None)
        if self._shelf.let_go is not None and newest is not None:
            self._shelf.let_go(newest)
            self.reload()

    def _choose_folder(self) -> None:
        start = str(self._shelf.root() or self._shelf.log.parent)
        folder = QFileDialog.getExistingDirectory(self, self.tr("Keep backups in"), start)
        if folder:
            self._keep_in(folder)

    def _keep_in(self, folder: str) -> None:
        self._shelf.set_root(folder)
        self.reload()

    # ---- reading them through

    def _start_reading(self) -> None:
        waiting = [each for each in self._table.backups if each.state is State.WHOLE]
        if not waiting:
            return
        read = self._read = []

        def work(conduct: Conduct) -> None:
            for each in waiting:
                read.append(verified(each, conduct))

        self._reading = Errand(work)
        self._reading.start()
        self._watch.start()

    def _take_read(self) -> None:
        while self._read:
            self._table.show_read(self._read.pop(0))
            self._fit()
        if self._reading is None or self._reading.future.done():
            self._watch.stop()

    def _stop_reading(self) -> None:
        self._watch.stop()
        if self._reading is not None:
            self._reading.stop()
            # Soon: it stops after the block that it reads now, and lets go of the backup.
            self._reading.future.exception(timeout=_STOPS_WITHIN_S)
            self._reading = None
