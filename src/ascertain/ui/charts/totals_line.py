"""The line under the table that adds up what is shown, or what is chosen: a least and a greatest value of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ascertain.ui.charts.totals_words import incidents_text, parts, shared_text, short_shared_text, spoken
from ascertain.ui.kit import ElidedLabel, plain_tip, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import joined

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged
    from ascertain.app.queries import Queries
    from ascertain.domain.search import Search
    from ascertain.domain.totals import Totals
    from ascertain.ui.bridge import Bridge
    from ascertain.ui.table.selection import Selection

_WAIT_MS = 150
"""How long a selection must rest before it is added up."""


class TotalsLine(QWidget):
    """Asks a reader lane, and never more than once for what is already on the screen."""

    help_page = "totals"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("totals_line")
        self.setProperty("area", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._asker = bridge.asker(self)
        self._search: Search | None = None
        self._chosen: Callable[[], Selection] | None = None
        self._asked: tuple[Search, bool] | None = None
        """The search that was asked for last, and whether all that it finds was chosen."""
        self._counted: tuple[str, ...] = ()
        self._pairs = "", ""
        self._wait = QTimer(self)
        self._wait.setObjectName("totals_timer")
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self._ask)
        self._build()
        bridge.changed.connect(self._refresh)

    def show_view(self, search: Search, chosen: Callable[[], Selection]) -> None:
        """Add up a search, or of it what `chosen` says, where that is more than one. The same search again asks
        nothing."""
        if search != self._search:
            self._search, self._chosen = search, chosen
            self._ask()

    def give_way(self, search: Search) -> None:
        """Another search is to be shown, and its rows come first: stop adding up what nobody waits for any more."""
        if search != self._search:
            self._search = self._asked = None
            self._wait.stop()
            self._asker.drop()

    def count_again(self) -> None:
        """Add up anew: the same search may find something else now."""
        if self._search is not None:
            self._asked = None
            self._ask()

    def follow_selection(self) -> None:
        """Something else may be chosen now."""
        if self._search is not None:
            self._wait.start()

    def text(self) -> str:
        """The whole line."""
        return joined(*(each.text() for each in (self._what, self._counts) if each.text()))

    def show_totals(self, found: Totals, chosen: bool) -> None:
        """Show what was added up."""
        what = incidents_text(found.incidents)
        self._what.setText(self.tr("Chosen: {incidents}").format(incidents=what) if chosen else what)
        # Of nothing there is nothing to add up.
        counted = parts(found) if found.records else ()
        self._counted = tuple(f"{label} {value}" for label, value in counted)
        self._pairs = shared_text(found), short_shared_text(found)
        self._fit()
        told = spoken(found)
        for label in (self._what, self._counts):
            label.setAccessibleName(told)
        self.setToolTip(plain_tip(told, lines=True))

    def setVisible(self, visible: bool) -> None:
        """What was not added up while it was hidden is when it is seen."""
        super().setVisible(visible)
        if visible:
            self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In little room less is said; the tool tip says all."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """What may be the same gives way first, then the last of the counts: half a number would be another one."""
        px, measure = current_theme().px, self._shared.fontMetrics().horizontalAdvance
        room = self.width() - self._what.sizeHint().width() - px(2 * 10 + 14)
        cut = (joined(*self._counted[:kept], "…") for kept in range(len(self._counted) - 1, 0, -1))
        said = (joined(*self._counted), *cut)
        self._counts.setText(next((each for each in said if measure(each) <= room), ""))
        room -= measure(self._counts.text()) + px(14)
        told, short = self._pairs
        self._shared.setText(told if measure(told) <= room else short)

    def _ask(self) -> None:
        self._wait.stop()
        search, selection = self._search, self._chosen() if self._chosen is not None else None
        if search is None or self.isHidden():
            return
        chosen = selection is not None and len(selection) > 1
        if selection is None or not chosen or selection.everything:
            # Who goes from row to row chooses another one each time, and changes nothing that is added up here.
            if self._asked != (search, chosen):
                self._asked = search, chosen
                self._asker.ask(_of_search(search), lambda found: self.show_totals(found, chosen))
        else:
            self._asked, ids = None, selection.ids
            self._asker.ask(lambda queries: queries.totals_of(ids), lambda found: self.show_totals(found, True))

    def _refresh(self, notice: LogChanged) -> None:
        if notice.incident_ids:
            self._asked = None
            self.follow_selection()

    def _build(self) -> None:
        px = current_theme().px
        self._what: QLabel = text_label("", "small", selectable=True, parent=self)
        self._what.setObjectName("totals_incidents")
        self._counts: QLabel = text_label("", "small", selectable=True, parent=self)
        self._counts.setObjectName("totals_counts")
        self._shared = ElidedLabel("", look="small", parent=self)
        self._shared.setObjectName("totals_shared")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(10), px(3), px(10), px(3))
        row.setSpacing(px(14))
        row.addWidget(self._what)
        row.addWidget(self._counts)
        row.addWidget(self._shared, 1)


def _of_search(search: Search) -> Callable[[Queries], Totals]:
    return lambda queries: queries.totals(search)
