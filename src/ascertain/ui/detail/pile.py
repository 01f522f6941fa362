"""Widgets of one kind, one below another, kept and filled anew, so that following a selection does not flicker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ascertain.ui.kit import button
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import number_text

Item = TypeVar("Item")
Shown = TypeVar("Shown", bound=QWidget)


class Pile(QWidget, Generic[Item, Shown]):
    """Shows up to `at_once` items and offers the rest by a button."""

    def __init__(
        self,
        name: str,
        make: Callable[[int, QWidget], Shown],
        fill: Callable[[Shown, Item], None],
        at_once: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._make, self._fill, self._at_once = make, fill, at_once
        self._widgets: list[Shown] = []
        self._items: Sequence[Item] = ()
        self._limit = at_once
        self._more = button("", "link", name=f"{name}_more", parent=self)
        self._more.clicked.connect(self._show_more)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(current_theme().px(6))
        self._column.addWidget(self._more)

    def show_items(self, items: Sequence[Item]) -> None:
        """Show other items, from the first."""
        self._items, self._limit = items, self._at_once
        self._draw()

    def shown(self) -> list[Shown]:
        """The widgets that show an item now."""
        return self._widgets[: min(len(self._items), self._limit)]

    def _show_more(self) -> None:
        before = self._limit
        self._limit += self._at_once * 4
        self._draw()
        self._widgets[before].setFocus()

    def _draw(self) -> None:
        count = min(len(self._items), self._limit)
        while len(self._widgets) < count:
            made = self._make(len(self._widgets), self)
            self._column.insertWidget(len(self._widgets), made)
            self._widgets.append(made)
        for at, widget in enumerate(self._widgets):
            if at < count:
                self._fill(widget, self._items[at])
            widget.setVisible(at < count)
        left = len(self._items) - count
        self._more.setText(self.tr("Show {count} more").format(count=number_text(min(left, self._at_once * 4))))
        self._more.setVisible(left > 0)
