"""A part of the form under a heading that unfolds it. What is in it is made when it is first opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QStyle, QVBoxLayout, QWidget

from ascertain.ui.kit import line, text_label
from ascertain.ui.theme import IconName, Tone, current_theme, icon
from ascertain.ui.wording import code, number_text

_CHEVRON = 18  # design pixels: the side of the sign


class SectionHead(QAbstractButton):
    """A heading with a chevron, which begins where the fields under it begin."""

    def __init__(self, text: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setText(text)
        self.setAccessibleName(text.replace("&&", "\0").replace("&", "").replace("\0", "&"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._unfolded = False

    def set_unfolded(self, unfolded: bool) -> None:
        """Point the chevron down, or forward."""
        self._unfolded = unfolded
        self.update()

    def sizeHint(self) -> QSize:
        """Chevron, text, and room for the frame of the focus."""
        theme = current_theme()
        width = QFontMetrics(self._font()).size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        return QSize(width + theme.px(_CHEVRON + 10), theme.control_height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter unfolds, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when the look changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the chevron and the text; a frame while it has the focus."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), theme.px(5), theme.px(5))
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(self.rect(), theme.px(5), theme.px(5))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        folded = IconName.CHEVRON_LEFT if mirrored else IconName.CHEVRON_RIGHT
        side = theme.px(_CHEVRON)
        sign = QRect(theme.px(2), (self.height() - side) // 2, side, side)
        chevron = icon(IconName.CHEVRON_DOWN if self._unfolded else folded, Tone.MUTED)
        chevron.paint(painter, QStyle.visualRect(self.layoutDirection(), self.rect(), sign))
        words = self.rect().adjusted(theme.px(_CHEVRON + 5), 0, 0, 0)
        painter.setFont(self._font())
        painter.setPen(theme.color("text"))
        flags = (
            QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
        )
        shows = self.style().styleHint(QStyle.StyleHint.SH_UnderlineShortcut, None, self)
        mnemonic = Qt.TextFlag.TextShowMnemonic if shows else Qt.TextFlag.TextHideMnemonic
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), words)
        painter.drawText(place, int(flags) | int(mnemonic) | int(Qt.TextFlag.TextSingleLine), self.text())

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font


class Section(QWidget):
    """`build` makes the content, once. Folded, the heading tells how many fields are filled: nothing is hidden."""

    toggled = Signal(bool)

    def __init__(
        self, heading: str, build: Callable[[QWidget], QWidget], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._make, self._body = build, None
        self._filled = 0
        self._open = False
        self.head = SectionHead(heading, f"{name}_head", self)
        self.head.clicked.connect(lambda: self.set_open(not self._open))
        self._count = text_label("", "small", parent=self)
        self._count.setObjectName(f"{name}_count")
        px = current_theme().px
        row = QHBoxLayout()
        row.setSpacing(px(10))
        row.addWidget(self.head)
        row.addWidget(self._count)
        row.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(6))
        self._column.addWidget(line(parent=self))
        self._column.addLayout(row)
        self._fit()

    _body: QWidget | None

    @property
    def is_open(self) -> bool:
        """Whether the content is shown."""
        return self._open

    def set_open(self, wanted: bool) -> None:
        """Show or hide the content."""
        if wanted == self._open:
            return
        self._open = wanted
        if wanted and self._body is None:
            self._body = self._make(self)
            self._column.addWidget(self._body)
        if self._body is not None:
            self._body.setVisible(wanted)
        self._fit()
        self.toggled.emit(wanted)

    def set_filled(self, count: int) -> None:
        """Say how many of its fields are filled."""
        self._filled = count
        self._fit()

    def _fit(self) -> None:
        self.head.set_unfolded(self._open)
        one = QCoreApplication.translate("Section", "1 filled")
        many = QCoreApplication.translate("Section", "{count} filled")
        told = one if self._filled == 1 else many.format(count=code(number_text(self._filled)))
        self._count.setText(told)
        self._count.setVisible(bool(self._filled) and not self._open)
        shown = self.tr("unfolded") if self._open else self.tr("folded")
        self.head.setAccessibleDescription(shown if self._open or not self._filled else f"{shown}, {told}")
