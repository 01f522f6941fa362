"""Asks in the form before a claim or blame passes: when a value is adopted, and when an incident is copied."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ascertain.domain.records import IncidentContent
from ascertain.ui.accounts.question import AnotherTimeQuestion
from ascertain.ui.form.context import FormContext
from ascertain.ui.form.incident.guarded import CHANGED, barrier_of, bring_over, holds_claims
from ascertain.ui.form.incident.presenter import IncidentPresenter
from ascertain.ui.kit import NoticeBar
from ascertain.ui.wording import tr_message


class Guard(QObject):
    """Stands between what accounts say and the finding, and between one event and the next."""

    def __init__(self, presenter: IncidentPresenter, context: FormContext, notice: NoticeBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._presenter, self._context, self._notice, self._window = presenter, context, notice, parent

    def adopt(self, at: int, row: int, go_on: Callable[[], None]) -> None:
        """Adopt a value with `go_on`, after a question where one is due."""
        content, _ = self._presenter.content()
        document = content.statements[at].document
        number = document.id if document is not None else None
        known = self._context.facts.documents({number} if number is not None else set())
        found = barrier_of(self._presenter, at, row, known)
        if found is None:
            go_on()
        elif not found.passable:
            self._notice.show_notice(tr_message(found.question), tone="warning", seconds=0)
        else:
            question = AnotherTimeQuestion(tr_message(found.question), self._window)
            question.accepted.connect(go_on)
            question.finished.connect(question.deleteLater)
            question.open()

    def copied(self, whole: IncidentContent, show: Callable[[str], None]) -> None:
        """Say what a copy that has just begun leaves behind, and offer it. `show` a field whose value has changed."""
        if not holds_claims(whole):
            return
        started = self._presenter.typed()

        def bring() -> None:
            bring_over(self._presenter, whole, started)
            for key in CHANGED:
                show(key)

        self._notice.show_notice(
            self.tr("Who claimed it and who was blamed was said of the other event, and is not copied."),
            self.tr("Copy that too"),
            bring,
            tone="warning",
            seconds=0,
        )
