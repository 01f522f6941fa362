"""How a widget asks for the look in use, and keeps its icon right when the look changes.

The wardrobe is a child of the application, as the style and the palette are; so it is asked for in the same way.
Without one (a widget shown alone) the plain light theme and untinted icons serve.
"""

from __future__ import annotations

from typing import Protocol, cast

from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel, QWidget

from ascertain import resources
from ascertain.ui.theme.icon_names import IconName
from ascertain.ui.theme.icons import Tone
from ascertain.ui.theme.tokens import Theme
from ascertain.ui.theme.wardrobe import Wardrobe, plain_theme

__all__ = ["current_theme", "icon", "restyle", "set_icon", "wardrobe"]

_KEEPER = "icon_keeper"


class _HasIcon(Protocol):
    def setIcon(self, icon: QIcon) -> None: ...  # noqa: N802 - Qt's name


def wardrobe() -> Wardrobe | None:
    """Return the wardrobe of the running application, if it has one."""
    app = QCoreApplication.instance()
    if app is None:
        return None
    return app.findChild(Wardrobe, options=Qt.FindChildOption.FindDirectChildrenOnly)


def current_theme() -> Theme:
    """Return the theme in use. Ask when painting; do not keep it."""
    found = wardrobe()
    return plain_theme() if found is None else found.theme


def icon(name: IconName, tone: Tone = Tone.TEXT) -> QIcon:
    """Return an icon in the colors of the theme in use; it does not follow a later change."""
    found = wardrobe()
    if found is None or found.icons is None:
        return QIcon(str(resources.path("icons", f"{name}.svg")))
    return found.icons.icon(name, tone)


def set_icon(target: QObject, name: IconName, tone: Tone = Tone.TEXT, size: float = 0) -> None:
    """Give an action, button or label an icon that follows the theme.

    ``size`` is in design pixels: 0 leaves an action's or button's size alone and means 16 for a label.
    """
    keeper = target.findChild(_IconKeeper, _KEEPER, Qt.FindChildOption.FindDirectChildrenOnly)
    if keeper is None:
        keeper = _IconKeeper(target)
    keeper.keep(name, tone, size)


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at a widget again, after a dynamic property has changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


class _IconKeeper(QObject):
    """Sets the icon of its parent now and after each change of theme. It goes when its parent goes."""

    def __init__(self, target: QObject) -> None:
        super().__init__(target)
        self.setObjectName(_KEEPER)
        self._name = IconName.APP
        self._tone = Tone.TEXT
        self._size: float = 0
        found = wardrobe()
        if found is not None:
            found.changed.connect(self._dress)

    def keep(self, name: IconName, tone: Tone, size: float) -> None:
        self._name, self._tone, self._size = name, tone, size
        self._dress()

    def _dress(self) -> None:
        target = self.parent()
        drawn = icon(self._name, self._tone)
        side = current_theme().px(self._size or 16)
        if isinstance(target, QLabel):
            target.setPixmap(drawn.pixmap(QSize(side, side), target.devicePixelRatioF()))
            return
        cast(_HasIcon, target).setIcon(drawn)
        if self._size and isinstance(target, QWidget) and hasattr(target, "setIconSize"):
            target.setIconSize(QSize(side, side))
