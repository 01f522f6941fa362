"""A briefing on paper: incidents by status, and the sources as numbered notes at the end."""

from __future__ import annotations

from collections.abc import Callable

from ascertain.exchange.briefing.structure import Briefing, Entry
from ascertain.ui.printing.composing import Composer
from ascertain.ui.printing.paper import BODY, HEADING, LABEL, POINT, SECTION, SMALL, TITLE, Hand
from ascertain.ui.wording import code, isolated, joined

_INDENT = 8 * POINT
_GROUP = Hand(12, bold=True)


def write_briefing(composer: Composer, briefing: Briefing, done: Callable[[], None]) -> None:
    """Write all of it; `done` is called after each incident."""
    composer.paragraph(briefing.title, TITLE, after=2 * POINT)
    composer.paragraph(joined(*briefing.lead), SMALL)
    if briefing.caution:
        composer.paragraph(briefing.caution, HEADING)
    _heading(composer, briefing.totals_heading)
    for fact in briefing.totals:
        composer.pair(fact.label, fact.value, LABEL)
    if briefing.totals_note:
        composer.paragraph(briefing.totals_note, SMALL)
    for group in briefing.groups:
        _heading(composer, group.heading)
        if group.about:
            composer.paragraph(group.about, SMALL)
        for entry in group.entries:
            _write_entry(composer, entry)
            done()
    if briefing.notes:
        _heading(composer, briefing.notes_heading)
    for note in briefing.notes:
        composer.paragraph(f"{_number(note.number)} {note.text} {code(note.address)}".rstrip(), BODY, after=POINT)


def _heading(composer: Composer, text: str) -> None:
    composer.space(12)
    composer.keep(60)
    composer.paragraph(text, _GROUP)


def _write_entry(composer: Composer, entry: Entry) -> None:
    composer.space(7)
    composer.keep(50)
    composer.paragraph(joined(code(entry.ref), isolated(entry.title)), SECTION, after=POINT)
    for fact in entry.facts:
        composer.pair(fact.label, fact.value, LABEL, indent=_INDENT)
    for account in entry.accounts:
        composer.paragraph(f"{account.text} {_number(account.note)}", BODY, after=0, indent=_INDENT)


def _number(number: int) -> str:
    return code(f"[{number}]")
