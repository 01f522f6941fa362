"""Over the foot of a window: a command that takes long, how far it is, and a way to cancel it.

No window of its own: one that comes up by itself takes the keyboard from whoever is typing, and the keys go astray.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from ascertain.ui.kit import button, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, number_text

_WIDTH = 460
"""Design pixels."""


class CarriedStrip(QFrame):
    """Stands over the foot of `window` until `finish`; Cancel calls `stop` once."""

    def __init__(self, title: str, stop: Callable[[], None], window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("carried_strip")
        self.setProperty("bar", "notice")
        self.setAccessibleName(title)
        self._stop, self._window = stop, window
        px = current_theme().px
        said = text_label(title, parent=self)
        said.setObjectName("carried_title")
        self._bar = QProgressBar(self)
        self._bar.setObjectName("carried_progress")
        self._bar.setAccessibleName(QCoreApplication.translate("CarriedStrip", "Progress"))
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._share = text_label(_share_text(100), "small", parent=self)
        self._share.setObjectName("carried_share")
        self._share.ensurePolished()
        # The bar keeps its length while the number gets longer.
        self._share.setMinimumWidth(self._share.sizeHint().width())
        self._share.setText("")
        self._cancel = button(QCoreApplication.translate("CarriedStrip", "Cancel"), name="carried_cancel", parent=self)
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self._ask_to_stop)
        row = QHBoxLayout(self)
        # Alike at both ends: Qt mirrors what stands in a row, and not its margins.
        row.setContentsMargins(px(12), px(8), px(12), px(8))
        row.setSpacing(px(10))
        row.addWidget(said)
        row.addWidget(self._bar, 1)
        row.addWidget(self._share)
        row.addWidget(self._cancel)
        window.installEventFilter(self)
        self._settle_down()
        self.show()
        self.raise_()

    def tell_share(self, done: int, total: int) -> None:
        """Show how much of the work is done."""
        if total:
            self._bar.setRange(0, 1000)
            self._bar.setValue(done * 1000 // total)
            self._share.setText(_share_text(done * 100 // total))

    def finish(self) -> None:
        """The work has ended."""
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - one window is watched
        """Stay at the foot of the window."""
        if event.type() == QEvent.Type.Resize:
            self._settle_down()
        return False

    def _ask_to_stop(self) -> None:
        self._cancel.setEnabled(False)
        self._stop()

    def _settle_down(self) -> None:
        window, px = self._window, current_theme().px
        wide = min(max(px(_WIDTH), self.sizeHint().width()), window.width() - 2 * px(12))
        high = self.sizeHint().height()
        self.setGeometry((window.width() - wide) // 2, window.height() - high - px(36), wide, high)


def _share_text(share: int) -> str:
    return code(f"{number_text(share)} %")
