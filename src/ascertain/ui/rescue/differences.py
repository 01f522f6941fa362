"""What two logs have differently of the same incidents, cell by cell, and whose value is to stand."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHeaderView, QRadioButton, QVBoxLayout, QWidget

from ascertain.domain.incoming.outcome import Choice, Look, Side
from ascertain.ui.incoming.conflict_view import ConflictView
from ascertain.ui.incoming.looked_rows import ConflictRows
from ascertain.ui.kit import FlowLayout, text_label
from ascertain.ui.theme import current_theme

_LEAST, _USUAL = 120, 240
_WIDEST = 200
"""Design pixels of a column."""
_THERE = 4


class Differences(QWidget):
    """`choice` is what was chosen: at first that this log's values stand."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import_differences")
        self.choice = Choice()
        self._look: Look | None = None
        self._rows = ConflictRows(self)
        self.view = ConflictView(self._rows, self)
        self.view.chosen.connect(self._choose_one)
        told = text_label(
            self.tr("Both logs have these incidents, and say different things of them. L keeps a cell, F takes it."),
            "muted",
            wraps=True,
            parent=self,
        )
        told.setObjectName("import_differences_told")
        self._sides = QButtonGroup(self)
        choices = QWidget(self)
        choices.setObjectName("import_differences_sides")
        line = FlowLayout(choices, current_theme().px(16))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current_theme().px(8))
        column.addWidget(told)
        for at, (name, text) in enumerate(
            (("here", self.tr("Keep all of this &log")), ("there", self.tr("Take all of the &other log")))
        ):
            button = QRadioButton(text, self)
            button.setObjectName(f"import_differences_{name}")
            self._sides.addButton(button, at)
            line.addWidget(button)
        column.addWidget(choices)
        self._sides.button(0).setChecked(True)
        self._sides.idClicked.connect(self._choose_all)
        column.addWidget(self.view, 1)
        self.view.setMinimumHeight(current_theme().px(_LEAST))
        self.hide()

    @property
    def usual_height(self) -> tuple[int, int]:
        """The least and the usual height of the table, in design pixels."""
        return _LEAST, _USUAL

    def show_look(self, look: Look) -> None:
        """Show the cells that differ; nothing where there are none."""
        self._look = look
        self._rows.show_rows(look, self.choice)
        # Rows of a log have no number that anybody knows.
        self.view.setColumnHidden(0, True)
        self.view.fit_columns(most=_WIDEST)
        self.view.horizontalHeader().setSectionResizeMode(_THERE, QHeaderView.ResizeMode.Stretch)
        if len(look.conflicts):
            self.view.setCurrentIndex(self._rows.index(0, 1))
        self.setVisible(bool(len(look.conflicts)))

    def _choose_one(self, row: int, side: Side) -> None:
        found = self._rows.conflict(row)
        cells = {**self.choice.cells, (found.spot.sheet, found.spot.row, found.key): side}
        self._take(replace(self.choice, cells=cells))

    def _choose_all(self, at: int) -> None:
        self._take(Choice(side=Side.THERE if at else Side.HERE))

    def _take(self, choice: Choice) -> None:
        self.choice = choice
        self._rows.renew(choice)
        self.changed.emit()
