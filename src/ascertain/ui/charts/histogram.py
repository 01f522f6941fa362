"""The histogram under the table: incidents over time by status. Dragging over it filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ascertain.domain.rows import Bin
from ascertain.ui.charts.axis import step_text
from ascertain.ui.charts.bars import STACK, Bars
from ascertain.ui.charts.legend import Legend
from ascertain.ui.charts.summary import count_of, whole_text
from ascertain.ui.charts.totals_words import incidents_text
from ascertain.ui.kit import text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import joined

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged
    from ascertain.app.queries import Queries
    from ascertain.domain.search import Search
    from ascertain.domain.totals import Bounds
    from ascertain.ui.bridge import Bridge

BARS = 72
"""How many bars are asked for."""


class Histogram(QWidget):
    """Shows how many incidents of a view lie where in time, by status, and lets a range be picked."""

    range_picked = Signal(int, int)
    """The instants from which and up to which (exclusive) the user wants to see incidents."""
    range_cleared = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("histogram")
        self._vocabularies = bridge.session.vocabularies
        self._asker = bridge.asker(self)
        self._search: Search | None = None
        self._picked: tuple[int, int] | None = None
        self._bins: Sequence[Bin] = ()
        self._build()
        bridge.changed.connect(self._refresh)

    def show_view(self, search: Search, picked: tuple[int, int] | None = None) -> None:
        """Count the incidents of a search. `picked`: the range of instants to mark, if the caller filters by one."""
        self._search, self._picked = search, picked
        self._ask()

    def show_bins(self, bins: Sequence[Bin], incidents: Bounds | None = None) -> None:
        """Draw what was counted. `incidents`: how many they are at least and at most, where some may be the same: the
        bars stand for records."""
        filled = any(count_of(each) > 0 for each in bins)
        self._bins = bins if filled else ()
        doubtful = incidents if incidents is not None and not incidents.exact else None
        self._title.setText(joined(step_text(self._bins), incidents_text(doubtful) if doubtful else ""))
        self._bars.show_bins(self._bins, self._vocabularies)
        self._bars.mark(self._marked())
        present = {status for each in self._bins for status, count in each.by_status if count}
        order = (*STACK, *sorted(present.difference(STACK)))
        self._legend.show_statuses([status for status in order if status in present], self._vocabularies)
        self._make_room()
        self._pages.setCurrentIndex(0 if filled else 1)
        self._bars.setAccessibleDescription(whole_text(self._bins, self._vocabularies, doubtful))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The hint gives way to the legend."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        words = self._title.sizeHint().width() + self._hint.sizeHint().width() + self._legend.sizeHint().width()
        self._hint.setVisible(bool(self._bins) and words + current_theme().px(50) < self.width())

    def _build(self) -> None:
        theme = current_theme()
        self.setProperty("area", "surface")
        self._title = text_label("", "small", parent=self)
        self._title.setObjectName("histogram_title")
        self._hint = text_label(self.tr("Drag to filter"), "small", parent=self)
        self._hint.setObjectName("histogram_hint")
        self._hint.hide()
        self._legend = Legend(self)
        self._legend.setObjectName("histogram_legend")
        self._bars = Bars(self)
        self._bars.setObjectName("histogram_bars")
        self._bars.setAccessibleName(self.tr("Incidents over time"))
        self._bars.picked.connect(self._pick)
        self._bars.cleared.connect(self._clear)
        self._bars.told.connect(self._bars.setAccessibleDescription)
        self._empty = text_label(self.tr("No incident with a known time in this view."), "muted", parent=self)
        self._empty.setObjectName("histogram_empty")
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self._title)
        head.addWidget(self._hint)
        head.addStretch(1)
        head.addWidget(self._legend, 8)
        self._pages = QStackedLayout()
        self._pages.addWidget(self._bars)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(10), theme.px(6), theme.px(10), theme.px(4))
        column.setSpacing(theme.px(2))
        column.addLayout(head)
        column.addLayout(self._pages, 1)

    def _refresh(self, notice: LogChanged) -> None:
        if notice.incident_ids:
            self._ask()

    def _ask(self) -> None:
        if self._search is not None:
            self._asker.ask(_question(self._search), lambda answer: self.show_bins(*answer))

    def _pick(self, first: int, last: int) -> None:
        self._picked = self._bins[first].start, self._bins[last].end
        self.range_picked.emit(*self._picked)

    def _clear(self) -> None:
        self._picked = None
        self.range_cleared.emit()

    def _marked(self) -> tuple[int, int] | None:
        if self._picked is None:
            return None
        inside = [
            at for at, each in enumerate(self._bins) if each.start < self._picked[1] and each.end > self._picked[0]
        ]
        return (inside[0], inside[-1]) if inside and len(inside) < len(self._bins) else None


def _question(search: Search) -> Callable[[Queries], tuple[list[Bin], Bounds]]:
    def ask(queries: Queries) -> tuple[list[Bin], Bounds]:
        from ascertain.domain.search import FieldTerm, Op, with_term

        timed = with_term(search, FieldTerm("t_from", Op.STATED))
        return queries.histogram(search, BARS), queries.totals(timed).incidents

    return ask
