"""The line that says whose columns these are, and the ways to read a file that are kept under a name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ascertain.domain.incoming.kept_mappings import NotAMapping, mapping_values, read_mapping
from ascertain.domain.incoming.mapping import Mapping
from ascertain.domain.incoming.profiles import OWN, PLAIN, PROFILES
from ascertain.ui.kit import ElidedLabel, InlineProblem, LabeledField, button
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import isolated, tr_message

if TYPE_CHECKING:
    from ascertain.ui.shell.remembered import Remembered

_PROFILE, _KEPT = "profile", "kept"
_MOST_LETTERS = 80


def profile_label(name: str) -> str:
    """What a table is called."""
    known = {each.name: each.label for each in PROFILES}
    if name in known:
        return known[name]
    if name == OWN:
        return QCoreApplication.translate("ImportProfile", "A log's own sheets")
    return QCoreApplication.translate("ImportProfile", "No table that is known")


class KeptLine(QWidget):
    """`profile_chosen` with a name; `kept_chosen` with a mapping; `save_asked` with a name."""

    profile_chosen = Signal(str)
    kept_chosen = Signal(object)

    def __init__(self, remembered: Remembered, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import_kept_line")
        self._remembered = remembered
        self._mapping: Mapping | None = None
        self.choices = QComboBox(self)
        self.choices.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._field = LabeledField(self.tr("&Read it as"), self.choices, name="import_profile", parent=self)
        self.choices.activated.connect(lambda _: self._choose())
        self._why = ElidedLabel("", look="small", parent=self)
        self._why.setObjectName("import_why")
        self._name = _NameLine(self)
        self._name.setObjectName("import_mapping_name")
        self._name.setAccessibleName(self.tr("Name to keep it under"))
        self._name.setPlaceholderText(self.tr("Name to keep it under"))
        self._name.setMaxLength(_MOST_LETTERS)
        self._name.entered.connect(self._keep)
        self._name.given_up.connect(lambda: self._ask_name(False))
        self.save = button(self.tr("&Keep…"), name="import_mapping_save", parent=self)
        self.save.clicked.connect(lambda: self._save_or_keep())
        self.remove = button(self.tr("Remo&ve"), name="import_mapping_remove", parent=self)
        self.remove.clicked.connect(lambda: self._drop())
        self.problem = InlineProblem(parent=self)
        self.problem.setObjectName("import_mapping_problem")
        px = current_theme().px
        self._row = QHBoxLayout()
        self._row.setSpacing(px(8))
        self._row.addWidget(self._field)
        self._row.addStretch(1)
        for part in (self._name, self.save, self.remove):
            self._row.addWidget(part, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(self._row)
        column.addWidget(self._why)
        column.addWidget(self.problem)
        self._ask_name(False)

    def put_beside(self, field: QWidget) -> None:
        """Lay another box into the line."""
        self._row.insertWidget(self._row.indexOf(self._name) - 1, field)

    def show_mapping(self, mapping: Mapping) -> None:
        """Show as what the file is read now."""
        self._mapping = mapping
        self.choices.clear()
        for name in dict.fromkeys((mapping.profile, *(each.name for each in PROFILES), PLAIN)):
            self.choices.addItem(profile_label(name), (_PROFILE, name))
        kept = self._remembered.value.import_mappings
        if kept:
            self.choices.insertSeparator(self.choices.count())
        for name in kept:
            self.choices.addItem(self.tr("Kept: {name}").replace("{name}", isolated(name)), (_KEPT, name))
        current = (_KEPT, mapping.name) if mapping.name in kept else (_PROFILE, mapping.profile)
        found = [at for at in range(self.choices.count()) if self.choices.itemData(at) == current]
        self.choices.setCurrentIndex(found[0] if found else 0)
        self._why.setText("" if mapping.why is None else tr_message(mapping.why))
        self.remove.setVisible(mapping.name in kept)

    def _choose(self) -> None:
        kind, name = self.choices.currentData()
        self.problem.set_text("")
        if kind == _PROFILE:
            self.profile_chosen.emit(name)
            return
        try:
            found = read_mapping(dict(self._remembered.value.import_mappings.get(name, {})))
        except NotAMapping as wrong:
            self.problem.set_text(tr_message(wrong.message))
            return
        self.kept_chosen.emit(found)

    def _ask_name(self, asked: bool) -> None:
        self._name.setVisible(asked)
        self.problem.set_text("")
        if asked:
            self._name.setText(self._mapping.name if self._mapping is not None else "")
            self._name.setFocus()
            self._name.selectAll()

    def _save_or_keep(self) -> None:
        if self._name.isHidden():
            self._ask_name(True)
        else:
            self._keep()

    def _keep(self) -> None:
        name = " ".join(self._name.text().split())
        if not name:
            self.problem.set_text(self.tr("Type a name."))
            self._name.setFocus()
            return
        if self._mapping is None:
            return
        named = replace(self._mapping, name=name)
        kept = dict(self._remembered.value.import_mappings)
        kept[name] = mapping_values(named)
        self._remembered.change(import_mappings=kept)
        self._ask_name(False)
        self.kept_chosen.emit(named)
        self.save.setFocus()

    def _drop(self) -> None:
        if self._mapping is None:
            return
        gone = self._mapping.name
        kept = {name: each for name, each in self._remembered.value.import_mappings.items() if name != gone}
        self._remembered.change(import_mappings=kept)
        self.show_mapping(self._mapping)
        self.choices.setFocus()


class _NameLine(QLineEdit):
    """A line whose Enter and Escape stay in it."""

    entered = Signal()
    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
