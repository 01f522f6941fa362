"""The menu bar, drawn from the table of actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QMenuBar

from ascertain.ui.kit import text_label
from ascertain.ui.shell.action_set import ActionSet, shown
from ascertain.ui.shell.actions import ActionSpec, Menu, Part

_RECENT_AFTER = "open_log"


def fill_menu_bar(bar: QMenuBar, actions: ActionSet) -> QMenu:
    """Fill the bar with every action in its menu. Returns the submenu of recent logs, to be filled when it opens."""
    bar.setObjectName("menu_bar")
    name = text_label("Ascertain", "strong", parent=bar)
    name.setObjectName("menu_name")
    name.setContentsMargins(10, 0, 6, 0)
    bar.setCornerWidget(name, Qt.Corner.TopLeftCorner)
    menus = {menu: bar.addMenu(shown(menu.value)) for menu in Menu}
    parts: dict[Part, QMenu] = {}
    recent = QMenu(bar)
    for menu, widget in menus.items():
        widget.setObjectName(f"menu_{menu.name.lower()}")
        widget.setToolTipsVisible(False)
    for spec, action in actions:
        menu_widget = menus[spec.menu]
        if spec.gap:
            menu_widget.addSeparator()
        _place_of(spec, menu_widget, parts).addAction(action)
        if spec.key == _RECENT_AFTER:
            recent = menu_widget.addMenu(bar.tr("Open &recent"))
            recent.setObjectName("menu_recent")
    return recent


def _place_of(spec: ActionSpec, menu: QMenu, parts: dict[Part, QMenu]) -> QMenu:
    if spec.part is None:
        return menu
    if spec.part not in parts:
        parts[spec.part] = menu.addMenu(shown(spec.part.value))
        parts[spec.part].setObjectName(f"menu_{spec.part.name.lower()}")
    return parts[spec.part]
