"""The list of what waits: a virtual model over ids."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from ascertain.domain.review_weight import Waiting, weigh
from ascertain.domain.rows import IncidentRow
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.kit import plain_tip
from ascertain.ui.review.work import Work
from ascertain.ui.wording import (
    due_text,
    joined,
    number_text,
    status_word,
    tr_message,
    waiting_text,
    when_text,
    where_text,
)

Index = QModelIndex | QPersistentModelIndex
_PAGE = 64
_PAGES = 32
LINE = Qt.ItemDataRole.UserRole
"""The role under which the whole line is given, as a `QueueLine`."""
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
    LINE,
)


class Mark(Enum):
    """How words of a line stand out."""

    NEW = auto()
    DUE = auto()


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One incident of the queue in words."""

    title: str
    status: str
    word: str
    below: str
    done: bool
    marks: tuple[tuple[str, Mark], ...] = ()
    """Words that stand out before what is below."""


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
        """The title; the whole line, for the delegate and for a screen reader; how the incident weighs."""
        if not index.isValid() or role not in _ROLES:
            return None
        row = self._row(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.weight(row), lines=True)
        word, marks = status_word(row.status, self._vocabularies), self.marks(row)
        if role == LINE:
            return QueueLine(row.title, row.status, word, self.line(row), self._work.is_done(row.id), marks)
        told = [row.title, word, *(text for text, _ in marks), self.line(row)]
        return ", ".join([*told, self.tr("done")] if self._work.is_done(row.id) else told)

    def line(self, row: IncidentRow) -> str:
        """What stands under the title: `Al-Tanf base, Syria · 18 Oct 2023 · waiting 5 days · 1 of 1 independent`."""
        origins = self.tr("{origins} of {statements} independent")
        main, _ = when_text(row)
        parts = [
            where_text(row, self._vocabularies),
            main if row.t_from is not None or row.phrase else "",
            waiting_text(days_waiting(row, self._today())),
            origins.format(origins=number_text(row.origins), statements=number_text(row.statements))
            if row.statements
            else self.tr("no source"),
        ]
        return joined(*parts)

    def marks(self, row: IncidentRow) -> tuple[tuple[str, Mark], ...]:
        """What stands out: that something changed since the last review, and when to look again."""
        new = ((self.tr("changed since"), Mark.NEW),) if row.id in self._work.changed else ()
        due = due_text(row.follow_up_on, self._today())
        return (*new, (due, Mark.DUE)) if due else new

    def weight(self, row: IncidentRow) -> str:
        """How much hangs on an incident, and why."""
        waiting = Waiting(
            row.status, row.killed, row.injured, row.origins, row.follow_up_on, row.id in self._work.changed
        )
        weighed = weigh(waiting, self._today())
        head = self.tr("Weight {points}").replace("{points}", number_text(weighed.points))
        return "\n".join([head, *(tr_message(reason) for reason in weighed.reasons)])

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
