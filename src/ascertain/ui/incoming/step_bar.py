"""The steps of the import window, in a row: where one is, and the way back to those behind."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ascertain.ui.incoming.state import Step
from ascertain.ui.kit import KeyButton, button
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, joined


class StepBar(QWidget):
    """`chosen` with a step that was gone to."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import_steps")
        names: Sequence[tuple[Step, str]] = (
            (Step.FILE, self.tr("File")),
            (Step.COLUMNS, self.tr("Columns")),
            (Step.CODES, self.tr("Words")),
            (Step.LOOK, self.tr("Look")),
            (Step.DONE, self.tr("Done")),
        )
        self._buttons: dict[Step, KeyButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().px(4))
        for step, name in names:
            made = button(joined(code(str(step + 1)), name), name=f"import_step_{step.name.lower()}", parent=self)
            made.setAccessibleName(
                self.tr("Step {number}: {name}").replace("{number}", str(step + 1)).replace("{name}", name)
            )
            made.setCheckable(True)
            made.setProperty("chip", True)
            made.clicked.connect(lambda _=False, step=step: self.chosen.emit(step))
            self._buttons[step] = made
            row.addWidget(made)
        row.addStretch(1)

    def button(self, step: Step) -> KeyButton:
        """What leads to a step."""
        return self._buttons[step]

    def show_step(self, step: Step, reachable: Sequence[Step]) -> None:
        """Mark a step as the one that is shown; the reachable ones can be gone to."""
        for each, made in self._buttons.items():
            made.setChecked(each is step)
            made.setEnabled(each is step or each in reachable)
