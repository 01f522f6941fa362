"""Words in columns of codes that no list has: how often they come, and what each is to stand for."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHeaderView, QWidget

from ascertain.domain.folding import fold
from ascertain.domain.incoming.code_words import NEW
from ascertain.domain.incoming.unknown_words import UnknownWord
from ascertain.domain.vocabulary import Vocabularies, Vocabulary
from ascertain.ui.form.names.choices import Choice, ChoiceKind, code_lines, codes_matching
from ascertain.ui.form.names.completion import Deliver
from ascertain.ui.incoming.boxed_view import BoxedView, ChoiceBox
from ascertain.ui.incoming.rows_view import NO_INDEX, Index, TextRows
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, code_label, isolated, number_text, vocabulary_label

LIST, WORD, COUNT, STANDS = range(4)
LEFT_OUT, UNDECIDED = "\0out", ""
_WIDTHS = {LIST: 170, WORD: 300, COUNT: 80}

Answers = MappingOf[str, MappingOf[str, str | None]]
"""By target and word: the key of a code, `+` and the label of a new one, or None to leave the word out."""


def key_for(word: UnknownWord, answers: Answers) -> str:
    """What was chosen for a word, as a box has it."""
    told = answers.get(word.target, {})
    if word.word not in told:
        return UNDECIDED
    meant = told[word.word]
    return LEFT_OUT if meant is None else meant


class WordRows(TextRows):
    """One row for each word."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.vocabularies = Vocabularies(())
        self.words: Sequence[UnknownWord] = ()
        self._answers: Answers = {}
        self.headings = (
            self.tr("Code list"), self.tr("Word in the file"), self.tr("Cells"), self.tr("Stands for"),
        )  # fmt: skip

    def show_words(self, words: Sequence[UnknownWord], answers: Answers, vocabularies: Vocabularies) -> None:
        """Show other words, of these lists."""
        self.beginResetModel()
        self.vocabularies = vocabularies
        self.words, self._answers = words, answers
        self.endResetModel()

    def renew(self, answers: Answers) -> None:
        """Show what was chosen for them now."""
        self._answers = answers
        if self.words:
            self.dataChanged.emit(self.index(0, STANDS), self.index(len(self.words) - 1, STANDS))

    def answer(self, row: int) -> str:
        """What was chosen for the word of a row."""
        return key_for(self.words[row], self._answers)

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """As many as there are words."""
        return 0 if parent.isValid() else len(self.words)

    def text(self, row: int, column: int) -> str:
        """What is said of a word."""
        word = self.words[row]
        if column == LIST:
            return vocabulary_label(word.vocabulary, self.vocabularies)
        if column == WORD:
            return word.word
        if column == STANDS:
            return answer_text(self.answer(row), word, self.vocabularies)
        return code(number_text(word.count))

    def tone(self, row: int, column: int) -> str:
        """What is undecided in red."""
        if column == STANDS and self.answer(row) == UNDECIDED:
            return "danger"
        return "text_muted" if column in (LIST, COUNT) else ""


def answer_text(key: str, word: UnknownWord, vocabularies: Vocabularies) -> str:
    """What a word is to stand for."""
    if key == UNDECIDED:
        return QCoreApplication.translate("ImportWords", "Undecided: its rows cannot be taken")
    if key == LEFT_OUT:
        return QCoreApplication.translate("ImportWords", "Nothing: the cell is left empty")
    if key.startswith(NEW):
        text = QCoreApplication.translate("ImportWords", "New code: {label}")
        return text.replace("{label}", isolated(key.removeprefix(NEW)))
    return code_label(word.vocabulary, key, vocabularies)


class WordBox(ChoiceBox):
    """Offers the codes of a list, to leave the word out, and, where the list is open, to make a code of it."""

    def __init__(self, word: UnknownWord, vocabulary: Vocabulary, vocabularies: Vocabularies, parent: QWidget) -> None:
        self._word = word
        lines = [
            (key, code_label(word.vocabulary, key, vocabularies), above) for key, _, above in code_lines(vocabulary)
        ]
        self._of_list = lines
        special = [LEFT_OUT] if vocabulary.closed else [LEFT_OUT, f"{NEW}{word.word}"]
        named = [(key, answer_text(key, word, vocabularies), None) for key in (UNDECIDED, *special)]
        super().__init__([*named, *lines], "import_word", parent)
        self._special = named
        self.setAccessibleName(self.tr("Stands for"))

    def _provide(self, text: str, deliver: Deliver) -> None:
        words = fold(text).split()
        choices = codes_matching(self._of_list, text)
        for key, label, _ in self._special:
            if all(word in fold(label) for word in words):
                kind = ChoiceKind.MAKER if key.startswith(NEW) else ChoiceKind.ENTRY
                choices.append(Choice(label, key, kind=kind))
        deliver(choices)


class WordsView(BoxedView):
    """The table of the words."""

    def __init__(self, model: WordRows, parent: QWidget) -> None:
        super().__init__("import_words", "", model, STANDS, parent)
        self.setAccessibleName(self.tr("Words that no list has"))
        self._words = model
        self.horizontalHeader().setSectionResizeMode(STANDS, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, current_theme().px(width))

    def make_box(self, row: int) -> ChoiceBox:
        """A box with what the word of a row is to stand for."""
        word, lists = self._words.words[row], self._words.vocabularies
        box = WordBox(word, lists[word.vocabulary], lists, self.viewport())
        box.set_value(self.key_of(row))
        return box

    def key_of(self, row: int) -> str:
        """What was chosen for the word of a row."""
        return self._words.answer(row)
