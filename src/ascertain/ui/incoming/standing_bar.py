"""How many rows are new, changed, the same, in conflict or refused; a number that is pressed shows those rows."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from ascertain.domain.incoming.outcome import Look
from ascertain.domain.incoming.rows import Standing
from ascertain.ui.kit import FlowLayout, KeyButton, button
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, joined, number_text


class StandingBar(QWidget):
    """`chosen` with a `Standing`."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import_standings")
        self._names = {
            Standing.NEW: self.tr("&New"),
            Standing.CHANGED: self.tr("C&hanged"),
            Standing.SAME: self.tr("Sa&me"),
            Standing.CONFLICTING: self.tr("Con&flicting"),
            Standing.REFUSED: self.tr("&Refused"),
        }
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[Standing, KeyButton] = {}
        flow = FlowLayout(self, current_theme().px(6))
        for standing in self._names:
            made = button("", name=f"import_standing_{standing.value}", parent=self)
            made.setCheckable(True)
            made.setProperty("chip", True)
            made.clicked.connect(lambda _=False, standing=standing: self.chosen.emit(standing))
            self._group.addButton(made)
            self._buttons[standing] = made
            flow.addWidget(made)

    def show_look(self, look: Look) -> Standing:
        """Show the numbers, and choose those rows that need a person first. Returns what was chosen."""
        for standing, made in self._buttons.items():
            count = code(number_text(look.count(standing)))
            made.setText(joined(self._names[standing], count))
            made.setAccessibleName(f"{self._names[standing].replace('&', '')}: {count}")
        order = (Standing.CONFLICTING, Standing.REFUSED, Standing.CHANGED, Standing.NEW, Standing.SAME)
        first = next((each for each in order if look.count(each)), Standing.NEW)
        self._buttons[first].setChecked(True)
        return first

    def choose(self, standing: Standing) -> None:
        """Show the rows of a standing."""
        self._buttons[standing].setChecked(True)
        self.chosen.emit(standing)
