"""One sheet for changing several fields of many incidents, with what becomes of them shown before."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from ascertain.app.commands import EditFields
from ascertain.app.many import edit_of, reach_of_edits, with_reason
from ascertain.domain.edit_preview import EditPreview
from ascertain.domain.field_edits import FieldEdit, check_edits, editable
from ascertain.domain.firewall import barrier_of_many
from ascertain.ui.dialogs.many.edit_line import EditLine
from ascertain.ui.dialogs.many.preview_table import PreviewTable, marked_row
from ascertain.ui.dialogs.many.words import held_text, is_worded, label_of, standing_text, summary_text
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.form.context import FormContext
from ascertain.ui.form.names.log_facts import LogFacts
from ascertain.ui.form.names.log_names import LogNames
from ascertain.ui.kit import LabeledField, button, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, fault_text, number_text, tr_message

if TYPE_CHECKING:
    from ascertain.ui.bridge import Bridge

_TYPED_MS = 150
"""So long nothing is typed before the preview is asked for."""


class EditFieldsDialog(Sheet):
    """Asks what to change of `incident_ids`: the ids as they were when it was opened."""

    help_page = "many"

    def __init__(
        self, bridge: Bridge, incident_ids: tuple[int, ...], field: str = "status", parent: QWidget | None = None
    ) -> None:
        super().__init__("edit_fields_dialog", parent)
        self._bridge, self._ids = bridge, incident_ids
        self._context = FormContext(bridge, LogNames(bridge, self), LogFacts(bridge, self))
        self._asker = bridge.asker(self)
        self._lines: list[EditLine] = []
        self._made = 0
        self._preview: EditPreview | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_TYPED_MS)
        self._wait.timeout.connect(self._ask)
        one, many = self.tr("Change fields"), self.tr("Change fields of {count} incidents")
        count = code(number_text(len(incident_ids)))
        self.set_title(one if len(incident_ids) == 1 else many.replace("{count}", count))
        self._build()
        self._add(field)
        self._lines[0].take_focus()
        bridge.changed.connect(self._note_change)

    @property
    def command(self) -> EditFields:
        """What was answered, as a command."""
        return EditFields(
            self._ids, self._edits(), self._reason.text().strip(), self._despite.isChecked(), self._leaves_out
        )

    def submit(self) -> None:
        """Carry it out, unless something is missing."""
        edits = self._edits()
        wrong = [problem for line in self._lines if (problem := line.wanted()[1])]
        faults = check_edits(edits, self._bridge.session.fields, reason=self._reason.text())
        reason = next((tr_message(each.text) for each in faults if each.field == "status_reason"), "")
        self._reason_field.set_problem(reason)
        if reason:
            self._reason.setFocus()
        other = next((tr_message(each.text) for each in faults if each.field != "status_reason"), "")
        self.problem.set_text(wrong[0] if wrong else other)
        if not wrong and not faults:
            self.accept()

    def _build(self) -> None:
        theme = current_theme()
        self._slots = QVBoxLayout()
        self._slots.setSpacing(theme.px(8))
        self.body.addLayout(self._slots)
        self._more = button(self.tr("&Another field"), name="edit_fields_more", parent=self)
        self._more.setAutoDefault(False)
        self._more.clicked.connect(lambda: self._add_another())
        self.body.addWidget(self._more)
        self._reason = QLineEdit(self)
        self._reason_field = LabeledField(self.tr("&Why"), self._reason, name="edit_reason", parent=self)
        self._reason.textChanged.connect(lambda _: self._reason_field.set_problem(""))
        self.body.addWidget(self._reason_field)
        self._despite = QCheckBox(self.tr("&Yes, each of them"), self)
        self._despite.setObjectName("edit_despite")
        self._despite.toggled.connect(lambda _: self._fit())
        self._question = text_label("", "problem", wraps=True, parent=self)
        self._question.setObjectName("edit_question")
        self.body.addWidget(self._question)
        self.body.addWidget(self._despite)
        self._summary = text_label("", "muted", wraps=True, parent=self)
        self._summary.setObjectName("edit_summary")
        self.body.addWidget(self._summary)
        self._leave = QCheckBox(self.tr("&Leave out those that could not be kept"), self)
        self._leave.setObjectName("edit_leave_out")
        self._leave.toggled.connect(lambda _: self._fit())
        self.body.addWidget(self._leave)
        self._table = PreviewTable("edit_preview", self)
        self.give_height(self._table, 90, 280)
        self.body.addWidget(self._table, 1)
        self.setMinimumWidth(self.wide(760))

    def _add(self, key: str) -> None:
        self._made += 1
        line = EditLine(self._context, key, self._made, self)
        line.edited.connect(self._start)
        line.removed.connect(lambda: self._drop(line))
        self._lines.append(line)
        self._slots.addWidget(line)
        line.show()
        self._start()
        self.make_room()

    def _add_another(self) -> None:
        taken = {line.key for line in self._lines}
        fields = editable(self._bridge.session.fields)
        self._add(next((each.key for each in fields if each.key not in taken), fields[0].key))
        self._lines[-1].take_focus()

    def _drop(self, line: EditLine) -> None:
        if len(self._lines) > 1:
            self._lines.remove(line)
            self._slots.removeWidget(line)
            line.hide()
            line.deleteLater()
            self._lines[-1].take_focus()
            self._start()

    def _order(self) -> None:
        """Tab goes through the lines as they stand, then on."""
        rest = (
            self._more,
            self._reason,
            self._despite,
            self._leave,
            self._table,
            self.cancel_button,
            self.accept_button,
        )
        parts = [*(part for line in self._lines for part in line.in_order()), *rest]
        for one, other in pairwise(parts):
            QWidget.setTabOrder(one, other)

    @property
    def _leaves_out(self) -> bool:
        return self._leave.isVisibleTo(self) and self._leave.isChecked()

    def _edits(self) -> tuple[FieldEdit, ...]:
        found = (line.wanted()[0] for line in self._lines)
        return tuple(each for each in found if each is not None)

    def _start(self) -> None:
        """Something else is asked: what was shown is not true any more."""
        self._preview = None
        self._order()
        self.problem.set_text("")
        self._fit()
        self._wait.start()

    def _ask(self) -> None:
        """Let a reader lane look at what would become of them; the newest question counts."""
        edits, session, ids = self._edits(), self._bridge.session, self._ids
        keys = tuple(line.key for line in self._lines)
        edit = edit_of(edits, self._reason.text().strip(), session.fields)
        seen = (*edits, *(FieldEdit(key) for key in keys))
        reach = reach_of_edits(seen, session.fields)
        whole = with_reason(edits, self._reason.text().strip())
        self._asker.ask(
            lambda queries: queries.preview_edit(ids, edit, reach, keys, edits=whole), self._take, self._tell_fault
        )

    def _take(self, preview: EditPreview) -> None:
        self._preview = preview
        session = self._bridge.session
        fields, codes = session.fields, session.vocabularies
        for line in self._lines:
            line.tell(held_text(preview, line.key, fields, codes), line.wanted()[1])
        keys = tuple(dict.fromkeys(each.field for each in self._edits()))
        rows = []
        for each in preview.shown:
            for key in keys:
                before, after = (standing_text(one, key, fields, codes) for one in (each.before, each.after))
                if before != after:
                    rows.append(marked_row(each, label_of(key, fields), before, after, marks=is_worded(key, fields)))
        self._table.show_rows(rows)
        self._fit()

    def _tell_fault(self, fault: BaseException) -> None:
        self._summary.setText(fault_text(fault))

    def _fit(self) -> None:
        """Show what there is to say, and whether it can be carried out."""
        edits, preview = self._edits(), self._preview
        barrier = barrier_of_many(edits, len(self._ids))
        self._question.setText("" if barrier is None else tr_message(barrier.question))
        for part in (self._question, self._despite):
            part.setVisible(barrier is not None)
        self._reason_field.setVisible(any(each.field == "status" for each in edits))
        # Of very many only the first were looked at: the rest may hold some that cannot be kept.
        self._leave.setVisible(preview is not None and (bool(preview.unfit) or preview.looked_at < preview.total))
        count = preview.changing if preview else 0
        if not edits:
            self._summary.setText(self.tr("Choose a field, and what it is to hold. What is left empty stays as it is."))
        else:
            self._summary.setText(summary_text(preview) if preview else self.tr("Looking…"))
        whole = preview is not None and (preview.counted or preview.looked_at == preview.total)
        label = self.tr("Change {count} incidents") if whole and count != 1 else self.tr("Change")
        self.accept_button.setText(label.replace("{count}", code(number_text(count))))
        unfit = bool(preview and preview.unfit) and not self._leave.isChecked()
        asked = barrier is None or self._despite.isChecked()
        self.accept_button.setEnabled(bool(edits) and bool(count or not whole) and not unfit and asked)

    def _note_change(self, _: object) -> None:
        """The log has changed meanwhile: say so, and look again."""
        self.set_sentence(
            self.tr("The log has changed meanwhile. This is what would become of the same incidents now.")
        )
        self._start()
