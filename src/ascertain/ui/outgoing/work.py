"""Work on a reader lane that says how far it is, how long it will still take, and stops when asked."""

from __future__ import annotations

import time
from threading import Event

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ascertain.domain.conduct import Conduct
from ascertain.domain.pace import Pace
from ascertain.ui.kit import text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, number_text

_LOOK_EVERY_MS = 80
_MINUTE, _HOUR = 60, 3_600


class Work:
    """What the lane tells and the window reads."""

    def __init__(self) -> None:
        self.done, self.total = 0, 0
        self._stop = Event()
        self.pace = Pace(time.monotonic)

    @property
    def conduct(self) -> Conduct:
        """For the lane."""
        return Conduct(self._tell, self._stop.is_set)

    def stop(self) -> None:
        """Want it no more."""
        self._stop.set()

    def _tell(self, done: int, total: int) -> None:
        self.done, self.total = done, total


class WorkLine(QWidget):
    """A bar while work is under way, and under it a sentence, which stays."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}_work")
        self._work: Work | None = None
        self._text = ""
        self._bar = QProgressBar(self)
        self._bar.setObjectName(f"{name}_progress")
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setTextVisible(False)
        self._bar.hide()
        self._said = text_label(look="small", wraps=True, parent=self)
        self._said.setObjectName(f"{name}_said")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current_theme().px(4))
        column.addWidget(self._bar)
        column.addWidget(self._said)
        self._watch = QTimer(self)
        self._watch.setObjectName(f"{name}_watch")
        self._watch.setInterval(_LOOK_EVERY_MS)
        self._watch.timeout.connect(self._look)
        self.say("")

    def follow(self, work: Work, text: str) -> None:
        """Show how far `work` is; `text` says what is being done until that is known."""
        self._work, self._text = work, text
        self._bar.setRange(0, 0)
        self._bar.show()
        self._put(text)
        self._watch.start()

    def say(self, text: str) -> None:
        """Nothing is under way; say this."""
        self._work = None
        self._watch.stop()
        self._bar.hide()
        self._put(text)

    def _put(self, text: str) -> None:
        self._said.setText(text)
        self._said.setVisible(bool(text))

    def _look(self) -> None:
        work = self._work
        if work is None or not work.done:
            return
        self._bar.setRange(0, 1000)
        self._bar.setValue(work.done * 1000 // max(1, work.total))
        done, total = code(number_text(work.done)), code(number_text(work.total))
        text = self.tr("{done} of {total} incidents").replace("{done}", done).replace("{total}", total)
        left = work.pace.left(work.done, work.total)
        self._put(" · ".join((self._text, text, *([left_text(left)] if left is not None else []))))


def left_text(seconds: float) -> str:
    """How long something will still take, in round numbers."""
    if seconds < _MINUTE:
        text, number = QCoreApplication.translate("Left", "about {number} s left"), max(1, round(seconds))
    elif seconds < _HOUR:
        text, number = QCoreApplication.translate("Left", "about {number} min left"), round(seconds / _MINUTE)
    else:
        text, number = QCoreApplication.translate("Left", "about {number} h left"), round(seconds / _HOUR)
    return text.replace("{number}", code(number_text(number)))
