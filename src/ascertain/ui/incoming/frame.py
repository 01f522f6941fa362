"""What the pages of the import window stand in: the steps above them, the buttons and what is being done below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ascertain.ui.incoming.progress import ProgressLine
from ascertain.ui.incoming.state import Step
from ascertain.ui.incoming.step_bar import StepBar
from ascertain.ui.kit import InlineProblem, KeyButton, button, line
from ascertain.ui.theme import current_theme

if TYPE_CHECKING:
    from ascertain.ui.shell.window import MainWindow

_SIZE = (1080, 690)
_LEAST = (720, 460)


class ImportFrame(QDialog):
    """A window beside the main one. `lay_out` puts the pages in; `fit` lets the buttons say what they do now."""

    help_page = "import"

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName("import_wizard")
        self.setWindowTitle(self.tr("Import"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.bar = StepBar(self)
        self.stack = QStackedWidget(self)
        self.stack.setObjectName("import_pages")
        self.progress = ProgressLine(self)
        self.problem = InlineProblem(parent=self)
        self.problem.setObjectName("import_problem")
        self.cancel = self._own_button(self.tr("Cancel"), "import_cancel", "plain")
        self.back = self._own_button(self.tr("&Back"), "import_back", "plain")
        self.next = self._own_button(self.tr("&Next"), "import_next", "primary")

    def _own_button(self, text: str, name: str, role: str) -> KeyButton:
        return button(text, role, name=name, parent=self)

    def lay_out(self, pages: Sequence[QWidget], window: MainWindow) -> None:
        """Put the pages into the frame, which is no larger than the main window."""
        px = current_theme().px
        for page in pages:
            self.stack.addWidget(page)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(10))
        column.addWidget(self.bar)
        column.addWidget(line(parent=self))
        column.addWidget(self.stack, 1)
        column.addWidget(self.problem)
        column.addWidget(self.progress)
        column.addLayout(buttons)
        room = window.size()
        self.setMinimumSize(min(px(_LEAST[0]), room.width()), min(px(_LEAST[1]), room.height() - 40))
        self.resize(min(px(_SIZE[0]), room.width() - 20), min(px(_SIZE[1]), room.height() - 40))

    def fit(self, step: Step, reachable: Sequence[Step], *, busy: bool, may_go_on: bool) -> None:
        """Let the steps and the buttons say what can be done now."""
        self.bar.show_step(step, list(reachable))
        self.stack.setEnabled(not busy)
        self.back.setVisible(step not in (Step.FILE, Step.DONE))
        self.back.setEnabled(not busy)
        self.next.setText(self._next_text(step))
        self.next.setEnabled(not busy and may_go_on)
        self.cancel.setVisible(step is not Step.DONE or busy)
        self.cancel.setEnabled(True)
        self.cancel.setText(self.tr("Stop") if busy else self.tr("Cancel"))

    def _next_text(self, step: Step) -> str:
        if step is Step.LOOK:
            return self.tr("&Import")
        return self.tr("&Close") if step is Step.DONE else self.tr("&Next")
