"""Tabs with a line under the chosen one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QWidget

__all__ = ["UnderlineTabs"]


class UnderlineTabs(QTabWidget):
    """Pages behind one another; the names are shown as given, and scroll rather than being cut."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        bar = self.tabBar()
        self.setDocumentMode(True)
        bar.setDrawBase(False)
        bar.setExpanding(False)
        bar.setElideMode(Qt.TextElideMode.ElideNone)
        bar.setUsesScrollButtons(True)
        bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if name:
            self.setObjectName(name)
            bar.setObjectName(f"{name}_bar")
