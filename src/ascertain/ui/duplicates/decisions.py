"""What can be said of two incidents that may be one, and the command that says it."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from ascertain.app.commands import LinkIncidents
from ascertain.domain.codes import LinkType
from ascertain.domain.records import Link


class Decision(StrEnum):
    """A decision about a first and a second incident."""

    SAME = "same"
    """They are merged, or linked as the same: a dialog asks."""
    POSSIBLY = "possibly"
    FIRST_IN_SECOND = "first_in_second"
    SECOND_IN_FIRST = "second_in_first"
    OVERLAP = "overlap"
    """In part: a dialog asks how many they share."""
    DISTINCT = "distinct"


KEYS = {
    Decision.SAME: "S",
    Decision.POSSIBLY: "P",
    Decision.FIRST_IN_SECOND: "1",
    Decision.SECOND_IN_FIRST: "2",
    Decision.OVERLAP: "O",
    Decision.DISTINCT: "N",
}
"""The key of each at the desk."""


def label_of(decision: Decision, first: str, second: str) -> str:
    """What a button or menu calls it; `first` and `second` are the numbers of the two."""
    text = {
        Decision.SAME: QCoreApplication.translate("Duplicates", "Same: merge…"),
        Decision.POSSIBLY: QCoreApplication.translate("Duplicates", "Possibly the same"),
        Decision.FIRST_IN_SECOND: QCoreApplication.translate("Duplicates", "{first} part of {second}"),
        Decision.SECOND_IN_FIRST: QCoreApplication.translate("Duplicates", "{second} part of {first}"),
        Decision.OVERLAP: QCoreApplication.translate("Duplicates", "Overlap…"),
        Decision.DISTINCT: QCoreApplication.translate("Duplicates", "Not the same"),
    }[decision]
    return text.format(first=first, second=second)


def command_of(decision: Decision, first: int, second: int) -> LinkIncidents | None:
    """The command that keeps a decision as a link; None where a dialog asks first."""
    match decision:
        case Decision.POSSIBLY:
            return LinkIncidents(first, Link(LinkType.POSSIBLY_SAME, second))
        case Decision.FIRST_IN_SECOND:
            return LinkIncidents(first, Link(LinkType.PART_OF, second))
        case Decision.SECOND_IN_FIRST:
            return LinkIncidents(second, Link(LinkType.PART_OF, first))
        case Decision.DISTINCT:
            return LinkIncidents(first, Link(LinkType.DISTINCT_FROM, second))
        case Decision.SAME | Decision.OVERLAP:
            return None
