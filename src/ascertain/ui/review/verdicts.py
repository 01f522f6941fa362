"""The verdicts that can be given, each with its key, and the command that keeps one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from ascertain.app.commands import Command, SetFollowUp, SetStatus
from ascertain.domain.codes import Status
from ascertain.ui.theme import IconName


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict: the status that it sets, the key that picks it, its icon."""

    status: Status
    key: str
    icon: IconName


VERDICTS = (
    Verdict(Status.CONFIRMED, "1", IconName.CHECK),
    Verdict(Status.PARTLY_CONFIRMED, "2", IconName.PARTLY),
    Verdict(Status.CLAIMED, "3", IconName.FLAG),
    Verdict(Status.DISPUTED, "4", IconName.NOT_EQUAL),
    Verdict(Status.REFUTED, "5", IconName.CLOSE),
    Verdict(Status.UNVERIFIABLE, "6", IconName.QUESTION),
)
FOLLOW_UP_KEY = "F"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is picked and typed for one incident and not saved yet."""

    status: Status | None = None
    follow_up: bool = False
    on: date | None = None
    reason: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be lost."""
        return self == Finding()


def verdict_label(status: Status) -> str:
    """The verdict as a button says it."""
    labels = {
        Status.CONFIRMED: QCoreApplication.translate("Verdicts", "Confirm"),
        Status.PARTLY_CONFIRMED: QCoreApplication.translate("Verdicts", "Partly"),
        Status.CLAIMED: QCoreApplication.translate("Verdicts", "Claimed"),
        Status.DISPUTED: QCoreApplication.translate("Verdicts", "Dispute"),
        Status.REFUTED: QCoreApplication.translate("Verdicts", "Refute"),
        Status.UNVERIFIABLE: QCoreApplication.translate("Verdicts", "Unverifiable"),
        Status.UNCONFIRMED: QCoreApplication.translate("Verdicts", "Unconfirmed"),
    }
    return labels[status]


def days_ahead(today: date) -> tuple[tuple[str, date], ...]:
    """The days that are offered for a follow-up."""
    return (
        (QCoreApplication.translate("Verdicts", "In 1 day"), today + timedelta(days=1)),
        (QCoreApplication.translate("Verdicts", "In 3 days"), today + timedelta(days=3)),
        (QCoreApplication.translate("Verdicts", "In a week"), today + timedelta(days=7)),
    )


def command_for(incident_id: int, finding: Finding) -> Command | None:
    """The command that keeps a finding; None when nothing is picked."""
    on = finding.on if finding.follow_up else None
    reason = finding.reason.strip()
    if finding.status is not None:
        return SetStatus((incident_id,), finding.status, reason, on)
    if on is not None:
        return SetFollowUp((incident_id,), on, reason)
    return None
