"""The history of an incident in words."""

from __future__ import annotations

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


def change_shown(entry: HistoryEntry) -> ChangeShown:
    """Put one operation into words."""
    when = instant_text(entry.at)
    who = joined(when, isolated(entry.author))
    reason = ""
    if entry.reason:
        reason = QCoreApplication.translate("History", "“{reason}”").format(reason=isolated(entry.reason))
    return ChangeShown(tr_message(entry.label), who, reason, tuple(_field(change) for change in entry.changes))


def _field(change: ChangedField) -> tuple[str, str]:
    label = QCoreApplication.translate("fields", change.label)
    if not change.before:
        return label, isolated(change.after)
    nothing = QCoreApplication.translate("History", "(empty)")
    arrow = "←" if right_to_left() else "→"
    return label, f"{isolated(change.before)} {arrow} {isolated(change.after) or nothing}"
