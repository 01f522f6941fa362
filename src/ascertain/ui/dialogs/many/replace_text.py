"""Find and replace in the texts of many incidents, with what becomes of them shown before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from ascertain.app.commands import ReplaceText
from ascertain.app.many import reach_of_texts, replacement_of
from ascertain.domain.edit_preview import EditPreview, Previewed
from ascertain.domain.records import IncidentContent
from ascertain.domain.text_replacing import (
    NOTES_OF_STATEMENTS,
    NotAnExpression,
    Replaced,
    TextSearch,
    passed_over,
    replaceable,
    replacer,
)
from ascertain.ui.dialogs.many.preview_table import PreviewRow, PreviewTable, snippet
from ascertain.ui.dialogs.many.words import label_of, summary_text
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import FlowLayout, LabeledField, button, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, fault_text, number_text, tr_message

if TYPE_CHECKING:
    from ascertain.ui.bridge import Bridge

_TYPED_MS = 150
_ROWS = 200
_MORE = 1_000
"""So many incidents are shown at first, and so many more when they are asked for."""


class ReplaceDialog(Sheet):
    """Asks what to look for in `incident_ids`: the ids as they were when it was opened."""

    help_page = "many"

    def __init__(self, bridge: Bridge, incident_ids: tuple[int, ...], parent: QWidget | None = None) -> None:
        super().__init__("replace_dialog", parent)
        self._bridge, self._ids = bridge, incident_ids
        self._asker = bridge.asker(self)
        self._preview: EditPreview | None = None
        self._shown = _ROWS
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_TYPED_MS)
        self._wait.timeout.connect(self._ask)
        one, many = self.tr("Find and replace"), self.tr("Find and replace in {count} incidents")
        count = code(number_text(len(incident_ids)))
        self.set_title(one if len(incident_ids) == 1 else many.replace("{count}", count))
        self.set_sentence(
            self.tr("Quotes and documents are evidence: nothing is replaced in them, nor in the words of a time.")
        )
        self._build()
        self._find.setFocus()
        self._start()
        bridge.changed.connect(self._note_change)

    @property
    def command(self) -> ReplaceText:
        """What was answered, as a command."""
        left_out = set(self._table.left_out)
        ids = tuple(each for each in self._ids if each not in left_out)
        leaves_out = self._leave.isVisibleTo(self) and self._leave.isChecked()
        return ReplaceText(ids, self._search(), self._texts(), leaves_out)

    def _build(self) -> None:
        theme = current_theme()
        # Each line before its frame: that hands the keyboard on, in the order in which they were made.
        self._find = QLineEdit(self)
        self._find_field = LabeledField(self.tr("&Find"), self._find, name="replace_find", parent=self)
        self.body.addWidget(self._find_field)
        self._new = QLineEdit(self)
        self.body.addWidget(LabeledField(self.tr("Replace &with"), self._new, name="replace_new", parent=self))
        self._where = QComboBox(self)
        fields = self._bridge.session.fields
        self._where.addItem(self.tr("all texts"), "")
        for key in replaceable(fields):
            self._where.addItem(label_of(key, fields), key)
        self.body.addWidget(LabeledField(self.tr("&In"), self._where, name="replace_where", parent=self))
        self._words = QCheckBox(self.tr("W&hole words"), self)
        self._exact = QCheckBox(self.tr("E&very letter as typed"), self)
        self._expression = QCheckBox(self.tr("&Regular expression"), self)
        row = FlowLayout(gap=theme.px(12))
        for name, box in (("words", self._words), ("exact", self._exact), ("expression", self._expression)):
            box.setObjectName(f"replace_{name}")
            box.toggled.connect(lambda _: self._start())
            row.addWidget(box)
        self.body.addLayout(row)
        self._summary = text_label("", "muted", wraps=True, parent=self)
        self._summary.setObjectName("replace_summary")
        self.body.addWidget(self._summary)
        self._leave = QCheckBox(self.tr("&Leave out those that could not be kept"), self)
        self._leave.setObjectName("replace_leave_out")
        self._leave.toggled.connect(lambda _: self._fit())
        self.body.addWidget(self._leave)
        self._table = PreviewTable("replace_preview", self, ticks=True)
        self.give_height(self._table, 90, 320)
        self._table.ticked.connect(self._fit)
        self.body.addWidget(self._table, 1)
        self._more = button("", "link", name="replace_more", parent=self)
        self._more.setAutoDefault(False)
        self._more.clicked.connect(lambda: self._show_more())
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeading)
        self._find.textChanged.connect(lambda _: self._start())
        self._new.textChanged.connect(lambda _: self._start())
        self._where.currentIndexChanged.connect(lambda _: self._start())
        self.setMinimumWidth(self.wide(760))

    def _search(self) -> TextSearch:
        return TextSearch(
            self._find.text(), self._new.text(), self._words.isChecked(),
            self._exact.isChecked(), self._expression.isChecked(), not self._exact.isChecked(),
        )  # fmt: skip

    def _texts(self) -> tuple[str, ...]:
        chosen = str(self._where.currentData() or "")
        return (chosen,) if chosen else replaceable(self._bridge.session.fields)

    def _show_more(self) -> None:
        """Show further incidents too, so that they can be unticked."""
        self._shown += _MORE
        self._more.setEnabled(False)
        self._table.setFocus()
        self._ask()

    def _start(self) -> None:
        self._preview = None
        self._find_field.set_problem("")
        self._fit()
        self._wait.start()

    def _ask(self) -> None:
        """Let a reader lane look at what would become of them; the newest question counts."""
        self._asker.drop()
        if not self._find.text():
            self._table.show_rows(())
            return
        fields, ids, texts = self._bridge.session.fields, self._ids, self._texts()
        try:
            edit = replacement_of(self._search(), texts, fields)
        except NotAnExpression as wrong:
            self._find_field.set_problem(tr_message(wrong.message))
            self._table.show_rows(())
            self._fit()
            return
        reach = reach_of_texts(texts, fields)
        search, shown = self._search(), self._shown

        def passes(content: IncidentContent) -> int:
            return passed_over(content, texts, search, fields)

        self._asker.ask(
            lambda queries: queries.preview_edit(ids, edit, reach, shown=shown, passes=passes),
            self._take,
            self._tell_fault,
        )

    def _take(self, preview: EditPreview) -> None:
        self._preview = preview
        replaced = replacer(self._search())
        rows: list[PreviewRow] = []
        for each in preview.shown:
            for key in self._texts():
                rows += self._rows(each, key, [replaced(text) for text in self._standing(each, key)])
        self._table.show_rows(rows)
        self._fit()

    def _rows(self, each: Previewed, key: str, found: list[Replaced]) -> list[PreviewRow]:
        label = label_of(key, self._bridge.session.fields)
        rows = []
        for before, now in zip(self._standing(each, key), found, strict=True):
            if now.before:
                old, old_spans = snippet(before, now.before)
                new, new_spans = snippet(now.text, now.after)
                rows.append(PreviewRow(each.id, each.ref, label, old, new, old_spans, new_spans))
        return rows

    def _standing(self, each: Previewed, key: str) -> list[str]:
        if key == NOTES_OF_STATEMENTS:
            return [statement.note for statement in each.before.statements]
        field = self._bridge.session.fields.find(key)
        own = field is not None and field.own is not None
        return [each.before.own_value(key) if own else str(getattr(each.before, key))]

    def _tell_fault(self, fault: BaseException) -> None:
        self._summary.setText(fault_text(fault))

    def _fit(self) -> None:
        preview = self._preview
        left = len(self._table.left_out) if preview else 0
        count = max(0, preview.changing - left) if preview else 0
        if not self._find.text():
            self._summary.setText(self.tr("Type what to look for. Untick below what is to stay."))
        elif not self._find_field.problem:
            self._summary.setText(summary_text(preview) if preview else self.tr("Looking…"))
        else:
            self._summary.setText("")
        hidden = preview.changing - len(preview.shown) if preview else 0
        text = self.tr("{count} more would change: show the next of them")
        self._more.setText(text.replace("{count}", code(number_text(hidden))))
        self._more.setVisible(hidden > 0)
        self._more.setEnabled(hidden > 0)
        self._leave.setVisible(preview is not None and (bool(preview.unfit) or preview.looked_at < preview.total))
        whole = preview is not None and preview.looked_at == preview.total
        label = self.tr("Replace in {count} incidents") if whole and count != 1 else self.tr("Replace")
        self.accept_button.setText(label.replace("{count}", code(number_text(count))))
        unfit = bool(preview and preview.unfit) and not self._leave.isChecked()
        self.accept_button.setEnabled(preview is not None and bool(count or not whole) and not unfit)

    def _note_change(self, _: object) -> None:
        """The log has changed meanwhile: say so, and look again."""
        self.set_sentence(
            self.tr("The log has changed meanwhile. This is what would become of the same incidents now.")
        )
        self._start()
