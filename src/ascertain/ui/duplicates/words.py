"""What the desk for duplicates says of its work."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ascertain.domain.duplicates import LISTED
from ascertain.ui.duplicates.decisions import Decision
from ascertain.ui.duplicates.found_pairs import FoundPairs
from ascertain.ui.wording import code, joined, number_text


def progress_text(found: FoundPairs, *, looking: bool) -> str:
    """How far the look is, and what it found."""
    pairs = _counted(
        found.found,
        QCoreApplication.translate("Duplicates", "No pair found"),
        QCoreApplication.translate("Duplicates", "1 pair found"),
        QCoreApplication.translate("Duplicates", "{count} pairs found"),
    )
    # Once the list is full, only what is likelier than its last is still looked for.
    if found.found > LISTED:
        most = QCoreApplication.translate("Duplicates", "the {count} likeliest are listed")
        pairs = joined(pairs, most.format(count=code(number_text(LISTED))))
    if not looking and found.done >= found.total:
        return pairs
    text = (
        QCoreApplication.translate("Duplicates", "Looking: {done} of {total} incidents")
        if looking
        else QCoreApplication.translate("Duplicates", "Stopped after {done} of {total} incidents")
    )
    return joined(text.format(done=code(number_text(found.done)), total=code(number_text(found.total))), pairs)


def tally_text(found: FoundPairs) -> str:
    """What was decided since the desk was opened."""
    said = found.decided
    parts = (
        (said[Decision.SAME], QCoreApplication.translate("Duplicates", "same: {count}")),
        (said[Decision.POSSIBLY], QCoreApplication.translate("Duplicates", "possibly: {count}")),
        (
            said[Decision.FIRST_IN_SECOND] + said[Decision.SECOND_IN_FIRST],
            QCoreApplication.translate("Duplicates", "part of: {count}"),
        ),
        (said[Decision.OVERLAP], QCoreApplication.translate("Duplicates", "overlap: {count}")),
        (said[Decision.DISTINCT], QCoreApplication.translate("Duplicates", "not the same: {count}")),
    )
    told = joined(*(text.format(count=code(number_text(count))) for count, text in parts if count))
    return QCoreApplication.translate("Duplicates", "Decided: {what}").format(what=told) if told else ""


def _counted(count: int, none: str, one: str, many: str) -> str:
    if count < 2:
        return one if count else none
    return many.format(count=code(number_text(count)))
