"""What the tables of other people's codebooks cannot hold, whichever they are."""

from __future__ import annotations

from ascertain.domain.codes import Role, Status, TimePrecision
from ascertain.domain.messages import say
from ascertain.domain.records import Incident
from ascertain.exchange.coded_table import days_of, injured_stated, killed, with_role
from ascertain.exchange.entries_of import note_statements, place_of, point_of
from ascertain.exchange.loss_tally import LossTally
from ascertain.exchange.outgoing import Outgoing

_STATUS = say("The table has no status: what is not confirmed looks like all the rest.")
_CLAIM = say("Who claims it is left out: the table knows one attacker, and a claim proves none.")
_CLAIM_TAKEN = say("Who claims it stands where the table has the attacker.")
_PARTS = say("Hosts, and who intercepted it, are left out.")
_NO_DAY = say("No day is written: no time is known.")
_CLOCK = say("The time of day is left out.")
_NO_POINT = say("No coordinates are written: the place is not stated, or has none.")
_UNKNOWN = say("A number of killed that is not known, or without a highest value, leaves its cells empty.")
_INJURED = say("The injured are left out.")
_WEAPON = say("Means, outcome and the number of munitions are left out.")
_TITLE = say("What happened stands as the first line of the notes.")
_REST = say("Why the status is what it is, follow-up days, links and your own fields are left out.")
_SEMICOLON = say("A name with a semicolon in it looks like two.")
_FINE = (TimePrecision.MINUTE, TimePrecision.HOUR, TimePrecision.PART_OF_DAY)


def note_table_losses(tally: LossTally, incident: Incident, outgoing: Outgoing) -> None:
    """What any of the tables loses of an incident."""
    content, ref = incident.content, incident.ref
    if content.status is not Status.CONFIRMED:
        tally.note(_STATUS, ref)
    note_statements(tally, incident)
    _note_actors(tally, incident, outgoing)
    if days_of(content.when)[0] is None:
        tally.note(_NO_DAY, ref)
    elif content.when.precision in _FINE:
        tally.note(_CLOCK, ref)
    if point_of(place_of(incident, outgoing.library)) is None:
        tally.note(_NO_POINT, ref)
    dead = killed(incident)
    if dead.unknown or (dead.stated and dead.high is None):
        tally.note(_UNKNOWN, ref)
    if injured_stated(incident):
        tally.note(_INJURED, ref)
    if content.means or content.outcome or content.munitions.stated or content.munitions.unknown:
        tally.note(_WEAPON, ref)
    if content.status_reason or content.follow_up_on or content.own or incident.links:
        tally.note(_REST, ref)
    if any(";" in statement.source.name for statement in content.statements):
        tally.note(_SEMICOLON, ref)


def note_title(tally: LossTally, incident: Incident) -> None:
    """A table without titles."""
    tally.note(_TITLE, incident.ref)


def _note_actors(tally: LossTally, incident: Incident, outgoing: Outgoing) -> None:
    if with_role(incident, Role.CLAIMED_BY):
        taken = outgoing.options.get("attacker") == "claimed_too" and not with_role(incident, Role.ATTRIBUTED_TO)
        tally.note(_CLAIM_TAKEN if taken else _CLAIM, incident.ref)
    if with_role(incident, Role.HOST) or with_role(incident, Role.INTERCEPTOR):
        tally.note(_PARTS, incident.ref)
