"""The grid of accounts: a column for each statement, a row for each field, and what the analyst concludes."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ascertain.ui.kit import GradeBadge, plain_tip, text_label
from ascertain.ui.theme import current_theme, restyle

_LONGEST_NAME = 34
"""How many characters of a source's name stand above its column."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """The head of a column: who speaks, with which grade."""

    name: str
    grade: str = ""
    grade_spoken: str = ""


@dataclass(frozen=True, slots=True)
class GridCell:
    """What one account says of one field.

    `silent`: no value is said; `differs`: another account says otherwise; `adopted`: the finding cites it.
    """

    text: str
    silent: bool = False
    differs: bool = False
    adopted: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """One field."""

    label: str
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class GridShown:
    """The grid in words."""

    columns: tuple[GridColumn, ...] = ()
    rows: tuple[GridRow, ...] = ()


class AccountsGrid(QScrollArea):
    """Lays the accounts side by side; with many of them it scrolls sideways. All of it can be selected and copied."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._sheet = _Sheet(self)
        self._sheet.setObjectName(f"{name}_sheet")
        self.setWidget(self._sheet)

    def show_grid(self, shown: GridShown) -> None:
        """Show other accounts."""
        self._sheet.show_grid(shown)
        self.setAccessibleDescription(self.text())
        self._fit()

    def text(self) -> str:
        """All rows as text, cells parted by tabs."""
        return self._sheet.text()

    def resizeEvent(self, event: object) -> None:
        """Keep as high as the rows need."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt hands over a QResizeEvent
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Follow the rows when the look changes their height."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        sheet = self._sheet
        width = max(self.viewport().width(), sheet.minimumSizeHint().width())
        layout = sheet.layout()
        height = layout.heightForWidth(width) if layout is not None and layout.hasHeightForWidth() else -1
        if height < 0:
            height = sheet.sizeHint().height()
        bar = self.horizontalScrollBar()
        extra = bar.sizeHint().height() if sheet.minimumSizeHint().width() > self.viewport().width() else 0
        self.setFixedHeight(height + extra + 2)


class _Sheet(QWidget):
    """The cells themselves, with lines between rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        px = current_theme().px
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setVerticalSpacing(px(9))
        self._shown = GridShown()
        self._labels: dict[tuple[int, int], QLabel] = {}
        self._heads: list[_Head] = []

    def show_grid(self, shown: GridShown) -> None:
        self._shown = shown
        width, height = len(shown.columns), len(shown.rows)
        for at in range(width):
            self._head(at).show_column(shown.columns[at])
        for at, head in enumerate(self._heads):
            head.setVisible(at < width)
            self._grid.setColumnStretch(at + 1, 1 if at < width else 0)
            self._grid.setColumnMinimumWidth(at + 1, current_theme().px(84) if at < width else 0)
        for row, line in enumerate(shown.rows):
            self._fill(self._cell(row + 1, 0), GridCell(line.label), "muted", line.label)
            for column, cell in enumerate(line.cells):
                spoken = f"{line.label}, {shown.columns[column].name}: {cell.text}"
                self._fill(self._cell(row + 1, column + 1), cell, "muted" if cell.silent else "", spoken)
        for (row, column), label in self._labels.items():
            label.setVisible(row <= height and column <= width)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        lines = [["", *(column.name for column in self._shown.columns)]]
        lines += [[row.label, *(cell.text for cell in row.cells)] for row in self._shown.rows]
        return "\n".join("\t".join(line) for line in lines)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """A line under each row."""
        painter = QPainter(self)
        painter.setPen(QPen(current_theme().color("border"), 1))
        half = self._grid.verticalSpacing() // 2
        for row in range(len(self._shown.rows)):
            below = self._bottom(row) + half
            painter.drawLine(0, below, self.width(), below)

    def _bottom(self, row: int) -> int:
        """Where a row ends. The layout's own cell rectangles do not know of wrapped lines."""
        cells = self._heads if row == 0 else [label for (at, _), label in self._labels.items() if at == row]
        return max((each.geometry().bottom() for each in cells if not each.isHidden()), default=0)

    def _fill(self, label: QLabel, cell: GridCell, look: str, spoken: str) -> None:
        text = cell.text
        if cell.differs:
            look = "differs"
            text = f"≠ {text}"
            spoken = self.tr("{account} (accounts differ)").format(account=spoken)
        if cell.adopted:
            text = f"{text} ✓"
            spoken = self.tr("{account} (your finding)").format(account=spoken)
        label.setText(text)
        label.setAccessibleName(spoken)
        label.setToolTip("")
        if label.property("look") != look:
            label.setProperty("look", look)
            restyle(label)

    def _cell(self, row: int, column: int) -> QLabel:
        known = self._labels.get((row, column))
        if known is not None:
            return known
        made = text_label("", "", wraps=True, selectable=True, parent=self)
        made.setObjectName(f"cell_{row}_{column}")
        self._grid.addWidget(made, row, column, Qt.AlignmentFlag.AlignTop)
        self._labels[row, column] = made
        return made

    def _head(self, at: int) -> _Head:
        while len(self._heads) <= at:
            made = _Head(len(self._heads), self)
            self._heads.append(made)
            self._grid.addWidget(made, 0, len(self._heads), Qt.AlignmentFlag.AlignBottom)
        return self._heads[at]


class _Head(QWidget):
    """Name and grade above a column."""

    def __init__(self, at: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"column_{at}")
        self._name = text_label("", "label", wraps=True, selectable=True, parent=self)
        self._name.setObjectName("column_name")
        self._grade = GradeBadge("", parent=self)
        self._grade.setObjectName("column_grade")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current_theme().px(2))
        column.addWidget(self._name)
        column.addWidget(self._grade, 0, Qt.AlignmentFlag.AlignLeading)

    def show_column(self, column: GridColumn) -> None:
        short = textwrap.shorten(column.name, _LONGEST_NAME, placeholder="…")
        self._name.setText(short)
        self._name.setAccessibleName(column.name)
        self._name.setToolTip(plain_tip(column.name) if short != column.name else "")
        self._grade.set_grade(column.grade, column.grade_spoken)
        self._grade.setVisible(bool(column.grade))
