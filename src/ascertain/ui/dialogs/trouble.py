"""Where troubles with the log are told: calmly, with what can be done about them, in one place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import button
from ascertain.ui.wording import fault_text


@dataclass(frozen=True, slots=True)
class Way:
    """Something that can be done about a trouble: a stable name, the text of its button, and how it is done."""

    name: str
    text: str
    act: Callable[[], object]


class TroubleDialog(Sheet):
    """Says what did not work and what can be done. `fault` is what a command, question or opening failed with; `ways`
    are offered as buttons, the best of them first."""

    help_page = "recovery"

    def __init__(
        self, title: str, fault: BaseException, parent: QWidget | None = None, ways: Sequence[Way] = ()
    ) -> None:
        super().__init__("trouble_dialog", parent)
        self.set_title(title)
        self.set_sentence(fault_text(fault))
        self._chosen: Way | None = None
        self._first = ways[0] if ways else None
        if self._first is None:
            self.accept_button.setText(self.tr("Close"))
            self.cancel_button.hide()
            return
        self.accept_button.setText(self._first.text)
        self.cancel_button.setText(self.tr("Close"))
        for way in ways[1:]:
            further = button(way.text, name=f"trouble_{way.name}", parent=self)
            further.clicked.connect(lambda _=False, way=way: self._choose(way))
            self.buttons.insertWidget(self.buttons.indexOf(self.accept_button), further)
        self.finished.connect(self._act)

    def submit(self) -> None:
        """Take the first way."""
        self._choose(self._first)

    def _choose(self, way: Way | None) -> None:
        self._chosen = way
        self.accept()

    def _act(self) -> None:
        # Once this dialog is gone: what follows may open another one.
        if self._chosen is not None:
            self._chosen.act()
