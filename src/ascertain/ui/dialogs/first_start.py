"""What a new user sees first: three ways to begin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascertain.ui.dialogs.trouble import Way
from ascertain.ui.help.asking import add_help_key, page_at
from ascertain.ui.kit import Card, InlineProblem, KeyButton, button, text_label
from ascertain.ui.theme import IconName, Tone, current_theme, set_icon

if TYPE_CHECKING:
    from ascertain.ui.help.window import HelpWindow


class FirstStart(QWidget):
    """A friendly page with three cards: start empty, open the example log, open a file."""

    help_page = "getting-started"

    start_empty = Signal()
    open_example = Signal()
    open_file = Signal()

    def __init__(self, where: str, parent: QWidget | None = None) -> None:
        """`where`: the path at which an empty log would be made."""
        super().__init__(parent)
        self.setObjectName("first_start")
        self.setWindowTitle("Ascertain")
        self.setProperty("area", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme = current_theme()
        self._help: HelpWindow | None = None
        add_help_key(self)
        self._problem = InlineProblem(parent=self)
        self._problem.setObjectName("first_start_problem")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(48), theme.px(40), theme.px(48), theme.px(32))
        column.setSpacing(theme.px(14))
        column.addStretch(1)
        column.addLayout(self._head())
        column.addSpacing(theme.px(10))
        column.addLayout(self._cards(where))
        column.addWidget(self._problem)
        self._ways = QHBoxLayout()
        self._ways.setSpacing(theme.px(8))
        self._ways.addStretch(1)
        column.addLayout(self._ways)
        column.addStretch(2)
        foot = text_label(
            self.tr("Everything stays on this computer. The program does not use the network."), "small", parent=self
        )
        foot.setObjectName("first_start_foot")
        column.addWidget(foot)
        self.resize(theme.px(920), theme.px(520))

    def show_problem(self, text: str, ways: Sequence[Way] = ()) -> None:
        """Say why a log could not be opened or made, and offer what can be done about it."""
        self._problem.set_text(text)
        while (item := self._ways.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for way in ways:
            offered = button(way.text, name=f"first_start_{way.name}", parent=self)
            offered.clicked.connect(way.act)
            self._ways.addWidget(offered)
        self._ways.addStretch(1)

    def give_help(self, at: QWidget | None) -> None:
        """Show the help, of a program that has no log open yet."""
        from ascertain.app.codebook import shipped_vocabularies
        from ascertain.domain.own_fields import NO_OWN
        from ascertain.ui.help.window import HelpWindow

        if self._help is None:
            self._help = HelpWindow(NO_OWN, shipped_vocabularies(), self, tries=False)
        self._help.come_forward(page_at(at) or self.help_page)

    def _head(self) -> QHBoxLayout:
        theme = current_theme()
        mark = text_label(parent=self)
        mark.setObjectName("first_start_mark")
        set_icon(mark, IconName.APP, size=52)
        title = text_label(self.tr("Welcome to Ascertain"), "title", parent=self)
        title.setObjectName("first_start_title")
        promise = self.tr(
            "Log what others report, keep what is claimed apart from what is confirmed, "
            "and show at any time which source supports which fact."
        )
        sentence = text_label(promise, "muted", wraps=True, parent=self)
        sentence.setObjectName("first_start_sentence")
        words = QVBoxLayout()
        words.setSpacing(theme.px(4))
        words.addWidget(title)
        words.addWidget(sentence)
        row = QHBoxLayout()
        row.setSpacing(theme.px(18))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _cards(self, where: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(current_theme().px(14))
        empty = button(self.tr("&Start empty"), "primary", name="start_empty_button", parent=self)
        example = button(self.tr("Open the &example"), name="open_example_button", parent=self)
        file = button(self.tr("&Open a file…"), name="open_file_button", parent=self)
        empty.clicked.connect(self.start_empty)
        example.clicked.connect(self.open_example)
        file.clicked.connect(self.open_file)
        own = self.tr("Begin with an empty log. It is kept in {path}.").replace("{path}", where)
        shown = self.tr(
            "A small log made from one news item: single-source reports, claims, an official count, "
            "and how they stand to each other."
        )
        texts = (
            (IconName.FILE_NEW, self.tr("A log of your own"), own, empty),
            (IconName.REVIEW, self.tr("See how it is done"), shown, example),
            (
                IconName.FOLDER_OPEN,
                self.tr("A log that you have"),
                self.tr("Open a file that ends in .ascertain."),
                file,
            ),
        )
        for sign, title, sentence, action in texts:
            row.addWidget(self._card(sign, title, sentence, action), 1)
        return row

    def _card(self, sign: IconName, title: str, sentence: str, action: KeyButton) -> Card:
        theme = current_theme()
        card = Card(self)
        card.setObjectName(f"{action.objectName()}_card")
        card.body.setContentsMargins(theme.px(18), theme.px(18), theme.px(18), theme.px(18))
        card.body.setSpacing(theme.px(8))
        mark = text_label(parent=card)
        set_icon(mark, sign, Tone.ACCENT, 26)
        card.body.addWidget(mark)
        card.body.addWidget(text_label(title, "heading", parent=card))
        card.body.addWidget(text_label(sentence, "muted", wraps=True, parent=card))
        card.body.addStretch(1)
        card.body.addWidget(action, 0, Qt.AlignmentFlag.AlignLeading)
        return card
