"""The bar above the table: filters in force as chips, one button for more, and what shapes the table."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget
from shiboken6 import isValid

from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.kit import Chip, ChipRow, FilterChip, button, plain_tip
from ascertain.ui.shell.action_set import ActionSet
from ascertain.ui.shell.view_state import ViewState
from ascertain.ui.theme import current_theme

if TYPE_CHECKING:
    from ascertain.ui.shell.chip_words import ChipShown


_MOST_LINES = 2
"""Lines of chips; what does not fit stands in a menu, so that the table keeps its room."""


_NARROW = 560


class FilterBar(QWidget):
    """Chips follow the view state; a click on one opens its values, its × lifts it."""

    help_page = "find#filters"

    filter_asked = Signal(QPoint, str, int, int)
    """Where the popup may open, the field to open it with (empty: any), and which chip and which part of a group is to
    be changed (-1: none)."""

    def __init__(self, state: ViewState, actions: ActionSet, vocabularies: Vocabularies, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("filter_bar")
        self.setAccessibleName(self.tr("Filters"))
        self.setProperty("area", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._state, self._vocabularies = state, vocabularies
        self._chips = ChipRow(self, _MOST_LINES)
        self._chips.more_asked.connect(self._show_more)
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
        self._save = self._link(actions, "save_view", self.tr("Save view"))
        self._links = QWidget(self)
        self._links.setObjectName("view_links")
        links = QHBoxLayout(self._links)
        links.setContentsMargins(0, 0, 0, 0)
        links.setSpacing(theme.px(2))
        links.addWidget(self._save)
        self._columns = self._link(actions, "columns", self.tr("Columns"))
        links.addWidget(self._columns)
        row.addWidget(self._links)
        self._actions = actions
        self._changed = button(self.tr("Changed"), "quiet", name="view_changed_button", parent=self)
        self._changed.setToolTip(plain_tip(self.tr("What is shown differs from the saved view.")))
        self._changed.clicked.connect(self._open_changes)
        self._changed.hide()
        row.insertWidget(1, self._changed)
        self._density = button(self.tr("Density"), "quiet", name="density_button", parent=self)
        menu = QMenu(self._density)
        menu.setObjectName("density_menu")
        for key in ("rows_usual", "rows_comfortable", "rows_compact"):
            menu.addAction(actions[key])
        self._density.clicked.connect(lambda: menu.exec(self._density.mapToGlobal(self._density.rect().bottomLeft())))
        links.addWidget(self._density)
        row.addWidget(self._view_button())
        self._after = (self._save, self._columns, self._density, self._view)
        state.changed.connect(self._show)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for the chips: in little of it one button stands for all that shapes the view."""
        super().resizeEvent(event)
        narrow = self.width() < current_theme().px(_NARROW)
        self._links.setVisible(not narrow)
        self._view.setVisible(narrow)

    def _view_button(self) -> QWidget:
        self._view = button(self.tr("View"), "quiet", name="arrange_button", parent=self)
        menu = QMenu(self._view)
        menu.setObjectName("arrange_menu")
        for key in ("save_view", "columns", "rows_usual", "rows_comfortable", "rows_compact"):
            menu.addAction(self._actions[key])
        self._view.clicked.connect(lambda: menu.exec(self._view.mapToGlobal(self._view.rect().bottomLeft())))
        self._view.hide()
        return self._view

    def ask_filter(self, key: str = "", under: QWidget | None = None, at: int = -1, member: int = -1) -> None:
        """Ask for the popup under the chip that was used."""
        chip = under if under is not None and under.isVisible() else self._chips.more() if at >= 0 else None
        chip = chip or self._add
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        under_it = chip.rect().bottomRight() if rtl else chip.rect().bottomLeft()
        self.filter_asked.emit(chip.mapToGlobal(under_it), key, at, member)

    def show_changed(self, changed: bool) -> None:
        """Say whether what is shown differs from the saved view that was gone to."""
        self._changed.setVisible(changed)
        self._save.setVisible(not changed)

    def _open_changes(self) -> None:
        menu = QMenu(self._changed)
        menu.setObjectName("view_changed_menu")
        for key in ("update_view", "save_view", "view_back"):
            menu.addAction(self._actions[key])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._changed.mapToGlobal(self._changed.rect().bottomLeft()))

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
        last = [self._add, self._clear_chip()] if chips else [self._add]
        self._chips.set_chips([*chips, *last], kept=len(last))
        # Chips are made last and stand first.
        for one, other in pairwise((self._chips, *self._chips.in_order(), self._changed, *self._after)):
            QWidget.setTabOrder(one, other)

    def _clear_chip(self) -> Chip:
        clear = Chip(self.tr("Clear filters"), parent=self)
        clear.setObjectName("clear_filters_chip")
        clear.setToolTip(plain_tip(self.tr("Lift every filter; the words in the search box stay.")))
        clear.clicked.connect(lambda: self._state.set_chips(()))
        return clear

    def _chip(self, at: int, shown: ChipShown) -> Chip:
        chip = FilterChip(shown.label, shown.value)
        chip.setObjectName(f"filter_chip_{at}")
        chip.removed.connect(lambda: self._state.remove_chip(at))
        chip.menu_asked.connect(lambda: self._open_menu(at, shown, chip))
        chip.letter_typed.connect(lambda letter: self._type_letter(at, letter))
        if shown.field:
            chip.clicked.connect(lambda: self.ask_filter(shown.field, chip, at))
        else:
            chip.clicked.connect(lambda: self._open_menu(at, shown, chip))
        return chip

    def _type_letter(self, at: int, letter: str) -> None:
        """N turns a chip round, O joins it with the next one or parts a group."""
        from ascertain.ui.shell.chip_menu import join_or_part, turn

        if letter == "n":
            turn(self._state, at)
        elif letter == "o":
            join_or_part(self._state, at)

    def _open_menu(self, at: int, shown: ChipShown, chip: Chip) -> None:
        from ascertain.ui.shell.chip_menu import fill_chip_menu

        menu = QMenu(self)
        menu.setObjectName("chip_menu")
        fill_chip_menu(menu, self._state, at, shown, self._opener(chip))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))

    def _opener(self, under: QWidget) -> Callable[..., None]:
        """What opens a page from a menu: once the menu is gone, or closing it would close the page as well."""

        def open_page(key: str, at: int, member: int = -1) -> None:
            QTimer.singleShot(0, self, lambda: self.ask_filter(key, under if isValid(under) else None, at, member))

        return open_page

    def _show_more(self) -> None:
        """A menu with the chips that do not fit."""
        from ascertain.ui.shell.chip_menu import fill_chip_menu

        more, hidden = self._chips.more(), len(self._chips.hidden_chips())
        if more is None:
            return
        menu = QMenu(self)
        menu.setObjectName("more_chips_menu")
        chips = self._state.chips_shown(self._vocabularies)
        for at in range(len(chips) - hidden, len(chips)):
            part = menu.addMenu(chips[at].text.replace("&", "&&"))
            fill_chip_menu(part, self._state, at, chips[at], self._opener(more))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(more.mapToGlobal(more.rect().bottomLeft()))
