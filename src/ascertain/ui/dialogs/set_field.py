"""Setting one of the user's own fields of the chosen incidents, with what that changes shown before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from ascertain.app.commands import SetOwnValues
from ascertain.domain.fields import Field
from ascertain.domain.own_values import NotANumber, value_fault
from ascertain.domain.records import OwnValue
from ascertain.domain.rows import FacetValue
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.form.context import FormContext
from ascertain.ui.form.editors.field_boxes import FieldBox, make_field_box
from ascertain.ui.form.names.log_facts import LogFacts
from ascertain.ui.form.names.log_names import LogNames
from ascertain.ui.form.typed import NotReadable, read_own
from ascertain.ui.kit import LabeledField, text_label
from ascertain.ui.wording import code, field_help, isolated, number_text, own_text, tr_message

if TYPE_CHECKING:
    from ascertain.ui.bridge import Bridge

_MOST_TOLD = 4


class SetFieldDialog(Sheet):
    """Asks for a field and what it is to hold; left empty it is cleared."""

    def __init__(self, bridge: Bridge, incident_ids: tuple[int, ...], parent: QWidget | None = None) -> None:
        super().__init__("set_field_dialog", parent)
        self._bridge, self._ids = bridge, incident_ids
        self._context = FormContext(bridge, LogNames(bridge, self), LogFacts(bridge, self))
        self._asker = bridge.asker(self)
        self._held: tuple[FacetValue, ...] | None = None
        self._box: FieldBox | None = None
        self._labeled: LabeledField | None = None
        title = self.tr("Set a field")
        if len(incident_ids) > 1:
            count = code(number_text(len(incident_ids)))
            title = self.tr("Set a field of {count} incidents").replace("{count}", count)
        self.set_title(title)
        self.accept_button.setText(self.tr("Set"))
        self._build()
        self._choose()
        self._fields.setFocus()

    @property
    def command(self) -> SetOwnValues:
        """What was answered, as a command."""
        value, _ = self._read()
        return SetOwnValues(self._ids, (OwnValue(self._field.key, value),))

    def submit(self) -> None:
        """Take the answer, unless it is no value of the field."""
        _, wrong = self._read()
        if self._labeled is not None:
            self._labeled.set_problem(wrong)
        if not wrong:
            self.accept()

    @property
    def _field(self) -> Field:
        return self._context.bridge.session.fields[str(self._fields.currentData())]

    def _build(self) -> None:
        self._fields = QComboBox(self)
        for field in self._bridge.session.fields.own:
            if not field.retired:
                self._fields.addItem(field.label, field.key)
        self._fields.currentIndexChanged.connect(lambda _: self._choose())
        self.body.addWidget(LabeledField(self.tr("&Field"), self._fields, name="set_field", parent=self))
        self._slot = QVBoxLayout()
        self.body.addLayout(self._slot)
        self._preview = text_label("", "muted", wraps=True, parent=self)
        self._preview.setObjectName("set_field_preview")
        self.body.addWidget(self._preview)

    def _choose(self) -> None:
        """Another field: another box, and what the incidents hold in it now."""
        if self._labeled is not None:
            self._slot.removeWidget(self._labeled)
            self._labeled.setParent(None)
            self._labeled.deleteLater()
        field, ids = self._field, self._ids
        self._box = make_field_box(field, self._context, field.label, self)
        self._box.setObjectName("set_field_value")
        self._box.edited.connect(self._tell)
        self._labeled = LabeledField(self.tr("&Value"), self._box, name="set_field_box", parent=self)
        self._slot.addWidget(self._labeled)
        self._labeled.show()
        self.set_sentence(field_help(field.key, self._bridge.session.fields))
        self._held = None
        self._tell()
        self._asker.ask(lambda queries: queries.own_values_held(field.key, ids), self._take)

    def _take(self, held: list[FacetValue]) -> None:
        self._held = tuple(held)
        self._tell()

    def _read(self) -> tuple[str, str]:
        """The value, and what is wrong with what is typed."""
        field, typed = self._field, "" if self._box is None else str(self._box.value() or "")
        try:
            value = read_own(field, typed, self._context.today())
        except (NotANumber, NotReadable) as wrong:
            return "", tr_message(wrong.message)
        fault = value_fault(field, value, self._context.vocabularies) if value else None
        return value, "" if fault is None else tr_message(fault)

    def _tell(self) -> None:
        """Say what the incidents hold now, and how many of them would change."""
        if self._labeled is not None:
            self._labeled.set_problem("")
        if self._held is None:
            self._preview.setText(self.tr("Counting…"))
            return
        value, wrong = self._read()
        bare = len(self._ids) - sum(each.count for each in self._held)
        parts = [f"{self._shown(each.value)}: {code(number_text(each.count))}" for each in self._held[:_MOST_TOLD]]
        if len(self._held) > _MOST_TOLD:
            parts.append("…")
        if bare:
            parts.append(self.tr("not stated: {count}").replace("{count}", code(number_text(bare))))
        same = next((each.count for each in self._held if each.value == value), 0) if value else bare
        change = len(self._ids) - same
        now = self.tr("Now {values}.").replace("{values}", self.tr("; ").join(parts))
        then = self.tr("{count} would change.").replace("{count}", code(number_text(change)))
        self._preview.setText(now if wrong else f"{now} {then}")
        self.accept_button.setEnabled(bool(wrong) or bool(change))

    def _shown(self, value: str) -> str:
        return own_text(self._field, value, self._context.vocabularies) or isolated(value)
