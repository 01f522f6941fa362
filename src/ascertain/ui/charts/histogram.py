"""The histogram under the table: incidents over time by status. Zooming decides what is drawn, dragging what is
filtered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from ascertain.domain.timeline import DAY, BarUnit, Days, Timeline, fits
from ascertain.ui.charts.bars import Bars
from ascertain.ui.charts.drawing import STACK
from ascertain.ui.charts.legend import Legend, LegendEntry
from ascertain.ui.charts.summary import days_text, shown_text, untimed_text, whole_text
from ascertain.ui.charts.totals_words import incidents_text
from ascertain.ui.charts.unit_menu import UnitMenu
from ascertain.ui.charts.zoom import STEP, moved, zoomed, zooms
from ascertain.ui.kit import ElidedLabel, button, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import joined

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged
    from ascertain.app.queries import Queries
    from ascertain.domain.search import Search
    from ascertain.domain.totals import Bounds
    from ascertain.ui.bridge import Bridge

BARS = 72
"""How many bars are asked for, where no unit was chosen."""


class Histogram(QWidget):
    """Shows how many incidents of a view lie where in time, by status, and lets a range be picked. What is drawn stays
    until what was asked for is here."""

    help_page = "bars"

    range_picked = Signal(int, int)
    """The instants from which and up to which (exclusive) the user wants to see incidents."""
    range_cleared = Signal()
    status_picked = Signal(str)
    """A status of the legend was used."""
    untimed_picked = Signal()
    """The incidents without a time are wanted."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("histogram")
        self._vocabularies = bridge.session.vocabularies
        self._asker, self._doubt_asker = bridge.asker(self), bridge.asker(self)
        self._search: Search | None = None
        self._picked: tuple[int, int] | None = None
        self._told = Timeline()
        self._doubtful: Bounds | None = None
        self._doubt_due = False
        self._unit: BarUnit | None = None
        self._zoom: Days | None = None
        self._build()
        self._connect()
        bridge.changed.connect(self._refresh)

    def show_view(self, search: Search, picked: tuple[int, int] | None = None) -> None:
        """Count the incidents of a search. `picked`: the range of instants to mark, if the caller filters by one."""
        other = search != self._search
        if picked is None and self._picked is not None:
            # The range was lifted elsewhere.
            self._bars.let_go()
        self._search, self._picked = search, picked
        if other:
            self._count()
        else:
            self._bars.mark(self._marked())

    def give_way(self, search: Search) -> None:
        """Another search is to be shown, and its rows come first: stop counting what nobody waits for any more."""
        if search != self._search:
            self._search = None
            self._asker.drop()
            self._doubt_asker.drop()

    def count_again(self) -> None:
        """Ask again for what is shown: the same search may find something else now."""
        if self._search is not None:
            self._count()

    def follow(self, days: Days | None) -> None:
        """Mark where the current incident lies: its first and its last day."""
        self._bars.show_incident(days)

    def show_timeline(self, told: Timeline) -> None:
        """Draw what was counted."""
        self._told = told
        self._zoom = told.shown if told.shown != told.whole else None
        if told.shown is not None and told.whole is not None and not _meet(told.shown, told.whole):
            # Another search, of which nothing lies here.
            self._zoom = None
            self._ask()
        if told.shown is not None:
            self._bars.show_span(told.shown, whole=self._zoom is None)
        self._bars.show_bins(told.bins, self._vocabularies)
        self._bars.mark(self._marked())
        self._legend.show_entries(self._entries(), self._vocabularies)
        self._heading.show_state(
            told.unit,
            self._unit,
            zooms=told.shown is not None and zooms(told.shown),
            zoomed=self._zoom is not None,
            filled=bool(told.bins),
        )
        self._untimed.setText(untimed_text(told.untimed))
        self._pages.setCurrentIndex(0 if told.bins else 1)
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What can be said shorter gives way to the legend."""
        super().resizeEvent(event)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when the look changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange) and hasattr(self, "_pages"):
            self._make_room()

    # ---- what is drawn

    def choose_unit(self, unit: BarUnit | None) -> None:
        """Count by this unit; None: by the finest that fits."""
        self._unit = unit
        self._ask()

    def zoom(self, factor: float, instant: float) -> None:
        """Go nearer (below 1: farther) around an instant."""
        self._draw(lambda shown, whole: zoomed(shown, whole, factor, instant / DAY))

    def shift(self, share: float) -> None:
        """Go to what was earlier or later by a share of what is shown."""
        if self._zoom is not None:
            self._draw(lambda shown, whole: moved(shown, whole, share))

    def show_all(self) -> None:
        """Draw all times."""
        if self._zoom is not None or self._told.shown != self._told.whole:
            self._draw(lambda _shown, _whole: None)

    def filter_to_shown(self) -> None:
        """Filter by the days that are drawn."""
        if self._zoom is not None:
            self._picked = self._zoom[0] * DAY, (self._zoom[1] + 1) * DAY
            self.range_picked.emit(*self._picked)

    def show_as_table(self) -> None:
        """Open the bars as a table."""
        from ascertain.ui.charts.bar_table import BarTable

        dialog = BarTable(self._told, self._vocabularies, self.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _draw(self, choose: Callable[[Days, Days], Days | None]) -> None:
        """Show other days at once, with the bars that are there, and ask for theirs."""
        whole = self._told.whole
        if whole is None:
            return
        self._zoom = choose(self._zoom or self._told.shown or whole, whole)
        if self._unit is not None and not fits(self._unit, self._zoom or whole):
            self._unit = None
        self._bars.show_span(self._zoom or whole, whole=self._zoom is None)
        self._ask()

    # ---- how it is made

    def _build(self) -> None:
        theme = current_theme()
        self.setProperty("area", "surface")
        self._heading = UnitMenu(self)
        self._said = ElidedLabel("", look="small", parent=self)
        self._said.setObjectName("histogram_title")
        self._said.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._untimed = button("", "link", name="histogram_untimed", parent=self)
        self._untimed.hide()
        self._to_shown = button(self.tr("Filter to what is shown"), "link", name="histogram_to_shown", parent=self)
        self._to_shown.hide()
        self._hint = text_label(self.tr("Drag to filter, wheel to zoom"), "small", parent=self)
        self._hint.setObjectName("histogram_hint")
        self._hint.hide()
        self._legend = Legend(self)
        self._legend.setObjectName("histogram_legend")
        self._bars = Bars(self)
        self._bars.setObjectName("histogram_bars")
        self._bars.setAccessibleName(self.tr("Incidents over time"))
        self._bars.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._empty = text_label(self.tr("No incident with a known time in this view."), "muted", parent=self)
        self._empty.setObjectName("histogram_empty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self._heading)
        head.addWidget(self._said)
        for part in (self._to_shown, self._untimed, self._hint):
            head.addWidget(part)
        head.addWidget(self._legend, 8)
        head.addSpacing(theme.px(10))
        self._pages = QStackedLayout()
        self._pages.addWidget(self._bars)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        # The words of the heading begin above the first bar; its button has air around them.
        column.setContentsMargins(0, theme.px(2), 0, theme.px(4))
        column.setSpacing(0)
        column.addLayout(head)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addSpacing(theme.px(10))
        below.addLayout(self._pages, 1)
        below.addSpacing(theme.px(10))
        column.addLayout(below, 1)

    def _connect(self) -> None:
        self._bars.picked.connect(self._pick)
        self._bars.cleared.connect(self._clear)
        self._bars.told.connect(self._bars.setAccessibleDescription)
        self._bars.zoom_asked.connect(self.zoom)
        self._bars.move_asked.connect(self.shift)
        self._bars.whole_asked.connect(self.show_all)
        self._bars.customContextMenuRequested.connect(self._open_menu)
        self._heading.unit_asked.connect(self.choose_unit)
        self._heading.nearer_asked.connect(lambda: self.zoom(STEP, self._bars.middle()))
        self._heading.farther_asked.connect(lambda: self.zoom(1 / STEP, self._bars.middle()))
        self._heading.whole_asked.connect(self.show_all)
        self._heading.filter_asked.connect(self.filter_to_shown)
        self._heading.table_asked.connect(self.show_as_table)
        self._to_shown.clicked.connect(self.filter_to_shown)
        self._untimed.clicked.connect(lambda *_: self.untimed_picked.emit())
        self._legend.picked.connect(self.status_picked)

    def _open_menu(self, where: QPoint) -> None:
        self._heading.open_at(self._bars.mapToGlobal(where))

    def _tell(self) -> None:
        self._bars.setAccessibleDescription(whole_text(self._told, self._vocabularies, self._doubtful))
        self._make_room()

    def _make_room(self) -> None:
        """The legend first, then what is counted beside the bars; the hint only where nothing has to give way to it."""
        # Where one went nearer it is said which days these are, and the words of the legend are cut for that.
        legend = self._legend.sizeHint().width() if self._zoom is None else self._legend.least_width()
        left = self.width() - legend - current_theme().px(70)
        wanted = ((self._untimed, self._told.untimed > 0), (self._to_shown, self._zoom is not None))
        left -= self._untimed.sizeHint().width() * (self._told.untimed > 0)
        self._heading.fit(left - self._width_of(self._sayings()[0]))
        left -= self._heading.sizeHint().width()
        said = next((each for each in self._sayings() if self._width_of(each) <= left), "")
        self._said.setText(said)
        self._said.setAccessibleName(self._sayings()[0])
        self._said.setFixedWidth(self._width_of(said))
        left -= self._width_of(said)
        for part, useful in wanted:
            # Those without a time can be reached in no other way from here.
            part.setVisible(useful and (part is self._untimed or part.sizeHint().width() < left))
        left -= self._to_shown.sizeHint().width() if not self._to_shown.isHidden() else 0
        self._hint.setVisible(bool(self._told.bins) and self._hint.sizeHint().width() < left)

    def _sayings(self) -> tuple[str, ...]:
        """What may stand beside the heading, the longest first: half a number would say the wrong one."""
        doubtful = incidents_text(self._doubtful) if self._doubtful is not None else ""
        if self._zoom is None:
            return (doubtful,)
        shown = shown_text(self._told)
        return joined(shown, doubtful), shown, days_text(self._told)

    def _width_of(self, said: str) -> int:
        return self._said.fontMetrics().horizontalAdvance(said) + 4 if said else 0

    def _entries(self) -> list[LegendEntry]:
        drawn: dict[str, float] = {}
        for each in self._told.bins:
            for status, count in each.by_status:
                drawn[status] = drawn.get(status, 0.0) + count
        whole = dict(self._told.by_status)
        order = (*STACK, *sorted(set(whole).difference(STACK)))
        return [LegendEntry(each, drawn.get(each, 0.0), whole[each]) for each in order if each in whole]

    # ---- asking

    def _refresh(self, notice: LogChanged) -> None:
        if notice.incident_ids:
            self._count()

    def _count(self) -> None:
        """Ask for the bars, and after them for how many incidents they stand for where some may be the same."""
        self._doubt_asker.drop()
        self._doubt_due = True
        self._ask()

    def _ask(self) -> None:
        if self._search is not None:
            self._asker.ask(_question(self._search, self._zoom, self._unit), self._take_timeline)

    def _take_timeline(self, told: Timeline) -> None:
        self.show_timeline(told)
        if self._doubt_due and self._search is not None:
            self._doubt_due = False
            self._doubt_asker.ask(_doubt(self._search), self._take_doubt)

    def _take_doubt(self, incidents: Bounds) -> None:
        self._doubtful = None if incidents.exact else incidents
        self._tell()

    def _pick(self, first: int, last: int) -> None:
        self._picked = self._told.bins[first].start, self._told.bins[last].end
        self.range_picked.emit(*self._picked)

    def _clear(self) -> None:
        self._picked = None
        self.range_cleared.emit()

    def _marked(self) -> tuple[int, int] | None:
        if self._picked is None:
            return None
        bins, (begin, end) = self._told.bins, self._picked
        inside = [at for at, each in enumerate(bins) if each.start < end and each.end > begin]
        everything = len(inside) == len(bins) and self._zoom is None
        return (inside[0], inside[-1]) if inside and not everything else None


def _meet(one: Days, other: Days) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _question(search: Search, shown: Days | None, unit: BarUnit | None) -> Callable[[Queries], Timeline]:
    return lambda queries: queries.timeline(search, BARS, shown=shown, unit=unit)


def _doubt(search: Search) -> Callable[[Queries], Bounds]:
    def ask(queries: Queries) -> Bounds:
        from ascertain.domain.search import FieldTerm, Op, with_term

        return queries.totals(with_term(search, FieldTerm("t_from", Op.STATED))).incidents

    return ask
