"""The work of a day at the review desk in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from ascertain.domain.codes import Status
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import FactList
from ascertain.ui.review.work import Work
from ascertain.ui.wording import number_text, status_word


def tally_facts(work: Work, vocabularies: Vocabularies | None) -> list[tuple[str, str]]:
    """What was done today, by verdict: label and count, without what was not."""
    tr = QCoreApplication.translate
    tally = work.tally
    by_status = dict(tally.by_status)
    counts = [(_word(status, vocabularies), by_status.get(status.value, 0)) for status in Status]
    counts += [
        (tr("Tally", "Looked at again, kept"), tally.kept),
        (tr("Tally", "Put off to a day"), tally.put_off),
        (tr("Tally", "Skipped in this sitting"), len(work.skipped)),
    ]
    return [(label, number_text(count)) for label, count in counts if count]


def tally_text(work: Work) -> str:
    """The same as lines, for a tool tip."""
    facts = tally_facts(work, None)
    if not facts:
        return QCoreApplication.translate("Tally", "Nothing reviewed today yet")
    return "\n".join(f"{label}: {count}" for label, count in facts)


def _word(status: Status, vocabularies: Vocabularies | None) -> str:
    if vocabularies is not None:
        return status_word(status, vocabularies)
    words = {
        Status.UNCONFIRMED: QCoreApplication.translate("Tally", "Unconfirmed"),
        Status.CLAIMED: QCoreApplication.translate("Tally", "Claimed"),
        Status.PARTLY_CONFIRMED: QCoreApplication.translate("Tally", "Partly confirmed"),
        Status.CONFIRMED: QCoreApplication.translate("Tally", "Confirmed"),
        Status.DISPUTED: QCoreApplication.translate("Tally", "Disputed"),
        Status.REFUTED: QCoreApplication.translate("Tally", "Refuted"),
        Status.UNVERIFIABLE: QCoreApplication.translate("Tally", "Unverifiable"),
    }
    return words[status]


class TallyDialog(Sheet):
    """What was reviewed today. It tells what the log holds: what was undone is not in it."""

    help_page = "review-desk#again"

    def __init__(self, work: Work, vocabularies: Vocabularies, parent: QWidget) -> None:
        super().__init__("tally_dialog", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.set_title(self.tr("Reviewed today"))
        text = self.tr("{done} of {total}, as the log has it: what was undone does not count.")
        self.set_sentence(text.replace("{done}", number_text(work.done)).replace("{total}", number_text(work.total)))
        facts = FactList(self)
        facts.setObjectName("tally_facts")
        shown = tally_facts(work, vocabularies)
        facts.set_facts(shown or [(self.tr("Nothing yet"), "")])
        self.body.addWidget(facts)
        self.cancel_button.hide()
        self.accept_button.setText(self.tr("Close"))
        self.accept_button.setFocus()
