"""One incident on paper: what the detail pane tells, in the same words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from ascertain.domain.own_fields import Fields
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.detail.accounts_told import StatementShown, all_shown, evidence_heading
from ascertain.ui.detail.changes import history_shown
from ascertain.ui.detail.compared import accounts_shown, differing, differing_rows
from ascertain.ui.detail.facts import facts
from ascertain.ui.detail.opened import Opened
from ascertain.ui.detail.summary_tab import link_text
from ascertain.ui.printing.composing import Composer
from ascertain.ui.printing.paper import BODY, HEADING, LABEL, POINT, SECTION, SMALL, TITLE
from ascertain.ui.wording import code, isolated, joined, status_word

_INDENT = 8 * POINT


def write_details(
    composer: Composer, opened: Opened, vocabularies: Vocabularies, fields: Fields, today: date, *, history: bool
) -> None:
    """Write all that is known of an incident."""
    incident = opened.incident
    content = incident.content
    composer.space(14)
    composer.keep(90)
    marks = [
        code(incident.ref),
        QCoreApplication.translate("Head", "in the trash") if incident.trashed_at is not None else "",
        QCoreApplication.translate("Head", "draft") if content.draft else "",
    ]
    composer.paragraph(joined(*marks), SMALL, after=POINT)
    composer.paragraph(content.title, TITLE)
    reason = QCoreApplication.translate("Facts", "“{phrase}”").format(phrase=isolated(content.status_reason))
    composer.paragraph(joined(status_word(content.status, vocabularies), reason if content.status_reason else ""), BODY)
    _section(composer, QCoreApplication.translate("SummaryTab", "Facts"))
    for label, value in facts(opened, vocabularies, today, fields):
        composer.pair(label, value, LABEL)
    statements = all_shown(opened, vocabularies)
    if statements:
        _section(composer, evidence_heading(len(statements), incident.origins))
        for statement in statements:
            _write_statement(composer, statement)
    _write_differences(composer, opened, vocabularies)
    if incident.links:
        _section(composer, QCoreApplication.translate("SummaryTab", "Linked incidents"))
        for link in incident.links:
            composer.paragraph(joined(link_text(link, vocabularies), isolated(link.other_title)), BODY, after=POINT)
    if history:
        _write_history(composer, opened)


def _section(composer: Composer, text: str) -> None:
    composer.space(8)
    composer.keep(36)
    composer.paragraph(text, SECTION)


def _write_statement(composer: Composer, shown: StatementShown) -> None:
    composer.keep(30)
    composer.paragraph(joined(shown.stance, shown.grade), HEADING, after=0, indent=_INDENT)
    parts: Sequence[tuple[str, bool]] = (
        (joined(shown.source, shown.said, shown.origin), False),
        (shown.document, False),
        (QCoreApplication.translate("StatementCard", "“{quote}”").format(quote=shown.quote), not shown.quote),
        (shown.around, False),
        (shown.note, False),
    )
    for text, silent in parts:
        if text and not silent:
            composer.paragraph(text, LABEL if text == shown.around else BODY, after=0, indent=_INDENT)
    composer.space(5)


def _write_differences(composer: Composer, opened: Opened, vocabularies: Vocabularies) -> None:
    grid = accounts_shown(opened, vocabularies, finding=True)
    rows = differing_rows(grid)
    if not rows:
        return
    _section(composer, QCoreApplication.translate("SummaryTab", "Where accounts differ"))
    shown = differing(grid, rows)
    for row in shown.rows:
        composer.paragraph(row.label, HEADING, after=0, indent=_INDENT)
        for column, cell in zip(shown.columns, row.cells, strict=True):
            hand = HEADING if cell.differs else BODY
            composer.pair(joined(column.name, column.grade), cell.text, LABEL, hand, share=0.38, indent=_INDENT)
        composer.space(3)


def _write_history(composer: Composer, opened: Opened) -> None:
    _section(composer, QCoreApplication.translate("Print", "History"))
    for change in history_shown(opened.history, read_only=True):
        composer.keep(30)
        composer.paragraph(joined(change.what, change.who), HEADING, after=0, indent=_INDENT)
        if change.reason:
            composer.paragraph(change.reason, BODY, after=0, indent=_INDENT)
        for label, value in change.fields:
            composer.pair(label, value, LABEL, indent=_INDENT)
        composer.space(4)
