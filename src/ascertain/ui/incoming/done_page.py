"""The last step: what was done, with a way back, and the way to what came in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascertain.domain.incoming.outcome import Look
from ascertain.domain.incoming.rows import Standing
from ascertain.ui.incoming.made_lines import made_texts
from ascertain.ui.kit import button, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, number_text, tr_message

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged


class DonePage(QWidget):
    """`undo_asked`, `show_asked` and `more_asked` where a button is pressed."""

    undo_asked = Signal()
    show_asked = Signal()
    more_asked = Signal()
    save_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import_done_page")
        self._title = text_label("", "heading", wraps=True, parent=self)
        self._title.setObjectName("import_done_title")
        self._lines = text_label("", wraps=True, selectable=True, parent=self)
        self._lines.setObjectName("import_done_lines")
        self._saved = text_label("", "ok", wraps=True, parent=self)
        self._saved.setObjectName("import_done_saved")
        self.undo = button(self.tr("&Undo the import"), name="import_undo", parent=self)
        self.undo.clicked.connect(lambda: self.undo_asked.emit())
        self.show_them = button(self.tr("&Show them"), name="import_show", parent=self)
        self.show_them.clicked.connect(lambda: self.show_asked.emit())
        self.save = button(self.tr("Sa&ve the refused rows…"), name="import_done_save", parent=self)
        self.save.clicked.connect(lambda: self.save_asked.emit())
        self.more = button(self.tr("Import &another file"), name="import_more", parent=self)
        self.more.clicked.connect(lambda: self.more_asked.emit())
        px = current_theme().px
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for part in (self.show_them, self.undo, self.save, self.more):
            row.addWidget(part)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(12), 0, 0)
        column.setSpacing(px(10))
        for widget in (self._title, self._lines, self._saved):
            column.addWidget(widget)
        column.addLayout(row)
        column.addStretch(1)

    def show_outcome(self, notice: LogChanged, look: Look) -> None:
        """Say what an import has done."""
        refused = look.count(Standing.REFUSED)
        if notice.operation:
            self._title.setText(self.tr("Done: {what}").replace("{what}", tr_message(notice.label)))
        else:
            self._title.setText(self.tr("Nothing had to be changed: the log has all of it already."))
        lines = [
            (look.count(Standing.NEW), self.tr("New: {count}")),
            (look.count(Standing.CHANGED), self.tr("Changed: {count}")),
            (look.count(Standing.CONFLICTING), self.tr("Edited on both sides, settled as you chose: {count}")),
            (look.count(Standing.SAME), self.tr("The same, left as they are: {count}")),
            (refused, self.tr("Refused, left out: {count}")),
        ]
        told = [text.replace("{count}", code(number_text(count))) for count, text in lines if count]
        told += made_texts(look)
        if notice.operation:
            told.append(self.tr("A backup was made before. One undo takes all of it out again, also after a restart."))
        self._lines.setText("\n".join(told))
        self._saved.hide()
        self.undo.setVisible(notice.operation > 0)
        self.show_them.setVisible(notice.operation > 0 and bool(notice.incident_ids))
        self.save.setVisible(refused > 0)

    def take_back(self) -> None:
        """Something else has changed since, so that undo is not offered here any more."""
        self.undo.hide()
        self.show_them.hide()
        self._saved.setText(self.tr("The log has changed since: the import was undone, or something else was done."))
        self._saved.show()

    def tell_saved(self, text: str) -> None:
        """Say where the refused rows were saved."""
        self._saved.setText(text)
        self._saved.show()

    @property
    def told(self) -> str:
        """What is said."""
        return f"{self._title.text()}\n{self._lines.text()}"

    def take_focus(self) -> None:
        """Put the keyboard on what comes next."""
        (self.show_them if not self.show_them.isHidden() else self.more).setFocus()
