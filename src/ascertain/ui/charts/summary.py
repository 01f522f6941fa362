"""The histogram in words: for a tool tip, and for those who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from ascertain.domain.rows import Bin
from ascertain.domain.totals import Bounds
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.charts.totals_words import incidents_text
from ascertain.ui.wording import interval_text, number_text, status_word


def count_of(each: Bin) -> float:
    """How many incidents a bar stands for. An incident that lasts over several bars is shared out among them."""
    return sum(count for _, count in each.by_status)


def count_text(count: float) -> str:
    """A count as people write it; a part of one keeps a decimal."""
    return number_text(round(count)) if abs(count - round(count)) < 0.05 else QLocale().toString(count, "f", 1)


def bar_text(each: Bin, vocabularies: Vocabularies | None) -> str:
    """One bar: its days, its count, and a line for each status that it holds."""
    total = count_of(each)
    head = f"{interval_text(each.start, each.end, 'UTC')}: {_incidents(total)}"
    lines = [f"{status_word(status, vocabularies)}: {count_text(count)}" for status, count in each.by_status if count]
    return "\n".join([head, *lines])


def range_text(bins: Sequence[Bin]) -> str:
    """Several bars at once: `17–19 Oct 2023: 12 incidents`."""
    total = sum(count_of(each) for each in bins)
    return f"{interval_text(bins[0].start, bins[-1].end, 'UTC')}: {_incidents(total)}"


def whole_text(bins: Sequence[Bin], vocabularies: Vocabularies | None, doubtful: Bounds | None = None) -> str:
    """The chart in two or three sentences: how many, from when to when, where most are, and how many incidents the
    records may stand for, where some may be the same."""
    filled = [each for each in bins if count_of(each) > 0]
    if not filled:
        return QCoreApplication.translate("Histogram", "No incident with a known time.")
    fullest = max(filled, key=count_of)
    most = QCoreApplication.translate("Histogram", "Most in {bar}.")
    told = f"{range_text(bins)}. {most.format(bar=bar_text(fullest, vocabularies).replace(chr(10), '; '))}"
    if doubtful is None:
        return told
    may_be = QCoreApplication.translate("Histogram", "Some may be the same: {incidents}.")
    return f"{told} {may_be.format(incidents=incidents_text(doubtful))}"


def _incidents(total: float) -> str:
    if abs(total - 1) < 0.05:
        return QCoreApplication.translate("Histogram", "1 incident")
    return QCoreApplication.translate("Histogram", "{count} incidents").format(count=count_text(total))
