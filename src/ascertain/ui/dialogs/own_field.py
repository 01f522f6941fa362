"""Making or changing one field of the user's own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ascertain.app.commands import KeepOwnField
from ascertain.domain.own_fields import GROUPS, OwnField, OwnType, type_refusal
from ascertain.domain.problems import Refused
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import LabeledField
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import fault_text, group_label, tr_message, type_label

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged
    from ascertain.ui.bridge import Bridge


class OwnFieldDialog(Sheet):
    """Asks for name, type, part and help. Closes once the field is on disk; what is typed stays when it is refused."""

    help_page = "own-fields"

    def __init__(self, bridge: Bridge, own: OwnField | None, uses: int = 0, parent: QWidget | None = None) -> None:
        """`own` is the field to change, None for a new one; `uses` counts the incidents that hold something in it."""
        super().__init__("own_field_dialog", parent)
        self._bridge, self._own = bridge, own
        self.set_title(self.tr("New field") if own is None else self.tr("Change field"))
        self.accept_button.setText(self.tr("Make the field") if own is None else self.tr("Save"))
        if own is None:
            self.set_sentence(self.tr("The name gives the word by which searches and exports know the field for good."))
        self._build(uses)
        self._fit()
        self._label.setFocus()

    def submit(self) -> None:
        """Keep the field, or say at its place what is wrong."""
        for each in (self._label_field, self._group_field, self._help_field, self._type_field):
            each.set_problem("")
        self.problem.set_text("")
        self.accept_button.setEnabled(False)
        self._bridge.run(KeepOwnField(self.field, self.choices), self._done, self._failed)

    @property
    def field(self) -> OwnField:
        """The field as it was answered."""
        words = self._group.currentText().strip()
        at = self._group.findText(words)
        group = words if at < 0 else str(self._group.itemData(at))
        given = self._own or OwnField("", OwnType.TEXT)
        return replace(
            given, label=self._label.text().strip(), type=OwnType(self._type.currentData()), group=group,
            quick=self._quick.isChecked(), help=self._help.text().strip(),
        )  # fmt: skip

    @property
    def choices(self) -> tuple[str, ...]:
        """The first choices of a new list, one a line."""
        if self._own is not None or self._type.currentData() != OwnType.CHOICE:
            return ()
        return tuple(line.strip() for line in self._choices.toPlainText().splitlines() if line.strip())

    def _build(self, uses: int) -> None:
        own = self._own or OwnField("", OwnType.TEXT)
        self._label, self._help = QLineEdit(own.label, self), QLineEdit(own.help, self)
        self._type = QComboBox(self)
        for kind in OwnType:
            self._type.addItem(type_label(kind), kind.value)
        self._type.setCurrentIndex(self._type.findData(own.type.value))
        self._type.currentIndexChanged.connect(lambda _: self._fit())
        self._choices = QPlainTextEdit(self)
        self._choices.setTabChangesFocus(True)
        # Gives way where a problem takes room.
        self._choices.setMinimumHeight(current_theme().px(56))
        self._choices.setMaximumHeight(current_theme().px(110))
        self._quick = QCheckBox(self.tr("In the &first part of the form"), self)
        self._quick.setObjectName("own_field_quick")
        self._quick.setChecked(own.quick)
        self._make_groups(own)
        self._label_field = LabeledField(self.tr("&Name"), self._label, name="own_field_label", parent=self)
        self._type_field = LabeledField(self.tr("&Type"), self._type, name="own_field_type", parent=self)
        self._choices_field = LabeledField(
            self.tr("&Choices"), self._choices, self.tr("one a line"), name="own_field_choices", parent=self
        )
        self._group_field = LabeledField(
            self.tr("&Part of the form"), self._group, self.tr("choose, or type a heading"), name="own_field_group",
            parent=self,
        )  # fmt: skip
        self._help_field = LabeledField(
            self.tr("&Help"), self._help, self.tr("what belongs into it"), name="own_field_help", parent=self
        )
        for widget in (
            self._label_field, self._type_field, self._choices_field, self._group_field, self._quick, self._help_field,
        ):  # fmt: skip
            self.body.addWidget(widget)
        if uses:
            self._type.setEnabled(False)
            self.set_sentence(tr_message(type_refusal(own, uses)))

    def _make_groups(self, own: OwnField) -> None:
        self._group = QComboBox(self)
        self._group.setEditable(True)
        self._group.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._group.addItem("", "")
        for group in GROUPS:
            self._group.addItem(group_label(group), group.value)
        known = {group.value for group in GROUPS}
        for heading in dict.fromkeys(each.group for each in self._bridge.session.fields.made):
            if heading and heading not in known:
                self._group.addItem(heading, heading)
        self._group.setCurrentIndex(max(0, self._group.findData(own.group)))
        line = self._group.lineEdit()
        if line is not None:
            line.setObjectName("own_field_group_line")
            line.setPlaceholderText(group_label_of_own())

    def _fit(self) -> None:
        self._choices_field.setVisible(self._own is None and self._type.currentData() == OwnType.CHOICE)
        self.adjustSize()

    def _done(self, _: LogChanged) -> None:
        self.accept()

    def _failed(self, fault: BaseException) -> None:
        self.accept_button.setEnabled(True)
        places = {
            "label": self._label_field, "group": self._group_field, "help": self._help_field, "type": self._type_field,
        }  # fmt: skip
        told = False
        for problem in fault.problems if isinstance(fault, Refused) else ():
            place = places.get(problem.field)
            if place is not None:
                place.set_problem(tr_message(problem.text))
                if not told:
                    place.editor.setFocus()
                told = True
        if not told:
            self.problem.set_text(fault_text(fault))
        self.adjustSize()


def group_label_of_own() -> str:
    """What the part is called in which a field without a group stands."""
    from ascertain.domain.fields import Group

    return group_label(Group.OWN)
