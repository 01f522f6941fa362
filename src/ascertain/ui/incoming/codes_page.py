"""The third step: words in columns of codes that no list has, and what each is to stand for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascertain.domain.incoming.code_words import NEW
from ascertain.domain.incoming.unknown_words import UnknownWord
from ascertain.ui.incoming.state import ImportState
from ascertain.ui.incoming.word_rows import LEFT_OUT, UNDECIDED, WordRows, WordsView, key_for
from ascertain.ui.kit import KeyButton, button, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, number_text


class CodesPage(QWidget):
    """`said` when a word was given another meaning."""

    help_page = "import#words"

    said = Signal()

    def __init__(self, state: ImportState, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import_codes_page")
        self._state = state
        self._told = text_label("", wraps=True, parent=self)
        self._told.setObjectName("import_words_told")
        self._rows = WordRows(self)
        self.table = WordsView(self._rows, self)
        self.table.chosen.connect(self._answer)
        self._make_all = self._button(self.tr("&Make a new code of each"), "import_words_new", self._make_codes)
        self._leave_all = self._button(self.tr("&Leave all out"), "import_words_out", self._leave_out)
        px = current_theme().px
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self._make_all)
        row.addWidget(self._leave_all)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self._told)
        column.addWidget(self.table, 1)
        column.addLayout(row)

    def _button(self, text: str, name: str, act: object) -> KeyButton:
        made = button(text, name=name, parent=self)
        made.clicked.connect(lambda _=False: act())  # type: ignore[operator]  # what is given can be called
        return made

    def refresh(self) -> None:
        """Show the words that were found."""
        words, mapping = self._state.words, self._state.mapping
        self._rows.show_words(words, mapping.codes if mapping is not None else {}, self._state.new.lists)
        self.table.setVisible(bool(words))
        self.table.begin()
        self._tell()

    def take_focus(self) -> None:
        """Put the keyboard into the table."""
        if self._state.words:
            self.table.setFocus()

    @property
    def undecided(self) -> list[UnknownWord]:
        """The words of which it is not said yet what they stand for."""
        codes = self._state.mapping.codes if self._state.mapping is not None else {}
        return [word for word in self._state.words if key_for(word, codes) == UNDECIDED]

    def _answer(self, row: int, key: str) -> None:
        self._put([(self._rows.words[row], key)])

    def _make_codes(self) -> None:
        lists = self._rows.vocabularies
        self._put([(word, f"{NEW}{word.word}") for word in self.undecided if not lists[word.vocabulary].closed])

    def _leave_out(self) -> None:
        self._put([(word, LEFT_OUT) for word in self.undecided])

    def _put(self, answers: list[tuple[UnknownWord, str]]) -> None:
        self._state.answer(
            [(word.target, word.word, key != UNDECIDED, None if key == LEFT_OUT else key) for word, key in answers]
        )
        if self._state.mapping is not None:
            self._rows.renew(self._state.mapping.codes)
        self.table.renew()
        self._tell()
        self.said.emit()

    def _tell(self) -> None:
        words, undecided = self._state.words, self.undecided
        lists = self._rows.vocabularies
        self._make_all.setVisible(any(not lists[word.vocabulary].closed for word in words))
        self._make_all.setEnabled(any(not lists[word.vocabulary].closed for word in undecided))
        self._leave_all.setVisible(bool(words))
        self._leave_all.setEnabled(bool(undecided))
        if not words:
            self._told.setText(self.tr("Every word in the columns of codes is known."))
            return
        if not undecided:
            self._told.setText(self.tr("It is said of every word what it stands for."))
            return
        cells = sum(word.count for word in undecided)
        text = (
            self.tr("1 word is in no list. Choose what it stands for.")
            if len(undecided) == 1
            else self.tr("{count} words are in no list, {cells} cells in all. Choose what each stands for.")
        )
        more = self.tr("Rows with a word that stays undecided cannot be taken, and are listed in the next step.")
        text = text.replace("{count}", code(number_text(len(undecided)))).replace("{cells}", code(number_text(cells)))
        self._told.setText(f"{text} {more}")
