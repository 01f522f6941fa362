"""Texts that a cell of a format cannot hold whole."""

from __future__ import annotations

from collections.abc import Iterator

from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import say
from ascertain.domain.records import Incident
from ascertain.exchange.outgoing import Loss, Outgoing


def text_losses(outgoing: Outgoing, conduct: Conduct, longest: int) -> tuple[Loss, ...]:
    """The incidents with a text of more than `longest` UTF-16 units, as a loss, if there are any."""
    cut = [
        incident.ref
        for incident in outgoing.walk(conduct)
        if any(units(text) > longest for text in _texts(incident) if 2 * len(text) > longest)
    ]
    what = say("Texts longer than {most} characters are cut short: a cell holds no more.", most=f"{longest:,}")
    return (Loss(what, len(cut), tuple(cut[:3])),) if cut else ()


def units(text: str) -> int:
    """The length of a text in UTF-16 units, in which spreadsheets count."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _texts(incident: Incident) -> Iterator[str]:
    content = incident.content
    yield from (content.title, content.notes, content.status_reason, content.place_text)
    yield from (each.value for each in content.own)
    for statement in content.statements:
        yield from (statement.quote, statement.note)
