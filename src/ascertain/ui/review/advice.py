"""The suggested status in words: what, why, and what would change it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ascertain.domain.codes import Status
from ascertain.domain.suggestion import Evidence, suggest_status
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.wording import status_word, tr_message


@dataclass(frozen=True, slots=True)
class Advice:
    """The headline and the sentences under it."""

    headline: str
    reasons: str
    sentences: str
    """The reasons, and what would change it."""


def advice(evidence: Evidence, status: Status, vocabularies: Vocabularies) -> Advice:
    """What the rules suggest for this evidence, seen from the status that the analyst has set."""
    suggestion = suggest_status(evidence)
    word = status_word(suggestion.status, vocabularies)
    if suggestion.status == status:
        headline = QCoreApplication.translate("Advice", "Suggested: stay {status}").format(status=word)
    else:
        headline = QCoreApplication.translate("Advice", "Suggested: {status}").format(status=word)
    reasons = " ".join(tr_message(reason) for reason in suggestion.reasons)
    changes = " ".join(tr_message(change) for change in suggestion.would_change)
    if not changes:
        return Advice(headline, reasons, reasons)
    label = QCoreApplication.translate("Advice", "What would change it:")
    return Advice(headline, reasons, f"{reasons}\n{label} {changes}")
