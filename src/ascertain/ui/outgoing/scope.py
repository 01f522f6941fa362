"""What an export may be of, and what is found again the next time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from ascertain.app.queries import Queries
from ascertain.app.settings import ExportPreset
from ascertain.ui.wording import code, number_text

Keys = tuple[str, ...] | None
"""The fields that become columns, in order; None for all."""


@dataclass(frozen=True, slots=True)
class Scope:
    """One choice of what to export. `ids` is asked on the lane when the export begins: the table may not yet hold all
    that it is going to show. `count` None: not known yet, and `counting` asks for it."""

    name: str
    text: str
    count: int | None
    ids: Callable[[Queries], Sequence[int]]
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


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen in a dialog that was left to look at an incident."""

    way: ExportPreset
    target: Path
    scope: Scope


class Habits(Protocol):
    """What was chosen before, and is found again."""

    @property
    def format(self) -> str:
        """The name of the format that was written last; empty before the first time."""

    @property
    def presets(self) -> tuple[ExportPreset, ...]:
        """The ways to export this log that are kept."""

    def keep_presets(self, presets: Sequence[ExportPreset]) -> None:
        """Keep these, and no others."""

    def exported(self, form: str, folder: Path) -> None:
        """A file of this format was written to this folder."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What an export begins with. `columns` are offered beside those that are chosen by hand, each with what it is
    called; the one `at` is proposed. `title` says what is exported, for formats that have a title."""

    scopes: tuple[Scope, ...]
    columns: tuple[tuple[str, Keys], ...]
    folder: Path
    stem: str
    title: str
    habits: Habits
    at: int = 0
