"""The bar above the table: filters in force as chips, one button for more, and what shapes the table."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.kit import Chip, ChipRow, FilterChip, button
from ascertain.ui.shell.action_set import ActionSet
from ascertain.ui.shell.view_state import ChipShown, ViewState
from ascertain.ui.theme import current_theme


class FilterBar(QWidget):
    """Chips follow the view state; a click on one opens its values, its × lifts it."""

    filter_asked = Signal(QPoint, str)
    """Where the popup may open, and the field to open it with (empty: any)."""

    def __init__(self, state: ViewState, actions: ActionSet, vocabularies: Vocabularies, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("filter_bar")
        self.setAccessibleName(self.tr("Filters"))
        self.setProperty("area", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._state, self._vocabularies = state, vocabularies
        self._chips = ChipRow(self)
        self._chips.setObjectName("filter_chips")
        self._add = Chip(self.tr("+ Filter"))
        self._add.setObjectName("add_filter")
        self._add.setToolTip(actions["add_filter"].toolTip())
        self._add.clicked.connect(lambda: self.ask_filter())
        theme = current_theme()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(6), theme.px(8), theme.px(6))
        row.setSpacing(theme.px(2))
        row.addWidget(self._chips, 1, Qt.AlignmentFlag.AlignVCenter)
        for key, text in (("save_view", self.tr("Save view")), ("columns", self.tr("Columns"))):
            row.addWidget(self._link(actions, key, text))
        self._density = button(self.tr("Density"), "quiet", name="density_button", parent=self)
        menu = QMenu(self._density)
        menu.setObjectName("density_menu")
        menu.addAction(actions["density_comfortable"])
        menu.addAction(actions["density_compact"])
        self._density.clicked.connect(lambda: menu.exec(self._density.mapToGlobal(self._density.rect().bottomLeft())))
        row.addWidget(self._density)
        state.changed.connect(self._show)
        self._show()

    def ask_filter(self, key: str = "", under: QWidget | None = None) -> None:
        """Ask for the popup under the chip that was used."""
        chip = under or self._add
        self.filter_asked.emit(chip.mapToGlobal(chip.rect().bottomLeft()), key)

    def _link(self, actions: ActionSet, key: str, text: str) -> QWidget:
        made = button(text, "quiet", name=f"{key}_link", parent=self)
        made.setToolTip(actions[key].toolTip())
        made.clicked.connect(lambda *_: actions[key].trigger())
        actions[key].enabledChanged.connect(made.setEnabled)
        return made

    def _show(self) -> None:
        chips: list[Chip] = [
            self._chip(at, shown) for at, shown in enumerate(self._state.chips_shown(self._vocabularies))
        ]
        self._chips.set_chips([*chips, self._add])

    def _chip(self, at: int, shown: ChipShown) -> Chip:
        chip = FilterChip(shown.label, shown.value)
        chip.setObjectName(f"filter_chip_{at}")
        chip.removed.connect(lambda: self._state.remove_chip(at))
        if shown.field:
            chip.clicked.connect(lambda: self.ask_filter(shown.field, chip))
        return chip
