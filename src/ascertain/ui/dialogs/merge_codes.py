"""Which code stands for another from now on."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QWidget

from ascertain.app.commands import MergeCodes
from ascertain.domain.vocabulary import Code, Vocabulary
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import LabeledField, text_label
from ascertain.ui.wording import isolated, number_text


class MergeCodesDialog(Sheet):
    """Asks into which code one is merged. `uses`: how often each is used."""

    help_page = "own-fields#codes"

    def __init__(self, vocabulary: Vocabulary, code: Code, uses: Mapping[str, int], parent: QWidget) -> None:
        super().__init__("merge_codes_dialog", parent)
        self._vocabulary, self._code, self._uses = vocabulary, code, uses
        self.set_title(self.tr("Merge {name}").format(name=isolated(code.label)))
        self.set_sentence(
            self.tr(
                "What holds it will hold the other code. It is then retired, and searches for it find the other. "
                "One undo turns it back."
            )
        )
        self.accept_button.setText(self.tr("&Merge"))
        self._into = QComboBox(self)
        self._into.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for each in vocabulary:
            if each.key != code.key and not each.retired:
                self._into.addItem(each.label, each.key)
        self._into.currentIndexChanged.connect(lambda _: self._tell())
        self._outcome = text_label("", wraps=True, parent=self)
        self._outcome.setObjectName("merge_codes_outcome")
        self.body.addWidget(LabeledField(self.tr("&Into"), self._into, name="merge_codes_into"))
        self.body.addWidget(self._outcome)
        self.accept_button.setEnabled(self._into.count() > 0)
        self._tell()

    @property
    def command(self) -> MergeCodes:
        """What was answered."""
        return MergeCodes(self._vocabulary.name, str(self._into.currentData()), (self._code.key,))

    def _tell(self) -> None:
        used = self._uses.get(self._code.key, 0)
        into = isolated(self._into.currentText())
        if used == 1:
            text = self.tr("One record will hold {name} instead.")
        elif used:
            text = self.tr("{count} records will hold {name} instead.")
        else:
            text = self.tr("Nothing holds it now.")
        self._outcome.setText(text.format(name=into, count=number_text(used)))
