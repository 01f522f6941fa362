"""The list of unfinished forms: go on with one, or discard it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ascertain.domain.drafts import UnfinishedForm
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.dialogs.two_lines import TwoLines
from ascertain.ui.form.unfinished.words import described, title_words
from ascertain.ui.kit import button
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import isolated


class _Forms(QListWidget):
    """Delete asks to discard the current line."""

    removal_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete discards."""
        if event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)


class UnfinishedDialog(Sheet):
    """`continue_asked` and `discard_asked` carry an `UnfinishedForm`. The list is shown anew by `show_forms`."""

    help_page = "form#unfinished"

    continue_asked = Signal(object)
    discard_asked = Signal(object)

    def __init__(self, forms: Sequence[UnfinishedForm], today: date, parent: QWidget | None = None) -> None:
        super().__init__("unfinished_dialog", parent)
        self._today = today
        self._forms: list[UnfinishedForm] = []
        self.set_title(self.tr("Unfinished forms"))
        self.accept_button.setText(self.tr("&Continue"))
        self.cancel_button.setText(self.tr("Close"))
        self._list = _Forms(self)
        self._list.setObjectName("unfinished_list")
        self._list.setAccessibleName(self.tr("Unfinished forms"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setItemDelegate(TwoLines(self._list))
        self._list.setMinimumSize(current_theme().px(380), current_theme().px(220))
        self._list.itemActivated.connect(lambda _: self.submit())
        self._list.removal_asked.connect(self._discard)
        self.body.addWidget(self._list, 1)
        self._remove = button(self.tr("&Discard"), "danger", name="unfinished_discard", parent=self)
        self._remove.setAutoDefault(False)
        self._remove.clicked.connect(self._discard)
        self.buttons.insertWidget(0, self._remove)
        self.show_forms(forms)
        self._list.setFocus()

    def show_forms(self, forms: Sequence[UnfinishedForm]) -> None:
        """Show these, the current line as near as can be."""
        row = self._list.currentRow()
        self._forms = list(forms)
        self._list.clear()
        for each in forms:
            text = f"{isolated(title_words(each))}\n{described(each, self._today)}"
            QListWidgetItem(text, self._list)
        self._list.setCurrentRow(max(0, min(row, len(self._forms) - 1)))
        for tool in (self.accept_button, self._remove):
            tool.setEnabled(bool(self._forms))
        none, some = (
            self.tr("Nothing unfinished is kept."),
            self.tr("What you typed and did not save. It is no incident."),
        )
        self.set_sentence(some if self._forms else none)

    def submit(self) -> None:
        """Go on with the current one."""
        found = self._current()
        if found is not None:
            self.accept()
            self.continue_asked.emit(found)

    def _discard(self) -> None:
        found = self._current()
        if found is not None:
            self.discard_asked.emit(found)

    def _current(self) -> UnfinishedForm | None:
        row = self._list.currentRow()
        return self._forms[row] if 0 <= row < len(self._forms) else None


class DiscardQuestion(Sheet):
    """Asks before what was typed is gone for good."""

    help_page = "form#unfinished"

    def __init__(self, found: UnfinishedForm, parent: QWidget | None = None) -> None:
        super().__init__("discard_question", parent)
        self.set_title(self.tr("Discard what was typed?"))
        words = self.tr("{title} was never saved and cannot be brought back.")
        self.set_sentence(words.replace("{title}", isolated(title_words(found))))
        self.accept_button.setText(self.tr("&Discard"))
        self.cancel_button.setText(self.tr("&Keep it"))
        self.cancel_button.setFocus()
