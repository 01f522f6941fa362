"""Buttons by role, with the key that does the same shown in a small box."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from ascertain.ui.theme import IconName, Theme, Tone, current_theme, restyle, set_icon

__all__ = ["KeyButton", "KeyHint", "PrimaryButton", "button", "key_hint_size", "key_room", "paint_key_hint"]

_TONES = {"primary": Tone.ON_ACCENT, "danger": Tone.DANGER, "quiet": Tone.MUTED, "link": Tone.ACCENT}

_ISOLATE, _POP = "\u2068", "\u2069"
"""First strong isolate and its end (Unicode UAX #9)."""


def _hint_font(font: QFont, theme: Theme) -> QFont:
    made = QFont(font)
    made.setPixelSize(theme.metrics.caption)
    made.setWeight(QFont.Weight.Medium)
    return made


def key_hint_size(keys: str, font: QFont, theme: Theme) -> QSize:
    """Return the room that the boxed name of a key takes, in pixels."""
    metrics = QFontMetrics(_hint_font(font, theme))
    height = metrics.height() + theme.px(1)
    return QSize(max(metrics.horizontalAdvance(keys) + theme.px(8), height), height)


def key_room(keys: str, font: QFont, theme: Theme) -> int:
    """Return how much wider a button is with the boxed name of a key, in pixels."""
    return key_hint_size(keys, font, theme).width() + theme.px(9)


def paint_key_hint(painter: QPainter, rect: QRect, keys: str, color: QColor, theme: Theme) -> None:
    """Draw the name of a key in a thin box that fills ``rect``, in the middle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = QColor(color)
    edge.setAlphaF(color.alphaF() * 0.55)
    painter.setPen(edge)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), theme.px(3), theme.px(3))
    painter.setPen(color)
    painter.setFont(_hint_font(painter.font(), theme))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, keys)
    painter.restore()


class KeyHint(QWidget):
    """The boxed name of a key or key sequence, such as "Ctrl+N"; for the eye only."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(keys)

    @property
    def keys(self) -> str:
        """The text in the box."""
        return self._keys

    def sizeHint(self) -> QSize:
        """As large as the text and the box need."""
        return key_hint_size(self._keys, self.font(), current_theme())

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when the look changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw box and text."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setFont(self.font())
        paint_key_hint(painter, self.rect(), self._keys, theme.color("text_muted"), theme)


class KeyButton(QPushButton):
    """A push button that can show, behind its text, the key that does the same.

    ``role`` is ``plain``, ``primary``, ``quiet``, ``danger`` or ``link``. The key is only shown: give the
    shortcut to the action or widget it belongs to.
    """

    def __init__(self, text: str = "", role: str = "plain", keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._keys = keys
        self._role = role
        self.setProperty("role", role)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def role(self) -> str:
        """What kind of button it is."""
        return self._role

    def set_role(self, role: str) -> None:
        """Be another kind of button from now on."""
        self._role = role
        self.setProperty("role", role)
        restyle(self)

    @property
    def keys(self) -> str:
        """The key that is shown, or nothing."""
        return self._keys

    def set_keys(self, keys: str) -> None:
        """Show another key; an empty text shows none."""
        self._keys = keys
        self.updateGeometry()
        self.update()

    def set_icon(self, name: IconName) -> None:
        """Show an icon before the text, in the color of the role, following the theme."""
        set_icon(self, name, _TONES.get(self._role, Tone.TEXT), 16)

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """In a layout from right to left, words of the other direction stay in their order: `1 day`, `Export…`."""
        super().initStyleOption(option)
        if option.text and option.direction == Qt.LayoutDirection.RightToLeft:
            option.text = f"{_ISOLATE}{option.text}{_POP}"

    def sizeHint(self) -> QSize:
        """The button's own size, and room for the key."""
        hint = super().sizeHint()
        if self._keys:
            hint.setWidth(hint.width() + key_room(self._keys, self.font(), current_theme()))
        return hint

    def minimumSizeHint(self) -> QSize:
        """The same: text is not clipped."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, in a dialog too, where Qt would press the default one."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and self.isEnabled():
            event.accept()
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button; with a key, its text moves aside for the box."""
        if not self._keys:
            super().paintEvent(event)
            return
        theme = current_theme()
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        size = self._hint_size()
        pad = theme.px(9)
        whole = self.rect()
        box = QRect(
            whole.right() - pad - size.width() + 1, (whole.height() - size.height()) // 2, size.width(), size.height()
        )
        lead = pad if self.property("leading") else 0
        label = QRect(whole.left() + lead, whole.top(), whole.width() - size.width() - pad - lead, whole.height())
        option.rect = QStyle.visualRect(self.layoutDirection(), whole, label)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        painter.setFont(self.font())
        box = QStyle.visualRect(self.layoutDirection(), whole, box)
        paint_key_hint(painter, box, self._keys, self._hint_color(theme), theme)

    def _hint_size(self) -> QSize:
        return key_hint_size(self._keys, self.font(), current_theme())

    def _hint_color(self, theme: Theme) -> QColor:
        if not self.isEnabled():
            return theme.color("text_disabled")
        if self._role == "primary":
            return theme.color("on_accent")
        return theme.color("selection_text" if self.isChecked() or self.isDown() else "text_muted")


class PrimaryButton(KeyButton):
    """The one button of a screen that does what the screen is for."""

    def __init__(self, text: str = "", keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, "primary", keys, parent)


def button(
    text: str,
    role: str = "plain",
    keys: str = "",
    icon: IconName | None = None,
    *,
    name: str = "",
    parent: QWidget | None = None,
) -> KeyButton:
    """Return a button; ``text`` may hold a mnemonic, ``name`` is its objectName."""
    made = KeyButton(text, role, keys, parent)
    if icon is not None:
        made.set_icon(icon)
    if name:
        made.setObjectName(name)
    return made
