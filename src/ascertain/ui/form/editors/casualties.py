"""Killed and injured by side, one box for each count."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ascertain.domain.fields import HARM_FIELDS
from ascertain.ui.form.editors.lines import FigureLine
from ascertain.ui.kit import InlineProblem, text_label
from ascertain.ui.theme import current_theme, restyle
from ascertain.ui.wording import field_label


class CasualtyGrid(QWidget):
    """The eight figures of `fields.HARM_FIELDS`, as typed. `edited` names the field."""

    help_page = "form#figures"

    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("casualties")
        self.boxes: dict[str, FigureLine] = {}
        self._problem = InlineProblem(parent=self)
        self._problem.setObjectName("casualties_problem")
        self._wrong: dict[str, str] = {}
        self._build()

    def set_value(self, key: str, text: object) -> None:
        """Show a count."""
        self.boxes[key].set_value(text)

    def set_problems(self, problems: Mapping[str, str]) -> None:
        """Say what is wrong, by field; the sentences stand beneath, each with its field's name."""
        self._wrong = {key: problems[key] for key in self.boxes if key in problems}
        for key, box in self.boxes.items():
            if bool(box.property("problem")) != (key in self._wrong):
                box.setProperty("problem", key in self._wrong)
                restyle(box)
            box.setAccessibleDescription(self._wrong.get(key, ""))
        form = self.tr("{field}: {sentence}")
        told = (form.format(field=field_label(key), sentence=text) for key, text in self._wrong.items())
        self._problem.set_text("\n".join(told))

    def add_beneath(self, widget: QWidget, told: str = "") -> None:
        """Lay something under the boxes, such as where a count comes from, in which it says of which one."""
        del told
        self._beneath.addWidget(widget)

    def drop_beneath(self, widget: QWidget) -> None:
        """Let it go again."""
        self._beneath.removeWidget(widget)

    def _take(self, key: str) -> None:
        if key in self._wrong:
            self.set_problems({other: text for other, text in self._wrong.items() if other != key})
        self.edited.emit(key)

    def _build(self) -> None:
        px = current_theme().px
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(5))
        rows = (
            self.tr("Attackers"),
            self.tr("Target force"),
            self.tr("Civilians"),
            self.tr("Side unknown"),
        )
        for column, heading in ((1, self.tr("Killed")), (2, self.tr("Injured"))):
            above = text_label(heading, "label", parent=self)
            above.setObjectName(f"casualties_column_{column}")
            grid.addWidget(above, 0, column, Qt.AlignmentFlag.AlignLeading)
            grid.setColumnStretch(column, 1)
        for row, side in enumerate(rows, start=1):
            label = text_label(side, "label", parent=self)
            label.setObjectName(f"casualties_row_{row}")
            grid.addWidget(label, row, 0)
            for column, key in ((1, HARM_FIELDS[row - 1]), (2, HARM_FIELDS[row + len(rows) - 1])):
                box = FigureLine(key, self)
                box.setAccessibleName(field_label(key))
                box.edited.connect(lambda key=key: self._take(key))
                self.boxes[key] = box
                grid.addWidget(box, row, column)
            label.setBuddy(self.boxes[HARM_FIELDS[row - 1]])
        words = self.tr("Empty: not stated. 0: none. ?: not known. Also 2–5, ~3, 100+.")
        legend = text_label(words, "small", wraps=True, parent=self)
        legend.setObjectName("casualties_legend")
        grid.addWidget(self._problem, len(rows) + 1, 0, 1, 3)
        grid.addWidget(legend, len(rows) + 2, 0, 1, 3)
        self._beneath = QVBoxLayout()
        self._beneath.setSpacing(px(2))
        grid.addLayout(self._beneath, len(rows) + 3, 0, 1, 3)
        # Killed and injured of one side after one another, as a report tells them.
        order = [self.boxes[key] for pair in zip(HARM_FIELDS[:4], HARM_FIELDS[4:], strict=True) for key in pair]
        for one, other in pairwise(order):
            QWidget.setTabOrder(one, other)
        self.setFocusProxy(order[0])
