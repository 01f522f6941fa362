"""The history of a record in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ascertain.domain.rows import ChangedField, HistoryEntry
from ascertain.ui.wording import instant_text, isolated, joined, right_to_left, tr_message


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """One operation: what was done, by whom and when, why, and each field before and after."""

    what: str
    who: str
    reason: str
    fields: tuple[tuple[str, str], ...]
    operation: int = 0
    restores: bool = False
    """Whether the record as it was right after it can be restored."""


def history_shown(entries: Iterable[HistoryEntry], *, read_only: bool) -> list[ChangeShown]:
    """Put a history into words, the last operation first: by sequence, whatever the clock said.

    All but the newest can be restored.
    """
    ordered = sorted(entries, key=lambda entry: entry.operation, reverse=True)
    return [change_shown(entry, restores=at > 0 and not read_only) for at, entry in enumerate(ordered)]


def change_shown(entry: HistoryEntry, *, restores: bool = False) -> ChangeShown:
    """Put one operation into words."""
    when = instant_text(entry.at)
    who = joined(when, isolated(entry.author))
    reason = ""
    if entry.reason:
        reason = QCoreApplication.translate("History", "“{reason}”").format(reason=isolated(entry.reason))
    fields = tuple(_field(change) for change in entry.changes)
    return ChangeShown(tr_message(entry.label), who, reason, fields, entry.operation, restores)


def _field(change: ChangedField) -> tuple[str, str]:
    label = QCoreApplication.translate("fields", change.label)
    if not change.before:
        return label, isolated(change.after)
    nothing = QCoreApplication.translate("History", "(empty)")
    # The mark makes the line run as the window does, whatever letters it begins with: the arrow would point back else.
    mark, arrow = ("\u200f", "←") if right_to_left() else ("\u200e", "→")
    before = isolated(change.before)
    mark = mark if right_to_left() or before != change.before else ""
    return label, f"{mark}{before} {arrow} {isolated(change.after) or nothing}"
