"""One choice of what to export."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ascertain.app.queries import Queries
from ascertain.ui.wording import code, number_text


@dataclass(frozen=True, slots=True)
class Scope:
    """One choice of what to export. `ids` is asked on the lane when the export begins: the table may not yet hold all
    that it is going to show. `count` None: not known yet, and `counting` asks for it. `keys`: the fields that are
    written, all where there are none."""

    name: str
    text: str
    count: int | None
    ids: Callable[[Queries], Sequence[int]]
    keys: tuple[str, ...] | None = None
    counting: Callable[[Queries], int] | None = None

    @property
    def label(self) -> str:
        """What the choice is called, with how many incidents it is."""
        if self.count is None:
            return QCoreApplication.translate("ExportDialog", "{choice} (counting…)").replace("{choice}", self.text)
        return f"{self.text} ({code(number_text(self.count))})"

    @property
    def action(self) -> str:
        """What exporting it is called."""
        if self.count is None:
            return QCoreApplication.translate("ExportDialog", "Export incidents")
        if self.count == 1:
            return QCoreApplication.translate("ExportDialog", "Export 1 incident")
        text = QCoreApplication.translate("ExportDialog", "Export {count} incidents")
        return text.replace("{count}", code(number_text(self.count)))
