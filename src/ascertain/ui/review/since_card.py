"""What came since the last review of the incident in hand, in words: new statements first."""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ascertain.domain.fields import BY_KEY
from ascertain.domain.review import SinceReview
from ascertain.domain.rows import HistoryEntry
from ascertain.ui.detail.changes import change_shown
from ascertain.ui.detail.opened import Opened
from ascertain.ui.kit import Card, text_label
from ascertain.ui.wording import code, day_and_month, isolated, joined, moment_text, number_text

_MOST = 8
"""So many changes are told; the rest is counted."""


class SinceCard(Card):
    """Hidden where nothing came."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("review_since")
        self._heading = text_label("", "strong", wraps=True, selectable=True, parent=self)
        self._heading.setObjectName("review_since_heading")
        self._lines = text_label("", "small", wraps=True, selectable=True, parent=self)
        self._lines.setObjectName("review_since_lines")
        self.body.addWidget(self._heading)
        self.body.addWidget(self._lines)
        self.hide()

    def show_since(self, since: SinceReview, opened: Opened, today: date) -> None:
        """Tell what came since the last review of another incident."""
        told = changes_told(since, opened.history, today)
        if told:
            day = datetime.fromtimestamp(since.at, UTC).astimezone().date()
            heading = self.tr("Changed since the last review on {day}")
            self._heading.setText(heading.replace("{day}", day_and_month(day, today)))
            shown = told[:_MOST]
            if len(told) > _MOST:
                more = self.tr("and {count} more; the history has them all")
                shown.append(more.replace("{count}", code(number_text(len(told) - _MOST))))
            self._lines.setText("\n".join(shown))
        self.setAccessibleName(self._heading.text() if told else "")
        self.setVisible(bool(told))


def changes_told(since: SinceReview, history: tuple[HistoryEntry, ...], today: date) -> list[str]:
    """A line for each field of each operation, before and after, with who and when; statements that came first."""
    new: list[str] = []
    others: list[str] = []
    statements = QCoreApplication.translate("fields", BY_KEY["statements"].label)
    for entry in (each for each in history if each.operation in since.operations):
        by = joined(isolated(entry.author), moment_text(entry.at, today))
        for change, (label, text) in zip(entry.changes, change_shown(entry).fields, strict=True):
            came = label == statements and not change.before
            told = QCoreApplication.translate("SinceCard", "New: {statement}") if came else "{label}: {statement}"
            line = told.replace("{label}", label).replace("{statement}", text)
            (new if came else others).append(joined(line, by))
    graded = QCoreApplication.translate("SinceCard", "{source} is graded {after}, before {before}")
    none = QCoreApplication.translate("SinceCard", "not at all")
    regraded = [
        graded.replace("{source}", isolated(name))
        .replace("{after}", code(after) or none)
        .replace("{before}", code(before) or none)
        for name, before, after in since.regrades
    ]
    return [*new, *regraded, *others]
