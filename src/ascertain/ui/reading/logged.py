"""The list of what was logged from a document: each passage with what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ascertain.domain.marks import Coverage, Mark, MarkKind
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.kit import (
    draw_two_lines,
    line_fonts,
    paint_entry_ground,
    paint_status_pill,
    plain_tip,
    status_pill_size,
)
from ascertain.ui.reading.words import cut, entry_line, mark_told, speaker_line
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, isolated, joined, status_word

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class LoggedRow:
    """One line of the list: an incident with the passage it was logged from, or what else came of a passage."""

    mark: Mark
    head: str
    below: str
    status: str = ""
    word: str = ""
    incident_id: int | None = None


def logged_rows(known: Coverage, vocabularies: Vocabularies) -> tuple[LoggedRow, ...]:
    """The rows of a document: what cannot be found in its text first, then in the order of the text, then what names
    no passage."""
    lost = QCoreApplication.translate("Reading", "no longer in the text")
    bare = QCoreApplication.translate("Reading", "no passage")
    rows: list[LoggedRow] = []
    for mark in known.lost:
        rows += _rows(mark, vocabularies, lost)
    other = QCoreApplication.translate("Reading", "the words have changed")
    for placed in known.placed:
        rows += _rows(placed.mark, vocabularies, "" if placed.at.exact else other)
    for mark in known.unplaced:
        rows += _rows(mark, vocabularies, bare)
    return tuple(rows)


def _rows(mark: Mark, vocabularies: Vocabularies, told: str) -> list[LoggedRow]:
    quoted = QCoreApplication.translate("Reading", "“{quote}”")
    quote = isolated(quoted.replace("{quote}", cut(mark.quote, _LONGEST))) if mark.quote else ""
    below = joined(told, speaker_line(mark, vocabularies), quote)
    if mark.kind is MarkKind.STATEMENT:
        return [
            LoggedRow(
                mark,
                f"{code(each.ref)}  {isolated(each.title)}",
                below,
                each.status,
                status_word(each.status, vocabularies),
                each.id,
            )
            for each in mark.incidents
        ]
    head = entry_line(mark) if mark.kind is MarkKind.ENTRY else mark_told(mark, vocabularies)
    return [LoggedRow(mark, head, below)]


class LoggedModel(QAbstractListModel):
    """The rows, as they stand in the log."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("reading_logged_model")
        self._rows: tuple[LoggedRow, ...] = ()

    def show_rows(self, rows: tuple[LoggedRow, ...]) -> None:
        """Show others."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, at: int) -> LoggedRow | None:
        """One row."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def place_of(self, marks: Sequence[Mark]) -> int | None:
        """The first row of any of these marks."""
        wanted = {(each.kind, each.id) for each in marks}
        return next((at for at, row in enumerate(self._rows) if (row.mark.kind, row.mark.id) in wanted), None)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a row says."""
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW:
            return row
        spoken = joined(row.head, row.word, row.below)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken
        return plain_tip(spoken) if role == Qt.ItemDataRole.ToolTipRole else None


class LoggedList(QListView):
    """Shows a `LoggedModel`. `passage_wanted(mark)` when another row is chosen, `opened(row)` by Enter or a double
    click."""

    passage_wanted = Signal(object)
    opened = Signal(object)

    def __init__(self, model: LoggedModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("reading_logged")
        self.setAccessibleName(self.tr("Logged from this document"))
        self.setModel(model)
        self._rows = model
        self.setItemDelegate(_Line(self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._current)
        self.clicked.connect(self._current)
        self.activated.connect(self._open)

    def choose(self, marks: Sequence[Mark]) -> bool:
        """Choose the row of a mark, without asking for its passage."""
        at = self._rows.place_of(marks)
        if at is None:
            return False
        blocked = self.blockSignals(True)
        self.selectionModel().blockSignals(True)
        self.setCurrentIndex(self._rows.index(at))
        self.selectionModel().blockSignals(False)
        self.blockSignals(blocked)
        self.scrollTo(self._rows.index(at))
        self.viewport().update()
        return True

    def current_row(self) -> LoggedRow | None:
        """The row that is chosen."""
        return self._rows.row(self.currentIndex().row())

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when the look changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()

    def _current(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        row = self._rows.row(index.row()) if index.isValid() else None
        if row is not None:
            self.passage_wanted.emit(row.mark)

    def _open(self, index: QModelIndex) -> None:
        row = self._rows.row(index.row())
        if row is not None:
            self.opened.emit(row)


class _Line(QStyledItemDelegate):
    """Ref and title with the status at the far end; the speaker and the passage below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """The same height for all."""
        theme = current_theme()
        bold, small = line_fonts(option.font, theme)
        height = QFontMetrics(bold).height() + 2 * QFontMetrics(small).height() + theme.px(18)
        return QSize(theme.px(160), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the line."""
        row = index.data(ROW)
        if not isinstance(row, LoggedRow):
            return
        theme = current_theme()
        painter.save()
        painter.setLayoutDirection(option.direction)
        paint_entry_ground(painter, option, theme)
        inner: QRect = option.rect.adjusted(theme.px(12), theme.px(7), -theme.px(12), -theme.px(5))
        bold, small = line_fonts(option.font, theme)
        head = QRect(inner.left(), inner.top(), inner.width(), QFontMetrics(bold).height() + 2)
        title = QRect(head)
        if row.word:
            pill = status_pill_size(row.word, option.font, theme)
            far = QRect(head.right() + 1 - pill.width(), head.top() - 2, pill.width(), head.height() + 4)
            place = QStyle.visualRect(option.direction, head, far)
            painter.setFont(option.font)
            paint_status_pill(painter, place, row.word, row.status, theme, direction=option.direction)
            title.setWidth(head.width() - pill.width() - theme.px(8))
        painter.setFont(bold)
        painter.setPen(theme.color("text" if row.word else "text_muted"))
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        shown = QFontMetrics(bold).elidedText(row.head, Qt.TextElideMode.ElideRight, title.width())
        painter.drawText(QStyle.visualRect(option.direction, head, title), leading, shown)
        painter.setFont(small)
        painter.setPen(theme.color("text_muted"))
        below = inner.adjusted(0, head.height() + theme.px(2), 0, 0)
        draw_two_lines(painter, below, row.below, option.direction)
        painter.restore()
