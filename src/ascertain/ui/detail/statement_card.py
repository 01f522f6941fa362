"""A statement as a card."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ascertain.ui.attachments import FileDesk, FileDrops, FileList, Owner
from ascertain.ui.detail.accounts_told import StatementShown
from ascertain.ui.detail.found_words import FoundWords
from ascertain.ui.kit import Card, Chip, GradeBadge, button, text_label
from ascertain.ui.theme import IconName, Tone, current_theme, set_icon
from ascertain.ui.wording import joined

_SHORT = 180
"""How many characters of a quote a short card shows."""


class StatementCard(Card):
    """Who says what, with grade and quote. A `full` one shows the quote whole, with what stands around it."""

    document_requested = Signal(int)
    passage_requested = Signal(int, int)
    """The passage of a statement is wanted in its document: document and statement."""

    def __init__(
        self, index: int, full: bool, found: FoundWords, parent: QWidget, desk: FileDesk | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"statement_{index}")
        self._full = full
        self._document_id: int | None = None
        self._statement_id: int | None = None
        self._sign = text_label(parent=self)
        self._sign.setObjectName("statement_sign")
        self._stance = self._label("statement_stance", "strong")
        self._grade = GradeBadge("", parent=self)
        self._grade.setObjectName("statement_grade")
        head = QHBoxLayout()
        head.setSpacing(current_theme().px(6))
        head.addWidget(self._sign)
        head.addWidget(self._stance, 1)
        head.addWidget(self._grade, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self._who = self._label("statement_source", "" if full else "small")
        self._quote = self._label("statement_quote", "" if full else "small")
        self._context = self._label("statement_context", "small")
        self._note = self._label("statement_note", "small")
        for label in (self._who, self._quote, self._context, self._note):
            self.body.addWidget(label)
            found.watch(label, "source" if label is self._who else "")
        self._document = Chip("", parent=self)
        self._document.setObjectName("statement_document")
        self._document.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._document.setVisible(False)
        self._document.clicked.connect(self._open_document)
        self._passage = button(
            self.tr("Show the passage"), "link", icon=IconName.QUOTE, name="statement_passage", parent=self
        )
        self._passage.clicked.connect(self._open_passage)
        self._passage.setVisible(False)
        if full:
            self.body.addWidget(self._document, 0, Qt.AlignmentFlag.AlignLeading)
            self.body.addWidget(self._passage, 0, Qt.AlignmentFlag.AlignLeading)
        self._files = FileList(desk, f"statement_{index}_files", self, heading=False) if desk is not None else None
        if self._files is not None:
            self.body.addWidget(self._files)
            files = self._files
            FileDrops(self, files.take, lambda: files.wants_files)

    def show_statement(self, shown: StatementShown) -> None:
        """Show another statement."""
        set_icon(self._sign, shown.icon, Tone.TEXT, 15)
        self._stance.setText(shown.stance)
        self._grade.set_grade(shown.grade, shown.grade_spoken)
        self._grade.setVisible(bool(shown.grade))
        self._who.setText(joined(shown.source, shown.said, shown.origin))
        self._put(self._quote, self.tr("“{quote}”").format(quote=self._cut(shown.quote)) if shown.quote else "")
        self._put(self._context, shown.around if self._full else "")
        self._put(self._note, shown.note)
        self._document_id, self._statement_id = shown.document_id, shown.statement_id
        self._passage.setVisible(self._full and bool(shown.document and shown.quote) and shown.statement_id is not None)
        self._document.set_text(shown.document)
        self._document.setAccessibleName(self.tr("Document: {title}").format(title=shown.document))
        self._document.setVisible(self._full and bool(shown.document))
        if self._files is not None:
            self._files.show_files(Owner(statement_id=shown.statement_id), shown.files)
        self.setAccessibleName(f"{shown.stance}, {shown.source}")

    def _cut(self, quote: str) -> str:
        if self._full or len(quote) <= _SHORT:
            return quote
        return quote[:_SHORT].rsplit(" ", 1)[0] + "…"

    def _put(self, label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    def _label(self, name: str, look: str) -> QLabel:
        made = text_label("", look, wraps=True, selectable=True, parent=self)
        made.setObjectName(name)
        return made

    def _open_document(self) -> None:
        if self._document_id is not None:
            self.document_requested.emit(self._document_id)

    def _open_passage(self) -> None:
        if self._document_id is not None and self._statement_id is not None:
            self.passage_requested.emit(self._document_id, self._statement_id)
