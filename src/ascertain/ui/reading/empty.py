"""The reading desk without a document: what to do next, and what is not worked through yet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ascertain.domain.marks import OpenDocument
from ascertain.ui.kit import EmptyState, button, plain_tip, text_label
from ascertain.ui.theme import IconName, current_theme
from ascertain.ui.wording import isolated, joined, number_text


class EmptyDesk(QWidget):
    """`document_chosen(id)`; `reading_asked(given)`: a document is to be read into the log, what was pasted or None."""

    document_chosen = Signal(int)
    reading_asked = Signal(object)

    def __init__(self, writable: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("reading_empty")
        px = current_theme().px
        state = EmptyState(
            IconName.DOCUMENT,
            self.tr("No document on the desk"),
            self.tr("Paste a text, drop a file here, or open one. A document of the library is opened there."),
            self,
        )
        state.setObjectName("reading_empty_state")
        self._read = button(
            self.tr("Read in a document…"), "primary", icon=IconName.ADD, name="reading_take_in", parent=state
        )
        self._read.clicked.connect(lambda: self.reading_asked.emit(None))
        self._read.setVisible(writable)
        state.add_button(self._read)
        self._heading = text_label(self.tr("Not worked through yet, newest first"), "label", parent=self)
        self._heading.setObjectName("reading_waiting_title")
        self.list = QListWidget(self)
        self.list.setObjectName("reading_waiting")
        self.list.setAccessibleName(self.tr("Documents with open sentences"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemActivated.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(40), px(16), px(40), px(24))
        column.setSpacing(px(8))
        column.addWidget(state, 1)
        column.addWidget(self._heading)
        column.addWidget(self.list, 2)

    def show_documents(self, documents: list[OpenDocument]) -> None:
        """List what waits."""
        self.list.clear()
        for each in documents:
            count, of = number_text(each.coverage.open_), number_text(each.coverage.sentences)
            waits = self.tr("{count} of {all} sentences open").replace("{count}", count).replace("{all}", of)
            text = joined(isolated(each.title), isolated(each.publisher), each.published_on, waits)
            item = QListWidgetItem(text)
            item.setToolTip(plain_tip(text))
            item.setData(Qt.ItemDataRole.UserRole, each.id)
            self.list.addItem(item)
        self._heading.setVisible(bool(documents))
        self.list.setVisible(bool(documents))
        if documents:
            self.list.setCurrentRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is pasted is read in."""
        if event.matches(QKeySequence.StandardKey.Paste) and not self._read.isHidden():
            from ascertain.ui.reading.intake.drops import document_in

            self.reading_asked.emit(document_in(QGuiApplication.clipboard().mimeData()))
        else:
            super().keyPressEvent(event)

    def take_keyboard(self) -> None:
        """Put the keyboard where one goes on."""
        (self.list if self.list.count() else self._read).setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, item: QListWidgetItem) -> None:
        self.document_chosen.emit(int(item.data(Qt.ItemDataRole.UserRole)))
