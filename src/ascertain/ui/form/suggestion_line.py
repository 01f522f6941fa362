"""What the evidence suggests, why, and what would change it. It is told; it changes nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascertain.domain.suggestion import Suggestion
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.kit import StatusPill, button, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import status_word, tr_message


class SuggestionLine(QWidget):
    """Shows a `Suggestion`; hidden while there is none."""

    help_page = "review-desk#suggestion"

    def __init__(self, vocabularies: Vocabularies, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("suggestion")
        self._vocabularies = vocabularies
        self._suggestion: Suggestion | None = None
        self._build()
        self.hide()

    @property
    def suggestion(self) -> Suggestion | None:
        """What is shown."""
        return self._suggestion

    def show_suggestion(self, suggestion: Suggestion | None) -> None:
        """Show another suggestion, or none."""
        self._suggestion = suggestion
        self.setVisible(suggestion is not None)
        if suggestion is None:
            return
        word = status_word(suggestion.status.value, self._vocabularies)
        self._pill.set_status(suggestion.status.value, word)
        reasons = " ".join(tr_message(each) for each in suggestion.reasons)
        self._reasons.setText(reasons)
        self._change.setText("\n".join(tr_message(each) for each in suggestion.would_change))
        self._more.setVisible(bool(suggestion.would_change))
        self._fold(self._more.isChecked())
        self.setAccessibleName(self.tr("Suggested status: {status}").format(status=word))
        self.setAccessibleDescription(reasons)

    def _fold(self, shown: bool) -> None:
        self._change.setVisible(shown and bool(self._change.text()))

    def _build(self) -> None:
        px = current_theme().px
        said = text_label(self.tr("The evidence suggests"), "label", parent=self)
        said.setObjectName("suggestion_label")
        self._pill = StatusPill("", "", self)
        self._pill.setObjectName("suggestion_status")
        self._more = button(self.tr("What would change it"), "link", name="suggestion_more", parent=self)
        self._more.setCheckable(True)
        self._more.toggled.connect(self._fold)
        head = QHBoxLayout()
        head.setSpacing(px(6))
        head.addWidget(said)
        head.addWidget(self._pill)
        head.addStretch(1)
        self._reasons = text_label("", "small", wraps=True, parent=self)
        self._reasons.setObjectName("suggestion_reasons")
        self._change = text_label("", "small", wraps=True, parent=self)
        self._change.setObjectName("suggestion_change")
        self._change.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        column.addLayout(head)
        column.addWidget(self._reasons)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._change)
