"""Work on files that takes its time: done beside the window, with progress and a way to stop once it takes long."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from ascertain.app.errands import Errand
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.sizes import size_text
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import text_label
from ascertain.ui.wording import code

T = TypeVar("T")
_LOOK_EVERY_MS = 20
_LONG_MS = 400
"""After so long the work shows itself."""


def carry(
    work: Callable[[Conduct], T],
    title: str,
    screen: QWidget,
    done: Callable[[T], None],
    failed: Callable[[BaseException], None],
    stopped: Callable[[], None] = lambda: None,
) -> Carrying:
    """Do `work` on a thread of its own; `done` or `failed` is called on this one, or `stopped` once it was stopped.

    A dialog comes up where it takes long. When `screen` goes, the work is stopped.
    """
    errand = Errand(work)
    future = errand.start()

    def settle() -> None:
        fault = future.exception()
        if fault is None:
            done(future.result())
        elif isinstance(fault, Cancelled):
            stopped()
        else:
            failed(fault)

    return Carrying(errand, title, screen, settle)


class Carrying(QObject):
    """Watches one errand."""

    def __init__(self, errand: Errand[T], title: str, screen: QWidget, settle: Callable[[], None]) -> None:
        super().__init__(screen)
        self.setObjectName("carrying")
        self._errand, self._title, self._screen, self._settle = errand, title, screen, settle
        self._sheet: CarryingSheet | None = None
        self._waited = 0
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_EVERY_MS)
        self._watch.timeout.connect(lambda: self._look())
        self._watch.start()
        stop = errand.stop
        self.destroyed.connect(lambda: stop())

    def _look(self) -> None:
        if self._errand.future.done():
            self._watch.stop()
            if self._sheet is not None:
                self._sheet.finish()
            self.deleteLater()
            self._settle()
            return
        self._waited += _LOOK_EVERY_MS
        if self._sheet is None and self._waited >= _LONG_MS:
            self._sheet = CarryingSheet(self._title, self._errand.stop, self._screen)
            self._sheet.open()
        if self._sheet is not None:
            self._sheet.tell(self._errand.done, self._errand.total)


class CarryingSheet(Sheet):
    """Says how far it is. Cancel, Escape and closing stop the work, and wait until it has stopped."""

    def __init__(self, title: str, stop: Callable[[], None], parent: QWidget) -> None:
        super().__init__("carrying_dialog", parent)
        self._stop = stop
        self.set_title(title)
        self.accept_button.hide()
        self._bar = QProgressBar(self)
        self._bar.setObjectName("carrying_progress")
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._said = text_label(look="small", wraps=True, parent=self)
        self._said.setObjectName("carrying_said")
        self.body.addWidget(self._bar)
        self.body.addWidget(self._said)

    def tell(self, done: int, total: int) -> None:
        """Show how many bytes are done."""
        if not total:
            return
        # In thousandths: a bar counts no further than two thousand million.
        self._bar.setRange(0, 1000)
        self._bar.setValue(done * 1000 // total)
        text = self.tr("{done} of {total}").replace("{done}", code(size_text(done)))
        self._said.setText(text.replace("{total}", code(size_text(total))))

    def finish(self) -> None:
        """The work has ended."""
        super().done(0)
        self.deleteLater()

    def reject(self) -> None:
        """Stop; the dialog goes when the work has ended."""
        self.cancel_button.setEnabled(False)
        self._stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing stops too."""
        event.ignore()
        self.reject()
