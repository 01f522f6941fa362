"""Chips: short things in a row that can be opened or removed, such as tags, sources and filters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QToolTip, QWidget

from ascertain.ui.kit.flow import FlowLayout
from ascertain.ui.kit.text import plain_tip
from ascertain.ui.theme import Theme, current_theme

__all__ = ["Chip", "ChipRow", "FilterChip"]

_PAD, _GAP, _CROSS = 10, 7, 7  # design pixels: at each end, between parts, the side of the remove sign
_WIDEST, _WIDEST_FILTER = 320, 440


class Chip(QAbstractButton):
    """A short text in a rounded frame.

    Click, Enter or Space emits ``clicked``. A removable chip has a × at its end; a click on it, Delete or
    Backspace emits ``removed``; what becomes of the chip is for the listener.
    """

    removed = Signal()
    _widest = _WIDEST

    def __init__(self, text: str, removable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lead = ""
        self._removable = removable
        self._over_cross = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # It gives way where a line is shorter than its text.
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(removable)
        self.setText(text)
        self._name()

    @property
    def removable(self) -> bool:
        """Whether it can be removed by the user."""
        return self._removable

    def set_text(self, text: str) -> None:
        """Show another text."""
        self.setText(text)
        self._name()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as the text needs, within reason."""
        theme = current_theme()
        width = self._lead_width() + self._plain_metrics().horizontalAdvance(self.text()) + theme.px(2 * _PAD)
        if self._removable:
            width += theme.px(_GAP + _CROSS)
        return QSize(min(width, theme.px(self._widest)), self._height(theme))

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        theme = current_theme()
        return QSize(min(self.sizeHint().width(), theme.px(64)), self._height(theme))

    def cross_rect(self) -> QRect:
        """Return where a click removes the chip; empty if it cannot be removed."""
        if not self._removable:
            return QRect()
        width = current_theme().px(_CROSS + _PAD + _GAP // 2)
        at_end = QRect(self.width() - width, 0, width, self.height())
        return QStyle.visualRect(self.layoutDirection(), self.rect(), at_end)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remove, or press."""
        if self._removable and self.cross_rect().contains(event.position().toPoint()):
            event.accept()
            if event.button() == Qt.MouseButton.LeftButton:
                self.removed.emit()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the × under the pointer."""
        over = self.cross_rect().contains(event.position().toPoint())
        if over != self._over_cross:
            self._over_cross = over
            self.update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Put the × out again."""
        self._over_cross = False
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Backspace remove; Enter presses, as Space does."""
        key = event.key()
        if self._removable and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Show the full text as a tool tip when it is cut."""
        if event.type() == QEvent.Type.ToolTip and self.width() < self._natural_width():
            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), plain_tip(self.accessibleName()), self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when the look changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw frame, text and ×."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter, theme)
        self._paint_text(painter, theme)
        if self._removable:
            self._paint_cross(painter, theme)

    def _paint_frame(self, painter: QPainter, theme: Theme) -> None:
        focused = self.hasFocus()
        width = 2.0 if focused else 1.0
        edge = "focus" if focused else "field_border" if self.underMouse() else "border"
        ground = "selection" if self.isDown() or self.isChecked() else "hover" if self.underMouse() else "raised"
        painter.setPen(QPen(theme.color(edge), width))
        painter.setBrush(theme.color(ground))
        frame = self.rect().toRectF().adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)

    def _paint_text(self, painter: QPainter, theme: Theme) -> None:
        pad = theme.px(_PAD)
        end = pad + (theme.px(_GAP + _CROSS) if self._removable else 0)
        direction = self.layoutDirection()
        room = QRect(pad, 0, self.width() - pad - end, self.height())
        painter.setPen(theme.color("text" if self.isEnabled() else "text_disabled"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextSingleLine
        lead = self._lead_width()
        if lead:
            painter.setFont(self._lead_font())
            place = QRect(room.left(), 0, min(lead, room.width()), room.height())
            painter.drawText(QStyle.visualRect(direction, self.rect(), place), flags, self._lead)
            room.setLeft(room.left() + lead)
        painter.setFont(self._plain_font())
        shown = self._plain_metrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(QStyle.visualRect(direction, self.rect(), room).adjusted(0, 0, 1, 0), flags, shown)

    def _paint_cross(self, painter: QPainter, theme: Theme) -> None:
        side = theme.px(_CROSS)
        at_end = QRect(self.width() - theme.px(_PAD) - side, (self.height() - side) // 2, side, side)
        box = QRectF(QStyle.visualRect(self.layoutDirection(), self.rect(), at_end))
        pen = QPen(theme.color("danger" if self._over_cross else "text_muted"), 1.4 * theme.scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(box.topLeft()), QPointF(box.bottomRight()))
        painter.drawLine(QPointF(box.topRight()), QPointF(box.bottomLeft()))

    def _plain_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(current_theme().metrics.small)
        return font

    def _lead_font(self) -> QFont:
        font = self._plain_font()
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _plain_metrics(self) -> QFontMetrics:
        return QFontMetrics(self._plain_font())

    def _lead_width(self) -> int:
        if not self._lead:
            return 0
        return QFontMetrics(self._lead_font()).horizontalAdvance(self._lead) + current_theme().px(5)

    def _natural_width(self) -> int:
        theme = current_theme()
        cross = theme.px(_GAP + _CROSS) if self._removable else 0
        return self._lead_width() + self._plain_metrics().horizontalAdvance(self.text()) + theme.px(2 * _PAD) + cross

    @staticmethod
    def _height(theme: Theme) -> int:
        return max(theme.px(20), theme.metrics.control - theme.px(6))

    def _name(self) -> None:
        self.setAccessibleName(" ".join(part for part in (self._lead, self.text()) if part))


class FilterChip(Chip):
    """A filter in force: what it looks at in bold, then the value, and a × to lift it.

    The menu key or a click with the other button emits ``menu_asked``; a letter ``letter_typed``, in small.
    """

    _widest = _WIDEST_FILTER
    menu_asked = Signal()
    letter_typed = Signal(str)

    def __init__(self, key: str, value: str, parent: QWidget | None = None) -> None:
        super().__init__(value, removable=True, parent=parent)
        self._lead = key
        self._name()

    @property
    def key(self) -> str:
        """What the filter looks at."""
        return self._lead

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu."""
        event.accept()
        self.menu_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell letters; all else is as of every chip."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if plain and event.text().isalpha():
            self.letter_typed.emit(event.text().casefold())
            return
        super().keyPressEvent(event)


class ChipRow(QWidget):
    """Chips side by side, on as many lines as they need. Left and right arrow move between them.

    With ``most_lines`` those that do not fit on so many are hidden, and a chip that says how many stands before the
    last ones of the row (``kept`` of them); it emits ``more_asked``.
    """

    more_asked = Signal()

    def __init__(self, parent: QWidget | None = None, most_lines: int = 0) -> None:
        super().__init__(parent)
        self._most_lines, self._kept = most_lines, 0
        self._more: Chip | None = None
        self._flow = FlowLayout(self, current_theme().px(6))
        self._chips: list[Chip] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def chips(self) -> list[Chip]:
        """Return the chips in their order."""
        return list(self._chips)

    def more(self) -> Chip | None:
        """Return the chip that stands for those that are hidden, while it does."""
        return self._more if self._more is not None and not self._more.isHidden() else None

    def hidden_chips(self) -> list[Chip]:
        """Return the chips for which there is no room."""
        return [chip for chip in self._chips if chip.isHidden()]

    def set_chips(self, chips: Sequence[Chip], kept: int = 0) -> None:
        """Show these chips in place of those shown now, which are deleted unless they are shown again. The last
        ``kept`` of them always stay in sight."""
        index = next((i for i, chip in enumerate(self.chips()) if chip.hasFocus()), -1)
        if 0 <= index < len(self._chips) - self._kept and len(chips) > kept:
            # The keyboard stays among those that come and go.
            index = min(index, len(chips) - kept - 1)
        self._kept = kept
        while self._flow.count():
            self._flow.takeAt(0)
        for chip in self._chips:
            if chip not in chips:
                chip.hide()
                chip.deleteLater()
        self._chips = list(chips)
        for at, chip in enumerate(chips):
            if self._most_lines and at == len(chips) - kept:
                self._flow.addWidget(self._made_more())
            self._flow.addWidget(chip)
            chip.show()
        self._fit()
        if index >= 0 and chips:
            # A chip that goes hands the keyboard to whatever comes next in the window.
            chips[min(index, len(chips) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See how many fit."""
        super().resizeEvent(event)
        self._fit()

    def _made_more(self) -> Chip:
        if self._more is None:
            self._more = Chip("", parent=self)
            self._more.setObjectName("more_chips")
            self._more.clicked.connect(self.more_asked)
            self._more.hide()
        return self._more

    def _fit(self) -> None:
        """Hide what does not fit on the lines that there may be."""
        if not self._most_lines or self._more is None or self.width() < current_theme().px(64):
            return
        own, last = self._chips[: len(self._chips) - self._kept], self._chips[len(self._chips) - self._kept :]
        shown = len(own)
        while shown > 1 and self._lines(own[:shown], last, len(own) - shown) > self._most_lines:
            shown -= 1
        for at, chip in enumerate(own):
            if chip.isHidden() != (at >= shown):
                chip.setVisible(at < shown)
        self._more.set_text(f"+{len(own) - shown}")
        self._more.setAccessibleName(self.tr("%n more filters", "", len(own) - shown))
        self._more.setVisible(shown < len(own))
        self.updateGeometry()

    def _lines(self, first: Sequence[Chip], last: Sequence[Chip], hidden: int) -> int:
        chips = [*first, *([self._more] if hidden and self._more is not None else []), *last]
        return self._flow.lines_of([chip.sizeHint().width() for chip in chips], self.width())

    def add(self, chip: Chip) -> None:
        """Show one more chip at the end."""
        self._flow.addWidget(chip)
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between chips by arrow keys."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        step = steps.get(Qt.Key(event.key()))
        chips = [chip for chip in self.in_order() if not chip.isHidden()]
        at = next((i for i, chip in enumerate(chips) if chip.hasFocus()), -1)
        if step is None or at < 0:
            super().keyPressEvent(event)
            return
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        chips[(at + step) % len(chips)].setFocus(Qt.FocusReason.OtherFocusReason)

    def in_order(self) -> list[Chip]:
        """Return the chips as they stand, with the one for those that are hidden."""
        if self._more is None:
            return self._chips
        end = len(self._chips) - self._kept
        return [*self._chips[:end], self._more, *self._chips[end:]]
