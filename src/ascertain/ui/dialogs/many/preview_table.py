"""The table of what would become of incidents: before and after, the changed parts marked, each row to be unticked
where that is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableWidgetItem, QWidget

from ascertain.domain.edit_preview import Previewed
from ascertain.ui.dialogs.row_table import RowTable
from ascertain.ui.kit import plain_tip, text_direction
from ascertain.ui.kit.found import found_in_line, paint_found
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code

Spans = tuple[tuple[int, int], ...]
_SPANS = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One change of one field of one incident; the spans are what differs in either text."""

    id: int
    ref: str
    field: str
    before: str
    after: str
    before_spans: Spans = ()
    after_spans: Spans = ()


class PreviewTable(RowTable):
    """`ticked` after a row was ticked or unticked."""

    ticked = Signal()

    def __init__(self, name: str, parent: QWidget, *, ticks: bool = False) -> None:
        super().__init__(name, 4, parent)
        self._ticks = ticks
        self._unticked: set[int] = set()
        self.setAccessibleName(self.tr("Before and after"))
        self.setHorizontalHeaderLabels([self.tr("Ref"), self.tr("Field"), self.tr("Before"), self.tr("After")])
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.setColumnWidth(
            0, self.fontMetrics().horizontalAdvance("2023-000000") + current_theme().px(34 if ticks else 12)
        )
        self._marked = MarkedText(self)
        for column in (2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            self.setItemDelegateForColumn(column, self._marked)
        self.itemChanged.connect(self._note_tick)

    @property
    def left_out(self) -> frozenset[int]:
        """The incidents that were unticked."""
        return frozenset(self._unticked)

    def show_rows(self, rows: Sequence[PreviewRow]) -> None:
        """Show these rows; what was unticked stays so."""
        self.blockSignals(True)
        self.setRowCount(len(rows))
        for at, row in enumerate(rows):
            ref = QTableWidgetItem(code(row.ref))
            ref.setData(Qt.ItemDataRole.UserRole, row.id)
            if self._ticks:
                off = row.id in self._unticked
                ref.setCheckState(Qt.CheckState.Unchecked if off else Qt.CheckState.Checked)
            self.setItem(at, 0, ref)
            self.setItem(at, 1, QTableWidgetItem(row.field))
            for column, text, spans in ((2, row.before, row.before_spans), (3, row.after, row.after_spans)):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(text))
                item.setData(_SPANS, spans)
                self.setItem(at, column, item)
        self.blockSignals(False)
        self.viewport().update()

    def _note_tick(self, item: QTableWidgetItem) -> None:
        if item.column() or not self._ticks:
            return
        number = int(item.data(Qt.ItemDataRole.UserRole))
        if item.checkState() is Qt.CheckState.Checked:
            self._unticked.discard(number)
        else:
            self._unticked.add(number)
        self.ticked.emit()


class MarkedText(QStyledItemDelegate):
    """Draws a text in one line, with the changed parts marked as what a search found."""

    def __init__(self, table: PreviewTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the ground as everywhere, and the text with its marks."""
        spans: Spans = tuple(index.data(_SPANS) or ())
        theme = current_theme()
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        text = shown.text
        shown.text = ""
        table = self._table
        table.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, table)
        inset = theme.px(6)
        room = QRectF(shown.rect).adjusted(inset, 0, -inset, 0)
        text, spans = fitted(text, spans, QFontMetricsF(shown.font), room.width())
        places = found_in_line(text, spans, shown.font, shown.direction) if spans else []
        high = places[0].height() if places else room.height()
        towards_left = text_direction(text, shown.direction) is Qt.LayoutDirection.RightToLeft
        width = QFontMetricsF(shown.font).horizontalAdvance(text)
        left = room.right() - width if towards_left else room.left()
        painter.save()
        painter.setClipRect(room)
        top = room.top() + (room.height() - high) / 2
        paint_found(painter, [place.translated(left, top) for place in places], theme)
        painter.setFont(shown.font)
        painter.setPen(theme.color("text"))
        painter.setLayoutDirection(text_direction(text, shown.direction))
        line = QRectF(left - 2 if towards_left else left, room.top(), width + 2, room.height())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine), text)
        painter.restore()


def marked_row(each: Previewed, field: str, before: str, after: str, *, marks: bool) -> PreviewRow:
    """A change of a field; with `marks` the part that is another is marked in both texts, and in sight."""
    one, other = parted(before, after) if marks else ((), ())
    old, one = snippet(before, one) if one else (before, one)
    new, other = snippet(after, other) if other else (after, other)
    return PreviewRow(each.id, each.ref, field, old, new, one, other)


def fitted(text: str, spans: Spans, metrics: QFontMetricsF, room: float) -> tuple[str, Spans]:
    """As much of a text as has room, with an ellipsis where it is cut, and so that its first mark is seen."""
    if metrics.horizontalAdvance(text) <= room:
        return text, spans
    first, last = spans[0] if spans else (0, 0)
    cut = 0
    while cut < first and metrics.horizontalAdvance(f"…{text[cut:last]}…") > room:
        cut += 1
    lead = "…" if cut else ""
    shown = f"{lead}{text[cut:]}"
    long = len(shown)
    while long > 1 and metrics.horizontalAdvance(f"{shown[:long]}…") > room:
        long -= 1
    ended = shown if long == len(shown) else f"{shown[:long]}…"
    moved = ((max(one - cut, 0) + len(lead), min(other - cut + len(lead), long)) for one, other in spans)
    return ended, tuple((one, other) for one, other in moved if one < other)


def parted(before: str, after: str) -> tuple[Spans, Spans]:
    """What is another between two texts, as one span in each; nothing where they have neither end in common."""
    most = min(len(before), len(after))
    front = next((at for at in range(most) if before[at] != after[at]), most)
    back = next((at for at in range(most - front) if before[-1 - at] != after[-1 - at]), most - front)
    if not front and not back:
        return (), ()
    one, other = (front, len(before) - back), (front, len(after) - back)
    return ((one,) if one[0] < one[1] else ()), ((other,) if other[0] < other[1] else ())


def snippet(text: str, spans: Spans, before: int = 24, longest: int = 160) -> tuple[str, Spans]:
    """A long text from a little before its first changed part on, in one line, with its spans moved along."""
    start = spans[0][0] - before if spans and spans[0][0] > before + 8 else 0
    shown = text[start : start + longest].replace("\n", " ").replace("\r", " ")
    lead = "…" if start else ""
    moved = ((one - start + len(lead), min(other - start, longest) + len(lead)) for one, other in spans)
    kept = tuple((one, other) for one, other in moved if one < other and one < len(lead) + len(shown))
    return f"{lead}{shown}{'…' if start + longest < len(text) else ''}", kept
