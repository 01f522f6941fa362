"""The list of what waits: a virtual model over ids."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from ascertain.domain.rows import IncidentRow
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.review.work import Work
from ascertain.ui.wording import due_text, joined, number_text, status_word, waiting_text, when_text, where_text

Index = QModelIndex | QPersistentModelIndex
_PAGE = 64
_PAGES = 32
LINE = Qt.ItemDataRole.UserRole
"""The role under which the whole line is given, as a `QueueLine`."""


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One incident of the queue in words."""

    title: str
    status: str
    word: str
    below: str
    done: bool


class QueueModel(QAbstractListModel):
    """The queue of a sitting. Rows are read by the page when they are shown, and few pages are kept."""

    def __init__(
        self,
        work: Work,
        read: Callable[[Sequence[int]], list[IncidentRow]],
        vocabularies: Vocabularies,
        today: Callable[[], date],
    ) -> None:
        super().__init__()
        self._work, self._read, self._vocabularies, self._today = work, read, vocabularies, today
        self._pages: OrderedDict[int, dict[int, IncidentRow]] = OrderedDict()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - the signature is Qt's
        """As many as wait, or waited when work began."""
        return 0 if parent.isValid() else len(self._work.ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title; the whole line, for the delegate and for a screen reader."""
        if not index.isValid():
            return None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, LINE):
            return None
        row = self._row(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        word = status_word(row.status, self._vocabularies)
        if role == LINE:
            return QueueLine(row.title, row.status, word, self.line(row), self._work.is_done(row.id))
        return f"{row.title}, {word}, {self.line(row)}"

    def line(self, row: IncidentRow) -> str:
        """What stands under the title: `Al-Tanf base, Syria · 18 Oct 2023 · waiting 5 days · 1 of 1 independent`."""
        origins = self.tr("{origins} of {statements} independent")
        main, _ = when_text(row)
        parts = [
            where_text(row, self._vocabularies),
            main if row.t_from is not None or row.phrase else "",
            waiting_text(days_waiting(row, self._today())),
            due_text(row.follow_up_on, self._today()),
            origins.format(origins=number_text(row.origins), statements=number_text(row.statements))
            if row.statements
            else self.tr("no source"),
        ]
        return joined(*parts)

    def reset(self) -> None:
        """The queue is another one."""
        self.beginResetModel()
        self._pages.clear()
        self.endResetModel()

    def renew(self) -> None:
        """The same incidents, read again."""
        self._pages.clear()
        if self._work.ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._work.ids) - 1))

    def _row(self, at: int) -> IncidentRow | None:
        number = at // _PAGE
        page = self._pages.get(number)
        if page is None:
            ids = self._work.ids[number * _PAGE : (number + 1) * _PAGE]
            page = {row.id: row for row in self._read(ids)}
            self._pages[number] = page
            while len(self._pages) > _PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return page.get(self._work.ids[at])


def days_waiting(row: IncidentRow, today: date) -> int:
    """For how many days an incident has been in the log."""
    return (today - datetime.fromtimestamp(row.created_at, UTC).astimezone().date()).days
