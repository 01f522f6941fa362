"""What the cells of a spreadsheet cannot hold of a text, or not as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ascertain.domain.conduct import Conduct
from ascertain.domain.incoming.own_sheets.long_texts import is_long
from ascertain.domain.messages import Message, say
from ascertain.domain.records import Incident
from ascertain.exchange.loss_tally import LossTally
from ascertain.exchange.outgoing import Loss, Outgoing
from ascertain.exchange.sheet_files import LONGEST_TEXT

UNHELD = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no file of the kinds here holds as they are: most of them are not even text."""
_FIRST_SECOND = -2_177_452_800
"""1901-01-01T00:00Z: the calendar of spreadsheets begins in 1900, with a leap day that was none."""
_LONG = say(
    "Texts longer than {most} characters go on on the sheet “Long texts”: a cell holds no more.",
    most=f"{LONGEST_TEXT:,}",
)
_EARLY = say("Times before 1901 stand as text: the calendar of spreadsheets begins later.")


def spreadsheet_losses(outgoing: Outgoing, conduct: Conduct, odd: Message) -> tuple[Loss, ...]:
    """What a spreadsheet cannot hold of the incidents. `odd` says what becomes of characters that are no text."""
    tally = LossTally()
    for incident in outgoing.walk(conduct):
        note_texts(tally, incident, odd)
        start = incident.content.when.t_from
        if start is not None and start < _FIRST_SECOND:
            tally.note(_EARLY, incident.ref)
    return tally.losses()


def note_texts(tally: LossTally, incident: Incident, odd: Message, long: Message = _LONG) -> None:
    """Texts that a cell cannot hold whole, and characters that it cannot hold at all."""
    held = list(_texts(incident))
    if any(is_long(text, LONGEST_TEXT) for text in held):
        tally.note(long, incident.ref)
    if any(UNHELD.search(text) for text in held):
        tally.note(odd, incident.ref)


def _texts(incident: Incident) -> Iterator[str]:
    content = incident.content
    yield from (content.title, content.notes, content.status_reason, content.place_text, content.when.phrase)
    yield from content.tags
    yield from (each.value for each in content.own)
    yield from (each.actor.name for each in content.actors)
    for statement in content.statements:
        yield from (statement.source.name, statement.quote, statement.note)
        yield from (said.value for said in statement.assertions)
