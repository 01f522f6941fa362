"""The heading of the bars over time, which opens what can be done with them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from ascertain.domain.timeline import BarUnit
from ascertain.ui.charts.axis import short_step_text, step_text
from ascertain.ui.kit import button
from ascertain.ui.theme import IconName


class UnitMenu(QWidget):
    """A button that says what one bar stands for; its menu chooses that, and goes nearer and farther."""

    unit_asked = Signal(object)
    """A `BarUnit`, or None for the finest that fits."""
    nearer_asked = Signal()
    farther_asked = Signal()
    whole_asked = Signal()
    filter_asked = Signal()
    """Filter the table to what is shown."""
    table_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("histogram_heading")
        self._button = button("", "quiet", icon=IconName.CHEVRON_DOWN, name="histogram_unit", parent=self)
        self._button.clicked.connect(lambda: self.open_at(self._button.mapToGlobal(self._button.rect().bottomLeft())))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._button)
        self._menu = QMenu(self)
        self._menu.setObjectName("histogram_menu")
        self._units: dict[BarUnit | None, QAction] = {}
        self._unit: BarUnit | None = None
        self._fill()
        self.show_state(None, None, zooms=False, zoomed=False, filled=False)

    def show_state(
        self, unit: BarUnit | None, chosen: BarUnit | None, *, zooms: bool, zoomed: bool, filled: bool
    ) -> None:
        """`unit`: of the bars that are drawn; `chosen`: what was asked for. `zooms`: whether one can go nearer."""
        text = step_text(unit)
        self._unit = unit
        self._button.setText(text)
        self._button.setAccessibleName(self.tr("{heading}: choose the unit, go nearer or farther").format(heading=text))
        self._units[chosen].setChecked(True)
        self._nearer.setEnabled(filled and zooms)
        self._table.setEnabled(filled)
        for action in (self._farther, self._whole, self._filter):
            action.setEnabled(filled and zoomed)
        self.updateGeometry()

    def fit(self, room: int) -> None:
        """Say it in fewer words where it would take more pixels."""
        self._button.setText(step_text(self._unit))
        if self._button.sizeHint().width() > room:
            self._button.setText(short_step_text(self._unit))

    def open_at(self, where: QPoint) -> None:
        """Open the menu at a point of the screen."""
        self._menu.popup(where)

    def _fill(self) -> None:
        words = {
            None: self.tr("&Unit that fits"),
            BarUnit.DAY: self.tr("By &day"),
            BarUnit.WEEK: self.tr("By &week"),
            BarUnit.MONTH: self.tr("By &month"),
            BarUnit.QUARTER: self.tr("By &quarter"),
            BarUnit.YEAR: self.tr("By &year"),
        }
        group = QActionGroup(self)
        for unit, text in words.items():
            action = self._add(f"unit_{unit or 'auto'}", text)
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(lambda _=False, unit=unit: self.unit_asked.emit(unit))
            self._units[unit] = action
        self._menu.addSeparator()
        self._nearer = self._add("nearer", self.tr("&Nearer\t+"))
        self._farther = self._add("farther", self.tr("&Farther\t-"))
        self._whole = self._add("whole", self.tr("Show &all times\t0"))
        self._menu.addSeparator()
        self._filter = self._add("filter", self.tr("Filter the &table to what is shown"))
        self._table = self._add("table", self.tr("Show as ta&ble…"))
        self._nearer.triggered.connect(lambda *_: self.nearer_asked.emit())
        self._farther.triggered.connect(lambda *_: self.farther_asked.emit())
        self._whole.triggered.connect(lambda *_: self.whole_asked.emit())
        self._filter.triggered.connect(lambda *_: self.filter_asked.emit())
        self._table.triggered.connect(lambda *_: self.table_asked.emit())

    def _add(self, name: str, text: str) -> QAction:
        action = self._menu.addAction(text)
        action.setObjectName(f"histogram_{name}")
        return action
