"""The histogram in words: for a tool tip, and for those who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from ascertain.domain.rows import Bin
from ascertain.domain.timeline import DAY, Timeline
from ascertain.domain.totals import Bounds
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.charts.totals_words import incidents_text
from ascertain.ui.wording import interval_text, joined, number_text, status_word

_MANY = 100
"""Of so many a part says nothing."""


def count_of(each: Bin) -> float:
    """How many incidents a bar stands for. An incident that lasts over several bars is shared out among them."""
    return sum(count for _, count in each.by_status)


def count_text(count: float) -> str:
    """A count as people write it; a part of one keeps a decimal, where there are few."""
    return (
        number_text(round(count))
        if count >= _MANY or abs(count - round(count)) < 0.05
        else QLocale().toString(count, "f", 1)
    )


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


def days_text(told: Timeline) -> str:
    """Which days of all are drawn."""
    return "" if told.shown is None else interval_text(told.shown[0] * DAY, (told.shown[1] + 1) * DAY, "UTC")


def shown_text(told: Timeline) -> str:
    """Which days of all are drawn, and how many incidents lie elsewhere: `3–9 Oct 2023 · 12 earlier, 7 later`."""
    if told.shown is None:
        return ""
    outside = [
        words.format(count=count_text(count))
        for words, count in (
            (QCoreApplication.translate("Histogram", "{count} earlier"), told.before),
            (QCoreApplication.translate("Histogram", "{count} later"), told.after),
        )
        if count >= 0.05
    ]
    return joined(days_text(told), QCoreApplication.translate("Histogram", ", ", "between counts").join(outside))


def untimed_text(count: int) -> str:
    """How many incidents the bars cannot show."""
    return QCoreApplication.translate("Histogram", "{count} without a time").format(count=number_text(count))


def whole_text(told: Timeline, vocabularies: Vocabularies | None, doubtful: Bounds | None = None) -> str:
    """The chart in a few sentences: how many, from when to when, where most are, what is not drawn, and how many
    incidents the records may stand for, where some may be the same."""
    filled = [each for each in told.bins if count_of(each) > 0]
    untimed = f"{untimed_text(told.untimed)}." if told.untimed else ""
    if not told.timed:
        nothing = QCoreApplication.translate("Histogram", "No incident with a known time.")
        return " ".join(each for each in (nothing, untimed) if each)
    sentences = [f"{range_text(told.bins)}."]
    if filled:
        fullest = bar_text(max(filled, key=count_of), vocabularies).replace("\n", "; ")
        sentences.append(QCoreApplication.translate("Histogram", "Most: {bar}.").format(bar=fullest))
    if told.shown != told.whole:
        shown = QCoreApplication.translate("Histogram", "Shown: {days}.")
        sentences.append(shown.format(days=shown_text(told)))
    if doubtful is not None:
        may_be = QCoreApplication.translate("Histogram", "Some may be the same: {incidents}.")
        sentences.append(may_be.format(incidents=incidents_text(doubtful)))
    return " ".join(each for each in (*sentences, untimed) if each)


def _incidents(total: float) -> str:
    if abs(total - 1) < 0.05:
        return QCoreApplication.translate("Histogram", "1 incident")
    return QCoreApplication.translate("Histogram", "{count} incidents").format(count=count_text(total))
