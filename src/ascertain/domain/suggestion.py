"""Which status the evidence suggests, why, and what would change it. The program suggests, the analyst decides.

The first line that fits, read from the top:

| evidence                                                                                     | suggested        |
|----------------------------------------------------------------------------------------------|------------------|
| a threat, demand or announcement, which its author made: the statement is itself the event    | confirmed        |
| a denial with evidence; nobody official or graded A or B says otherwise                      | refuted          |
| independent origins, of which one says that it happened and another that it did not           | disputed         |
| an official statement of the attacked side; or two independent origins graded A or B          | confirmed        |
| an official statement that bears out a part; or two origins graded A or B, one of them a part | partly confirmed |
| the perpetrator says that it did it                                                           | claimed          |
| anything else                                                                                 | unconfirmed      |

Grades are those of the Admiralty code (NATO AJP-2.1). An origin is *graded A or B* when one of its statements
comes from a source of reliability A or B and is not graded doubtful or improbable (4, 5). A denial is *with evidence*
when its source is of reliability A or B and its credibility is 1 or 2. What the perpetrator says of its own deed is a
claim, whatever its form, and never confirms; where it denies, it denies its part, not the event. A relay counts as its
origin. `unverifiable` is never suggested: that is a judgment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ascertain.domain.accounts import accounts_of
from ascertain.domain.codes import Affiliation, Role, Stance, Status
from ascertain.domain.folding import fold
from ascertain.domain.messages import Message, say
from ascertain.domain.origins import BEARING, SPOKEN_EVENTS, origin_keys
from ascertain.domain.records import Incident, IncidentContent, NamedRef, Source, Statement
from ascertain.domain.times.reckoning import Calendars

Side = Literal["attacked", "perpetrator", "other"]

_IN_FULL = BEARING - {Stance.DENIES, Stance.CONFIRMS_IN_PART}


@dataclass(frozen=True, slots=True)
class Testimony:
    """One statement as evidence.

    `origin_key` names its origin; `origin_name` too, empty where the source speaks for itself. `reliability` is that of
    the source. `weight` is the grade that counts for a relay: the worse of its own and its origin's, empty where either
    is not graded; None where the source speaks for itself. `is_official` and `side` are those of the origin.
    `contradicts`: another account differs.
    """

    stance: Stance
    source_name: str
    origin_key: str
    reliability: str | None = None
    credibility: int | None = None
    is_official: bool = False
    side: Side = "other"
    contradicts: bool = False
    origin_name: str = ""
    weight: str | None = None

    @property
    def speaker(self) -> str:
        """Whose word it is: the origin's of a relay, else the source's."""
        return self.origin_name or self.source_name

    @property
    def well_graded(self) -> bool:
        """Reliability A or B, and not graded doubtful or improbable."""
        grade = self.reliability if self.weight is None else self.weight
        return grade in ("A", "B") and self.credibility not in (4, 5)

    @property
    def claims(self) -> bool:
        """The perpetrator speaks of its own deed."""
        own = self.side == "perpetrator" and self.stance in BEARING and self.stance is not Stance.DENIES
        return own or self.stance is Stance.CLAIMS_RESPONSIBILITY

    @property
    def supports(self) -> bool:
        """Somebody else than the perpetrator says that it happened, wholly or in part."""
        return not self.claims and (self.stance in _IN_FULL or self.stance is Stance.CONFIRMS_IN_PART)

    @property
    def denies(self) -> bool:
        """It says that the event did not happen."""
        return self.stance is Stance.DENIES and self.side != "perpetrator"


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is said about one incident. `kind` is the incident's code; `today` the day on which it is weighed."""

    statements: tuple[Testimony, ...]
    today: date
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A status with its reasons and with what would change it, in full sentences."""

    status: Status
    reasons: tuple[Message, ...]
    would_change: tuple[Message, ...]


def suggest_status(evidence: Evidence) -> Suggestion:
    """The status that the evidence suggests. The order of the statements never matters."""
    weighed = _Weighed(evidence.statements, evidence.kind)
    status = _status(weighed)
    return Suggestion(status, tuple(_reasons(weighed)), tuple(_would_change(status, weighed)))


class _Weighed:
    """The testimonies, sorted by what they do."""

    def __init__(self, statements: Iterable[Testimony], kind: str | None) -> None:
        said = sorted(statements, key=lambda each: (each.speaker, each.origin_key, each.stance))
        self.uttered = [each for each in said if kind in SPOKEN_EVENTS and each.stance is Stance.THREATENS]
        self.claims = [each for each in said if each.claims]
        self.supports = [each for each in said if each.supports]
        self.denials = [each for each in said if each.denies]
        self.own_denials = [each for each in said if each.stance is Stance.DENIES and not each.denies]
        self.silent = [each for each in said if each.stance is Stance.NO_COMMENT]
        self.proven_denials = [each for each in self.denials if each.well_graded and each.credibility in (1, 2)]
        official = [each for each in self.supports if each.is_official]
        self.official_in_full = [each for each in official if each.side == "attacked" and each.stance in _IN_FULL]
        self.official_in_part = [each for each in official if each.stance is Stance.CONFIRMS_IN_PART]
        self.origins = _origins(self.supports)
        self.good = _origins(each for each in self.supports if each.well_graded)
        self.good_in_full = _origins(each for each in self.supports if each.well_graded and each.stance in _IN_FULL)
        self.differing = [each for each in (*self.claims, *self.supports) if each.contradicts]

    @property
    def confirmed(self) -> bool:
        return bool(self.official_in_full) or len(self.good_in_full) >= 2

    @property
    def confirmed_in_part(self) -> bool:
        return bool(self.official_in_part) or len(self.good) >= 2

    @property
    def contested(self) -> bool:
        """Whether different origins say that it happened and that it did not."""
        yes, no = _origins((*self.supports, *self.claims, *self.uttered)), _origins(self.denials)
        return bool(yes and no and (yes | no) != (yes & no))


def _status(weighed: _Weighed) -> Status:
    if weighed.proven_denials and not (
        weighed.uttered or weighed.good or weighed.official_in_full or weighed.official_in_part
    ):
        return Status.REFUTED
    if weighed.contested:
        return Status.DISPUTED
    if weighed.uttered or weighed.confirmed:
        return Status.CONFIRMED
    if weighed.confirmed_in_part:
        return Status.PARTLY_CONFIRMED
    return Status.CLAIMED if weighed.claims else Status.UNCONFIRMED


def _reasons(weighed: _Weighed) -> Iterable[Message]:
    """Sentences that fit one source and several, and names of any gender."""
    if weighed.uttered:
        yield say("The statement is itself the event, made by {who}.", who=_names(weighed.uttered))
    if weighed.claims:
        yield say("The deed is claimed by {who}.", who=_names(weighed.claims))
    if weighed.official_in_full:
        yield say("Confirmed officially for the attacked side by {who}.", who=_names(weighed.official_in_full))
    if weighed.official_in_part:
        yield say("Borne out in part, officially, by {who}.", who=_names(weighed.official_in_part))
    yield from _reasons_of_origins(weighed)
    if weighed.proven_denials:
        yield say("Denied with evidence by {who}.", who=_names(weighed.proven_denials))
    others = [each for each in weighed.denials if each not in weighed.proven_denials]
    if others:
        yield say("Denied by {who}.", who=_names(others))
    if weighed.own_denials:
        yield say(
            "Their part in it is denied by {who}: that does not say whether it happened.",
            who=_names(weighed.own_denials),
        )
    if weighed.silent:
        yield say("No comment from {who}.", who=_names(weighed.silent))
    if weighed.differing:
        yield say("In detail, other accounts differ from {who}.", who=_names(weighed.differing))
    if not (weighed.uttered or weighed.claims or weighed.supports or weighed.denials):
        yield say("No statement says whether it happened.")


def _reasons_of_origins(weighed: _Weighed) -> Iterable[Message]:
    if not weighed.origins:
        return
    if weighed.claims:
        yield say(
            "Beside the claim, {count} independent origins say that it happened.",
            singular="Beside the claim, one independent origin says that it happened.",
            count=len(weighed.origins),
        )
    else:
        yield say(
            "{count} independent origins say that it happened.",
            singular="One independent origin says that it happened.",
            count=len(weighed.origins),
        )
    graded = [each for each in weighed.supports if each.well_graded]
    yield say("Graded A or B: {who}.", who=_names(graded)) if graded else say("None of that is graded A or B.")


def _would_change(status: Status, weighed: _Weighed) -> Iterable[Message]:
    if status in (Status.UNCONFIRMED, Status.CLAIMED, Status.PARTLY_CONFIRMED):
        yield say("An official statement of the attacked side that it happened would confirm it.")
        yield say(
            "{count} more independent origins graded A or B would confirm it.",
            singular="One more independent origin graded A or B would confirm it.",
            count=max(1, 2 - len(weighed.good_in_full)),
        )
    if status is Status.UNCONFIRMED:
        yield say("A claim of responsibility would make it claimed.")
    if status in (Status.UNCONFIRMED, Status.CLAIMED):
        yield say("An official statement that bears out a part would make it partly confirmed.")
        yield say("A denial with evidence (source A or B, credibility 1 or 2) would refute it.")
    if status in (Status.CONFIRMED, Status.PARTLY_CONFIRMED):
        yield say("A denial by an independent origin would make it disputed.")
    if status is Status.DISPUTED:
        yield say("If the denial is withdrawn or found to be about something else, what remains decides.")
        yield say("If the denial is borne out with evidence, the event is refuted.")
    if status is Status.REFUTED:
        yield say(
            "An official statement, or an independent origin graded A or B, that it happened would make it disputed."
        )


def _origins(statements: Iterable[Testimony]) -> set[str]:
    return {each.origin_key for each in statements}


def _names(statements: Iterable[Testimony]) -> str:
    return ", ".join(dict.fromkeys(each.speaker for each in statements))


def evidence_of(
    incident: Incident, sources: Mapping[int, Source], today: date, calendars: Calendars | None = None
) -> Evidence:
    """The evidence about an incident in the log; `sources` by id, as far as they are known."""
    return evidence_of_content(incident.content, sources, today, calendars)


def evidence_of_content(
    content: IncidentContent, sources: Mapping[int, Source], today: date, calendars: Calendars | None = None
) -> Evidence:
    """The evidence about what is being typed. A relay is graded no better than its origin, and speaks for its side."""
    grid = accounts_of(content, calendars)
    keys = origin_keys(content.statements)
    testimonies = []
    for at, (statement, key) in enumerate(zip(content.statements, keys, strict=True)):
        speaker = _source(statement.origin or statement.source, sources)
        relay = _source(statement.source, sources)
        testimonies.append(
            Testimony(
                statement.stance,
                statement.source.name,
                key,
                relay.reliability if relay else None,
                statement.credibility,
                speaker is not None and speaker.is_official,
                _side(statement, speaker, content),
                grid.contradicts(at),
                statement.origin.name if statement.origin else "",
                (_worse(speaker, relay) or "") if statement.origin else None,
            )
        )
    return Evidence(tuple(testimonies), today, content.kind)


def _source(ref: NamedRef, sources: Mapping[int, Source]) -> Source | None:
    return sources.get(ref.id) if ref.id is not None else None


def _worse(one: Source | None, other: Source | None) -> str | None:
    """The worse reliability of two; none where either is not known or not graded."""
    if one is None or other is None or one.reliability is None or other.reliability is None:
        return None
    return max(one.reliability, other.reliability)


def _side(statement: Statement, speaker: Source | None, content: IncidentContent) -> Side:
    """On which side of the event somebody speaks: by the part that the actor has in it for which the source speaks."""
    if statement.stance is Stance.CLAIMS_RESPONSIBILITY:
        return "perpetrator"
    if speaker is None or speaker.actor is None or speaker.affiliation is not Affiliation.SPEAKS_FOR:
        return "other"
    roles = {each.role for each in content.actors if _same(each.actor, speaker.actor)}
    if roles & {Role.CLAIMED_BY, Role.ATTRIBUTED_TO}:
        return "perpetrator"
    return "attacked" if roles & {Role.TARGET, Role.HOST} else "other"


def _same(one: NamedRef, other: NamedRef) -> bool:
    if one.id is not None and other.id is not None:
        return one.id == other.id
    return fold(one.name) == fold(other.name)
