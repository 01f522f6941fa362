"""The verdicts that can be given, each with its key, and the command that keeps one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from ascertain.app.commands import Command, KeepStatus, SetFollowUp, SetStatus
from ascertain.domain.codes import Status
from ascertain.domain.reminders import read_reminder
from ascertain.domain.review_reasons import open_place
from ascertain.ui.theme import IconName
from ascertain.ui.wording import tr_message


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
    Verdict(Status.UNCONFIRMED, "7", IconName.CIRCLE),
)
KEEP_KEY, FOLLOW_UP_KEY, SUGGESTION_KEY = "K", "F", "S"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is picked and typed for one incident and not saved yet.

    `keep`: looked at, and the status stays. `when`: the day to look again as it is typed, where `follow_up`.
    """

    status: Status | None = None
    keep: bool = False
    follow_up: bool = False
    when: str = ""
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


def problem_of(finding: Finding, today: date) -> str:
    """Why a finding cannot be saved as it is; empty where it can be."""
    if finding.status is None and not finding.keep and not finding.follow_up:
        return QCoreApplication.translate(
            "Verdicts", "Pick a verdict with 1 to 7, K to keep the status, or a day to look again with F."
        )
    place = open_place(finding.reason)
    if place is not None:
        text = QCoreApplication.translate("Verdicts", "Type over {place} in the reason, or take it out.")
        return text.replace("{place}", finding.reason[place[0] : place[1]])
    if finding.follow_up and (problem := read_reminder(finding.when, today).problem) is not None:
        return tr_message(problem)
    return ""


def command_for(
    incident_id: int, finding: Finding, today: date, now: Status | None = None, why: str = "", draft: str = ""
) -> Command:
    """The command that keeps a finding without a problem. `now` and `why`: the status of the incident and its reason.

    The same status with the same reason, or with none, is a look that changes nothing, and counts as one.
    """
    on = read_reminder(finding.when, today).on if finding.follow_up else None
    reason = finding.reason.strip()
    if finding.keep or (finding.status is not None and finding.status is now and reason in ("", why.strip())):
        return KeepStatus((incident_id,), reason, on, draft)
    if finding.status is not None:
        return SetStatus((incident_id,), finding.status, reason, on, draft)
    return SetFollowUp((incident_id,), on, reason, draft)
