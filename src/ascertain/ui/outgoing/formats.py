"""The formats to choose from, and what can be chosen about the one that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QListWidget, QListWidgetItem, QWidget

from ascertain.exchange.outgoing import Form
from ascertain.ui.dialogs.two_lines import TwoLines
from ascertain.ui.kit import LabeledField, plain_tip
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import tr_message

_NAME = Qt.ItemDataRole.UserRole
_BESIDE, _SHORT = 2, 20
"""So many options stand beside each other where their names have no more letters than this."""


class FormatList(QListWidget):
    """Every format with its suffix and, under it, what it is good for."""

    chosen = Signal()

    def __init__(self, forms: Sequence[Form], parent: QWidget) -> None:
        super().__init__(parent)
        self._forms = {each.name: each for each in forms}
        self.setItemDelegate(TwoLines(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for each in forms:
            purpose = tr_message(each.purpose)
            item = QListWidgetItem(f"{tr_message(each.label)} ({each.suffix})\n{purpose}", self)
            item.setData(_NAME, each.name)
            item.setToolTip(plain_tip(purpose))
        self.setCurrentRow(0)
        self.currentRowChanged.connect(lambda _: self.chosen.emit())

    @property
    def form(self) -> Form:
        """The one that is chosen."""
        return self._forms[str(self.currentItem().data(_NAME))]

    def choose(self, name: str) -> bool:
        """Choose a format; False where there is none of this name."""
        for row in range(self.count()):
            if self.item(row).data(_NAME) == name:
                self.setCurrentRow(row)
                return True
        return False

    def knows(self, name: str) -> bool:
        """Whether there is such a format."""
        return name in self._forms

    def renamed(self, path: Path) -> Path:
        """The file for the format that is chosen: the suffix of a format gives way, other dots are of the name."""
        if not path.name:
            return path
        known = sorted({each.suffix for each in self._forms.values()}, key=len, reverse=True)
        old = next((suffix for suffix in known if path.name.lower().endswith(suffix)), "")
        stem = path.name[: len(path.name) - len(old)]
        return path.with_name(f"{stem}{self.form.suffix}") if stem else path


class FormatOptions(QWidget):
    """A choice for each option of a format. What was chosen for another format is there again when one comes back."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("export_options")
        self._format = ""
        self._chosen: dict[str, dict[str, str]] = {}
        self._boxes: dict[str, QComboBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(current_theme().px(12))
        self._grid.setVerticalSpacing(current_theme().px(8))
        self.hide()

    @property
    def chosen(self) -> dict[str, str]:
        """What is chosen, by the keys of the options."""
        return {key: str(box.currentData()) for key, box in self._boxes.items()}

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the keyboard stops, in order."""
        return tuple(self._boxes.values())

    def show_for(self, form: Form) -> None:
        """Offer what can be chosen about this format."""
        if self._format:
            self._chosen[self._format] = self.chosen
        self._format = form.name
        self._clear()
        place = 0
        for option in form.options:
            box = QComboBox(self)
            # A long choice shall not make the dialog wider than it is.
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(10)
            for choice in option.choices:
                box.addItem(tr_message(choice.label), choice.key)
                box.setItemData(box.count() - 1, plain_tip(tr_message(choice.label)), Qt.ItemDataRole.ToolTipRole)
            box.currentTextChanged.connect(lambda text, box=box: box.setToolTip(plain_tip(text)))
            box.setToolTip(plain_tip(box.currentText()))
            field = LabeledField(tr_message(option.label), box, name=f"export_option_{option.key}", parent=self)
            wide = len(tr_message(option.label)) > _SHORT
            place += place % _BESIDE if wide else 0
            self._grid.addWidget(field, place // _BESIDE, place % _BESIDE, 1, _BESIDE if wide else 1)
            place += _BESIDE if wide else 1
            self._boxes[option.key] = box
        self.choose(self._chosen.get(self._format, {}))
        for box in self._boxes.values():
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.setVisible(bool(self._boxes))

    def choose(self, options: Mapping[str, str]) -> None:
        """Choose these, where there are such; for the rest what is usual."""
        for key, box in self._boxes.items():
            box.setCurrentIndex(max(0, box.findData(options.get(key))))

    def _clear(self) -> None:
        self._boxes = {}
        while (item := self._grid.takeAt(0)) is not None:
            if (field := item.widget()) is not None:
                field.setParent(None)
                field.deleteLater()
