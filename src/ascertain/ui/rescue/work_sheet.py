"""A dialog in which work is done beside the window, with how far it is and a way to stop it, and its result is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from ascertain.app.errands import Errand
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import text_label
from ascertain.ui.shell.faults import told as sentence_for
from ascertain.ui.theme import current_theme

T = TypeVar("T")
_LOOK_EVERY_MS = 40


class WorkSheet(Sheet, Generic[T]):
    """Begins its work when it is shown. Escape, Cancel and closing stop it; then the dialog goes.

    A dialog of this kind says what is done in `show_result`, and may offer more there.
    """

    def __init__(self, name: str, work: Callable[[Conduct], T], parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._errand: Errand[Any] | None = self._errand_for(work)
        self._shown: Callable[[Any], None] = self.show_result
        self._bar = QProgressBar(self)
        self._bar.setObjectName(f"{name}_progress")
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._lines = QWidget(self)
        self._lines.setObjectName(f"{name}_lines")
        self._column = QVBoxLayout(self._lines)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(current_theme().px(6))
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName(f"{name}_scroll")
        self._scroll.setAccessibleName(self.tr("What was found"))
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._lines)
        self._scroll.hide()
        self.body.addWidget(self._bar)
        self.body.addWidget(self._scroll, 1)
        self.accept_button.hide()
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_EVERY_MS)
        self._watch.timeout.connect(self._look)
        self.setMinimumWidth(current_theme().px(520))

    @property
    def lines(self) -> QWidget:
        """Where the lines are shown."""
        return self._scroll

    @property
    def told(self) -> list[str]:
        """The lines that are shown."""
        items = (self._column.itemAt(at) for at in range(self._column.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [text for widget in widgets if widget is not None and (text := widget.property("told"))]

    def begin(self) -> None:
        """Show the dialog and do the work."""
        self.open()
        if self._errand is not None:
            self._errand.start()
            self._watch.start()

    def show_result(self, result: T) -> None:
        """Tell what came of it."""
        # Every sheet has its own; a dialog of Qt cannot have abstract methods.
        raise NotImplementedError

    def go_on(self, work: Callable[[Conduct], Any], shown: Callable[[Any], None]) -> None:
        """Do further work in the same dialog; `shown` gets its result."""
        self._errand, self._shown = self._errand_for(work), shown
        self.accept_button.hide()
        self.cancel_button.setText(self.tr("Cancel"))
        self._scroll.hide()
        self._bar.setRange(0, 0)
        self._bar.show()
        self._errand.start()
        self._watch.start()

    def _errand_for(self, work: Callable[[Conduct], Any]) -> Errand[Any]:
        """The work, which is stopped when the dialog goes with its window."""
        errand = Errand(work)
        self.destroyed.connect(lambda: errand.stop())
        return errand

    def tell(self, lines: Sequence[str]) -> None:
        """Show lines under the sentence; many of them can be scrolled."""
        name = self.objectName()
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for at, line in enumerate(lines):
            label = text_label(line, wraps=True, selectable=True, parent=self._lines)
            label.setObjectName(f"{name}_line_{at}")
            label.setProperty("told", line)
            self._column.addWidget(label)
        self._column.addStretch(1)
        self._scroll.setVisible(bool(lines))
        width = self.width() - current_theme().px(52)
        high = self._lines.heightForWidth(width) if self._lines.hasHeightForWidth() else self._lines.sizeHint().height()
        self._scroll.setMinimumHeight(min(current_theme().px(260), high + current_theme().px(4)))

    def reject(self) -> None:
        """Stop work that is under way, else close."""
        if self._errand is None:
            super().reject()
            return
        self._errand.stop()
        self.cancel_button.setEnabled(False)

    def _look(self) -> None:
        errand = self._errand
        if errand is None:
            return
        if not errand.future.done():
            if errand.total:
                self._bar.setRange(0, errand.total)
                self._bar.setValue(errand.done)
            return
        self._watch.stop()
        self._errand = None
        self._bar.hide()
        self.cancel_button.setEnabled(True)
        self.cancel_button.setText(self.tr("Close"))
        fault = errand.future.exception()
        if fault is None:
            self._shown(errand.future.result())
        elif isinstance(fault, Cancelled):
            super().reject()
            return
        else:
            self.set_sentence("")
            self.problem.set_text(sentence_for(fault))
        self._fit()
        # And once what came in is dressed.
        QTimer.singleShot(0, self, lambda: self._fit())
        (self.accept_button if self.accept_button.isVisible() else self.cancel_button).setFocus()

    def _fit(self) -> None:
        """Grow by what came in: a dialog on the screen does not grow by itself."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            width = max(self.width(), layout.minimumSize().width())
            self.resize(width, max(layout.totalHeightForWidth(width), layout.minimumSize().height()))
