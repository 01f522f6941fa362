"""The list that opens under a box while typing. It lies over the window and never takes the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from ascertain.ui.form.names.choices import Choice, ChoiceKind
from ascertain.ui.kit import isolate, text_direction
from ascertain.ui.theme import IconName, Tone, current_theme, icon

_ROWS = 9
_Index = QModelIndex | QPersistentModelIndex


class ChoiceModel(QAbstractListModel):
    """The choices as Qt sees them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.choices: Sequence[Choice] = ()

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Hold other choices."""
        self.beginResetModel()
        self.choices = choices
        self.endResetModel()

    def renew(self, choices: Sequence[Choice]) -> None:
        """Hold the same choices with other words."""
        self.choices = choices
        self.dataChanged.emit(self.index(0), self.index(len(choices) - 1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """As many as there are choices."""
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a choice."""
        choice = self.choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (choice.text, choice.matched, choice.detail) if part)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A heading cannot be chosen."""
        if self.choices[index.row()].kind is ChoiceKind.HEADING:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _ChoiceDelegate(QStyledItemDelegate):
    """Draws a name, the other name that matched, and the detail at the end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002 - Qt's signature
        return QSize(100, current_theme().control_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        if not isinstance(model, ChoiceModel):
            return
        choice = model.choices[index.row()]
        theme = current_theme()
        rect = QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if choice.kind is ChoiceKind.MAKER and index.row():
            painter.setPen(QPen(theme.color("border"), 1))
            painter.drawLine(rect.topLeft(), rect.topRight())
        if chosen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selection"))
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), theme.px(4), theme.px(4))
        room = rect.adjusted(theme.px(8), 0, -theme.px(8), 0)
        _Line(painter, room, option.direction, chosen).draw(choice)
        painter.restore()


class _Line:
    """One line on its way onto the screen; `room` is what is left of it, in the coordinates of a left-to-right line."""

    def __init__(self, painter: QPainter, room: QRect, direction: Qt.LayoutDirection, chosen: bool) -> None:
        self._painter, self._all, self._room = painter, room, QRect(room)
        self._direction, self._theme, self._chosen = direction, current_theme(), chosen

    def draw(self, choice: Choice) -> None:
        px = self._theme.px
        if choice.kind is ChoiceKind.HEADING:
            self._write(choice.text, "text_muted", weight=QFont.Weight.DemiBold, small=True)
            return
        if choice.kind is ChoiceKind.MAKER:
            side = px(16)
            place = QRect(self._room.left(), self._room.center().y() - side // 2 + 1, side, side)
            tone = Tone.SELECTION if self._chosen else Tone.ACCENT
            icon(IconName.ADD, tone).paint(self._painter, QStyle.visualRect(self._direction, self._all, place))
            self._room.setLeft(self._room.left() + side + px(6))
            self._write(choice.text, "selection_text" if self._chosen else "accent", weight=QFont.Weight.Medium)
            return
        if choice.inset:
            self._room.setLeft(self._room.left() + px(14))
        if choice.detail:
            self._write(choice.detail, "text_muted", small=True, at_end=True)
        self._write(choice.text, "selection_text" if self._chosen else "text")
        if choice.matched:
            self._write(isolate(choice.matched), "text_muted", small=True)

    def _write(
        self,
        text: str,
        color: str,
        *,
        weight: QFont.Weight = QFont.Weight.Normal,
        small: bool = False,
        at_end: bool = False,
    ) -> None:
        if self._room.width() < self._theme.px(12):
            return
        font = QFont(self._painter.font())
        font.setPixelSize(self._theme.metrics.small if small else self._theme.metrics.font)
        font.setWeight(weight)
        metrics = QFontMetrics(font)
        most = self._room.width() // 2 if at_end else self._room.width()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, most)
        width = min(metrics.horizontalAdvance(shown) + 2, self._room.width())
        left = self._room.right() - width + 1 if at_end else self._room.left()
        place = QStyle.visualRect(self._direction, self._all, QRect(left, self._room.top(), width, self._room.height()))
        self._painter.save()
        self._painter.setFont(font)
        self._painter.setPen(self._theme.color(color))
        self._painter.setLayoutDirection(text_direction(shown, self._direction))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextSingleLine
        self._painter.drawText(place, flags, shown)
        self._painter.restore()
        step = width + self._theme.px(8)
        if at_end:
            self._room.setRight(self._room.right() - step)
        else:
            self._room.setLeft(self._room.left() + step)


class ChoicePopup(QFrame):
    """Lies over `window` beneath a box, or above it where there is more room."""

    picked = Signal(int)

    def __init__(self, window: QWidget, name: str) -> None:
        super().__init__(window)
        self.setObjectName(name)
        self.setProperty("card", True)
        self.model = ChoiceModel(self)
        self._list = QListView(self)
        self._list.setObjectName(f"{name}_list")
        self._list.setAccessibleName(self.tr("Suggestions"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        self._list.setModel(self.model)
        self._list.setItemDelegate(_ChoiceDelegate(self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setUniformItemSizes(True)
        self._list.clicked.connect(lambda index: self.picked.emit(index.row()))
        column = QVBoxLayout(self)
        column.setContentsMargins(3, 3, 3, 3)
        column.addWidget(self._list)
        self.hide()

    @property
    def row(self) -> int:
        """The line that is lit, or -1."""
        return self._list.currentIndex().row()

    def choice(self) -> Choice | None:
        """The choice that is lit."""
        return self.model.choices[self.row] if 0 <= self.row < len(self.model.choices) else None

    def show_choices(self, choices: Sequence[Choice], box: QWidget, lit: int = -1) -> None:
        """Open with these choices under `box`, or close without any."""
        self.model.show_choices(choices)
        if not choices:
            self.hide()
            return
        self.place(box)
        self.show()
        self.raise_()
        if lit >= 0:
            self._light(lit)

    def renew(self, choices: Sequence[Choice]) -> None:
        """Show other words for the same choices; the one that is lit stays lit."""
        if len(choices) == len(self.model.choices):
            self.model.renew(choices)

    def unlight(self) -> None:
        """Let no line be lit."""
        self._list.setCurrentIndex(QModelIndex())

    def step(self, by: int) -> None:
        """Light the next line that can be chosen; past the end, the first."""
        count = len(self.model.choices)
        at = self.row
        for _ in range(count):
            at = (at + by) % count if at >= 0 else (0 if by > 0 else count - 1)
            if self.model.choices[at].kind is not ChoiceKind.HEADING:
                self._light(at)
                return

    def place(self, box: QWidget) -> None:
        """Lie under `box`."""
        window = box.window()
        theme = current_theme()
        rows = min(len(self.model.choices), _ROWS)
        height = rows * theme.control_height + 10
        corner = box.mapTo(window, QPoint(0, box.height() + 2))
        below = window.height() - corner.y() - 4
        top = corner.y()
        if height > below:
            above = corner.y() - box.height() - 8
            if above > below:
                height = min(height, above)
                top = corner.y() - box.height() - 4 - height
            else:
                height = max(min(height, below), theme.control_height * 2)
        least = theme.px(400 if any(each.detail for each in self.model.choices) else 300)
        width = min(max(box.width(), least), window.width() - 8)
        left = corner.x()
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = corner.x() + box.width() - width
        left = max(4, min(left, window.width() - width - 4))
        self.setGeometry(left, top, width, height)

    def _light(self, row: int) -> None:
        self._list.setCurrentIndex(self.model.index(row))
