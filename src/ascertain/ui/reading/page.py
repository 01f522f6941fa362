"""The left side of the reading desk: what the document is, its text, what is marked here, and the keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascertain.domain.marks import Mark, MarkKind
from ascertain.domain.rows import Shelf
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.kit import NoticeBar, button, plain_tip, text_label
from ascertain.ui.reading.card import Offer, PassageCard
from ascertain.ui.reading.opened import OpenedDocument
from ascertain.ui.reading.text_view import ReadingText
from ascertain.ui.reading.words import cut, document_line, marks_told, note_of, open_line
from ascertain.ui.theme import IconName, current_theme
from ascertain.ui.wording import code


class DocumentPage(QWidget):
    """Shows a document. `asked(deed)`: something is to be done with the selected passage; `closed`; `library_asked`:
    the entry of the document is wanted; `mark_clicked(marks)`."""

    asked = Signal(str)
    closed = Signal()
    library_asked = Signal()
    other_asked = Signal()
    mark_clicked = Signal(object)
    shelf_chosen = Signal(object)
    """An entry of this shelf is to be made from the passage."""

    def __init__(self, vocabularies: Vocabularies, in_hand: Callable[[], str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("reading_page")
        self.setProperty("area", "surface")
        self._vocabularies, self._in_hand = vocabularies, in_hand
        self.writable = True
        """Whether anything can be done with a passage."""
        self._build()
        self.text.asked.connect(self._ask)
        self.text.card_asked.connect(self._show_card)
        self.text.passage_changed.connect(self._tell_here)
        self.text.mark_clicked.connect(self.mark_clicked)
        self.text.left.connect(self.closed)
        self.card.chosen.connect(self._choose)
        self.card.left.connect(self.text.setFocus)

    def show_document(self, opened: OpenedDocument) -> None:
        """Show a document, or what is new of the one that is shown."""
        document = opened.marks.document
        self._line.setText(document_line(opened.marks))
        self._title.setText(document.title)
        self.text.setAccessibleName(self.tr("Text of {title}").format(title=document.title))
        if not opened.same_text:
            self.card.close_card()
            self.text.show_text(document.text)
        self.text.show_coverage(opened.coverage)
        self._open.setText(open_line(opened.coverage))
        lost = len(opened.coverage.lost)
        if lost:
            told = self.tr("1 passage is no longer found in the text. It is listed on the right.")
            if lost > 1:
                told = self.tr("{count} passages are no longer found in the text. They are listed on the right.")
            self.notice.show_notice(told.replace("{count}", str(lost)), tone="warning", seconds=0)
        elif not opened.same_text:
            self.notice.dismiss()
        self._empty.setVisible(not document.text.strip())
        self._tell_here()

    def offers(self) -> tuple[Offer, ...]:
        """What can be done with what is selected, in order."""
        here, chosen = self.text.marks_here(), self.text.textCursor().hasSelection()
        made: list[Offer] = []
        if chosen and self.writable:
            made += self._taking()
        if self.writable and any(each.kind is MarkKind.NOTHING for each in here):
            made.append(Offer("nothing", self.tr("Take “nothing to log” back"), Qt.Key.Key_N))
        elif chosen and self.writable:
            made.append(Offer("nothing", self.tr("Nothing to log here"), Qt.Key.Key_N))
        if any(each.kind is not MarkKind.NOTHING for each in here):
            made.append(Offer("show", self.tr("Show what came of it"), Qt.Key.Key_S))
        return tuple(made)

    def ask_shelf(self) -> None:
        """Ask what is made from the passage: a source, an actor or a place."""
        offers = (
            Offer(Shelf.SOURCES.value, self.tr("New source"), Qt.Key.Key_S),
            Offer(Shelf.ACTORS.value, self.tr("New actor"), Qt.Key.Key_A),
            Offer(Shelf.PLACES.value, self.tr("New place"), Qt.Key.Key_P),
        )
        self.card.show_offers(self.tr("Make from the passage"), offers, self._beside(), take_keyboard=True)

    def _taking(self) -> list[Offer]:
        in_hand = self._in_hand()
        made = [Offer("incident", self.tr("New incident from passage"), Qt.Key.Key_I)]
        if in_hand:
            text = self.tr("Add as evidence to {ref}").replace("{ref}", code(in_hand))
            other = self.tr("Add as evidence to another…")
            made.append(Offer("evidence", text, Qt.Key.Key_A))
            made.append(Offer("evidence_elsewhere", other, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier))
        else:
            made.append(Offer("evidence", self.tr("Add as evidence to an incident…"), Qt.Key.Key_A))
        made.append(Offer("entry", self.tr("New source, actor or place from it…"), Qt.Key.Key_L))
        return made

    def _ask(self, deed: str) -> None:
        if any(
            each.deed == deed or (deed == "evidence_elsewhere" and each.deed == "evidence") for each in self.offers()
        ):
            self.card.close_card()
            self.asked.emit(deed)

    def _choose(self, deed: str) -> None:
        self.text.setFocus()
        if deed in {each.value for each in Shelf}:
            self.shelf_chosen.emit(Shelf(deed))
        else:
            self.asked.emit(deed)

    def _show_card(self) -> None:
        offers = self.offers()
        if offers:
            by_key = not self.text.selecting_by_mouse
            self.card.show_offers(self.tr("Selected passage"), offers, self._beside(), take_keyboard=by_key)

    def _beside(self) -> QRect:
        return self.text.passage_rect().translated(self.text.pos())

    def _tell_here(self) -> None:
        if not self.card.isHidden() and not self.card.isAncestorOf(self.focusWidget()):
            self.card.close_card()
        met: Sequence[Mark] = self.text.marks_here()
        told = marks_told(met, self._vocabularies).split("\n")
        self._here.setText(" — ".join(cut(each, 90) for each in told[:3]) if met else "")
        self._here.setAccessibleName(self._here.text())

    # ---------------------------------------------------------------- laying out

    def _build(self) -> None:
        px = current_theme().px
        self._line = text_label("", "muted", wraps=True, selectable=True, parent=self)
        self._line.setObjectName("reading_line")
        self._title = text_label("", "title", wraps=True, selectable=True, parent=self)
        self._title.setObjectName("reading_title")
        self._title.setMinimumWidth(px(80))
        self._open = text_label("", "strong", parent=self)
        self._open.setObjectName("reading_open")
        self.text = ReadingText(lambda marks: marks_told(marks, self._vocabularies), note_of, self)
        no_text = self.tr("This document has no text. Add it in the library, and read it here.")
        self._empty = text_label(no_text, "muted", wraps=True, parent=self)
        self._empty.setObjectName("reading_no_text")
        self._here = text_label("", "small", wraps=True, parent=self)
        self._here.setObjectName("reading_here")
        self._keys = text_label(
            self.tr(
                "↓ ↑ sentence · Shift longer · Tab next open · I incident · A evidence · L entry · N nothing to log"
                " · Enter all · Esc back"
            ),
            "small", wraps=True, parent=self,
        )  # fmt: skip
        self._keys.setObjectName("reading_keys")
        self.notice = NoticeBar(parent=self)
        self.notice.setObjectName("reading_notice")
        self.card = PassageCard(self)
        head = QVBoxLayout()
        head.setContentsMargins(px(18), px(10), px(14), px(2))
        head.setSpacing(px(3))
        head.addWidget(self._line)
        head.addLayout(self._make_heading())
        foot = QVBoxLayout()
        foot.setContentsMargins(px(18), px(4), px(14), px(8))
        foot.setSpacing(px(3))
        below = QHBoxLayout()
        below.setSpacing(px(10))
        below.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._here, 1)
        foot.addLayout(below)
        foot.addWidget(self._keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._empty)
        self._empty.setContentsMargins(px(18), px(8), px(14), px(8))
        column.addWidget(self.text, 1)
        column.addWidget(self.notice)
        column.addLayout(foot)

    def _make_heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(current_theme().px(4))
        row.addWidget(self._title, 1)
        for name, text, sign, asked in (
            ("reading_library", self.tr("In the library"), IconName.DOCUMENT, self.library_asked),
            ("reading_other", self.tr("Another document"), IconName.FILE_OPEN, self.other_asked),
        ):
            made = button("", "quiet", icon=sign, name=name, parent=self)
            made.setToolTip(plain_tip(text))
            made.setAccessibleName(text)
            made.clicked.connect(asked)
            row.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        return row
