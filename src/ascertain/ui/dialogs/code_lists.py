"""The code lists of the log: codes renamed, moved, retired, brought back, added. Each step is on disk at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QWidget

from ascertain.app.commands import Command, KeepCode, MoveCode, RemoveCode
from ascertain.domain.code_lists import new_key
from ascertain.domain.rows import HistoryEntry
from ascertain.domain.vocabulary import Code, Vocabulary
from ascertain.ui.detail.history_cards import HistoryCards
from ascertain.ui.dialogs.code_note import CodeNote
from ascertain.ui.dialogs.code_table import CodeTable
from ascertain.ui.dialogs.merge_codes import MergeCodesDialog
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import FlowLayout, LabeledField, NoticeBar, button
from ascertain.ui.offered_undo import OfferedUndo
from ascertain.ui.theme import IconName, current_theme
from ascertain.ui.wording import fault_text, vocabulary_label

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged
    from ascertain.ui.bridge import Bridge


class CodeListsDialog(Sheet):
    """One list at a time. What is typed stays when it is refused."""

    help_page = "own-fields#codes"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("code_lists_dialog", parent)
        self._bridge = bridge
        self._writable = not bridge.session.read_only
        self._asker, self._use_asker = bridge.asker(self), bridge.asker(self)
        self._uses: Mapping[str, int] = {}
        self._choose_next: str | None = None
        self.set_title(self.tr("Code lists"))
        self.accept_button.setText(self.tr("Close"))
        self.accept_button.setDefault(False)
        self.accept_button.setAutoDefault(False)
        self.cancel_button.hide()
        self._build()
        self._show_list()
        self._table.setFocus()
        bridge.changed.connect(self._refresh)

    def show_list(self, name: str) -> None:
        """Go to the list of this name."""
        self._lists.setCurrentIndex(self._lists.findData(name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the line for a new code adds it; it does not close the dialog."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._new.hasFocus():
            self._add()
            return
        super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """A note that is being typed is kept."""
        self._note.settle()
        super().done(result)

    # ---------------------------------------------------------------- laying out

    def _build(self) -> None:
        px = current_theme().px
        self.setMinimumSize(px(620), px(640))
        self._lists = QComboBox(self)
        vocabularies = self._bridge.session.vocabularies
        named = sorted((vocabulary_label(each.name, vocabularies), each.name) for each in vocabularies)
        for label, name in named:
            self._lists.addItem(label, name)
        self._lists.currentIndexChanged.connect(lambda _: self._show_list())
        self._table = CodeTable(self._writable, self)
        self._table.setMinimumHeight(px(120))
        self._table.renamed.connect(self._rename)
        self._table.itemSelectionChanged.connect(self._follow)
        self._notice = NoticeBar(parent=self)
        self._notice.setObjectName("code_notice")
        self._offers = OfferedUndo(self._bridge, self._notice, self._tell_failure, self)
        self.body.addWidget(LabeledField(self.tr("&List"), self._lists, name="code_list"))
        self.body.addWidget(LabeledField(self.tr("Cod&es"), self._table, name="codes"), 3)
        self.body.addWidget(self._make_buttons())
        self._note = CodeNote(self._writable, self)
        self._note.left.connect(self._keep_note)
        note = LabeledField(self.tr("N&ote: when it applies, and when not"), self._note, name="code_note")
        self.body.addWidget(note)
        self.body.addWidget(self._make_adding())
        self.body.addWidget(self._make_history(), 1)
        self.body.addWidget(self._notice)

    def _make_buttons(self) -> QWidget:
        row = QWidget(self)
        row.setObjectName("code_buttons")
        line = FlowLayout(row, gap=current_theme().px(8))
        self._up = self._button(self.tr("Move &up"), IconName.SORT_UP, "code_up", lambda: self._move(-1))
        self._down = self._button(self.tr("Move &down"), IconName.SORT_DOWN, "code_down", lambda: self._move(1))
        self._retire = self._button(self.tr("Re&tire"), IconName.CANCEL, "code_retire", self._toggle_retired)
        self._merge = self._button(self.tr("Mer&ge…"), IconName.MERGE, "code_merge", self._ask_to_merge)
        self._remove = self._button(self.tr("&Remove"), IconName.DELETE, "code_remove", self._take_away)
        for each in (self._up, self._down, self._retire, self._merge, self._remove):
            line.addWidget(each)
        row.setVisible(self._writable)
        return row

    def _button(self, text: str, icon: IconName, name: str, pressed: Callable[[], None]) -> QWidget:
        made = button(text, icon=icon, name=name, parent=self)
        made.setAutoDefault(False)
        made.clicked.connect(pressed)
        return made

    def _make_adding(self) -> QWidget:
        self._adding = QWidget(self)
        self._adding.setObjectName("code_adding")
        row = QHBoxLayout(self._adding)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().px(8))
        self._new = QLineEdit(self)
        self._parents = QComboBox(self)
        self._parents_field = LabeledField(self.tr("U&nder"), self._parents, name="code_parent")
        row.addWidget(LabeledField(self.tr("Ne&w code"), self._new, name="code_new"), 3)
        row.addWidget(self._parents_field, 2)
        add = self._button(self.tr("&Add"), IconName.ADD, "code_add", self._add)
        row.addWidget(add, 0, Qt.AlignmentFlag.AlignBottom)
        return self._adding

    def _make_history(self) -> QScrollArea:
        self._history = HistoryCards(True, self)
        scroll = QScrollArea(self)
        scroll.setObjectName("code_history")
        scroll.setAccessibleName(self.tr("History of the code"))
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setMinimumHeight(current_theme().px(72))
        scroll.setWidget(self._history)
        scroll.hide()
        self._history_scroll = scroll
        return scroll

    # ---------------------------------------------------------------- what is shown

    def _list(self) -> Vocabulary:
        return self._bridge.session.vocabularies[str(self._lists.currentData())]

    def _current(self) -> Code | None:
        return self._list().find(self._table.current_key())

    def _show_list(self) -> None:
        vocabulary = self._list()
        self.problem.set_text("")
        if vocabulary.closed:
            self.set_sentence(
                self.tr("The program's rules depend on this list: its codes can be renamed and moved, no more.")
            )
        else:
            self.set_sentence(
                self.tr(
                    "Type over a name to change it. A code in use can be retired, not removed: it stays where it is."
                )
            )
        self._adding.setVisible(self._writable and not vocabulary.closed)
        self._parents.clear()
        self._parents.addItem(self.tr("none"), None)
        parents = {code.parent for code in vocabulary} - {None}
        for each in vocabulary:
            if each.parent is None and parents:
                self._parents.addItem(each.label, each.key)
        self._parents_field.setVisible(bool(parents))
        chosen = self._choose_next or self._table.current_key()
        self._choose_next = None
        self._table.show_codes(vocabulary, chosen)
        name = vocabulary.name
        self._use_asker.ask(lambda queries: queries.code_uses(name), self._take_uses)
        self._follow()

    def _take_uses(self, uses: Mapping[str, int]) -> None:
        self._uses = uses
        self._table.show_uses(uses)

    def _follow(self) -> None:
        """Fit the buttons to the chosen code, and show its history."""
        vocabulary, chosen = self._list(), self._current()
        at = self._table.currentRow()
        self._up.setEnabled(chosen is not None and at > 0)
        self._down.setEnabled(chosen is not None and at < len(vocabulary.codes) - 1)
        for each in (self._retire, self._merge, self._remove):
            each.setEnabled(chosen is not None and not vocabulary.closed)
        self._note.setEnabled(chosen is not None)
        self._note.show_note(chosen.key if chosen is not None else "", chosen.note if chosen is not None else "")
        retired = chosen is not None and chosen.retired
        self._retire.setText(self.tr("&Bring back") if retired else self.tr("Re&tire"))  # type: ignore[attr-defined]  # a button
        if chosen is None:
            self._asker.drop()
            self._history_scroll.hide()
            return
        name, key = vocabulary.name, chosen.key

        def take(entries: list[HistoryEntry]) -> None:
            self._history.show_history(entries)
            self._history_scroll.setVisible(bool(entries))

        self._asker.ask(lambda queries: queries.code_history(name, key), take)

    def _refresh(self, notice: LogChanged) -> None:
        if notice.vocabularies:
            self._show_list()

    # ---------------------------------------------------------------- doing

    def _rename(self, key: str, label: str) -> None:
        code = self._list().find(key)
        if code is not None and label != code.label:
            self._run(KeepCode(self._list().name, replace(code, label=label)))

    def _move(self, step: int) -> None:
        code = self._current()
        if code is not None:
            self._run(MoveCode(self._list().name, code.key, self._table.currentRow() + step))

    def _toggle_retired(self) -> None:
        code = self._current()
        if code is not None:
            self._run(KeepCode(self._list().name, replace(code, retired=not code.retired)))

    def _keep_note(self, key: str, note: str) -> None:
        code = self._list().find(key)
        if code is not None:
            self._run(KeepCode(self._list().name, replace(code, attributes={**code.attributes, "note": note})))

    def _ask_to_merge(self) -> None:
        code = self._current()
        if code is not None:
            dialog = MergeCodesDialog(self._list(), code, self._uses, self)
            dialog.accepted.connect(lambda: self._run(dialog.command))
            dialog.open()

    def _take_away(self) -> None:
        code = self._current()
        if code is not None:
            self._run(RemoveCode(self._list().name, code.key))

    def _add(self) -> None:
        vocabulary, label = self._list(), self._new.text().strip()
        key, parent = new_key(vocabulary, label), self._parents.currentData()
        self._choose_next = key
        self._run(KeepCode(vocabulary.name, Code(key, label, parent)), lambda _: self._new.clear())

    def _run(self, command: Command, then: Callable[[LogChanged], None] | None = None) -> None:
        self.problem.set_text("")
        self._offers.run(command, then=then)

    def _tell_failure(self, fault: BaseException) -> None:
        self._choose_next = None
        self.problem.set_text(fault_text(fault))
