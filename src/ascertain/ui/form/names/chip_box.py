"""A box that holds several short things as chips, with a line behind them in which the next one is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QStyle, QWidget

from ascertain.domain.folding import fold
from ascertain.domain.records import NamedRef
from ascertain.ui.form.names.choices import Choice, ChoiceKind
from ascertain.ui.form.names.completion import Completion, Provide
from ascertain.ui.form.names.one_line import keep_one_line
from ascertain.ui.kit import Chip
from ascertain.ui.theme import current_theme

_SEPARATORS = ",;،؛"
_STAYING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class ChipBox(QWidget):
    """Enter, `;` or leaving the line makes a chip of what was typed; Backspace in the empty line takes the last out.

    `is_new` tells which names the log does not have. `making` is called when a new entry is to be made of a name.
    """

    edited = Signal()

    def __init__(self, provide: Provide, name: str, parent: QWidget | None = None, *, splits: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.is_new: Callable[[NamedRef], bool] = lambda _: False
        self.making: Callable[[str], None] | None = None
        self._refs: list[NamedRef] = []
        self._chips: list[Chip] = []
        self._splits = splits
        self.line = QLineEdit(self)
        self.line.setObjectName(f"{name}_line")
        self.line.setProperty("bare", True)
        self.line.installEventFilter(self)
        keep_one_line(self.line, "; ")
        self.completion = Completion(self.line, provide, box=self)
        self.completion.chosen.connect(self._choose)
        self.completion.entered.connect(self.commit)
        self.line.textEdited.connect(lambda _: self._type())
        # The letter of a label leads only to what takes the focus itself.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    @property
    def refs(self) -> tuple[NamedRef, ...]:
        """What stands in the box, but for what is being typed."""
        return tuple(self._refs)

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The chips in their order."""
        return tuple(self._chips)

    def set_refs(self, refs: Iterable[NamedRef]) -> None:
        """Show these; what is being typed stays."""
        self._refs = list(refs)
        self._show()

    def commit(self) -> None:
        """Make a chip of what was typed."""
        text = self.line.text()
        typed = [part for piece in _split(text, self._splits) if (part := " ".join(piece.split()))]
        self.line.clear()
        self.completion.close()
        if typed:
            self.add(*(NamedRef(each) for each in typed))

    def add(self, *refs: NamedRef) -> None:
        """Put names behind those that stand here; one that is there already is left out."""
        present = {fold(each.name) for each in self._refs}
        fresh = [ref for ref in refs if fold(ref.name) not in present]
        if fresh:
            self._refs += fresh
            self._show()
            self.edited.emit()

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 - Qt's name
        """The line is what is typed in: it has the name too."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:  # noqa: N802 - Qt's name
        """The line is told of problems too."""
        super().setAccessibleDescription(description)
        self.line.setAccessibleDescription(description)

    def sizeHint(self) -> QSize:
        """One line, or as many as the chips need."""
        return QSize(current_theme().px(160), self._arrange(max(self.width(), 80), move=False))

    def minimumSizeHint(self) -> QSize:
        """Room for a chip."""
        return QSize(current_theme().px(110), current_theme().control_height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when the look or the direction changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._lay_out()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the chips goes to the line."""
        super().mousePressEvent(event)
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys at the edge of the line, and leaving it."""
        kind = event.type()
        if watched is self.line:
            if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._edge_key(event):
                return True
            if kind == QEvent.Type.FocusOut and isinstance(event, QFocusEvent) and event.reason() not in _STAYING:
                self.commit()
            if kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
                self.update()
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, Chip):
            return self._chip_key(watched, event)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the frame of a field around everything."""
        theme = current_theme()
        wrong, focused = bool(self.property("problem")), self.line.hasFocus()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2.0 if focused else 1.0
        edge = "focus" if focused else "danger" if wrong else "text_muted" if self.underMouse() else "field_border"
        proposed = bool(self.property("proposed"))
        if proposed and not focused and not wrong:
            edge = "accent"
        painter.setPen(QPen(theme.color(edge), width, Qt.PenStyle.DashLine if proposed else Qt.PenStyle.SolidLine))
        painter.setBrush(theme.color("danger_surface" if wrong else "surface"))
        half = width / 2
        painter.drawRoundedRect(self.rect().toRectF().adjusted(half, half, -half, -half), theme.px(6), theme.px(6))

    # ---- what happens

    def _type(self) -> None:
        text = self.line.text()
        if (self._splits and text and text[-1] in _SEPARATORS) or (not self._splits and text.endswith(";")):
            self.commit()

    def _choose(self, choice: Choice) -> None:
        if choice.kind is ChoiceKind.MAKER:
            if self.making is not None:
                self.line.clear()
                self.making(str(choice.value))
            return
        self.line.clear()
        self.add(NamedRef(choice.text, choice.value if isinstance(choice.value, int) else None))

    def _edge_key(self, event: QKeyEvent) -> bool:
        if self.line.text() or not self._chips or self.line.cursorPosition():
            return False
        if event.key() == Qt.Key.Key_Backspace:
            self._remove(len(self._refs) - 1)
            return True
        back = Qt.Key.Key_Right if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else Qt.Key.Key_Left
        if event.key() == back:
            self._chips[-1].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _chip_key(self, chip: Chip, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        step = steps.get(Qt.Key(event.key()), 0)
        if not step:
            return False
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        at = self._chips.index(chip) + step
        target: QWidget = self.line if at >= len(self._chips) else self._chips[max(0, at)]
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _remove(self, at: int) -> None:
        del self._refs[at]
        self._show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    # ---- how it looks

    def _show(self) -> None:
        while len(self._chips) > len(self._refs):
            gone = self._chips.pop()
            # A filter that is written in Python must not see a widget on its way out: PySide ends the process.
            gone.removeEventFilter(self)
            gone.hide()
            gone.deleteLater()
        while len(self._chips) < len(self._refs):
            self._chips.append(self._make_chip(len(self._chips)))
        for chip, ref in zip(self._chips, self._refs, strict=True):
            text = self.tr("{name} · new").format(name=ref.name) if self.is_new(ref) else ref.name
            if chip.text() != text:
                chip.set_text(text)
        self._lay_out()

    def _make_chip(self, at: int) -> Chip:
        chip = Chip("", removable=True, parent=self)
        chip.setObjectName(f"{self.objectName()}_chip_{at}")
        # Reached from the line by an arrow key, so that Tab goes from field to field.
        chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        chip.setCursor(Qt.CursorShape.ArrowCursor)
        chip.installEventFilter(self)
        chip.removed.connect(lambda: self._remove(self._chips.index(chip)))
        chip.show()
        return chip

    def _lay_out(self) -> None:
        height = self._arrange(self.width(), move=True)
        if self.minimumHeight() != height or self.maximumHeight() != height:
            self.setFixedHeight(height)
        self.update()

    def _arrange(self, width: int, *, move: bool) -> int:
        theme = current_theme()
        row, edge, gap = theme.control_height, theme.px(4), theme.px(4)
        room = width - 2 * edge
        x = y = 0
        for chip in self._chips:
            size = chip.sizeHint()
            wide = min(size.width(), room)
            if x and x + wide > room:
                x, y = 0, y + row - gap
            if move:
                top = y + (row - size.height()) // 2
                self._put(chip, QRect(edge + x, top, wide, size.height()))
            x += wide + gap
        if x and room - x < self._line_width():
            x, y = 0, y + row - gap
        if move:
            lead = 0 if x else theme.px(3)
            self._put(self.line, QRect(edge + x + lead, y + 2, room - x - lead, row - 4))
        return y + row

    def _line_width(self) -> int:
        """An empty line needs room for its cursor only; what is typed takes a line of its own when it grows."""
        return self.line.fontMetrics().horizontalAdvance(self.line.text()) + current_theme().px(24)

    def _put(self, part: QWidget, rect: QRect) -> None:
        part.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), rect))


def _split(text: str, splits: bool) -> list[str]:
    if not splits:
        return text.split(";")
    for sign in _SEPARATORS[1:]:
        text = text.replace(sign, _SEPARATORS[0])
    return text.split(_SEPARATORS[0])
