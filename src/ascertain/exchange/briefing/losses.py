"""What a briefing leaves out."""

from __future__ import annotations

from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import say
from ascertain.exchange.loss_tally import LossTally
from ascertain.exchange.outgoing import Loss, Outgoing

_WORDS = say("The words of the sources, their grades, and what they assert field by field are left out.")
_REST = say("Notes, tags, links, follow-up days and your own fields are left out.")


def briefing_losses(outgoing: Outgoing, conduct: Conduct) -> tuple[Loss, ...]:
    """What a briefing leaves out of the incidents. Raises Cancelled."""
    tally = LossTally()
    for incident in outgoing.walk(conduct):
        content = incident.content
        if any(each.quote or each.note or each.credibility or each.assertions for each in content.statements):
            tally.note(_WORDS, incident.ref)
        if content.notes or content.tags or content.own or content.follow_up_on or incident.links:
            tally.note(_REST, incident.ref)
    return tally.losses()
