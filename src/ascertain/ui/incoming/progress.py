"""The line at the foot of the import window that says how far work is."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from ascertain.ui.incoming.work import HowFar
from ascertain.ui.kit import text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, number_text

_MINUTE, _LONG = 60, 90


class ProgressLine(QWidget):
    """What is being done, a bar, and how long it will still take. Hidden while nothing is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import_progress_line")
        self._what = text_label("", "small", parent=self)
        self._what.setObjectName("import_doing")
        self._bar = QProgressBar(self)
        self._bar.setObjectName("import_progress")
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setTextVisible(False)
        self._left = text_label("", "small", parent=self)
        self._left.setObjectName("import_left")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().px(10))
        row.addWidget(self._what)
        row.addWidget(self._bar, 1)
        row.addWidget(self._left)
        self.hide()

    def begin(self, what: str) -> None:
        """Say what is being done."""
        self._what.setText(what)
        self._left.setText("")
        self._bar.setRange(0, 0)
        self.show()

    def tell(self, far: HowFar) -> None:
        """Show how far it is."""
        if far.share is None:
            self._bar.setRange(0, 0)
            self._left.setText("")
            return
        self._bar.setRange(0, 1000)
        self._bar.setValue(round(far.share * 1000))
        self._left.setText(left_text(far))


def left_text(far: HowFar) -> str:
    """The share that is done, and the time that it will still take in words."""
    share = code(f"{number_text(math.floor((far.share or 0.0) * 100))} %")
    if far.left is None:
        return share
    return f"{share} · {_time_text(far.left)}"


def _time_text(seconds: float) -> str:
    def tr(text: str) -> str:
        return QCoreApplication.translate("ImportProgress", text)

    if seconds < 2:
        return tr("nearly done")
    if seconds < _LONG:
        rounded = math.ceil(seconds) if seconds < 10 else math.ceil(seconds / 5) * 5
        return tr("about {count} s left").replace("{count}", code(number_text(rounded)))
    return tr("about {count} min left").replace("{count}", code(number_text(math.ceil(seconds / _MINUTE))))
