"""How backups read on the screen."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ascertain.ui.wording import code, instant_text, isolated

if TYPE_CHECKING:
    from ascertain.domain.backups import Backup, State, Why


def why_text(why: Why) -> str:
    """What a backup was made for."""
    from ascertain.domain.backups import Why

    return {
        Why.AUTOMATIC: QCoreApplication.translate("Backups", "By itself"),
        Why.CLOSE: QCoreApplication.translate("Backups", "On closing"),
        Why.MIGRATION: QCoreApplication.translate("Backups", "Before an update"),
        Why.IMPORT: QCoreApplication.translate("Backups", "Before an import"),
        Why.RESTORE: QCoreApplication.translate("Backups", "Before restoring"),
        Why.BY_HAND: QCoreApplication.translate("Backups", "By hand"),
    }[why]


def state_text(state: State) -> str:
    """How far a backup can be trusted. One that has only its manifest and size in its favour is still being read."""
    from ascertain.domain.backups import State

    return {
        State.WHOLE: QCoreApplication.translate("Backups", "Checking…"),
        State.VERIFIED: QCoreApplication.translate("Backups", "✓ Whole"),
        State.BROKEN: QCoreApplication.translate("Backups", "Broken"),
    }[state]


def moment_text(at: int, today: date) -> str:
    """`today 13:30`, else the day with the time."""
    moment = datetime.fromtimestamp(at)
    if moment.date() != today:
        return instant_text(at)
    return isolated(QCoreApplication.translate("Backups", "today {time}").replace("{time}", code(f"{moment:%H:%M}")))


def made_text(backup: Backup, today: date) -> str:
    """When a backup was made, as far as that is known."""
    if backup.manifest is None:
        return QCoreApplication.translate("Backups", "not known")
    return moment_text(backup.made_at, today)
