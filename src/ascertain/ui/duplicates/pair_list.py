"""The list of pairs: the score, and both incidents under each other. Rows are read by id when they come into sight."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView, QWidget

from ascertain.domain.duplicates import Pair
from ascertain.domain.rows import IncidentRow
from ascertain.ui.duplicates.found_pairs import FoundPairs
from ascertain.ui.kit.one_column import lay_out_one_column
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, isolated, joined, number_text, when_text
from ascertain.ui.wording.likeness import likeness_text

_Index = QModelIndex | QPersistentModelIndex
_KEPT = 400
"""How many rows are remembered."""


class PairModel(QAbstractTableModel):
    """The pairs as lines of text."""

    def __init__(self, found: FoundPairs, rows: Callable[[Iterable[int]], list[IncidentRow]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("duplicate_pairs_model")
        self._found, self._rows = found, rows
        self._known: dict[int, IncidentRow] = {}

    def renew(self) -> None:
        """The list is another one, or what its incidents hold."""
        self.beginResetModel()
        self._known.clear()
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """One for each pair."""
        return 0 if parent.isValid() else len(self._found.pairs)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """One."""
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Three short lines: how likely, and the two."""
        if not index.isValid() or index.row() >= len(self._found.pairs):
            return None
        pair = self._found.pairs[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join((self._head(pair), *(self._line(each) for each in pair.ids)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join((likeness_text(pair.comparison), *(self._line(each) for each in pair.ids)))
        return None

    def _head(self, pair: Pair) -> str:
        row = self._row(pair.one)
        when = when_text(row)[0] if row is not None else ""
        return joined(code(f"{number_text(pair.comparison.percent)} %"), when, isolated(row.place if row else ""))

    def _line(self, incident_id: int) -> str:
        row = self._row(incident_id)
        return "" if row is None else f"{code(row.ref)} {isolated(row.title)}"

    def _row(self, incident_id: int) -> IncidentRow | None:
        if incident_id not in self._known:
            if len(self._known) > _KEPT:
                self._known.clear()
            self._known |= {row.id: row for row in self._rows((incident_id,))}
        return self._known.get(incident_id)


class PairList(QTableView):
    """Shows a `PairModel`; one pair is chosen at a time."""

    def __init__(self, model: PairModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("duplicate_pairs")
        self.setAccessibleName(self.tr("Pairs that may be the same"))
        self.setModel(model)
        lay_out_one_column(self)
        self.setWordWrap(False)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when the look changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._measure()

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(3 * self.fontMetrics().height() + current_theme().px(14))
